import { narrow, readFigure } from '../../budget/amount.ts'
import type { Dimension } from '../../budget/slice.ts'
import { codeByName } from '../../catalogue/codes.ts'
import type { Cell } from '../../document/document.ts'
import type { Grid } from '../grid.ts'

/** What stands in one column of a table, by the words of its header. */
export interface HeadedColumn {
  readonly column: number
  readonly role: 'serial' | 'code' | 'name' | 'words' | 'value'
  /** The cells of the header above it from the top to the leaf, without lines that say something of the whole table. */
  readonly path: readonly Cell[]
  /** For code and name: the classification that they are of, where the header says it. */
  readonly dimension: Dimension | null
}

export interface Header {
  /** The last row of the header. */
  readonly rows: number
  readonly columns: readonly HeadedColumn[]
}

const DEEPEST = 12
const SERIAL = /^(?:序号|行次|栏次|序)$/u
const CODE = /(?:编码|代码|编号|^码$|^类$|^款$|^项$|^目$)/u
const NAME =
  /(?:名称|^项目$|^科目$|科目$|项目（按.*）|功能分类|功能分科目|经济分类|^预算单位$|^单位$|^部门$|收入项目|支出项目|项目类别|^项目\d?$|支出用途|^内容$|^采购(?:项目|内容)$|按大类|^支出项目$|^支出$|^年度$|^年份$)/u
const WORDS =
  /(?:备注|说明|依据|扣除|预留.*企业|组织形式|资金性质|^采购类别|^[一二三]级|目录|内容$|^(?:人|天|次)数$|简介|联系|理由|目标|方式|时间|主管|处室|规格|要求|是否|数量|单价|计量|型号|品目|用途$|绩效|内容及)/u
const PREAMBLE =
  /(?:单位[:：]|部门[:：]|编制|填报|年度[:：]|^单位名称[:：]|^预算(?:部门|单位)[:：]|^公开\d*表?|^表[一二三四五六七八九十\d]|表$|表（.*）$)/u
const ROW_ORDINAL = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/u
const TOTAL = /^(?:合计|总计|小计)$/u

/** Text as headers are compared: no white space, wide brackets. */
export function headerWords(text: string): string {
  return narrow(text).replace(/\(/gu, '（').replace(/\)/gu, '）')
}

/** Finds the header of a table by where its rows of figures begin, and what each column is by its words; null where there is none. */
export function readHeader(grid: Grid): Header | null {
  const heads: Cell[][] = []
  let last = 0
  for (let row = 1; row <= Math.min(DEEPEST, grid.table.rows); row++) {
    const cells = grid.row(row)
    const printed = cells.filter((c) => c.text !== '')
    if (cells.length > 0 && printed.length === 0 && heads.length > 0 && !goesOn(grid, row)) break
    if (printed.length === 0 || isPreamble(printed, grid)) continue
    if (isData(printed, heads.length)) break
    heads.push(printed)
    last = Math.max(last, row)
  }
  const labels = new Set(heads.flat())
  if (labels.size < 2) return null
  const rows = Math.max(last, ...[...labels].map((c) => Math.min(c.row + c.rowSpan - 1, last + 1)))
  return { rows, columns: columnsUnder(grid, rows, labels) }
}

/** Whether the header goes on below a blank row: with two labels or more, and no figures yet. */
function goesOn(grid: Grid, blank: number): boolean {
  const next = grid.row(blank + 1).filter((c) => c.text !== '')
  return next.length > 1 && !isData(next, blank)
}

/** A line about the whole table above its header: title, unit, department. */
export function isPreamble(printed: readonly Cell[], grid: Grid): boolean {
  const [only] = printed
  if (printed.length === 1 && only !== undefined) {
    if (PREAMBLE.test(headerWords(only.text)) && !NAME.test(headerWords(only.text))) return true
    return only.columnSpan >= grid.table.columns && grid.table.columns > 1
  }
  return (
    printed.some((c) => /单位[:：]\s*(?:人民币)?(?:万|千|亿)?元/u.test(narrow(c.text))) ||
    printed.every((c) => PREAMBLE.test(headerWords(c.text)) && !NAME.test(headerWords(c.text)))
  )
}

