import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress } from './address.ts'
import { say } from './portal-phrases.ts'
import { cellsOf, printedGrid } from './printed-grid.ts'
import type { ClaimView, DocumentKey, TableView } from './views.ts'

export interface PrintOptions {
  readonly language: Language
  /** A cell that is marked. */
  readonly marked?: number
  /** Only rows this near to the marked one are shown. */
  readonly around?: number
}

/** A table as it was read, cell by cell as printed: a blank stays a blank, and every figure leads to its place in the source. */
export function renderPrintedTable(table: TableView, key: DocumentKey, options: PrintOptions): Markup | null {
  const { language, marked, around } = options
  if (cellsOf(table).length === 0) return null
  const grid = printedGrid(table)
  const at =
    marked === undefined ? -1 : grid.rows.findIndex((row) => row.some((side) => side.cells.some((cell) => cell?.id === marked)))
  const rows = at < 0 || around === undefined ? grid.rows : grid.rows.slice(Math.max(0, at - around), at + around + 1)
  const heads = grid.sides.map(
    ({ hasCodes, columns }) =>
      html`${hasCodes && html`<th scope="col">${say(language, 'codeHead')}</th>`}<th scope="col">${say(language, 'rowHead')}</th>${columns.map((name) => html`<th scope="col">${name}</th>`)}`,
  )
  const body = rows.map(
    (row) =>
      html`<tr>${row.map(({ code, label, cells }, side) => {
        const hasCodes = grid.sides[side]?.hasCodes === true
        const empty = cells.every((cell) => cell === null)
        const name = empty ? html`<td></td>` : html`<th scope="row">${label}</th>`
        return html`${hasCodes && html`<td class="c">${code}</td>`}${name}${cells.map((cell) => renderCell(cell, key, options))}`
      })}</tr>`,
  )
  const label = table.title === '' ? say(language, 'untitled') : table.title
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${label}" lang="zh-CN"><table class="printed"><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`
}

function renderCell(cell: ClaimView | null, key: DocumentKey, { language, marked }: PrintOptions): Markup {
  if (cell === null) return html`<td></td>`
  const mark = cell.id === marked ? ' here' : ''
  if (cell.state === 'blank')
    return html`<td class="n blank${mark}"><span class="hidden">${say(language, 'blankCell')}</span></td>`
  return html`<td class="n${mark}"><a href="${figureAddress(language, key, cell.id)}"${cell.id === marked && html` aria-current="true"`}>${cell.printed}</a></td>`
}
