import type { Cell } from '../../document/document.ts'
import { escapeMarkup } from '../escape-markup.ts'
import { cellsOfRows } from '../table-print.ts'
import type { TablePrint } from '../table-print.ts'

/** Text with its line breaks. */
export function markedLines(text: string): string {
  return escapeMarkup(text).replaceAll('\n', '<br>')
}

/**
 * A table with header cells that say what they head: by scope, and by name where headers are merged, so that a screen reader tells each
 * figure's column and row. `caption` is markup, or empty; `label` is the id of what names the table where it has no caption.
 */
export function tableMarkup(print: TablePrint, caption: string, label: string | null): string {
  const { table, headerRows } = print
  const names = new HeaderNames(print)
  const rows = cellsOfRows(table).map((cells) => `<tr>${cells.map((cell) => cellMarkup(print, cell, names)).join('')}</tr>`)
  const group = (tag: string, from: number, to: number): string =>
    from === to ? '' : `<${tag}>\n${rows.slice(from, to).join('\n')}\n</${tag}>\n`
  // A merged cell may not reach out of its row group, and a table wants a body.
  const head = headerRows < table.rows && closesAt(print, headerRows) ? headerRows : 0
  const named = label === null ? '' : ` aria-labelledby="${label}"`
  const title = caption === '' ? '' : `<caption>${caption}</caption>\n`
  return `<table${named}>\n${title}${group('thead', 0, head)}${group('tbody', head, table.rows)}</table>`
}

function closesAt(print: TablePrint, row: number): boolean {
  return print.table.cells.every((cell) => cell.row > row || cell.row + cell.rowSpan - 1 <= row)
}

function cellMarkup(print: TablePrint, cell: Cell, names: HeaderNames): string {
  const across = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''
  const down = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''
  const text = markedLines(cell.text)
  const header = names.of(cell)
  if (header !== null) {
    const scope = header === 'row' ? 'row' : cell.columnSpan > 1 ? 'colgroup' : 'col'
    return `<th${names.id(cell)} scope="${scope}"${across}${down}>${text}</th>`
  }
  return `<td${classOf(print, cell)}${names.headersOf(cell)}${across}${down}>${text}</td>`
}

function classOf(print: TablePrint, cell: Cell): string {
  const kind = print.kindOf(cell)
  if (kind === 'figure' || kind === 'number') return ` class="${kind}"`
  if (kind !== 'information' || cell.column === 1) return ''
  return cell.column + cell.columnSpan > print.table.columns ? ' class="unit"' : ' class="middle"'
}

/** Which cells head others. Ids are written only where headers are merged; elsewhere scope says enough. */
class HeaderNames {
  readonly #print: TablePrint
  readonly #columns: readonly Cell[]
  readonly #stubs: readonly number[]
  readonly #named: boolean
  readonly #rowHeaders = new Map<number, Cell[]>()

  constructor(print: TablePrint) {
    this.#print = print
    this.#columns = print.table.cells.filter((cell) => print.kindOf(cell) === 'header' && cell.text !== '')
    this.#named = this.#columns.some((cell) => cell.columnSpan > 1 || cell.rowSpan > 1)
    this.#stubs = stubColumns(print)
    for (const cell of print.table.cells) if (this.#isRowHeader(cell)) this.#push(cell)
  }

  of(cell: Cell): 'column' | 'row' | null {
    if (this.#print.kindOf(cell) === 'header' && cell.text !== '') return 'column'
    return this.#isRowHeader(cell) ? 'row' : null
  }

  id(cell: Cell): string {
    return this.#named ? ` id="${this.#name(cell)}"` : ''
  }

  headersOf(cell: Cell): string {
    if (!this.#named || cell.row <= this.#print.headerRows) return ''
    const right = cell.column + cell.columnSpan
    const above = this.#columns.filter((header) => header.column < right && header.column + header.columnSpan > cell.column)
    const left = this.#rowHeaders.get(cell.row)?.findLast((header) => header.column < cell.column)
    const names = [...above, ...(left === undefined ? [] : [left])].map((header) => this.#name(header))
    return names.length === 0 ? '' : ` headers="${names.join(' ')}"`
  }

  #isRowHeader(cell: Cell): boolean {
    if (cell.row <= this.#print.headerRows || cell.text === '' || cell.rowSpan > 1) return false
    return this.#stubs.includes(cell.column) && cell.columnSpan === 1
  }

  #push(cell: Cell): void {
    const row = this.#rowHeaders.get(cell.row)
    if (row === undefined) this.#rowHeaders.set(cell.row, [cell])
    else row.push(cell)
  }

  #name(cell: Cell): string {
    return `t${this.#print.table.index}r${cell.row}c${cell.column}`
  }
}

/** The columns whose words name the figures to their right: the last column of words before each run of figures. */
function stubColumns(print: TablePrint): number[] {
  if (print.headerRows === 0) return []
  const kinds = Array.from({ length: print.table.columns + 1 }, () => ({ figures: 0, words: 0 }))
  for (const cell of print.table.cells) {
    if (cell.row <= print.headerRows || cell.text === '') continue
    const kind = print.kindOf(cell)
    const column = kinds[cell.column]
    if (column === undefined) continue
    if (kind === 'figure') column.figures++
    else if (kind === 'text') column.words++
  }
  const stubs: number[] = []
  let words = 0
  for (const [column, { figures, words: texts }] of kinds.entries()) {
    if (figures > 0) {
      if (words > 0) stubs.push(words)
      words = 0
    } else if (texts > 0) words = column
  }
  return stubs
}
