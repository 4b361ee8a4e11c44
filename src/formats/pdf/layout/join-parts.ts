import type { FoundCell, FoundTable } from './found-table.ts'
import { mendBreak } from './mend-break.ts'

/** Columns of two parts are the same where their edges are this close, in points. */
const CLOSE = 4
/** Where the header is printed again, they may be this far apart: some programs fit the columns to each page. */
const LOOSE = 15
const AMOUNT = /^[-－—]?[\d,，]+(?:\.\d+)?%?$/u
const TOTAL = /^(?:合\s*计|总\s*计|栏\s*次)$/u
/** A header is not deeper than this. */
const HEADER_ROWS = 8

/** A cell of a whole table with the page that it stands on. Rows and columns count from 0. */
export interface WholeCell extends FoundCell {
  readonly page: number
}

/** A table put together from its parts on one or more pages. */
export interface WholeTable {
  readonly parts: readonly FoundTable[]
  readonly columns: readonly number[]
  readonly rows: number
  readonly cells: readonly WholeCell[]
  /** The lines printed above it: where the next page prints them again, its table is the same one. */
  readonly lead: readonly string[]
}

export function wholeOf(part: FoundTable, lead: readonly string[]): WholeTable {
  const cells = part.cells.map((c): WholeCell => ({ ...c, page: part.page.number }))
  return { parts: [part], columns: part.columns, rows: rowsOf(part.cells), cells, lead }
}

/**
 * A table and the part on the next page as one table; null where the part is a table of its own. `lead` are the lines printed above the
 * part: none, or those above the table again. The header that is printed again is left out, and a row that the page break cut is put
 * together.
 */
export function joinParts(whole: WholeTable, part: FoundTable, lead: readonly string[]): WholeTable | null {
  const last = whole.parts.at(-1)
  if (last === undefined || last.ruled !== part.ruled) return null
  if (lead.length > 0 && lead.join('\n') !== whole.lead.slice(-lead.length).join('\n')) return null
  const repeated = repeatedRows(whole, part)
  const shared = sharedColumns(whole.columns, part.columns, repeated > 0 ? LOOSE : CLOSE)
  if (shared === null) return null
  if (repeated === 0 ? lead.length > 0 || !isBody(whole, last, part) : !isAfterHeader(whole, part, repeated, lead.length > 0))
    return null
  // A row that was cut where nothing of it was left leaves a blank one.
  const dropped = repeated === 0 && isBlankRow(part.cells) ? 1 : repeated
  const below = respan(part.cells, shared.second)
    .filter((c) => c.row >= dropped)
    .map((c): WholeCell => ({ ...c, row: c.row - dropped + whole.rows, page: part.page.number }))
  const joint = mendBreak(respan(whole.cells, shared.first), below, whole.rows)
  return { parts: [...whole.parts, part], columns: shared.columns, rows: rowsOf(joint), cells: joint, lead: whole.lead }
}

function isBlankRow(cells: readonly FoundCell[]): boolean {
  return cells.every((c) => c.row > 0 || (c.text === '' && c.rowSpan === 1)) && cells.some((c) => c.row > 0)
}

function rowsOf(cells: readonly FoundCell[]): number {
  return cells.reduce((most, c) => Math.max(most, c.row + c.rowSpan), 0)
}

/** The columns that two parts have in common, and where each one's own edges are among them; null where they do not fit. */
function sharedColumns(
  first: readonly number[],
  second: readonly number[],
  close: number,
): { columns: readonly number[]; first: readonly number[]; second: readonly number[] } | null {
  const [left, right] = [first[0] ?? 0, first.at(-1) ?? 0]
  const [otherLeft, otherRight] = [second[0] ?? 0, second.at(-1) ?? 0]
  // A page may be set a little further in, or scaled: the widths decide.
  const scale = (right - left) / Math.max(1, otherRight - otherLeft)
  if (scale < 0.9 || scale > 1.1 || Math.abs(left - otherLeft) > 40) return null
  const moved = second.map((x) => left + (x - otherLeft) * scale)
  const identity = (first.length > second.length ? first : second).map((_, i) => i)
  if (first.length === second.length && first.length > 2 && first.every((x, i) => Math.abs(x - (moved[i] ?? 0)) <= close))
    return { columns: first, first: identity, second: identity }
  const few = first.length <= moved.length ? first : moved
  const many = first.length <= moved.length ? moved : first
  const at = few.map((x) => many.findIndex((y) => Math.abs(x - y) <= CLOSE))
  if (at.includes(-1) || new Set(at).size < at.length || few.length < 3) return null
  if (few.length < many.length && Math.abs(left - otherLeft) > CLOSE) return null
  return few === first ? { columns: many, first: at, second: identity } : { columns: many, first: identity, second: at }
}

function respan<T extends FoundCell>(cells: readonly T[], at: readonly number[]): T[] {
  return cells.map((c) => {
    const column = at[c.column] ?? c.column
    const end = at[c.column + c.columnSpan] ?? column + c.columnSpan
    return { ...c, column, columnSpan: end - column }
  })
}

