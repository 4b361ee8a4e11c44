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
  /** For writing: the title as it is printed (see `Passage` for its slots). Absent: the first of `title`. */
  readonly heading?: string
  /** For writing: the line above the header, as cells of the table's first row, or as a paragraph before it. */
  readonly info?: readonly string[]
  readonly infoOutside?: boolean
  /** For writing: a row of column numbers (栏次) below the header. */
  readonly columnNumbers?: boolean
  /** For writing: how figures are printed. Absent: two decimals, nothing for zero, no separators. */
  readonly figures?: FigureForm
}

/** How the figures of a form are printed. What is finer is rounded, half away from zero, as the form has no room for it. */
export interface FigureForm {
  readonly decimals: number
  /** Thousands separators. */
  readonly grouped?: boolean
  /** Printed for zero; nothing when absent. */
  readonly zero?: string
}

/** Whose publication it is: a department's with its units, or one unit's. */
export type Variant = 'department' | 'unit'

/** One half of a table: its stub (serial number, code, name) and its columns of figures. */
export interface Side {
  readonly heading?: Label
  readonly slice?: Slice
  readonly stub: Stub
  readonly columns: readonly Column[]
  readonly rows: readonly RowRule[]
  /** For writing: printed in the header over all columns of figures. */
  readonly over?: string
}

/** The columns that say what a row is. A side without a name has one row, and its columns alone say what its figures are. */
export interface Stub {
  readonly serial?: Label
  readonly code?: Label
  readonly name?: Label
  /** For writing: printed in the header over code and name. */
  readonly over?: string
  /** For writing: the parts of a code (类 | 款 | 项), where each has a column of its own. */
  readonly split?: readonly string[]
}

export interface Column {
  readonly label: Label
  readonly slice?: Slice
  readonly measure?: Measure
  /** Words, not figures: read past. */
  readonly words?: boolean
  readonly children?: readonly Column[]
  /** For writing: which field of a record stands in it. */
  readonly field?: RecordField
  /** For writing: the year is printed before the label. */
  readonly dated?: boolean
  /** For writing: it stands under the head of the stub (`Stub.over`), beside the name. */
  readonly inStub?: boolean
  /** Printed only when there is money in it: that it is missing does not tell against the form. */
  readonly optional?: boolean
  /** Printed by one variant only. A head that is left with one column is printed as that column. */
  readonly only?: Variant
}

/** What a table of records prints of each line of the procurement budget. */
export type RecordField = 'budget' | 'goods' | 'catalogue' | 'measure' | 'quantity' | 'unit-price' | 'reserved'

/**
 * Either one fixed line, or one line for each node of a classification down to a depth, or one for each record.
 * `some`: a 其中 that is not all of what stands above it, so that it is at most that.
 */
export type RowRule =
  | ({ readonly label: Label; readonly slice?: Slice; readonly some?: boolean } & LineForm)
  | ({
      readonly each: 'function' | 'economic' | 'government-economic'
      readonly depth: number
      /** For reading: names without codes may stand at any depth; each is looked for below the one before it. */
      readonly nested?: boolean
      /** For writing: every class of the year, with money or without. */
      readonly every?: boolean
    } & Pick<LineForm, 'ordinal'>)
  | { readonly each: 'record' }
  /** For reading: things with a price each, below the sums over them by kind and by unit. */
  | { readonly each: 'purchase' }
  /** One line for each unit of the department. */
  | { readonly each: 'unit' /** Only what is called like a unit is one. */; readonly named?: boolean }
  /**
   * Lines that the vocabulary reads. `totals`: what the last total of the side is of; `whole`: what a bare 合计 is of; `totalsOnly`: the
   * other lines are names of things.
   */
  | { readonly each: 'line'; readonly totals?: string; readonly whole?: Slice; readonly totalsOnly?: boolean }

/** For writing: how a line is printed. */
export interface LineForm {
  /** The ordinal before the label, in the style of its first: `一、`, `1、`, `1.`. It counts on from line to line. */
  readonly ordinal?: Ordinal
  /** The count of ordinals begins again. */
  readonly first?: boolean
  /** Words before the label: `其中：`. */
  readonly before?: string
  /** Printed only when there is money in it, or in one of these slices. */
  readonly optional?: true | readonly Slice[]
  /** Lines of several sides with one level stand in one row: 收入总计 beside 支出总计. */
  readonly level?: string
}

export type Ordinal = '一、' | '（一）' | '1、' | '1.' | '（1）'

/** A form of named fields, repeated: one card for each project. */
export interface CardForm {
  readonly kind: 'card'
  readonly id: string
  /** The heading above the card; `{name}` is the project's. */
  readonly title: string
  readonly unit: string
  readonly slice: Slice
  readonly complete: readonly Dimension[]
  readonly fields: readonly {
    readonly id: string
    readonly label: Label
    readonly amount?: Slice
    readonly group?: Label
    /** For writing: which line of the card prints it; none when absent. */
    readonly line?: 'head' | 'budget'
  }[]
  /** Words that stand in a row of their own within a group. */
  readonly purpose: { readonly group: Label }
  /** `checkpoints`: for writing, where a project names none. */
  readonly plan: { readonly group: Label; readonly checkpoints?: readonly string[] }
  readonly goals: { readonly group: Label }
  readonly indicators: Readonly<Record<'level1' | 'level2' | 'level3' | 'description' | 'value' | 'basis', Label>>
}

/** A plain list of records under headed columns. */
export interface RecordForm {
  readonly kind: 'records'
  readonly id: string
  readonly title: Label
  readonly fields: readonly { readonly id: string; readonly label: Label }[]
  /** For writing: the title as it is printed. Absent: the first of `title`. */
  readonly heading?: string
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
  /**
   * Free words. For writing, their `topic` in `Account.words`; they are left out where the slot `beside` is. With `says`, a figure that is
   * printed but not read.
   */
  | {
      readonly words: true
      readonly topic?: string
      readonly beside?: string
      readonly says?: { readonly change: Slice } | { readonly amount: Slice }
    }

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
  /** For writing: what a department and a unit are called in titles (`{scope}`) and in short (`{scope-short}`). */
  readonly scopes?: Readonly<Record<Variant, { readonly scope: string; readonly short: string }>>
  /** For writing: the whole disclosure from its first heading to its last paragraph. */
  readonly outline?: readonly Passage[]
}

/**
 * One piece of a disclosure in its printed order. Texts have slots: `{name}` and `{code}` of the department, `{year}`, `{last-year}`,
 * `{unit}`, `{scope}`, `{scope-short}`, and `{words:topic}` for the account's words on a topic; `[id]` is the sentence of that id.
 * A sentence all of whose slots have nothing to print is left out, and so is a paragraph that is left with nothing.
 */
export type Passage = (
  | { readonly text: string; readonly heading?: number; readonly role?: 'title' | 'note' }
  /** The words of a topic, a paragraph each line; `otherwise` where there are none. */
  | { readonly words: string; readonly otherwise?: string }
  | { readonly form: string }
  /** A paragraph for each, numbered: units, terms of the glossary, functional items with appropriated money. */
  | { readonly each: 'unit' | 'term' | 'function'; readonly ordinal: Ordinal; readonly text: string }
  /** A part for each project: its own passages, in whose texts `{project}`, `{budget}`, `{purpose}` and `{goals}` are the project's. */
  | { readonly each: 'project'; readonly passages: readonly Passage[] }
) & {
  /** Printed by one variant only. */
  readonly only?: Variant
}
