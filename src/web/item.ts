import type { CheckResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import type { Document } from '../document/document.ts'
import type { Language } from './language.ts'

/** One file that was handed in: checked, or not read with one sentence why. What the server sends and the page draws. */
export type Item = CheckedItem | RefusedItem

export interface CheckedItem {
  readonly file: string
  readonly ok: true
  readonly result: Readonly<Record<Language, CheckResult>>
  readonly document: Document
}

export interface RefusedItem {
  readonly file: string
  readonly ok: false
  /** HTTP status: 400, 413, 415, 422 or 500. */
  readonly status: number
  readonly message: Words
}
