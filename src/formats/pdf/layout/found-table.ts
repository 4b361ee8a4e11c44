import type { Box, PdfPage, TextRun } from '../page.ts'

/** A table as it was found on one page, before the parts of a table that runs over several pages are joined. */
export interface FoundTable {
  readonly page: PdfPage
  readonly box: Box
  /** x of every column edge from the left border to the right one: one more than there are columns. Parts are joined by them. */
  readonly columns: readonly number[]
  /** In reading order; together they cover the grid (blank cells too), and no two overlap. */
  readonly cells: readonly FoundCell[]
  /** Whether its cells are the fields of drawn rules, or were told from the positions of the text alone. */
  readonly ruled: boolean
  /** Lines that stand on the rule between two rows, and so may belong to either. */
  readonly doubts?: readonly TextRun[]
}

/** A cell of a found table. Rows and columns count from 0. */
export interface FoundCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** Lines that merely wrap are joined already; `\n` stands between separate statements. */
  readonly text: string
  readonly box: Box
  /** Whether its last line fills its width, so that the text may go on on the next page; absent where that is not known. */
  readonly isFull?: boolean
}
