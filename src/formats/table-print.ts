import type { Cell, Table } from '../document/document.ts'

/** What a cell prints, which decides its face and alignment. */
export type CellKind = 'header' | 'information' | 'figure' | 'number' | 'text'

/** How a table is laid on paper. */
export interface TablePrint {
  readonly table: Table
  /** Rows that head it and are repeated on every page, counted from the first. */
  readonly headerRows: number
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
  const figureColumns = columnsOfFigures(table, headerRows)
  const kindOf = (cell: Cell): CellKind => {
    if (cell.row === 1 && information) return 'information'
    if (cell.row <= headerRows) return 'header'
    if (cell.figure !== undefined) return 'figure'
    if (!FIGURE.test(cell.text)) return 'text'
    if (SURE_FIGURE.test(cell.text) || figureColumns.has(cell.column)) return 'figure'
    return SMALL_NUMBER.test(cell.text) ? 'number' : 'text'
  }
  const needs = measure(table, kindOf)
  return {
    table,
    headerRows,
    narrowest: sum(needs.map((need) => need.least)),
    comfortable: sum(needs.map((need) => need.good)),
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

/** Columns in which some cell is surely an amount, so that a plain `100` is one too. */
function columnsOfFigures(table: Table, headerRows: number): ReadonlySet<number> {
  const columns = new Set<number>()
  for (const cell of table.cells) {
    if (cell.row <= headerRows) continue
    if (cell.figure !== undefined || (FIGURE.test(cell.text) && SURE_FIGURE.test(cell.text))) columns.add(cell.column)
  }
  return columns
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
const LONGEST_LINE = 16

function measure(table: Table, kindOf: (cell: Cell) => CellKind): Need[] {
  const needs = Array.from({ length: table.columns }, () => ({ least: 1 + PADDING, good: 2 + PADDING }))
  for (const cell of table.cells) {
    const need = needs[cell.column - 1]
    if (need === undefined || cell.columnSpan > 1 || cell.text === '') continue
    const whole = widthOf(cell.text)
    const kind = kindOf(cell)
    const unbroken = kind === 'figure' ? whole : Math.max(longestRun(cell.text), Math.min(SHORTEST_WORDS, whole))
    need.least = Math.max(need.least, unbroken + PADDING)
    // A header may wrap onto two or three lines, words in the body onto two.
    const lines =
      kind === 'header' ? Math.min(whole, Math.max(4, whole / 2)) : kind === 'figure' ? whole : Math.min(whole, LONGEST_LINE)
    need.good = Math.max(need.good, lines + PADDING, need.least)
  }
  for (const cell of table.cells) if (cell.columnSpan > 1 && kindOf(cell) === 'figure') widen(needs, cell)
  return needs
}

/** A figure in a merged cell must not wrap either. */
function widen(needs: { least: number; good: number }[], cell: Cell): void {
  const spanned = needs.slice(cell.column - 1, cell.column - 1 + cell.columnSpan)
  const missing = widthOf(cell.text) + PADDING - sum(spanned.map((need) => need.least))
  if (missing <= 0) return
  for (const need of spanned) {
    need.least += missing / spanned.length
    need.good = Math.max(need.good, need.least)
  }
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
  return (character.codePointAt(0) ?? 0) < 0x2000 ? 0.56 : 1
}

/** The longest run without a chance to break: digits and letters. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/[\u0021-\u024f]+/gu) ?? []).map(widthOf))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
