import type { Cell } from '../../document/document.ts'
import { tableSize } from '../print-layout.ts'
import type { TablePrint } from '../table-print.ts'
import { STYLE, tableStyle } from './style-sheet.ts'
import type { TableFace } from './style-sheet.ts'
import { paragraph, runs } from './write-text.ts'

/** A table as it is set: everything that its page breaks depend on. */
export interface SetTable {
  readonly print: TablePrint
  /** Twentieths of a point; together the width of the table. */
  readonly widths: readonly number[]
  /** For each row the cells that cover it, from left to right, those from above included: WordprocessingML names them all. */
  readonly rows: readonly (readonly Cell[])[]
  styleOf(cell: Cell): string
}

/** Rows with cells longer than this (characters) may break across pages: they could be higher than one. */
const LONG_TEXT = 400

/** Fits a table into a width in points. */
export function setTable(print: TablePrint, width: number): SetTable {
  const size = tableSize(print, width)
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

/** A table with real merged cells, its header repeated on every page. */
export function tableXml(set: SetTable): string {
  const width = total(set.widths)
  const properties = `<w:tblPr><w:tblStyle w:val="${STYLE.table}"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>`
  const grid = set.widths.map((column) => `<w:gridCol w:w="${column}"/>`).join('')
  const rows = set.rows.map((cells, r) => {
    const whole = cells.every((cell) => cell.text.length <= LONG_TEXT) ? '<w:cantSplit/>' : ''
    const header = r < set.print.headerRows ? '<w:tblHeader/>' : ''
    const rowProperties = whole + header === '' ? '' : `<w:trPr>${whole}${header}</w:trPr>`
    return `<w:tr>${rowProperties}${cells.map((cell) => cellXml(set, cell, r + 1)).join('')}</w:tr>`
  })
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${rows.join('\n')}</w:tbl>`
}

function cellXml(set: SetTable, cell: Cell, row: number): string {
  const begins = cell.row === row
  const width = cellWidth(set, cell)
  const across = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : ''
  const down = cell.rowSpan === 1 ? '' : begins ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
  const properties = `<w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${across}${down}<w:vAlign w:val="center"/></w:tcPr>`
  return `<w:tc>${properties}${paragraph(set.styleOf(cell), begins ? runs(cell.text) : '')}</w:tc>`
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
