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
