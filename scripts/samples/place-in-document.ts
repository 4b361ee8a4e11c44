import type { Cell, Document, Paragraph, Table } from '../../src/document/document.ts'

/** A cell by what a reader calls it. */
export interface CellAddress {
  /** Title above the table. */
  readonly table: string
  /** A text in the row: its code, its label. */
  readonly row: string
  /** The heading of its column; empty for the cell on the right of `row`. */
  readonly column: string
}

/** A stretch of text in a paragraph. */
export interface TextAddress {
  /** Words that only this paragraph has. */
  readonly paragraph: string
  /** The words before the figure, within the paragraph. */
  readonly after: string
}

const plain = (text: string): string => text.replace(/\s/gu, '')

/** The table below a title: the last paragraph before it that is the title. */
export function tableUnder(document: Document, title: string): Table {
  const at = document.blocks.findIndex((b) => b.kind === 'paragraph' && plain(b.text) === plain(title))
  const table = document.blocks.slice(at + 1).find((b): b is Table => b.kind === 'table')
  if (at < 0 || table === undefined) throw new Error(`no table under ${title}`)
  return table
}

/** The cell at an address. Throws where there is none: an address is the author's own. */
export function cellAt(document: Document, address: CellAddress): Cell {
  const table = tableUnder(document, address.table)
  // A row of totals is named as a column is: the lower one is meant.
  const row = table.cells.filter((c) => plain(c.text) === plain(address.row)).toSorted((a, b) => b.row - a.row)[0]
  if (row === undefined) throw new Error(`no row ${address.row} in ${address.table}`)
  // The heading of the column stands above the row; of several the nearest that is not on the row's left.
  const heads =
    address.column === ''
      ? []
      : table.cells.filter((c) => plain(c.text) === plain(address.column) && c.row < row.row && c.column >= row.column)
  const head = heads.toSorted((a, b) => a.column - b.column || b.row - a.row)[0]
  const found =
    head === undefined
      ? table.cells.filter((c) => c.row === row.row && c.column > row.column).toSorted((a, b) => a.column - b.column)[0]
      : table.cells.find((c) => c.row === row.row && c.column === head.column)
  if (found === undefined) throw new Error(`no column ${address.column} in row ${address.row} of ${address.table}`)
  return found
}

/** The paragraph of an address, and where within it the words after `after` begin (from 0). */
export function textAt(document: Document, address: TextAddress): { paragraph: Paragraph; from: number } {
  const paragraph = document.blocks.find((b): b is Paragraph => b.kind === 'paragraph' && b.text.includes(address.paragraph))
  const at = paragraph?.text.indexOf(address.after) ?? -1
  if (paragraph === undefined || at < 0) throw new Error(`no paragraph with ${address.paragraph} and ${address.after}`)
  return { paragraph, from: at + address.after.length }
}

/** The document with other words in one cell. */
export function withCell(document: Document, cell: Cell, text: string): Document {
  const blocks = document.blocks.map((b) =>
    b.kind === 'table' && b.cells.includes(cell) ? { ...b, cells: b.cells.map((c) => (c === cell ? { ...c, text } : c)) } : b,
  )
  return { ...document, blocks }
}

/** The document with a stretch of one paragraph exchanged; `from` from 0. */
export function withText(document: Document, paragraph: Paragraph, from: number, length: number, text: string): Document {
  const changed = { ...paragraph, text: paragraph.text.slice(0, from) + text + paragraph.text.slice(from + length) }
  return { ...document, blocks: document.blocks.map((b) => (b === paragraph ? changed : b)) }
}
