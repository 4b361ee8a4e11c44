import { narrow, readFigure } from '../budget/amount.ts'
import type { Cell, Table } from '../document/document.ts'

/** What a cell is to a reader of the table: how it is set, and whether it heads its column or row. */
export type CellRole = 'caption' | 'column-header' | 'row-header' | 'figure' | 'code' | 'text'

/** A heading never takes more rows than this; a merged label that is taller belongs to the body. */
const MAX_HEADER_ROWS = 6
const CAPTION = /(?:单位|年度|部门|金额单位)\s*[:：]|^\d{3,}\p{Script=Han}/u
const COLUMN_NUMBERS = /^(?:栏次|行次)$/u
const SERIAL = /^(?:序号|行次|栏次|(?:科目|功能分类|项目|支出)?编码|代码|类|款|项)$/u

/** The role of every cell, in the order of `table.cells`, and how many leading rows are headings. */
export function cellRoles(table: Table): { roles: CellRole[]; headerRows: number; captionRows: number } {
  const rows = new Map<number, Cell[]>()
  for (const cell of table.cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell])
  const heads = cardHeads(table)
  if (heads !== null) return { roles: table.cells.map((cell) => cardRole(cell, heads)), headerRows: 0, captionRows: 0 }
  const captionRows = captionRowsOf(rows, table.rows)
  const headerRows = headerRowsOf(rows, table, captionRows)
  const codeColumns = new Set(
    table.cells.filter((c) => c.row <= headerRows && SERIAL.test(narrow(c.text))).flatMap((c) => range(c.column, c.columnSpan)),
  )
  const named = new Set<number>()
  const roles = table.cells.map((cell): CellRole => {
    if (cell.row <= captionRows) return 'caption'
    const text = narrow(cell.text)
    if (cell.row <= headerRows) return text === '' ? 'text' : 'column-header'
    if (codeColumns.has(cell.column) && /^\d*$/u.test(text)) return 'code'
    if (isFigure(cell.text)) return 'figure'
    if (text !== '' && !named.has(cell.row) && !/^\d/u.test(text)) {
      named.add(cell.row)
      return 'row-header'
    }
    return 'text'
  })
  return { roles, headerRows, captionRows }
}

/** The row 一级指标 | 二级指标 | … of a performance card, which is no table of figures but a sheet of labels and values; null for others. */
function cardHeads(table: Table): number | null {
  return table.cells.find((cell) => /^一级(?:绩效)?指标$/u.test(narrow(cell.text)))?.row ?? null
}

function cardRole(cell: Cell, heads: number): CellRole {
  if (cell.text === '') return 'text'
  if (cell.row === heads) return 'column-header'
  return cell.column === 1 ? 'row-header' : 'text'
}

/** Whether a cell prints a number (a code is one too, unless its column says otherwise). */
export function isFigure(text: string): boolean {
  return readFigure(text).state === 'number' || /^-?[\d.,]+%$/u.test(narrow(text))
}

/** Rows above the headings that name the department, the year and the unit. */
function captionRowsOf(rows: ReadonlyMap<number, readonly Cell[]>, count: number): number {
  let row = 1
  while (
    row < Math.min(count, 4) &&
    (rows.get(row) ?? []).some((c) => CAPTION.test(c.text)) &&
    (rows.get(row) ?? []).every((c) => c.rowSpan === 1)
  )
    row++
  return row - 1
}

function headerRowsOf(rows: ReadonlyMap<number, readonly Cell[]>, table: Table, captionRows: number): number {
  const last = Math.min(table.rows, captionRows + MAX_HEADER_ROWS)
  for (let row = captionRows + 1; row <= last; row++) {
    const cells = rows.get(row) ?? []
    if (cells.some((c) => COLUMN_NUMBERS.test(narrow(c.text))) && cells.some((c) => isFigure(c.text))) return row
  }
  let row = captionRows + 1
  let end = row
  while (row <= last) {
    const cells = rows.get(row) ?? []
    if (cells.some((c) => isFigure(c.text))) break
    // Rows of words alone are headings only as far as a merged cell of the rows above holds them together.
    if (row > end) break
    end = Math.max(end, ...cells.map((c) => c.row + c.rowSpan - 1))
    row++
  }
  const closed = row - 1
  return end > closed && closed > captionRows && end - captionRows > MAX_HEADER_ROWS ? captionRows : closed
}

function range(from: number, length: number): number[] {
  return Array.from({ length }, (_, i) => from + i)
}
