import type { RawCell } from '../grid.ts'

/** A cell being read: where it begins is known only when its properties have been heard. */
export interface OpenCell {
  columnSpan: number
  vertical: 'none' | 'restart' | 'continue'
  horizontal: boolean
  /** Texts of its paragraphs. */
  readonly lines: string[]
}

/** Builds the cells of one `w:tbl` from its rows: spans count grid columns, vertical merges are told cell by cell. */
export class TableCollector {
  readonly cells: RawCell[] = []
  /** Tables nested in this one, in the order in which they open. They follow it in the document. */
  readonly nested: TableCollector[] = []
  cell: OpenCell | null = null
  #row = 0
  #column = 0
  #rowStart = 0
  #dropped = false
  readonly #open = new Map<number, RawCell>()

  startRow(): void {
    this.#column = 0
    this.#rowStart = this.cells.length
    this.#dropped = false
  }

  /** Grid columns left out at the row's start (`w:gridBefore`). */
  skip(columns: number): void {
    if (columns > 0) this.#column += clampSpan(columns)
  }

  /** The row is hidden or was deleted in tracked changes. */
  dropRow(): void {
    this.#dropped = true
  }

  startCell(): void {
    this.cell = { columnSpan: 1, vertical: 'none', horizontal: false, lines: [] }
  }

  endCell(): void {
    const cell = this.cell
    this.cell = null
    if (cell === null) return
    const column = this.#column
    const span = clampSpan(cell.columnSpan)
    this.#column += span
    const last = this.cells.at(-1)
    if (cell.horizontal && last !== undefined && this.cells.length > this.#rowStart) {
      last.columnSpan += span
      return
    }
    const above = this.#open.get(column)
    const joins = above !== undefined && above.columnSpan === span && above.row + above.rowSpan === this.#row
    if (cell.vertical === 'continue' && joins && !this.#dropped) {
      above.rowSpan++
      return
    }
    const raw: RawCell = { row: this.#row, column, rowSpan: 1, columnSpan: span, text: cell.lines.join('\n') }
    this.cells.push(raw)
    if (cell.vertical === 'none') this.#open.delete(column)
    else this.#open.set(column, raw)
  }

  endRow(): void {
    if (this.#dropped) this.cells.length = this.#rowStart
    else this.#row++
  }
}

/** Word has at most 63 columns, others write more; what is beyond is no table. */
const MAX_SPAN = 1000

function clampSpan(span: number): number {
  return Number.isFinite(span) && span >= 1 ? Math.min(MAX_SPAN, Math.floor(span)) : 1
}
