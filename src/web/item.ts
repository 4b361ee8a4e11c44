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
  /** Of a PDF: the pages on which something was found or could not be read, the gravest first. */
  readonly pages?: readonly PagePicture[]
}

/** A page as it is printed, and its size in points: the frame that every `Place.box` on it lies in. */
export interface PagePicture {
  readonly page: number
  readonly width: number
  readonly height: number
  /** Where words of a paragraph stand that a finding points at: a paragraph's own box is that of all its lines. */
  readonly words: readonly {
    readonly paragraph: number
    readonly span: readonly [number, number]
    readonly box: readonly [number, number, number, number]
  }[]
  /** Where its picture is: an address of this server or a `data:` URI. Absent where there were too many of them. */
  readonly href?: string
}

export interface RefusedItem {
  readonly file: string
  readonly ok: false
  /** HTTP status: 400, 413, 415, 422 or 500. */
  readonly status: number
  readonly message: Words
}
