import type { Place } from '../budget/place.ts'
import type { Problem } from '../budget/finding.ts'

/**
 * The Document: the middle of the hourglass. Every format reads to it and, where both make sense, writes from it.
 * Headings, paragraphs and tables in the order in which a reader meets them, each with its place. It knows nothing of budgets.
 */
export interface Document {
  readonly type: DocumentType
  readonly blocks: readonly Block[]
  /** What could not be read. Reading never throws for content and never hides this. */
  readonly problems: readonly Problem[]
}

export type DocumentType = 'txt' | 'html' | 'docx' | 'doc' | 'odt' | 'xlsx' | 'xls' | 'pdf'

export type Block = Paragraph | Table

export interface Paragraph {
  readonly kind: 'paragraph'
  /** White space collapsed (see `tidy`), line breaks kept as \n. Never empty. */
  readonly text: string
  /** 1 to 6 where the format marks it as a heading, otherwise absent. */
  readonly heading?: number
  /** For writing: what it is where it is neither heading nor running text. */
  readonly role?: 'title' | 'note'
  readonly place: Place
}

export interface Table {
  readonly kind: 'table'
  /** Counted from 1 in the order of the document. */
  readonly index: number
  readonly rows: number
  readonly columns: number
  /** Every cell once, by row and column of its upper left corner, both counted from 1. Together they cover the grid exactly once. */
  readonly cells: readonly Cell[]
  readonly place: Place
  /**
   * Rows whose merged cells were lost in the source (txt) and whose spans are guesses. Whoever reads them by position must
   * allow for other spans; the order of cells is certain.
   */
  readonly guessedRows?: readonly number[]
  /** Its columns were found by how the text is aligned, without rules: a figure may belong to the column beside. */
  readonly unruled?: boolean
  /** For writing: how many rows head the table and are repeated on every page. Readers do not set it. */
  readonly headerRows?: number
  /** For writing: relative widths of the columns. */
  readonly widths?: readonly number[]
  /** For writing: too wide for an upright page. */
  readonly wide?: boolean
}

export interface Cell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** White space collapsed (see `tidy`), line breaks kept as \n. */
  readonly text: string
  readonly place: Place
  /** For writing: the amount behind the text, so that a spreadsheet gets a number. `value` is fen (or hundredths), `unit` fen in one printed unit. */
  readonly figure?: { readonly value: number; readonly unit: number; readonly decimals: number }
  /** For writing: the cells of this table that add up to it, so that a reader can trace the sum. */
  readonly sumOf?: readonly { readonly row: number; readonly column: number }[]
}

/**
 * White space as every format must deliver it, so that one content gives one text: runs of spaces (ideographic and no-break
 * ones too) become one space, lines are trimmed, and empty lines at either end are dropped.
 */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/^[\n ]+|[\n ]+$/gu, '')
}
