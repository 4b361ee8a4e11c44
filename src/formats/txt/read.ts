import type { Document } from '../../document/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { tooMuch } from '../refusal.ts'
import { readLines } from './lines.ts'
import { restoreGrid } from './restore-grid.ts'

/** Reads a text file: paragraphs by line, and tables in the form with one cell per line (see `readLines`). Every place has its line. Throws `Refused` beyond the limits. */
export function readTxt(text: string, limits: Limits): Document {
  const builder = new DocumentBuilder('txt', limits)
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++
  if (lines > limits.lines) throw tooMuch(`超过 ${limits.lines} 行`, `more than ${limits.lines} lines`)
  for (const block of readLines(text)) {
    if (block.kind === 'paragraph') {
      builder.paragraph(block.text, { line: block.line })
      continue
    }
    const { cells, guessedRows } = restoreGrid(block.rows)
    const line = block.rows[0]?.[0]?.line ?? 1
    builder.table(
      cells,
      { line },
      {
        gapsAreFaults: false,
        guessedRows,
        placeOf: (row) => ({ line: block.rows[row]?.[0]?.line ?? line }),
      },
    )
  }
  return builder.finish()
}
