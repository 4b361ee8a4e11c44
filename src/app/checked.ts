import type { CheckResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import type { Testimony } from '../checks/across/testimony.ts'
import type { Document } from '../document/document.ts'

/** A document that was read and checked: the findings in both languages, and the document itself to show them in. */
export interface Checked {
  readonly ok: true
  readonly result: Readonly<Record<'zh' | 'en', CheckResult>>
  readonly document: Document
  /** Of a PDF: the pages on which something was found or could not be read, the gravest first. */
  readonly pages?: readonly PageView[]
  /** What it has to say when it is held against other files, where that was asked for. */
  readonly testimony?: Testimony
}

/** A page, counted from 1, and its size in points: the frame that every `Place.box` on it lies in. */
export interface PageView {
  readonly page: number
  readonly width: number
  readonly height: number
  /** Where words of a paragraph stand that a finding points at: a paragraph's own box is that of all its lines. */
  readonly words: readonly {
    readonly paragraph: number
    readonly span: readonly [number, number]
    readonly box: readonly [number, number, number, number]
  }[]
}

/** A page as a picture; `png` is null where it cannot be drawn. */
export interface PageImage {
  readonly ok: true
  readonly png: Uint8Array | null
}

/** A page's size with the places of some words; `view` is null where there is no such page. */
export interface PageFrame {
  readonly ok: true
  readonly view: PageView | null
}

/** Words of a paragraph that are looked for on its page: the first and last character meant, from 1. */
export interface WantedWords {
  readonly paragraph: number
  readonly text: string
  readonly span: readonly [number, number]
  /** The paragraph's box, in points. */
  readonly within: readonly [number, number, number, number]
}

/** A file that could not be read at all, with the HTTP status that says so and one sentence for a person. */
export interface Refused {
  readonly ok: false
  readonly status: 400 | 413 | 415 | 422
  readonly message: Words
  /** It was stopped for this: on another day, on a machine with less to do, it might be read. */
  readonly limit?: 'time' | 'memory'
}

/** Which findings' corrections are accepted: the ids of those that a person chose, or every only correction of an error. */
export type Accepted = readonly string[] | 'all'

/** A file made from one that was handed in. */
export interface Download {
  readonly ok: true
  readonly name: string
  /** Its media type. */
  readonly type: string
  readonly bytes: Uint8Array
  /** How many corrections are in it. */
  readonly repairs: number
  /** Corrections that were asked for and are not in it, with the place and the reason, each in one sentence. */
  readonly skipped: readonly Words[]
}
