import type { Cell } from '../document/document.ts'
import { headerText, type PrintedColumn } from './align.ts'
import type { Grid } from './grid.ts'
import { isPreamble } from './infer/header.ts'
import { isLabel } from './label.ts'

/**
 * The headings that a column's own label stands under, from the top, as printed: 基本支出 above 人员经费. Where a source lost its merged cells, those that
 * the form knows and that are printed somewhere in the header.
 */
export function headingsAbove(
  grid: Grid,
  label: Cell | undefined,
  headerRows: number,
  parents: PrintedColumn['parents'],
): readonly string[] {
  const above = label === undefined ? [] : pathAbove(grid, label)
  if (above.length > 0 || parents.length === 0) return above.map(({ text }) => text)
  const printed = Array.from({ length: headerRows }, (_, i) => grid.row(i + 1)).flat()
  return parents.flatMap((parent) => printed.find(({ text }) => isLabel(headerText(text), parent))?.text ?? [])
}

/** The distinct cells over a label, without lines about the whole table and those whose place is a guess. */
function pathAbove(grid: Grid, label: Cell): Cell[] {
  const path: Cell[] = []
  for (let row = 1; row < label.row; row++) {
    const cell = grid.at(row, label.column)
    if (cell === undefined || cell === label || cell.text === '' || path.at(-1) === cell) continue
    if (cell.columnSpan >= grid.table.columns || saysOfWhole(grid, cell.row)) continue
    if (cell.columnSpan > 1 || isWhole(grid, cell.row)) path.push(cell)
  }
  return path
}

/** 截止时间：2023-12-31, 单位：万元, a title: of the whole table, and no heading. 其中：… is one. */
const REMARK = /^(?!其中)[^（(:：]{2,8}[:：]\s*\S/u

function saysOfWhole(grid: Grid, row: number): boolean {
  const printed = grid.row(row).filter(({ text }) => text !== '')
  return printed.some(({ text }) => REMARK.test(text)) || isPreamble(printed, grid)
}

/** Whether a row has a cell over every column: a row that lost its merged cells ends early. */
function isWhole(grid: Grid, row: number): boolean {
  return grid.at(row, grid.table.columns) !== undefined
}
