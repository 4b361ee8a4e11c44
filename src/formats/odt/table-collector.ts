import type { RawCell } from '../grid.ts'

/** Spans and repetitions beyond this are no table of a text. */
const MAX_REPEAT = 1000
/** Fine enough that halves, thirds … of a cell begin at whole numbers. */
const FINE = 5040

interface OpenCell {
  readonly columnSpan: number
  readonly rowSpan: number
  readonly repeat: number
  readonly covered: boolean
  readonly lines: string[]
  /** A table that divides this cell into rows and columns of its own. */
  parts: TableCollector | null
}

interface DoneCell extends Omit<OpenCell, 'lines' | 'repeat' | 'covered'> {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** Builds the cells of one table of a text document. */
export class TableCollector {
  /** Tables inside its cells, in the order in which they open. They follow it in the document. */
  readonly nested: TableCollector[] = []
  /** It divides a cell of the table around it. */
  readonly divides: boolean
  cell: OpenCell | null = null
  readonly #cells: DoneCell[] = []
  #row = 0
  #column = 0
  #columns = 0
  #hiddenRow = false

  constructor(divides: boolean) {
    this.divides = divides
  }

  startRow(hidden: boolean): void {
    this.#column = 0
    this.#hiddenRow = hidden
  }

  endRow(): void {
    if (!this.#hiddenRow) this.#row++
  }

  startCell(columnSpan: number, rowSpan: number, repeat: number, covered: boolean): void {
    this.cell = {
      columnSpan: clamp(columnSpan),
      rowSpan: clamp(rowSpan),
      repeat: clamp(repeat),
      covered,
      lines: [],
      parts: null,
    }
  }

  endCell(): void {
    const cell = this.cell
    this.cell = null
    if (cell === null) return
    for (let i = 0; i < cell.repeat; i++) {
      const { columnSpan, rowSpan, parts } = cell
      const text = cell.lines.join('\n')
      if (!cell.covered && !this.#hiddenRow)
        this.#cells.push({ row: this.#row, column: this.#column, columnSpan, rowSpan, parts, text })
      this.#column++
    }
    this.#columns = Math.max(this.#columns, this.#column)
  }

  /** The cells in positions of the finest table inside; `settleGrid` reduces them to the edges that are used. */
  cells(): RawCell[] {
    if (this.#cells.every((cell) => cell.parts === null)) {
      return this.#cells.map(({ row, column, rowSpan, columnSpan, text }) => ({
        row,
        column,
        rowSpan: Math.min(rowSpan, this.#row - row),
        columnSpan,
        text,
      }))
    }
    const cells: RawCell[] = []
    this.#place(cells, { row: 0, column: 0, high: this.#row * FINE, wide: this.#columns * FINE })
    return cells
  }

  #place(cells: RawCell[], area: { row: number; column: number; high: number; wide: number }): void {
    const rowAt = (row: number): number => area.row + Math.round((row * area.high) / Math.max(1, this.#row))
    const columnAt = (column: number): number => area.column + Math.round((column * area.wide) / Math.max(1, this.#columns))
    for (const cell of this.#cells) {
      const row = rowAt(cell.row)
      const column = columnAt(cell.column)
      const high = Math.max(1, rowAt(Math.min(this.#row, cell.row + cell.rowSpan)) - row)
      const wide = Math.max(1, columnAt(Math.min(this.#columns, cell.column + cell.columnSpan)) - column)
      if (cell.parts !== null && cell.parts.#cells.length > 0) cell.parts.#place(cells, { row, column, high, wide })
      else cells.push({ row, column, rowSpan: high, columnSpan: wide, text: cell.text })
    }
  }
}

function clamp(count: number): number {
  return Number.isFinite(count) && count >= 1 ? Math.min(MAX_REPEAT, Math.floor(count)) : 1
}
