import type { Block, Cell, Table } from '../document/document.ts'
import { gridOf } from './grid.ts'
import { plainLabel } from './label.ts'

/** What may stand between the parts of one table: a page number, or words that say that it goes on. */
const BETWEEN =
  /^(?:第?[-—\s]*\d{1,4}[-—\s]*页?(?:[,，/\s]*共\s*\d+\s*页)?|续表?|.{2,30}[（(]续[表一二三四五六七八九十\d]*[)）])$/u
const FIGURE = /^[-－—]?[\d,]+(?:\.\d+)?$/u
const TOTAL = /^(?:合计|总计|栏次)$/u
/** A header is not deeper than this, the lines of title, department and unit above it included. */
const HEADER_ROWS = 8

/**
 * Blocks with the tables that a page break cut in two put together again, whether or not the header is printed anew. A table goes on
 * where nothing but a page number stands between, the columns are as many, and what follows begins as a row in the middle of a table
 * does: with figures, but with no total and no first serial number. Every cell keeps its own place.
 */
export function joinContinued(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  let last = -1
  let heads: ReadonlySet<string> = new Set()
  for (const block of blocks) {
    if (block.kind === 'table') {
      const before = joined[last]
      const between = joined.slice(last + 1)
      const isClose = between.every((b) => b.kind === 'paragraph' && (BETWEEN.test(b.text) || heads.has(plainLabel(b.text))))
      // Title and unit printed again on the next page, and nothing else.
      const isRepeated = isClose && between.some((b) => b.kind === 'paragraph' && heads.has(plainLabel(b.text)))
      const whole = before?.kind === 'table' && isClose ? continued(before, block, isRepeated) : null
      if (whole !== null) {
        joined.splice(last, joined.length - last, whole)
        continue
      }
      heads = new Set(between.slice(-5).flatMap((b) => (b.kind === 'paragraph' && b.text.length < 60 ? plainLabel(b.text) : [])))
      last = joined.length
    }
    joined.push(block)
  }
  return joined
}

/** Both tables as one; null where the second is a table of its own. */
function continued(first: Table, second: Table, isRepeated: boolean): Table | null {
  if (first.columns !== second.columns) return null
  const repeated = repeatedRows(first, second)
  if (isRepeated ? repeated === 0 || beginsAnew(first, second, repeated) : !beginsInTheMiddle(second, repeated + 1)) return null
  const shift = first.rows - repeated
  const below = second.cells.filter((c) => c.row > repeated).map((c): Cell => ({ ...c, row: c.row + shift }))
  const guessed = (second.guessedRows ?? []).filter((r) => r > repeated).map((r) => r + shift)
  return {
    ...first,
    rows: first.rows + second.rows - repeated,
    cells: [...first.cells, ...below],
    ...(first.guessedRows === undefined && guessed.length === 0
      ? {}
      : { guessedRows: [...(first.guessedRows ?? []), ...guessed] }),
  }
}

/** Whether what follows a repeated header begins as a table does: with a total, a first ordinal, or the row that the first began with. */
function beginsAnew(first: Table, second: Table, repeated: number): boolean {
  const [a, b] = [signatures(first)[repeated], signatures(second)[repeated]]
  if (b === undefined || a === b) return true
  const texts = b.split('|').filter((t) => t !== '')
  return texts.some((t) => TOTAL.test(t)) || /^(?:一、|1、|\(一\))/u.test(texts[0] ?? '')
}

/** How many rows at the top of the second table say what the top rows of the first say: its header, printed again. */
function repeatedRows(first: Table, second: Table): number {
  const above = signatures(first)
  const below = signatures(second)
  for (let from = 0; from < above.length; from++) {
    let rows = 0
    while (rows < below.length && below[rows] === above[from + rows]) rows++
    if (rows > 0) return rows
  }
  return 0
}

function signatures(table: Table): string[] {
  const grid = gridOf(table)
  const rows = Array.from({ length: Math.min(HEADER_ROWS, table.rows) }, (_, i) => rowSignature(grid.row(i + 1)))
  const blank = rows.indexOf('')
  return blank < 0 ? rows : rows.slice(0, blank)
}

/** The words of a row from left to right, empty where it has none. */
export function rowSignature(cells: readonly Cell[]): string {
  const words = cells.map((c) => plainLabel(c.text))
  return words.every((w) => w === '') ? '' : words.join('|')
}

function beginsInTheMiddle(table: Table, row: number): boolean {
  const cells = gridOf(table).row(row)
  const texts = cells.map((c) => plainLabel(c.text)).filter((t) => t !== '')
  if (cells.length < table.columns || texts[0] === '1' || texts.some((t) => TOTAL.test(t))) return false
  return texts.some((t) => FIGURE.test(t)) && texts.some((t) => !FIGURE.test(t))
}
