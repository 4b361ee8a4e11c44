import type { Document } from '../../src/document/document.ts'

/**
 * The text form in which tables are published: one cell a line behind a tab, a blank line after each row. Merged cells are lost; what
 * one covers below it prints as one empty cell.
 */
export function writeTxt(document: Document): Uint8Array {
  let out = ''
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      out += `${block.text}\n`
      continue
    }
    for (let row = 1; row <= block.rows; row++) {
      const here = block.cells.filter((c) => c.row <= row && row < c.row + c.rowSpan).toSorted((a, b) => a.column - b.column)
      out += `${here.map((c) => `\t${c.row === row ? c.text : ''}\n`).join('')}\n`
    }
    out += '\n'
  }
  return new TextEncoder().encode(out)
}
