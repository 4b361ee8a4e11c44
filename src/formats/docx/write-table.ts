import { Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, VerticalMergeType, WidthType } from 'docx'
import type { Cell } from '../../document/document.ts'
import { printable } from '../printable.ts'
import { tableSize } from '../print-layout.ts'
import type { TablePrint } from '../table-print.ts'
import { STYLE, tableStyle } from './style-sheet.ts'
import type { TableFace } from './style-sheet.ts'

/** Rows with cells longer than this (characters) may break across pages: they could be higher than one. */
const LONG_TEXT = 400

/** A table of the given width (twentieths of a point), its merged cells real, its header repeated on every page. */
export function tableOf(print: TablePrint, width: number): Table {
  const size = tableSize(print, width / 20)
  const widths = columnWidths(print, width)
  const rows = coveringCells(print).map((cells, r) => {
    const row = r + 1
    return new TableRow({
      tableHeader: row <= print.headerRows,
      cantSplit: cells.every((cell) => cell.text.length <= LONG_TEXT),
      children: cells.map((cell) => cellOf(print, cell, row, widths, size)),
    })
  })
  return new Table({
    rows,
    style: STYLE.table,
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
  })
}

/** Lines of text as runs, broken where the text is. */
export function runsOf(text: string): TextRun[] {
  return printable(text)
    .split('\n')
    .map((line, i) => new TextRun(i === 0 ? { text: line } : { text: line, break: 1 }))
}

function cellOf(print: TablePrint, cell: Cell, row: number, widths: readonly number[], size: number): TableCell {
  const begins = cell.row === row
  const merge = cell.rowSpan === 1 ? null : begins ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE
  const across = widths.slice(cell.column - 1, cell.column - 1 + cell.columnSpan)
  return new TableCell({
    children: [
      new Paragraph({ style: tableStyle(faceOf(print, cell), size), children: begins && cell.text !== '' ? runsOf(cell.text) : [] }),
    ],
    width: { size: across.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(cell.columnSpan > 1 ? { columnSpan: cell.columnSpan } : {}),
    ...(merge === null ? {} : { verticalMerge: merge }),
  })
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

/** For each row the cells that cover it, from left to right, those from above included: WordprocessingML names them all. */
function coveringCells(print: TablePrint): Cell[][] {
  const rows: Cell[][] = Array.from({ length: print.table.rows }, () => [])
  for (const cell of print.table.cells) for (let r = 0; r < cell.rowSpan; r++) rows[cell.row - 1 + r]?.push(cell)
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  return rows
}

/** Whole twentieths of a point that add up to the width. */
function columnWidths(print: TablePrint, width: number): number[] {
  let edge = 0
  let share = 0
  return print.shares.map((part) => {
    share += part
    const right = Math.round(share * width)
    const own = right - edge
    edge = right
    return own
  })
}