/** The words of the first rows, from left to right; empty where a row has none. */
function signatures(cells: readonly FoundCell[]): string[] {
  const rows: string[] = []
  for (const cell of cells) {
    if (cell.row >= HEADER_ROWS || cell.text === '') continue
    rows[cell.row] = `${rows[cell.row] ?? ''}|${cell.text.replace(/\s/gu, '')}`
  }
  return Array.from({ length: Math.min(HEADER_ROWS, rowsOf(cells)) }, (_, i) => rows[i] ?? '')
}

/** How many rows at the top of a part say again what the header of the table says. */
function repeatedRows(whole: WholeTable, part: FoundTable): number {
  const above = signatures(whole.cells)
  const below = signatures(part.cells)
  for (let from = 0; from < Math.min(4, above.length); from++) {
    let rows = 0
    while (rows < below.length && below[rows] !== '' && below[rows] === above[from + rows] && !hasAmount(below[rows] ?? ''))
      rows++
    // What is cut must not cut a cell.
    while (rows > 0 && part.cells.some((c) => c.row < rows && c.row + c.rowSpan > rows)) rows--
    if (rows > 0) return rows
  }
  return 0
}

function hasAmount(signature: string): boolean {
  return signature.split('|').some((text) => /\d\.\d/u.test(text) && AMOUNT.test(text))
}

/**
 * Below a header printed again, rows go on in the middle of a table of the same columns: with figures (unless the title is printed again
 * too, or the page before is full and each column has its own cell), but with no total; and what is repeated is a header, not a title or
 * the first line of a card.
 */
function isAfterHeader(whole: WholeTable, part: FoundTable, repeated: number, isTitled: boolean): boolean {
  const width = part.columns.length - 1
  const labels = part.cells.filter((c) => c.row < repeated && c.text !== '')
  const widest = Math.max(...Array.from({ length: repeated }, (_, row) => labels.filter((c) => c.row === row).length))
  const first = part.cells.filter((c) => c.row === repeated)
  const last = whole.parts.at(-1)
  const isNext = !isTitled && last !== undefined && hasNoRoom(last, first)
  // Of the page before only the header had room: whatever comes first goes on.
  if (isNext && whole.rows <= repeated + 1 && isHeaderAlone(whole)) return true
  const follows = isNext && isFlat(first, width)
  // Of two sides (收入 | 支出) often the first row only is printed again.
  if (widest < (follows && width > 3 ? 2 : Math.min(3, width))) return false
  if (first.length === 0 || first.some((c) => c.columnSpan > Math.max(1, width / 4))) return false
  const texts = first.filter((c) => c.text !== '').map((c) => c.text)
  if (texts.some((t) => TOTAL.test(t)) || texts[0] === '1') return false
  return isTitled || follows || texts.some((t) => AMOUNT.test(t))
}

function isHeaderAlone({ rows, cells }: WholeTable): boolean {
  return rows <= HEADER_ROWS && !cells.some((c) => AMOUNT.test(c.text) && /\d\.\d|\d{3}/u.test(c.text))
}

/** Whether the row that begins the next page did not fit on the page on which the part before ends. */
function hasNoRoom(last: FoundTable, first: readonly FoundCell[]): boolean {
  const height = Math.min(...first.map((c) => c.box[3] - c.box[1]))
  return last.page.height - last.box[3] <= 0.22 * last.page.height + height
}

/** Whether a part without a header begins in the middle of the table that ended the page before. */
function isBody(whole: WholeTable, last: FoundTable, part: FoundTable): boolean {
  const first = part.cells.filter((c) => c.row === 0)
  const texts = first.filter((c) => c.text !== '')
  if (!hasNoRoom(last, first)) return false
  const [only] = texts
  const width = part.columns.length - 1
  // A line across the whole table is a title, unless it has ended no sentence above.
  if (texts.length === 1 && only !== undefined && only.columnSpan === width && width > 1) return false
  const labels = texts.map((c) => c.text.replace(/\s/gu, ''))
  // A header alone goes on with whatever comes first.
  const isHeader = isHeaderAlone(whole) && isFlat(first, width)
  if (isHeader && labels.some((t) => AMOUNT.test(t))) return true
  // A total first begins a table, unless it is all that is left of one.
  const isEnd = rowsOf(part.cells) <= 2
  if (labels.some((t) => AMOUNT.test(t)))
    return labels[0] !== '1' && (isEnd || !(TOTAL.test(labels[0] ?? '') && labels.length > 2))
  // A row of labels that the table begins with too begins a table like it.
  const begins = new Set(whole.cells.filter((c) => c.row < 3 && c.text !== '').map((c) => c.text.replace(/\s/gu, '')))
  const [label] = labels
  if (label !== undefined && begins.has(label)) return false
  const isFull = labels.length >= 3 && labels.length >= 0.6 * first.length
  const isMerged = first.some((c) => c.rowSpan > 1 && c.column > 0) || texts.some((c) => c.columnSpan > 1)
  return !(isFull && isMerged)
}

/** A row of which each column has its own cell. */
function isFlat(cells: readonly FoundCell[], width: number): boolean {
  return cells.length === width
}
