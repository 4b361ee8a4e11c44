import type { CheckResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import type { Document } from '../document/document.ts'

/** A document that was read and checked: the findings in both languages, and the document itself to show them in. */
export interface Checked {
  readonly ok: true
  readonly result: Readonly<Record<'zh' | 'en', CheckResult>>
  readonly document: Document
}

/** A file that could not be read at all, with the HTTP status that says so and one sentence for a person. */
export interface Refused {
  readonly ok: false
  readonly status: 400 | 413 | 415 | 422
  readonly message: Words
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
