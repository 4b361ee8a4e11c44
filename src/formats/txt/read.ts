import type { Document } from '../../document/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { readLines } from './lines.ts'
import { restoreGrid } from './restore-grid.ts'

/** Reads a text file: paragraphs by line, and tables in the form with one cell per line (see `readLines`). Every place has its line. */
export function readTxt(text: string, limits: Limits): Document {
  const builder = new DocumentBuilder('txt', limits)
  for (const block of readLines(text)) {
    if (block.kind === 'paragraph') {
      builder.paragraph(block.text, { line: block.line })
      continue
    }
    const { cells, guessedRows } = restoreGrid(block.rows)
    const line = block.rows[0]?.[0]?.line ?? 1
    builder.table(cells, { line }, { gapsAreFaults: false, guessedRows })
  }
  return builder.finish()
}
