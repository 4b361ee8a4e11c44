import { html, type Markup } from '../markup.ts'
import type { CardCell, CardTable } from './card.ts'
import { fitted, widthOf, wrapped } from './text-width.ts'

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Column {
  /** Of the table's own columns. */
  readonly n: number
  readonly x: number
  readonly width: number
  readonly amounts: boolean
}

const HEAD_FONT = 19
const HEAD_LINE = 25
const MOST_HEAD_LINES = 3
const FONT = 22
const ROW = 38
/** A row whose cells have notes below them. */
const NOTED_ROW = 58
const NOTE_FONT = 17
const PAD = 12
/** What a column needs at least; what is left over is shared out. */
const WIDEST_AMOUNT = 200
const NEEDS = { amounts: 126, words: 230 } as const

/** The first rows and columns of a table, as many as there is room for, and how many rows are left out. */
export function drawCardTable(table: CardTable, box: Box): { readonly markup: Markup; readonly left: number } {
  const columns = columnsOf(table, box)
  const heads = columns.map(({ n, width }) => wrapped(table.columns[n]?.label ?? '', (width - PAD) / HEAD_FONT, MOST_HEAD_LINES))
  const deep = Math.max(...heads.map((lines) => lines.length)) * HEAD_LINE
  const top = box.top + deep + 14
  const height = table.rows.some((row) => row.some(({ note }) => note !== undefined)) ? NOTED_ROW : ROW
  const rows = table.rows.slice(0, Math.max(0, Math.floor((box.bottom - top) / height)))
  const markup = html`${columns.map((column, i) => heads[i]?.map((line, at) => text(column, box.top + (at + 1) * HEAD_LINE, line, HEAD_FONT, '#5c5952')))}<path d="M${box.left} ${top - 2}H${box.right}" stroke="#d9d6ce"/>${rows.map(
    (row, r) =>
      html`${columns.map((column) => drawCell(column, row[column.n], top + r * height))}<path d="M${box.left} ${top + (r + 1) * height}H${box.right}" stroke="#eeece6"/>`,
  )}`
  return { markup, left: table.rows.length - rows.length }
}

function columnsOf({ columns }: CardTable, { left, right }: Box): Column[] {
  const needs = columns.map(({ amounts }) => (amounts ? NEEDS.amounts : NEEDS.words))
  let shown = 0
  let needed = 0
  while (shown < needs.length && needed + (needs[shown] ?? 0) <= right - left) needed += needs[shown++] ?? 0
  const all = columns.slice(0, shown)
  const wordy = all.filter(({ amounts }) => !amounts).length
  const spare = right - left - needed
  // Amounts widen first, up to where one still stands near its row; words take what is left.
  const wider = wordy === 0 ? spare / shown : Math.min(WIDEST_AMOUNT - NEEDS.amounts, spare / shown)
  const rest = wordy === 0 ? 0 : (spare - wider * (shown - wordy)) / wordy
  let x = left
  return all.map(({ amounts }, n) => {
    const width = (needs[n] ?? 0) + (amounts ? wider : rest)
    x += width
    return { n, x: x - width, width, amounts }
  })
}

function drawCell(column: Column, cell: CardCell | undefined, top: number): Markup {
  if (cell === undefined) return html``
  const room = column.width - PAD
  // An amount is never cut, as it would be another one: it is drawn smaller.
  const line = (of: string, y: number, size: number, fill: string): Markup =>
    column.amounts
      ? text(column, y, of, Math.min(size, Math.floor(room / widthOf(of))), fill)
      : text(column, y, fitted(of, room / size), size, fill)
  return html`${line(cell.text, top + 27, FONT, '#1c1b19')}${cell.note !== undefined && line(cell.note, top + 49, NOTE_FONT, '#5c5952')}`
}

function text({ x, width, amounts }: Column, y: number, line: string, size: number, fill: string): Markup {
  if (line === '') return html``
  return html`<text x="${amounts ? x + width : x}" y="${y}" font-size="${size}" fill="${fill}"${amounts && html` text-anchor="end"`}>${line}</text>`
}
