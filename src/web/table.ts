import type { Cell, Table } from '../document/document.ts'
import type { Language } from './language.ts'
import { spotId } from './locate.ts'
import { html, type Markup } from './markup.ts'
import { markClass, markedText } from './mark-text.ts'
import type { Marks } from './marks.ts'
import { phrase } from './phrases.ts'
import { type CellRole, cellRoles } from './table-headers.ts'

/** Longer tables are shown in part: the head, the beginning, and what stands around the marks. A browser lays out no hundred thousand rows. */
const SHOWN_ROWS = 500
const AROUND_MARK = 5

/** Cells with more characters are prose, in which a figure is not underlined by underlining all of it. */
const LONG_TEXT = 40

interface PrintedRow {
  readonly number: number
  readonly cells: { readonly cell: Cell; readonly role: CellRole }[]
  marked: boolean
  /** Whether a merged cell of an earlier row reaches into it, or one of its own goes on. */
  merged: boolean
}

/** A table as printed, with its spans and its marks, in a region of its own that scrolls sideways. */
export function renderTable(table: Table, title: string, marks: Marks, prefix: string, language: Language): Markup {
  const { roles, headerRows, captionRows } = cellRoles(table)
  const rows = rowsOf(table, roles, marks)
  const head = closesAt(table, headerRows) ? headerRows : 0

  const renderRow = (row: PrintedRow): Markup => {
    const id = spotId({ kind: 'row', table: table.index, row: row.number }, '')
    const own = marks.at.get(id) ?? []
    const blank = row.number > headerRows && !row.merged && !row.marked && row.cells.every((c) => c.role !== 'figure')
    const classes = [row.number <= captionRows ? 'caption' : '', blank ? 'blank' : '', markClass(own)]
      .filter((c) => c !== '')
      .join(' ')
    const cells = row.cells.map(({ cell, role }) => renderCell(table, cell, role, marks, prefix, language))
    return html`<tr id="${prefix}${id}"${classes !== '' && html` class="${classes}"`}>${cells}</tr>
`
  }
  const body: Markup[] = []
  let left = 0
  const skip = (): void => {
    if (left > 0)
      body.push(
        html`<tr class="left-out"><td colspan="${table.columns}">${phrase(language, 'rowsLeftOut', { n: left })}</td></tr>`,
      )
    left = 0
  }
  for (const row of rows.slice(head)) {
    if (!isShown(row, rows)) {
      left++
      continue
    }
    skip()
    body.push(renderRow(row))
  }
  skip()
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${phrase(language, 'tableRegion', { title })}">
<table class="printed">
${head > 0 && html`<thead>${rows.slice(0, head).map(renderRow)}</thead>`}
<tbody>${body}</tbody>
</table></div>`
}

function rowsOf(table: Table, roles: readonly CellRole[], marks: Marks): PrintedRow[] {
  const rows: PrintedRow[] = Array.from({ length: table.rows }, (_, i) => ({
    number: i + 1,
    cells: [],
    marked: marks.at.has(spotId({ kind: 'row', table: table.index, row: i + 1 }, '')),
    merged: false,
  }))
  for (const [i, cell] of table.cells.entries()) {
    const row = rows[cell.row - 1]
    if (row === undefined) continue
    row.cells.push({ cell, role: roles[i] ?? 'text' })
    if (marks.at.has(cellId(table, cell))) row.marked = true
    if (cell.rowSpan > 1) for (const reached of rows.slice(cell.row - 1, cell.row - 1 + cell.rowSpan)) reached.merged = true
  }
  for (const row of rows) row.cells.sort((a, b) => a.cell.column - b.cell.column)
  return rows
}

/** Rows are left out only where the table is long, no mark is near, and no merged cell counts on them. */
function isShown(row: PrintedRow, rows: readonly PrintedRow[]): boolean {
  if (row.number <= SHOWN_ROWS || row.merged) return true
  return rows.slice(Math.max(0, row.number - 1 - AROUND_MARK), row.number + AROUND_MARK).some((near) => near.marked)
}

function renderCell(table: Table, cell: Cell, role: CellRole, marks: Marks, prefix: string, language: Language): Markup {
  const id = cellId(table, cell)
  const own = marks.at.get(id) ?? []
  const figure = role === 'figure' || own.some((mark) => mark.repair !== null)
  const classes = [figure ? 'n' : role === 'code' ? 'c' : '', cell.text.length > LONG_TEXT ? 'long' : '', markClass(own)]
    .filter((c) => c !== '')
    .join(' ')
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
