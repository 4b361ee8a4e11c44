import type { Cell, Table } from '../document/document.ts'

/** How a table is set, whether or not its maker said so. */
export interface TableLayout {
  /** Rows that head the table; fewer than it has. */
  readonly headerRows: number
  readonly wide: boolean
  /** Relative widths of the columns; their sum is 1. */
  readonly widths: readonly number[]
  /** Width in em that each column needs at least, so that no figure and no code is broken. */
  readonly least: readonly number[]
}

/** Columns from which a table is too wide for an upright page, if its maker does not say. */
const WIDE_FROM = 9
/** Longer texts wrap anyway: they do not make a column wider than this, in em. */
const LONGEST = 18
const PLAIN_FIGURE = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?$/u

/** Width of a text's longest line in em: a Chinese character is 1, a Latin letter or digit a little more than a half. */
export function widthOf(text: string): number {
  let longest = 0
  for (const line of text.split('\n')) {
    let width = 0
    for (const c of line) width += /[\u0020-\u024f]/u.test(c) ? 0.58 : 1
    longest = Math.max(longest, width)
  }
  return longest
}

/** Whether a cell holds a figure, which lines up with those above and below it. A code is none. */
export function isFigure(cell: Cell): boolean {
  if (!PLAIN_FIGURE.test(cell.text)) return false
  return cell.figure !== undefined || cell.text.includes('.') || cell.text.endsWith('%')
}

/** What the maker of a table says about its setting, and for the rest what its texts ask for. */
export function layoutOf(table: Table): TableLayout {
  const headerRows = Math.min(table.headerRows ?? guessHeaderRows(table), table.rows - 1)
  return { headerRows, wide: table.wide ?? table.columns >= WIDE_FROM, widths: widthsOf(table), least: leastOf(table) }
}

/** The first row of two cells and more in which no cell reaches down or across, and what heads it: up to the first row with a figure. */
function guessHeaderRows(table: Table): number {
  const figures = table.cells.filter((cell) => isFigure(cell)).map((cell) => cell.row)
  const merged = table.cells.filter((cell) => cell.row + cell.rowSpan - 1 <= 4 && (cell.columnSpan > 1 || cell.rowSpan > 1))
  const below = Math.min(...figures, table.rows + 1) - 1
  const headed = Math.max(1, ...merged.map((cell) => cell.row + cell.rowSpan - 1))
  return closed(table, Math.max(0, Math.min(headed, below, 6)))
}

/** No cell of the header may reach below it. */
function closed(table: Table, rows: number): number {
  const reach = Math.max(rows, ...table.cells.filter((cell) => cell.row <= rows).map((cell) => cell.row + cell.rowSpan - 1))
  return reach === rows || reach > 8 ? Math.min(rows, reach) : closed(table, reach)
}

function widthsOf(table: Table): readonly number[] {
  const given = table.widths
  const widths =
    given !== undefined && given.length === table.columns && given.every((w) => w > 0) ? given : contentWidths(table)
  const sum = widths.reduce((all, w) => all + w, 0)
  return widths.map((w) => w / sum)
}

function contentWidths(table: Table): number[] {
  const widths = Array.from({ length: table.columns }, () => 2)
  for (const cell of table.cells) {
    if (cell.columnSpan > 1) continue
    const at = cell.column - 1
    widths[at] = Math.max(widths[at] ?? 0, Math.min(LONGEST, widthOf(cell.text)))
  }
  return widths
}

function leastOf(table: Table): number[] {
  const least = Array.from({ length: table.columns }, () => 1)
  for (const cell of table.cells) {
    // Runs of Latin letters and digits are not broken; Chinese may break after any character.
    const run = Math.max(0, ...[...cell.text.matchAll(/[\u0021-\u024f]+/gu)].map(([word]) => widthOf(word)))
    const share = run / cell.columnSpan
    for (let c = cell.column - 1; c < cell.column - 1 + cell.columnSpan; c++) least[c] = Math.max(least[c] ?? 0, share)
  }
  return least
}

/**
 * Widths of columns in points, `total` together: in proportion, but none less than its text needs at the size that is returned. The size is
 * `size` (points) or, where everything together is too wide, as much smaller as it must be.
 */
export function fitColumns(layout: TableLayout, total: number, size: number, padding: number): { widths: number[]; size: number } {
  const needs = layout.least.reduce((sum, em) => sum + em, 0)
  const room = total - padding * layout.least.length
  const fitted = Math.min(size, Math.floor((room / needs) * 10) / 10)
  const least = layout.least.map((em) => em * fitted + padding)
  const widths = layout.widths.map((share, i) => Math.max(share * total, least[i] ?? 0))
  // What the narrow ones gained is taken from those that have more than they need.
  const spare = widths.map((width, i) => width - (least[i] ?? 0))
  const allSpare = spare.reduce((sum, each) => sum + each, 0)
  const excess = widths.reduce((sum, width) => sum + width, 0) - total
  const cut = allSpare > 0 ? Math.min(1, excess / allSpare) : 0
  return { widths: widths.map((width, i) => width - (spare[i] ?? 0) * cut), size: fitted }
}
