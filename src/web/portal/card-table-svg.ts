import { html, type Markup } from '../markup.ts'
import type { CardCell, CardTable } from './card.ts'
import { fitted, wrapped } from './text-width.ts'

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
  const wordy = columns.slice(0, shown).filter(({ amounts }) => !amounts).length
  // Words take what amounts leave, up to the width in which an amount still stands near its row.
  const spare = (right - left - needed) / (wordy === 0 ? shown : wordy)
  let x = left
  return columns.slice(0, shown).map(({ amounts }, n) => {
    const width = (needs[n] ?? 0) + (amounts && wordy > 0 ? 0 : spare)
    x += width
    return { n, x: x - width, width, amounts }
  })
}

function drawCell(column: Column, cell: CardCell | undefined, top: number): Markup {
  if (cell === undefined) return html``
  const room = column.width - PAD
  return html`${text(column, top + 27, fitted(cell.text, room / FONT), FONT, '#1c1b19')}${cell.note !== undefined && text(column, top + 49, fitted(cell.note, room / NOTE_FONT), NOTE_FONT, '#5c5952')}`
}

function text({ x, width, amounts }: Column, y: number, line: string, size: number, fill: string): Markup {
  if (line === '') return html``
  return html`<text x="${amounts ? x + width : x}" y="${y}" font-size="${size}" fill="${fill}"${amounts && html` text-anchor="end"`}>${line}</text>`
}
