import type { Cell, Table } from '../document/document.ts'
import type { Language } from './language.ts'
import { spotId } from './locate.ts'
import { html, type Markup } from './markup.ts'
import { markClass, markedText } from './mark-text.ts'
import type { Marks } from './marks.ts'
import { phrase } from './phrases.ts'
import { type CellRole, cellRoles } from './table-headers.ts'

/** A table as printed, with its spans and its marks, in a region of its own that scrolls sideways. */
export function renderTable(table: Table, title: string, marks: Marks, prefix: string, language: Language): Markup {
  const { roles, headerRows, captionRows } = cellRoles(table)
  const rows: { cell: Cell; role: CellRole }[][] = Array.from({ length: table.rows }, () => [])
  for (const [i, cell] of table.cells.entries()) rows[cell.row - 1]?.push({ cell, role: roles[i] ?? 'text' })
  for (const row of rows) row.sort((a, b) => a.cell.column - b.cell.column)
  const head = closesAt(table, headerRows) ? headerRows : 0

  const renderRow = (cells: readonly { cell: Cell; role: CellRole }[], index: number): Markup => {
    const row = index + 1
    const id = spotId({ kind: 'row', table: table.index, row }, '')
    const own = marks.at.get(id) ?? []
    const reached = table.cells.some((c) => c.row < row && c.row + c.rowSpan > row)
    const blank = row > headerRows && !reached && own.length === 0 && cells.every((c) => c.role !== 'figure' && !marks.at.has(cellId(table, c.cell)) && c.cell.rowSpan === 1)
    const classes = [row <= captionRows ? 'caption' : '', blank ? 'blank' : '', markClass(own)].filter((c) => c !== '').join(' ')
    return html`<tr id="${prefix}${id}"${classes !== '' && html` class="${classes}"`}>${cells.map(({ cell, role }) => renderCell(table, cell, role, marks, prefix, language))}</tr>
`
  }
  const printed = rows.map(renderRow)
  const figures = roles.includes('figure') && roles.includes('code')
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${phrase(language, 'tableRegion', { title })}">
<table class="${figures ? 'printed ledger' : 'printed'}">
${head > 0 && html`<thead>${printed.slice(0, head)}</thead>`}
<tbody>${printed.slice(head)}</tbody>
</table></div>`
}

function renderCell(table: Table, cell: Cell, role: CellRole, marks: Marks, prefix: string, language: Language): Markup {
  const id = cellId(table, cell)
  const own = marks.at.get(id) ?? []
  const figure = role === 'figure' || own.some((mark) => mark.repair !== null)
  const classes = [figure ? 'n' : role === 'code' ? 'c' : '', markClass(own)].filter((c) => c !== '').join(' ')
  const rows = Math.min(cell.rowSpan, table.rows - cell.row + 1)
  const columns = Math.min(cell.columnSpan, table.columns - cell.column + 1)
  const attributes = html`${own.length > 0 && html` id="${prefix}${id}" tabindex="-1"`}${classes !== '' && html` class="${classes}"`}${rows > 1 && html` rowspan="${rows}"`}${columns > 1 && html` colspan="${columns}"`}`
  const content = markedText(cell.text, own, prefix, language)
  if (role === 'column-header') return html`<th${attributes} scope="${columns > 1 ? 'colgroup' : 'col'}">${content}</th>`
  if (role === 'row-header') return html`<th${attributes} scope="row">${content}</th>`
  return html`<td${attributes}>${content}</td>`
}

function cellId(table: Table, cell: Cell): string {
  return spotId({ kind: 'cell', table: table.index, row: cell.row, column: cell.column }, '')
}

/** Whether no merged cell crosses the border below a row: a span would be cut there between head and body. */
function closesAt(table: Table, row: number): boolean {
  return table.cells.every((c) => c.row > row || c.row + c.rowSpan - 1 <= row)
}
