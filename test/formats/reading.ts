import type { Block, Document, Paragraph, Table } from '../../src/document/document.ts'
import { tidy } from '../../src/document/document.ts'
import { readDocument } from '../../src/formats/read.ts'
import type { Limits } from '../../src/formats/limits.ts'
import type { Refusal } from '../../src/formats/refusal.ts'

/** Reads bytes that must be readable. */
export async function reading(bytes: Uint8Array, name = '', limits?: Limits): Promise<Document> {
  const outcome = await readDocument(bytes, name, limits)
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}: ${outcome.refusal.message.en}`)
  return outcome.document
}

/** Reads bytes that must be refused. */
export async function refusing(bytes: Uint8Array, name = '', limits?: Limits): Promise<Refusal> {
  const outcome = await readDocument(bytes, name, limits)
  if (outcome.ok) throw new Error('read, though it should have been refused')
  return outcome.refusal
}

export function tablesOf(document: Document): Table[] {
  return document.blocks.filter((block): block is Table => block.kind === 'table')
}

export function paragraphsOf(document: Document): Paragraph[] {
  return document.blocks.filter((block): block is Paragraph => block.kind === 'paragraph')
}

/** A block without its places, to be compared across formats. */
export function bare(block: Block): unknown {
  if (block.kind === 'paragraph') return { text: block.text, heading: block.heading }
  return {
    index: block.index,
    rows: block.rows,
    columns: block.columns,
    cells: block.cells.map(({ row, column, rowSpan, columnSpan, text }) => ({ row, column, rowSpan, columnSpan, text })),
  }
}

/** The rows of a table as texts; what a span covers is left out. */
export function textRows(table: Table | undefined): string[][] {
  if (table === undefined) return []
  return Array.from({ length: table.rows }, (_, i) => table.cells.filter((cell) => cell.row === i + 1).map((cell) => cell.text))
}

/** What is wrong with a document that a reader made, if anything: the promises of `Document` that types cannot keep. */
export function faults(document: Document): string[] {
  const found: string[] = []
  let tables = 0
  let paragraphs = 0
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      if (block.text === '' || block.text !== tidy(block.text)) found.push('a paragraph is not tidy')
      if (block.place.paragraph !== ++paragraphs) found.push('paragraphs are not counted on')
      continue
    }
    if (block.index !== ++tables || block.place.table !== tables) found.push('tables are not counted on')
    const covered = new Uint8Array(block.rows * block.columns)
    for (const cell of block.cells) {
      if (cell.text !== tidy(cell.text)) found.push('a cell is not tidy')
      if (cell.place.table !== tables || cell.place.row !== cell.row || cell.place.column !== cell.column)
        found.push('a cell has no place')
      if (cell.row + cell.rowSpan - 1 > block.rows || cell.column + cell.columnSpan - 1 > block.columns)
        found.push('a cell leaves the grid')
      for (let r = 0; r < cell.rowSpan; r++) {
        for (let c = 0; c < cell.columnSpan; c++) {
          const at = (cell.row - 1 + r) * block.columns + cell.column - 1 + c
          covered[at] = (covered[at] ?? 0) + 1
        }
      }
    }
    if (covered.some((times) => times !== 1)) found.push('the grid is not covered exactly once')
  }
  return [...new Set(found)]
}
