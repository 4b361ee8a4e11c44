import type { Language } from '../language.ts'
import { fillIn } from '../phrases.ts'
import { DEPARTMENT_PHRASES } from './department-phrases.ts'
import { PAGE_PHRASES } from './page-phrases.ts'

/** Every phrase of the portal, in both languages. The words stay neutral, and a term is never left unexplained. */
export const PORTAL_PHRASES = { ...PAGE_PHRASES, ...DEPARTMENT_PHRASES }

export type PortalPhrase = keyof typeof PORTAL_PHRASES

/** A phrase in a language, with its blanks filled in. */
export function say(language: Language, key: PortalPhrase, values: Readonly<Record<string, string | number>> = {}): string {
  return fillIn(PORTAL_PHRASES[key][language], values)
}
