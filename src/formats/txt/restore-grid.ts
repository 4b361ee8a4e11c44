import { clean } from '../clean.ts'
import type { RawCell } from '../grid.ts'
import { alignHeader } from './align-header.ts'
import { evenly } from './evenly.ts'
import type { TextCell } from './lines.ts'

/** Cells of a table with the spans that were lost, and the rows (from 0) where these are guesses. */
export interface RestoredGrid {
  readonly cells: RawCell[]
  readonly guessedRows: number[]
}

/** Rows printed above the header across the whole width: `455单位名 | 预算年度：2023 | 单位：万元`. */
const INFORMATION = /(?:单位|年度|时间|日期|截止)\s*[:：]/u
const FIGURE = /^[-−－]?[\d,，]+(?:\.\d*)?[%％]?$/u

/**
 * Restores the grid of a table from its ragged rows. The width is that of the widest row. Shorter rows above the first full one are headers:
 * what each of their cells spans is read off the row below (see `alignHeader`). A shorter row further down gives the rest of the width to its
 * last cell, and a blank in front of it continues the cell above.
 */
export function restoreGrid(rows: readonly (readonly TextCell[])[]): RestoredGrid {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const guessed = new Set<number>()
  const placed: (RawCell | null)[][] = rows.map((row, r) => {
    const spans = row.length === width ? row.map(() => 1) : bodySpans(row, r, width)
    if (row.length !== width) guessed.add(r)
    return place(row, r, spans)
  })
  const headers = headerRows(rows, width)
  for (const r of headers.toReversed()) {
    const row = rows[r]
    const below = placed[r + 1]
    if (row === undefined || below === undefined) continue
    const aligned = alignHeader(
      row.map((cell) => clean(cell.text)),
      below,
    )
    if (aligned === null) continue
    if (aligned.certain) guessed.delete(r)
    placed[r] = place(row, r, aligned.spans)
    absorbBlanks(placed[r] ?? [], below)
  }
  for (const [r, row] of rows.entries()) {
    if (row.length < width && r > 0 && !headers.includes(r)) continueAbove(placed, r)
  }
  return { cells: placed.flat().filter((cell) => cell !== null), guessedRows: [...guessed].sort((a, b) => a - b) }
}

function place(row: readonly TextCell[], r: number, spans: readonly number[]): RawCell[] {
  let column = 0
  return row.map((cell, i) => {
    const columnSpan = spans[i] ?? 1
    const raw: RawCell = { row: r, column, rowSpan: 1, columnSpan, text: cell.text, place: { line: cell.line } }
    column += columnSpan
    return raw
  })
}

/** Spans of a short row of which nothing is known: information is spread with one column for its last cell, other rows stretch their last. */
function bodySpans(row: readonly TextCell[], r: number, width: number): number[] {
  const n = row.length
  const spans = row.map(() => 1)
  if (r === 0 && n > 1 && row.some((cell) => INFORMATION.test(cell.text))) return [...evenly(width - 1, n - 1), 1]
  spans[n - 1] = width - n + 1
  return spans
}

/** The short rows right above the first full row, if that row is still a header: it holds no figure. */
function headerRows(rows: readonly (readonly TextCell[])[], width: number): number[] {
  const full = rows.findIndex((row) => row.length === width)
  if (full < 1 || rows[full]?.some((cell) => FIGURE.test(clean(cell.text))) !== false) return []
  const headers: number[] = []
  for (let r = full - 1; r >= 0; r--) {
    const row = rows[r] ?? []
    if (r === 0 && row.some((cell) => INFORMATION.test(cell.text))) break
    if (row.length < 2) break
    headers.unshift(r)
  }
  return headers
}

/** A blank below a header's cell is the lower part of that cell. */
function absorbBlanks(row: readonly (RawCell | null)[], below: (RawCell | null)[]): void {
  const above = new Map(row.flatMap((cell) => (cell === null ? [] : [[cell.column, cell] as const])))
  for (const [i, cell] of below.entries()) {
    if (cell === null || clean(cell.text) !== '') continue
    const host = above.get(cell.column)
    if (host === undefined || host.columnSpan !== cell.columnSpan || host.row + host.rowSpan !== cell.row) continue
    host.rowSpan += cell.rowSpan
    below[i] = null
  }
}

/** A short row that begins with a blank continues the cell above it: `产出指标 | 数量指标 …` over ` | 质量指标 …`. */
function continueAbove(placed: (RawCell | null)[][], r: number): void {
  const first = placed[r]?.[0]
  if (first === null || first === undefined || clean(first.text) !== '') return
  for (let above = r - 1; above >= 0; above--) {
    const host = placed[above]?.[0]
    if (host === null) continue
    if (host === undefined || host.columnSpan !== first.columnSpan || host.row + host.rowSpan !== r) return
    if (clean(host.text) === '') return
    host.rowSpan++
    if (placed[r] !== undefined) placed[r][0] = null
    return
  }
}
