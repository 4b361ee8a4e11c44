import type { VisibleCell, VisibleRow } from './visible-rows.ts'

/** A part of a sheet as a reader sees it: a line of text, or rows that form a table. */
export type Segment =
  | { readonly kind: 'paragraph'; readonly cell: VisibleCell }
  | {
      readonly kind: 'table'
      readonly cells: readonly VisibleCell[]
      /** Rows in which nothing begins, but which are seen as rows because a blank cell stands in them. */
      readonly blankRows: readonly number[]
    }

/** Words with which a lone cell between tables announces itself as a title, a unit line or a note, and not as a row with blank figures. */
const TITLE = /[表图]\s*$|^\s*(?:附[件表]|表\s*[\d一二三四五六七八九十])|(?:单位|部门|年度|日期)\s*[:：]/u
const NOTE = /^\s*(?:注|备注|说明|附注|※|\*)|。\s*$/u
/** A label of a row is short; what is longer is a sentence. */
const LABEL_LENGTH = 30

/**
 * Divides the rows of a sheet into paragraphs and tables. Rows of several cells, and rows that a merged cell reaches into, belong to a table;
 * a row with one cell is a paragraph, unless boxes are drawn around table cells here and around this one too, or it is an unmerged label between
 * the rows of a table. A row that shows nothing and is not boxed ends a table.
 */
export function segment(rows: readonly VisibleRow[]): Segment[] {
  const boxes = rows.some((row) => row.boxed && row.cells.length > 1)
  const segments: Segment[] = []
  let table: VisibleRow[] = []
  const endTable = (): void => {
    const cells = trimmed(table)
    if (cells.length > 0) segments.push({ kind: 'table', cells, blankRows: blankRows(table, cells) })
    table = []
  }
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as VisibleRow
    const only = row.cells.length === 1 && !row.covered ? row.cells[0] : undefined
    if (only === undefined || only.text === '') {
      if (row.cells.length > 1 || row.covered) table.push(row)
      // Blank rows are table rows where a box or a merge says so, but none begins with them.
      else if (table.length > 0 && (row.boxed || only !== undefined)) table.push(row)
      else endTable()
      continue
    }
    const below = rowsUnder(rows, i, only)
    if (below !== null && !isTableRow(rows, i, only, boxes, table.length > 0)) {
      endTable()
      segments.push({ kind: 'paragraph', cell: only })
      i += below
    } else {
      table.push(row)
    }
  }
  endTable()
  return segments
}

/** How many rows the lone cell reaches down, if nothing else stands in them; null where something does. */
function rowsUnder(rows: readonly VisibleRow[], i: number, cell: VisibleCell): number | null {
  for (let k = 1; k < cell.rowSpan; k++) if ((rows[i + k]?.cells.length ?? 0) > 0) return null
  return cell.rowSpan - 1
}

function isTableRow(rows: readonly VisibleRow[], i: number, cell: VisibleCell, boxes: boolean, inTable: boolean): boolean {
  if (rows[i]?.boxed === true) return true
  if (boxes || cell.columnSpan > 1 || !inTable) return false
  // No boxes to go by: a lone cell is a label with blank figures if table rows follow at once, and no title stands between.
  for (let k = i; k < rows.length; k++) {
    const row = rows[k] as VisibleRow
    if (row.cells.length > 1 || row.covered) return true
    const [only] = row.cells
    if (only === undefined) break
    if (only.columnSpan > 1 || TITLE.test(only.text)) return false
  }
  return cell.text.length <= LABEL_LENGTH && !NOTE.test(cell.text) && !TITLE.test(cell.text)
}

/** The cells of the rows, without blank rows at the end (a merged cell without text is no row of its own there). */
function trimmed(rows: readonly VisibleRow[]): VisibleCell[] {
  let end = rows.length
  while (end > 0 && rows[end - 1]?.cells.length === 0 && rows[end - 1]?.covered === false) end--
  const cells = rows.slice(0, end).flatMap((row) => row.cells)
  return cells.some((cell) => cell.text !== '') ? cells : []
}

/** Rows of the table, up to its last one, in which no cell begins and which merged cells from above do not fill. */
function blankRows(rows: readonly VisibleRow[], cells: readonly VisibleCell[]): number[] {
  let left = Number.POSITIVE_INFINITY
  let right = 0
  let bottom = 0
  for (const cell of cells) {
    left = Math.min(left, cell.column)
    right = Math.max(right, cell.column + cell.columnSpan)
    bottom = Math.max(bottom, cell.row + cell.rowSpan)
  }
  const blank: number[] = []
  let open: VisibleCell[] = []
  for (const row of rows) {
    if (row.row >= bottom) break
    open = open.filter((cell) => cell.row + cell.rowSpan > row.row)
    const filled = open.reduce((width, cell) => width + cell.columnSpan, 0)
    if (row.cells.length === 0 && filled < right - left) blank.push(row.row)
    open.push(...row.cells.filter((cell) => cell.rowSpan > 1))
  }
  return blank
}
