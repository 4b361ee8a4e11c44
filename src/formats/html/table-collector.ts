import type { RawCell } from '../grid.ts'

/** Browsers cap spans at 1000 columns; so do we, and rows as well. */
const MAX_SPAN = 1000
/** Beyond this column spans are not believed any more, so that no page can claim a billion positions. */
const MAX_COLUMN = 16_384

/** Builds the cells of one `<table>` as browsers do: each cell goes to the next column that no earlier row span covers. */
export class TableCollector {
  readonly cells: RawCell[] = []
  /** Tables inside its cells, in the order in which they open. They follow it in the document. */
  readonly nested: TableCollector[] = []
  /** Rows in which a box is drawn around a cell. */
  readonly boxedRows = new Set<number>()
  caption = ''
  cell: RawCell | null = null
  #row = -1
  #column = 0
  #groupStart = 0
  /** For each column, the first row that is free again. */
  readonly #until: number[] = []

  startRow(): void {
    this.#row++
    this.#column = 0
  }

  /** `columnSpan` and `rowSpan` as the attributes say; a row span of 0 reaches to the end of the row group. */
  startCell(columnSpan: string | undefined, rowSpan: string | undefined, boxed = false): void {
    if (this.#row < 0) this.startRow()
    while ((this.#until[this.#column] ?? 0) > this.#row) this.#column++
    const wide = this.#column < MAX_COLUMN ? spanOf(columnSpan, 1) : 1
    const high = spanOf(rowSpan, Number.MAX_SAFE_INTEGER)
    const cell = { row: this.#row, column: this.#column, rowSpan: high, columnSpan: wide, text: '' }
    const until = Math.min(Number.MAX_SAFE_INTEGER, this.#row + high)
    for (let c = this.#column; c < this.#column + wide; c++) this.#until[c] = Math.max(this.#until[c] ?? 0, until)
    this.#column += wide
    if (boxed) this.boxedRows.add(this.#row)
    this.cells.push(cell)
    this.cell = cell
  }

  endCell(): void {
    this.cell = null
  }

  /** Row spans end with their row group. */
  endGroup(): void {
    const end = this.#row + 1
    for (let i = this.cells.length - 1; i >= 0; i--) {
      const cell = this.cells[i]
      if (cell === undefined || cell.row < this.#groupStart) break
      if (cell.row + cell.rowSpan > end) cell.rowSpan = end - cell.row
    }
    for (let c = 0; c < this.#until.length; c++) if ((this.#until[c] ?? 0) > end) this.#until[c] = end
    this.#groupStart = end
  }
}

function spanOf(value: string | undefined, zero: number): number {
  const span = Number.parseInt(value ?? '1', 10)
  if (span === 0) return zero
  return span > 0 ? Math.min(MAX_SPAN, span) : 1
}
