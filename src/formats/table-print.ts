import type { Cell, Table } from '../document/document.ts'

/** What a cell prints, which decides its face and alignment. */
export type CellKind = 'header' | 'information' | 'figure' | 'number' | 'text'

/** How a table is laid on paper. */
export interface TablePrint {
  readonly table: Table
  /** Rows that head it and are repeated on every page, counted from the first. */
  readonly headerRows: number
  /** Share of the table's width that each column takes where there is room enough; together 1. */
  readonly shares: readonly number[]
  /** Narrowest width in which no figure wraps, in ems of its type. */
  readonly narrowest: number
  /** Width in which most lines stay whole, in ems of its type. */
  readonly comfortable: number
  kindOf(cell: Cell): CellKind
  /** Width of each column in ems where the whole table has `width` ems: what was asked for, or as the words need it. */
  columnWidths(width: number): number[]
}

/** `455单位名 | 预算年度：2023 | 单位：万元`: the row above the header that says whose table it is. */
const INFORMATION = /(?:单位|年度|时间|日期|截止)\s*[:：]/u
const FIGURE = /^[-−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?$/u
const SURE_FIGURE = /[.,，%％]/u
/** Numbers of rows and columns; longer runs of digits are codes. */
const SMALL_NUMBER = /^\d{1,3}$/u
const COLUMN_NUMBERS = /^栏\s*次$/u

/** Measures and classifies a table for print. What the Document says of it for writing wins; what it does not say is read off its cells. */
export function printOf(table: Table): TablePrint {
  const headerRows = Math.min(table.headerRows ?? guessHeaderRows(table), table.rows)
  const information = hasInformation(table) && headerRows !== 1
  const columns = columnsOf(table, headerRows)
  const kindOf = (cell: Cell): CellKind => {
    if (cell.row === 1 && information) return 'information'
    if (cell.row <= headerRows) return 'header'
    if (cell.figure !== undefined) return 'figure'
    if (!FIGURE.test(cell.text)) return 'text'
    const column = columns.get(cell.column)
    if (column?.figures === true) return 'figure'
    return column?.numbers === true ? 'number' : 'text'
  }
  const needs = measure(table, kindOf)
  const narrowest = sum(needs.map((need) => need.least))
  const comfortable = sum(needs.map((need) => need.good))
  return {
    table,
    headerRows,
    shares: columnWidths(table, needs, comfortable).map((width) => width / comfortable),
    narrowest,
    comfortable,
    kindOf,
    columnWidths: (width) => columnWidths(table, needs, width),
  }
}

/** The cells that begin in a row, from left to right; row from 1. */
export function cellsOfRows(table: Table): readonly (readonly Cell[])[] {
  const rows: Cell[][] = Array.from({ length: table.rows }, () => [])
  for (const cell of table.cells) rows[cell.row - 1]?.push(cell)
  for (const row of rows) row.sort((a, b) => a.column - b.column)
  return rows
}

function hasInformation(table: Table): boolean {
  return table.cells.some((cell) => cell.row === 1 && INFORMATION.test(cell.text))
}

/** Lists have a header; cards, whose labels stand beside their values, have none. */
function guessHeaderRows(table: Table): number {
  const numbers = table.cells.find((cell) => cell.row <= 6 && COLUMN_NUMBERS.test(cell.text))
  if (numbers !== undefined) return numbers.row
  const first = hasInformation(table) ? 2 : 1
  const top = table.cells.filter((cell) => cell.row === first)
  const last = Math.max(first, ...top.map((cell) => cell.row + cell.rowSpan - 1))
  const header = table.cells.filter((cell) => cell.row >= first && cell.row <= last)
  const body = table.cells.filter((cell) => cell.row > last)
  const isHeader = header.every((cell) => cell.text !== '' && !FIGURE.test(cell.text))
  const isList = table.columns > 1 && body.length > 0 && body.every((cell) => cell.rowSpan === 1 && cell.columnSpan === 1)
  return isHeader && isList ? last : 0
}

/** What the printed cells of a column are: amounts (then a plain `100` among them is one too), or small counting numbers. */
interface ColumnPrint {
  readonly figures: boolean
  readonly numbers: boolean
}

function columnsOf(table: Table, headerRows: number): ReadonlyMap<number, ColumnPrint> {
  const texts = Map.groupBy(
    table.cells.filter((cell) => cell.row > headerRows && cell.text !== ''),
    (cell) => cell.column,
  )
  return new Map(
    [...texts].map(([column, cells]) => {
      const figures = cells.filter((cell) => cell.figure !== undefined || FIGURE.test(cell.text))
      const sure = figures.some((cell) => cell.figure !== undefined || SURE_FIGURE.test(cell.text))
      // `100%` among `≥95%` and `5年` is set as they are.
      const mostly = figures.length * 2 > cells.length
      return [column, { figures: sure && mostly, numbers: cells.every((cell) => SMALL_NUMBER.test(cell.text)) }] as const
    }),
  )
}

/** Widths of a column in ems: `least` keeps figures and codes whole, `good` keeps most words on one or two lines. */
interface Need {
  readonly least: number
  readonly good: number
}

/** Space at both sides of a cell's words. */
const PADDING = 1
/** Narrower columns of Chinese words are ladders of single characters. */
const SHORTEST_WORDS = 2
/** A blank column still looks like one. */
const BLANK = 2
const LONGEST_LINE = 16

function measure(table: Table, kindOf: (cell: Cell) => CellKind): Need[] {
  const needs = Array.from({ length: table.columns }, () => ({ least: PADDING / 2, good: PADDING / 2 }))
  for (const cell of table.cells) {
    const need = needs[cell.column - 1]
    if (need === undefined || cell.columnSpan > 1) continue
    const own = needOf(cell, kindOf(cell))
    need.least = Math.max(need.least, own.least)
    need.good = Math.max(need.good, own.good)
  }
  const merged = table.cells.filter((cell) => cell.columnSpan > 1 && kindOf(cell) !== 'information')
  for (const cell of merged.sort((a, b) => a.columnSpan - b.columnSpan)) widen(needs, cell, needOf(cell, kindOf(cell)))
  return needs
}

function needOf(cell: Cell, kind: CellKind): Need {
  if (cell.text === '') return { least: BLANK + PADDING, good: BLANK + PADDING }
  const whole = widthOf(cell.text)
  if (kind === 'figure') return { least: whole + PADDING, good: whole + PADDING }
  const least = Math.max(longestRun(cell.text), Math.min(SHORTEST_WORDS, whole)) + PADDING
  // A header may wrap onto two or three lines, words in the body onto two.
  const line = kind === 'header' ? Math.min(whole, Math.max(4, whole / 2)) : Math.min(whole, LONGEST_LINE)
  return { least, good: Math.max(least, line + PADDING) }
}

/** What a merged cell needs more than its columns have is shared among them. */
function widen(needs: { least: number; good: number }[], cell: Cell, own: Need): void {
  const spanned = needs.slice(cell.column - 1, cell.column - 1 + cell.columnSpan)
  const least = Math.max(0, own.least - sum(spanned.map((need) => need.least))) / spanned.length
  for (const need of spanned) need.least += least
  const good = Math.max(0, own.good - sum(spanned.map((need) => need.good))) / spanned.length
  for (const need of spanned) need.good = Math.max(need.good + good, need.least)
}

function columnWidths(table: Table, needs: readonly Need[], width: number): number[] {
  const given = table.widths
  if (given?.length === table.columns && given.every((part) => part > 0)) return given.map((part) => (part / sum(given)) * width)
  const least = sum(needs.map((need) => need.least))
  const good = sum(needs.map((need) => need.good))
  // Room to spare goes to the columns of words; figures do not need it. Where there is too little, words wrap first.
  if (good <= width) {
    const words = needs.map((need) => (need.good > need.least ? need.good : need.good / 2))
    return needs.map((need, i) => need.good + ((width - good) * (words[i] ?? 0)) / sum(words))
  }
  const part = Math.max(0, width - least) / Math.max(good - least, Number.MIN_VALUE)
  const squeezed = Math.min(1, width / least)
  return needs.map((need) => need.least * squeezed + (need.good - need.least) * Math.min(1, part))
}

/** Width of printed words in ems: Chinese characters take one, others about half. */
export function widthOf(text: string): number {
  return Math.max(...text.split('\n').map((line) => sum([...line].map(widthOfCharacter))))
}

/** Width of one character in ems. */
export function widthOfCharacter(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= 0x2000) return 1
  return /[0-9]/u.test(character) ? 0.5 : /[.,:;|'!il]/u.test(character) ? 0.3 : 0.56
}

/** The longest run without a chance to break: digits and letters. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/[\u0021-\u024f]+/gu) ?? []).map(widthOf))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
