import { tooMuch } from '../refusal.ts'
import type { Merge, Sheet, SheetCell } from './worksheet.ts'

/** A cell as the eye sees it: its span counts visible rows and columns, from 0. */
export interface VisibleCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/** A visible row of a sheet. */
export interface VisibleRow {
  readonly row: number
  /** Printed cells, and merged ones whether printed or not, that begin in it. */
  readonly cells: readonly VisibleCell[]
  /** A merged cell from above reaches into it. */
  readonly covered: boolean
  readonly boxed: boolean
}

/** What a sheet shows, and what it hides. */
export interface VisibleSheet {
  /** Every row from the first to the last that shows something; rows that show nothing are there too, empty. */
  readonly rows: readonly VisibleRow[]
  /** The stored row and column (from 0) of a visible one. */
  readonly storedRow: (row: number) => number
  readonly storedColumn: (column: number) => number
  /** Printed cells in hidden rows and in hidden columns. */
  readonly hidden: readonly SheetCell[]
}

/** Merged cells that a sheet may keep open over all its rows together; beyond that it is no budget. */
const MAX_WORK = 20_000_000

/** Removes what is hidden, drops what lies under merged cells, and gives each row the cells that begin in it. */
export function visibleRows(sheet: Sheet): VisibleSheet {
  const rowRank = ranking(sheet.hiddenRows)
  const columnRank = ranking(sheet.hiddenColumns)
  const merges = visibleMerges(sheet, rowRank.rank, columnRank.rank)
  const anchors = new Map(merges.map((merge) => [merge.anchor, merge]))
  const texts = new Map<string, string>()
  const hidden: SheetCell[] = []
  const lone: SheetCell[] = []
  for (const cell of sheet.cells) {
    const key = `${cell.row},${cell.column}`
    if (anchors.has(key)) texts.set(key, cell.text)
    else if (sheet.hiddenRows.has(cell.row) || sheet.hiddenColumns.has(cell.column)) hidden.push(cell)
    else lone.push({ ...cell, row: rowRank.rank(cell.row), column: columnRank.rank(cell.column) })
  }
  let last = lone.at(-1)?.row ?? -1
  for (const merge of merges) if (texts.has(merge.anchor)) last = Math.max(last, merge.row)
  const boxed = new Set<number>()
  for (const row of sheet.boxedRows) if (!sheet.hiddenRows.has(row)) boxed.add(rowRank.rank(row))

  const rows: VisibleRow[] = []
  let nextMerge = 0
  let nextCell = 0
  let open: VisibleMerge[] = []
  let work = 0
  for (let row = 0; row <= last; row++) {
    open = open.filter((merge) => merge.endRow > row)
    const covered = open.length > 0
    const cells: VisibleCell[] = []
    for (let merge = merges[nextMerge]; merge !== undefined && merge.row === row; merge = merges[++nextMerge]) {
      open.push(merge)
      const { column, endRow, endColumn } = merge
      const rowSpan = Math.min(endRow, last + 1) - row
      cells.push({ row, column, rowSpan, columnSpan: endColumn - column, text: texts.get(merge.anchor) ?? '' })
    }
    work += open.length
    if (work > MAX_WORK) throw tooMuch('合并单元格过多', 'too many merged cells')
    const taken = open.toSorted((a, b) => a.column - b.column)
    let t = 0
    for (let cell = lone[nextCell]; cell !== undefined && cell.row === row; cell = lone[++nextCell]) {
      while ((taken[t]?.endColumn ?? Number.POSITIVE_INFINITY) <= cell.column) t++
      if ((taken[t]?.column ?? Number.POSITIVE_INFINITY) > cell.column) {
        cells.push({ row, column: cell.column, rowSpan: 1, columnSpan: 1, text: cell.text })
      }
    }
    cells.sort((a, b) => a.column - b.column)
    rows.push({ row, cells, covered, boxed: boxed.has(row) })
  }
  return { rows, storedRow: rowRank.stored, storedColumn: columnRank.stored, hidden }
}

interface VisibleMerge extends Merge {
  /** Stored row and column of its upper left cell, where its text is. */
  readonly anchor: string
}

function visibleMerges(sheet: Sheet, rowRank: (n: number) => number, columnRank: (n: number) => number): VisibleMerge[] {
  return sheet.merges
    .map((merge) => ({
      row: rowRank(merge.row),
      column: columnRank(merge.column),
      endRow: rowRank(merge.endRow),
      endColumn: columnRank(merge.endColumn),
      anchor: `${merge.row},${merge.column}`,
    }))
    .filter((merge) => merge.endRow > merge.row && merge.endColumn > merge.column)
    .sort((a, b) => a.row - b.row || a.column - b.column)
}

/** The rank of a row (or column) among the visible ones, and back. */
function ranking(hidden: ReadonlySet<number>): { rank: (n: number) => number; stored: (n: number) => number } {
  const sorted = [...hidden].sort((a, b) => a - b)
  const before = (n: number): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as number) < n) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    rank: (n) => n - before(n),
    stored: (n) => {
      let at = n
      for (let next = n + before(at + 1); next !== at; next = n + before(at + 1)) at = next
      return at
    },
  }
}
