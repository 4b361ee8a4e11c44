import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress } from './address.ts'
import { say } from './portal-phrases.ts'
import { cellsOf, printedGrid } from './printed-grid.ts'
import { printedHead } from './printed-head.ts'
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
  const name = `t${table.n}`
  const head = printedHead(grid, name, language)
  const body = rows.map(
    (row, r) =>
      html`<tr>${row.map(({ code, label, cells }, side) => {
        const hasCodes = grid.sides[side]?.hasCodes === true
        const empty = cells.every((cell) => cell === null)
        const id = `${name}-r${r}-${side}`
        const rowHead = empty ? html`<td></td>` : html`<th scope="row"${head.depth > 1 && html` id="${id}"`}>${label}</th>`
        const headersOf = (column: number): string => (head.depth > 1 ? [id, ...head.idsOf(side, column)].join(' ') : '')
        return html`${hasCodes && html`<td class="c">${code}</td>`}${rowHead}${cells.map((cell, column) => renderCell(cell, headersOf(column), key, options))}`
      })}</tr>`,
  )
  const label = table.title === '' ? say(language, 'untitled') : table.title
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${label}" lang="zh-CN"><table class="printed"><thead>${head.rows}</thead><tbody>${body}</tbody></table></div>`
}

function renderCell(cell: ClaimView | null, headers: string, key: DocumentKey, { language, marked }: PrintOptions): Markup {
  if (cell === null) return html`<td></td>`
  const mark = cell.id === marked ? ' here' : ''
  const under = headers !== '' && html` headers="${headers}"`
  if (cell.state === 'blank')
    return html`<td class="n blank${mark}"${under}><span class="hidden">${say(language, 'blankCell')}</span></td>`
  return html`<td class="n${mark}"${under}><a href="${figureAddress(language, key, cell.id)}"${cell.id === marked && html` aria-current="true"`}>${cell.printed}</a></td>`
}
