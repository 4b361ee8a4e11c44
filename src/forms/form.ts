/**
 * The language of forms: one declarative description of a statutory table, a card, a record list or a sentence, from which it is
 * recognised and read (and, walked the other way, printed). Forms are plain literals that equal themselves after a JSON round trip.
 *
 * A cell's slice is form ∧ side ∧ column (root to leaf) ∧ row, and nothing else has meaning.
 */
import type { Measure } from '../budget/claim.ts'
import type { Dimension, Slice } from '../budget/slice.ts'

/** A printed label: the first is what is printed, the others are read as the same. */
export type Label = string | readonly string[]

export interface TableForm {
  readonly kind: 'table'
  readonly id: string
  readonly title: Label
  /** The unit that is printed unless the table itself says another. */
  readonly unit: string
  readonly slice: Slice
  /** Dimensions on which the rows and columns are all the parts there are, so that they add up to what stands above them. */
  readonly complete: readonly Dimension[]
  /** What is printed under the table when it has no data. */
  readonly emptyNote?: string
  readonly sides: readonly Side[]
}

/** One half of a table: its stub (serial number, code, name) and its columns of figures. */
export interface Side {
  readonly heading?: Label
  readonly slice?: Slice
  readonly stub: { readonly serial?: Label; readonly code?: Label; readonly name: Label }
  readonly columns: readonly Column[]
  readonly rows: readonly RowRule[]
}

export interface Column {
  readonly label: Label
  readonly slice?: Slice
  readonly measure?: Measure
  /** Words, not figures: read past. */
  readonly words?: boolean
  readonly children?: readonly Column[]
}

/**
 * Either one fixed line, or one line for each node of a classification down to a depth, or one for each record.
 * `some`: a 其中 that is not all of what stands above it, so that it is at most that.
 */
export type RowRule =
  | { readonly label: Label; readonly slice?: Slice; readonly some?: boolean }
  | { readonly each: 'function' | 'economic'; readonly depth: number }
  | { readonly each: 'record' }

/** A form of named fields, repeated: one card for each project. */
export interface CardForm {
  readonly kind: 'card'
  readonly id: string
  /** The heading above the card; `{name}` is the project's. */
  readonly title: string
  readonly unit: string
  readonly slice: Slice
  readonly complete: readonly Dimension[]
  readonly fields: readonly { readonly id: string; readonly label: Label; readonly amount?: Slice; readonly group?: Label }[]
  /** Words that stand in a row of their own within a group. */
  readonly purpose: { readonly group: Label }
  readonly plan: { readonly group: Label }
  readonly goals: { readonly group: Label }
  readonly indicators: Readonly<Record<'level1' | 'level2' | 'level3' | 'description' | 'value' | 'basis', Label>>
}

/** A plain list of records under headed columns. */
export interface RecordForm {
  readonly kind: 'records'
  readonly id: string
  readonly title: Label
  readonly fields: readonly { readonly id: string; readonly label: Label }[]
}

export type Form = TableForm | CardForm | RecordForm

/** What a slot of a sentence prints and reads. */
export type Slot =
  | { readonly amount: Slice }
  | { readonly change: Slice }
  /** A count of things; with `names`, the things themselves, listed: as many as the count beside them. */
  | { readonly count: Slice; readonly names?: boolean }
  | { readonly year: number }
  /** `name amount、name amount`: nodes of a classification with their amounts. */
  | { readonly list: 'function'; readonly slice: Slice }
  | { readonly words: true }

/**
 * A sentence: literal text with slots. Alternatives are written `(a|b)`. It is read clause by clause: every slot is found by the words
 * before it, so that a sentence with a clause more or less is read too.
 */
export interface SentenceForm {
  readonly id: string
  readonly text: string
  /** Dimensions on which the sentence's figures are all the parts of its whole. */
  readonly complete?: readonly Dimension[]
  readonly slots: Readonly<Record<string, Slot>>
}

/** All the forms of one place. A new place is a new literal of this shape. */
export interface PlaceForms {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  /** Amounts of the narrative: unit and decimals. */
  readonly narrative: { readonly unit: string; readonly decimals: number }
  readonly forms: readonly Form[]
  readonly sentences: readonly SentenceForm[]
}
