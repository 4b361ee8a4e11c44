import type { Cell } from '../../document/document.ts'
import { TABLE_SIZES, tableSize } from '../print-layout.ts'
import type { TablePrint } from '../table-print.ts'
import { countLines } from './count-lines.ts'
import { CELL_MARGIN, styleOf, tableStyle } from './style-sheet.ts'
import type { StyleSpec, TableFace } from './style-sheet.ts'

/** A table as it is set: everything that its page breaks depend on. */
export interface SetTable {
  readonly print: TablePrint
  /** Twentieths of a point; together the width of the table. */
  readonly widths: readonly number[]
  /** For each row the cells that cover it, from left to right, those from above included: WordprocessingML names them all. */
  readonly rows: readonly (readonly Cell[])[]
  styleOf(cell: Cell): string
}

/**
 * Fits a table into a page's width and height (points): in the largest type in which nothing is cut, or in the next smaller one where that
 * saves a page.
 */
export function setTable(print: TablePrint, width: number, height: number): SetTable {
  const size = tableSize(print, width)
  const set = setIn(print, width, size)
  if (size !== TABLE_SIZES[0]) return set
  const smaller = setIn(print, width, TABLE_SIZES[1])
  return pagesOf(smaller, height) < pagesOf(set, height) ? smaller : set
}

/** Lines of titles above a table, in points. */
const TITLES = 90

function pagesOf(set: SetTable, height: number): number {
  const heights = rowHeights(set)
  const header = total(heights.slice(0, set.print.headerRows))
  const rest = total(heights) - (height - TITLES)
  return 1 + Math.ceil(Math.max(0, rest) / Math.max(1, height - header))
}

function setIn(print: TablePrint, width: number, size: number): SetTable {
  const rows: Cell[][] = Array.from({ length: print.table.rows }, () => [])
  for (const cell of print.table.cells) for (let r = 0; r < cell.rowSpan; r++) rows[cell.row - 1 + r]?.push(cell)
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  return {
    print,
    rows,
    widths: wholeTwips(print.columnWidths(width / size), size),
    styleOf: (cell) => tableStyle(faceOf(print, cell), size),
  }
}

/** Space that a cell's border adds to a row, in points. */
const BORDER = 0.5

/** The height of each row in points. */
export function rowHeights(set: SetTable): number[] {
  const least = heightOf(1, styleOf(set.rows[0]?.[0] === undefined ? 'TableText' : set.styleOf(set.rows[0][0])))
  const heights = set.rows.map(() => least)
  const cells = [...set.print.table.cells].sort((a, b) => a.rowSpan - b.rowSpan)
  for (const cell of cells) {
    const style = styleOf(set.styleOf(cell))
    const lines = countLines(cell.text, cellWidth(set, cell) / 20 - 2 * CELL_MARGIN.side, style.size ?? TABLE_SIZES[0], 0)
    // A cell over several rows that needs more than they have stretches the last of them.
    const last = cell.row - 2 + cell.rowSpan
    const missing = heightOf(lines, style) - total(heights.slice(cell.row - 1, last + 1))
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing
  }
  return heights
}

function heightOf(lines: number, style: StyleSpec): number {
  return lines * style.line + 2 * CELL_MARGIN.top + BORDER
}

/** Width of a cell in twentieths of a point. */
export function cellWidth(set: SetTable, cell: Cell): number {
  return total(set.widths.slice(cell.column - 1, cell.column - 1 + cell.columnSpan))
}

function faceOf(print: TablePrint, cell: Cell): TableFace {
  switch (print.kindOf(cell)) {
    case 'header':
      return 'TableHeader'
    case 'figure':
      return 'TableFigure'
    case 'number':
      return 'TableNumber'
    case 'information':
      // Whose table it is stands at the left, the unit of its figures at the right.
      if (cell.column === 1) return 'TableText'
      return cell.column + cell.columnSpan > print.table.columns ? 'TableFigure' : 'TableNumber'
    case 'text':
      return 'TableText'
  }
}

/** Widths in ems of a size as whole twentieths of a point that add up to their sum. */
function wholeTwips(ems: readonly number[], size: number): number[] {
  let exact = 0
  let edge = 0
  return ems.map((em) => {
    exact += em * size * 20
    const own = Math.round(exact) - edge
    edge += own
    return own
  })
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
