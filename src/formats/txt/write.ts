import type { Document, Table } from '../../document/document.ts'
import { printable } from '../printable.ts'

/**
 * Writes the text form in which tables are handed over: one cell a line behind a tab, a blank line after each row, two after the table. What a
 * merged cell covers below it is an empty cell, what it covers to its right is nothing; a reader has to guess the spans. Lines within a
 * cell follow it without a tab, but where they would look like the title of another table: then a space stands for the break. Two tables that touch
 * become one, for the form has no way to part them.
 */
export function writeTxt(document: Document): Uint8Array {
  const out = document.blocks.map((block) => (block.kind === 'paragraph' ? `${lines(block.text)}\n` : `${table(block)}\n`))
  return new TextEncoder().encode(out.join(''))
}

function table(block: Table): string {
  const rows: Table['cells'][number][][] = Array.from({ length: block.rows }, () => [])
  for (const cell of block.cells) for (let r = 0; r < cell.rowSpan; r++) rows[cell.row - 1 + r]?.push(cell)
  let widest = 0
  let out = ''
  for (const [r, cells] of rows.entries()) {
    cells.sort((a, b) => a.column - b.column)
    for (const [i, cell] of cells.entries()) {
      // Below a row as wide as any before, a line without a tab and with a cell after it is taken for a title.
      const looksLikeTitle = widest > 0 && i + 1 >= widest && i + 1 < cells.length
      const text = cell.row === r + 1 ? lines(cell.text) : ''
      out += `\t${looksLikeTitle ? text.replaceAll('\n', ' ') : text}\n`
    }
    out += '\n'
    widest = Math.max(widest, cells.length)
  }
  return out
}

/** Blank lines end rows, so there are none within a text; nor does a line begin with a tab. */
function lines(text: string): string {
  return printable(text).replace(/\s*\n\s*/gu, '\n')
}