/** A row of the table's body: it holds figures or a code, or begins as a line of the budget does. */
function isData(printed: readonly Cell[], before: number): boolean {
  const [first] = printed
  if (first === undefined) return false
  const words = headerWords(first.text)
  if (printed.some((c) => isFigure(c.text))) return true
  if (/^[[（【]?[1-9]\d{2,8}(?:[\]）】]|$|[-—])/u.test(words)) return true
  if (before === 0) return false
  if (ROW_ORDINAL.test(words)) return true
  if (printed.length === 1 && TOTAL.test(words)) return true
  return printed.length <= 2 && codeByName('function', words, null, { level: 1 }) !== null && !NAME.test(words)
}

function isFigure(text: string): boolean {
  return readFigure(text).state === 'number' || /^[\d=+—-]{1,12}$/u.test(narrow(text)) || /^栏次$/u.test(narrow(text))
}

function columnsUnder(grid: Grid, rows: number, labels: ReadonlySet<Cell>): readonly HeadedColumn[] {
  const columns: HeadedColumn[] = []
  let before: Cell | undefined
  for (let column = 1; column <= grid.table.columns; column++) {
    const path: Cell[] = []
    for (let row = 1; row <= rows; row++) {
      const cell = grid.at(row, column)
      if (cell !== undefined && labels.has(cell) && path.at(-1) !== cell) path.push(cell)
    }
    const leaf = path.at(-1)
    if (leaf === undefined) continue
    const { role, dimension } = roleOf(path)
    // One label over several columns: the parts of a code belong together, figures stand in one of them.
    if (leaf === before) {
      const earlier = columns.at(-1)
      if (earlier?.role === 'value' && fullness(grid, rows, column) > fullness(grid, rows, earlier.column))
        columns[columns.length - 1] = { ...earlier, column }
      continue
    }
    before = leaf
    columns.push({ column, role, path, dimension })
  }
  return columns
}

/** How many cells with text begin in a column below the header. */
function fullness(grid: Grid, rows: number, column: number): number {
  let full = 0
  for (let row = rows + 1; row <= grid.table.rows; row++) {
    const cell = grid.at(row, column)
    if (cell?.row === row && cell.column === column && cell.text !== '') full++
  }
  return full
}

function roleOf(path: readonly Cell[]): Pick<HeadedColumn, 'role' | 'dimension'> {
  const leaf = headerWords(path.at(-1)?.text ?? '').replace(/（(?:万元|元)）/u, '')
  const all = path.map((c) => headerWords(c.text)).join('/')
  const isAmount = /(?:预算|决算|执行|金额|合计|小计)数?$|支出$|收入$|经费$|拨款$/u.test(leaf)
  const dimension = dimensionOf(all)
  if (SERIAL.test(leaf)) return { role: 'serial', dimension: null }
  if (CODE.test(leaf)) return { role: 'code', dimension }
  if (NAME.test(leaf) && !(isAmount && !/^支出$/u.test(leaf))) {
    // `支出` alone heads a column of figures, unless it stands over nothing else.
    if (/^支出$/u.test(leaf)) return { role: 'value', dimension: null }
    return { role: 'name', dimension }
  }
  if (WORDS.test(leaf)) return { role: 'words', dimension: null }
  return { role: 'value', dimension: null }
}

function dimensionOf(words: string): Dimension | null {
  if (/政府(?:预算)?(?:支出)?经济/u.test(words)) return 'government-economic'
  if (/功能/u.test(words)) return 'function'
  if (/经济/u.test(words)) return 'economic'
  if (/(?:预算)?单位(?:名称|编码|代码)?$|部门(?:名称|编码|代码)|预算单位/u.test(words) || /^单位|\/单位/u.test(words))
    return 'unit'
  return null
}
