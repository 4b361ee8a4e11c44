import type { Context } from 'hono'
import type { Archive } from '../../app/archive.ts'
import { chooseLanguage, type Language } from '../../web/language.ts'

/** What a question is asked of, and what its answer has to know of whoever asks. */
export interface Asking {
  readonly archive: Archive
  /** Scheme and host of the portal's pages; empty where nobody has an address to reach them by. */
  readonly origin: string
  /** Of the pages that the answer leads to. */
  readonly language: Language
}

export type AskingOf = (c: Context) => Asking

/** Questions to an archive, each with the address under which it came. */
export function askingOf(archive: Archive, origin: (c: Context) => string): AskingOf {
  return (c) => ({ archive, origin: origin(c), language: chooseLanguage(c.req.query('lang')) })
}
