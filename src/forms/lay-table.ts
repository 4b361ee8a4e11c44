import type { Cell, Table } from '../document/document.ts'

/** A cell of a row that is written from left to right: cells that hang down from rows above are skipped, as in HTML. */
export interface CellSpec extends Pick<Cell, 'text' | 'figure' | 'sumOf'> {
  readonly across?: number
  readonly down?: number
}

/** Lays rows of cells on the grid of one table. The index is the table's number in its document, counted from 1. */
export function layTable(rows: readonly (readonly CellSpec[])[], index: number): Table {
  const taken = new Set<number>()
  const cells: Cell[] = []
  let columns = 0
  const key = (row: number, column: number): number => row * 1000 + column
  rows.forEach((specs, r) => {
    const row = r + 1
    let column = 1
    for (const { text, across = 1, down = 1, figure, sumOf } of specs) {
      while (taken.has(key(row, column))) column++
      for (let i = 0; i < down; i++) for (let k = 0; k < across; k++) taken.add(key(row + i, column + k))
      cells.push({
        row,
        column,
        rowSpan: down,
        columnSpan: across,
        text,
        place: { table: index, row, column },
        ...(figure === undefined ? {} : { figure }),
        ...(sumOf === undefined ? {} : { sumOf }),
      })
      column += across
      columns = Math.max(columns, column - 1)
    }
  })
  if (taken.size !== rows.length * columns) throw new Error(`the cells of table ${index} do not cover its grid`)
  return { kind: 'table', index, rows: rows.length, columns, cells, place: { table: index } }
}

/** How many columns of a narrow letter a text takes: Chinese characters take two. */
function textWidth(text: string): number {
  let width = 0
  for (const c of text) width += c.charCodeAt(0) > 0x2e7f || c === '“' || c === '”' ? 2 : 1
  return width
}

/** Above this width, in narrow letters, a table needs a page lying on its side. */
const UPRIGHT = 92

/**
 * Relative widths of a table's columns, from what stands in them: figures must not be broken, names may be over two lines, headings over
 * several. And whether the table is too wide for an upright page.
 */
export function widthsOf(table: Table, headerRows: number): { readonly widths: readonly number[]; readonly wide: boolean } {
  const widths = Array.from({ length: table.columns }, () => 4)
  const widen = (column: number, width: number): void => {
    widths[column - 1] = Math.max(widths[column - 1] ?? 0, width)
  }
  for (const cell of table.cells) {
    if (cell.columnSpan > 1) continue
    const width = textWidth(cell.text)
    if (cell.row <= headerRows) widen(cell.column, Math.min(width, 10) + 1)
    else if (cell.figure !== undefined || /^[\d.,]*$/u.test(cell.text)) widen(cell.column, width + 2)
    else widen(cell.column, Math.min(width, 24) + 1)
  }
  return { widths, wide: widths.reduce((sum, w) => sum + w, 0) > UPRIGHT }
}
