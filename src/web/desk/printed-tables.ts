import type { Document, Table } from '../../document/document.ts'
import { lines } from '../mark-text.ts'
import { html, type Markup } from '../markup.ts'
import { cellRoles } from '../table-headers.ts'

/** What stood in a cell before, by `cellPlace`. */
export type WasThere = ReadonlyMap<string, string>

export function cellPlace(table: number, row: number, column: number): string {
  return `${table} ${row} ${column}`
}

/** A document as it will be printed, its tables in regions that scroll. */
export function renderDocument({ blocks }: Document): Markup {
  let title = ''
  return html`<div class="as-printed" lang="zh-CN">${blocks.map((block): Markup => {
    if (block.kind === 'table') return renderPrintedTable(block, title)
    if (block.heading === undefined) return html`<p>${lines(block.text)}</p>`
    title = block.text
    // The page's own headings go down to the second level.
    return html`<p class="heading" role="heading" aria-level="${Math.min(6, block.heading + 2)}">${lines(block.text)}</p>`
  })}</div>`
}

/**
 * A printed table with its spans. A cell that was otherwise before shows both, the old one struck through.
 *
 * @param was what is said before the old text to whoever hears the page, and what stands for a cell that was blank
 */
export function renderPrintedTable(
  table: Table,
  title: string,
  before: WasThere = new Map(),
  was: { readonly word: string; readonly blank: string } = { word: '', blank: '' },
): Markup {
  const { roles, headerRows } = cellRoles(table)
  const rows = Array.from({ length: table.rows }, (): Markup[] => [])
  for (const [i, cell] of table.cells.entries()) {
    const role = roles[i]
    const old = before.get(cellPlace(table.index, cell.row, cell.column))
    const named = [role === 'figure' ? 'n' : '', old === undefined ? '' : 'changed'].filter((name) => name !== '').join(' ')
    const spans = html`${named !== '' && html` class="${named}"`}${cell.rowSpan > 1 && html` rowspan="${cell.rowSpan}"`}${cell.columnSpan > 1 && html` colspan="${cell.columnSpan}"`}`
    const now = lines(cell.text)
    const text =
      old === undefined
        ? now
        : html`<del><span class="hidden">${was.word} </span>${old === '' ? was.blank : old}</del> <span aria-hidden="true">→</span> <ins>${cell.text === '' ? was.blank : now}</ins>`
    const row = rows[cell.row - 1]
    if (role === 'column-header') row?.push(html`<th${spans} scope="${cell.columnSpan > 1 ? 'colgroup' : 'col'}">${text}</th>`)
    else if (role === 'row-header') row?.push(html`<th${spans} scope="row">${text}</th>`)
    else row?.push(html`<td${spans}>${text}</td>`)
  }
  const head = table.cells.every((cell) => cell.row > headerRows || cell.row + cell.rowSpan - 1 <= headerRows) ? headerRows : 0
  const row = (cells: readonly Markup[]): Markup => html`<tr>${cells}</tr>`
  return html`<div class="scroll" role="region" aria-label="${title}" tabindex="0" lang="zh-CN"><table class="print">${head > 0 && html`<thead>${rows.slice(0, head).map(row)}</thead>`}<tbody>${rows.slice(head).map(row)}</tbody></table></div>`
}
