import { createHash } from 'node:crypto'
import type { Document, Table } from '../../src/document/document.ts'

/** The first stage of one document: its tables, one line each. */
export interface DocumentGolden {
  readonly document: string
  readonly type: string
  readonly paragraphs: number
  readonly problems: number
  /** Page or sheet, rows×columns, cells, and a hash of the texts with their places in the grid. */
  readonly tables: readonly string[]
}

/** What a document was read as. No text of it is kept. */
export function documentGolden(name: string, document: Document): DocumentGolden {
  const tables = document.blocks.filter((block) => block.kind === 'table')
  return {
    document: name,
    type: document.type,
    paragraphs: document.blocks.length - tables.length,
    problems: document.problems.length,
    tables: tables.map((table) => tableLine(table)),
  }
}

function tableLine(table: Table): string {
  const { page, sheet, line } = table.place
  const where = page === undefined ? (sheet ?? (line === undefined ? '' : `line ${line}`)) : `p${page}`
  const texts = table.cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text])
  return `${table.index} ${where} ${table.rows}×${table.columns} ${table.cells.length} ${hash(JSON.stringify(texts))}`
}

/** A short name for a text: equal for equal texts. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
