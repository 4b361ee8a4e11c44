import type { Place } from '../budget/place.ts'
import type { Cell } from '../document/document.ts'

/** A cell as a reader meets it: positions counted from 0 in the source's own (possibly much finer) rows and columns. */
export interface RawCell {
  readonly row: number
  readonly column: number
  rowSpan: number
  columnSpan: number
  text: string
  readonly place?: Place
}

/** What only the source knows of a table, beside its cells. */
export interface GridSource {
  /** Rows that are rows of the table though no cell begins in them. */
  readonly blankRows?: readonly number[]
  /** Place of a position that no cell covers. */
  readonly placeOf?: (row: number, column: number) => Place
}

/** A grid covered exactly once, and what had to be done to the source's cells to make it so. */
export interface Grid {
  readonly rows: number
  readonly columns: number
  /** In reading order; `row` and `column` from 1. */
  readonly cells: readonly Cell[]
  /** The source's row (from 0) of each row. */
  readonly sourceRows: readonly number[]
  /** First cell whose span ran into another cell, if any. */
  readonly overlap: Cell | null
  /** First gap that was filled with an empty cell, if any. */
  readonly gap: Cell | null
  /** Rows that did not fit into `room` and were dropped. */
  readonly droppedRows: number
}

/**
 * Settles cells into a grid. The source's rows and columns are first reduced to the boundaries that cells really use (a
 * sheet of 54 narrow columns, in which every cell spans several, becomes the table that a reader sees); then overlapping spans are
 * cut back and gaps are filled with empty cells. At most `room` grid positions are filled: rows beyond are dropped and counted.
 *
 * Rows and columns of the source count from 0.
 */
export function settleGrid(raw: readonly RawCell[], table: Place, room: number, source: GridSource = {}): Grid {
  const rowEdges = edgesOf(
    raw,
    (c) => c.row,
    (c) => c.rowSpan,
    source.blankRows,
  )
  const columnEdges = edgesOf(
    raw,
    (c) => c.column,
    (c) => c.columnSpan,
  )
  const columns = columnEdges.length - 1
  const allRows = rowEdges.length - 1
  const rows = Math.max(0, Math.min(allRows, Math.floor(room / Math.max(1, columns))))
  if (rows === 0 || columns < 1) {
    return { rows: 0, columns: 0, cells: [], sourceRows: [], overlap: null, gap: null, droppedRows: Math.max(0, allRows) }
  }
  const rowAt = new Map(rowEdges.map((edge, i) => [edge, i]))
  const columnAt = new Map(columnEdges.map((edge, i) => [edge, i]))
  const owner = new Int32Array(rows * columns)
  const cells: { -readonly [K in keyof Cell]: Cell[K] }[] = []
  let overlap: Cell | null = null
  let gap: Cell | null = null

  for (const cell of [...raw].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const row = rowAt.get(cell.row) ?? 0
    if (row >= rows) continue
    const column = columnAt.get(cell.column) ?? 0
    const bottom = Math.min(rows, rowAt.get(cell.row + cell.rowSpan) ?? rows)
    const right = columnAt.get(cell.column + cell.columnSpan) ?? columns
    const taken = owner[row * columns + column] ?? 0
    if (taken !== 0) {
      // Two cells begin on one spot: no text may be lost, so the one there takes both.
      const host = cells[taken - 1]
      if (host !== undefined) {
        if (cell.text !== '') host.text = host.text === '' ? cell.text : `${host.text}\n${cell.text}`
        overlap ??= host
      }
      continue
    }
    const width = freeWidth(owner, row * columns + column, right - column)
    let height = 1
    while (row + height < bottom && freeWidth(owner, (row + height) * columns + column, width) === width) height++
    const settled = {
      row: row + 1,
      column: column + 1,
      rowSpan: height,
      columnSpan: width,
      text: cell.text,
      place: { ...table, ...cell.place, row: row + 1, column: column + 1 },
    }
    if (width < right - column || height < bottom - row) overlap ??= settled
    cells.push(settled)
    for (let r = row; r < row + height; r++) owner.fill(cells.length, r * columns + column, r * columns + column + width)
  }

  for (let at = owner.indexOf(0); at !== -1; at = owner.indexOf(0, at + 1)) {
    const row = Math.floor(at / columns)
    const column = at % columns
    const place = source.placeOf?.(rowEdges[row] ?? 0, columnEdges[column] ?? 0) ?? {}
    const filled = {
      row: row + 1,
      column: column + 1,
      rowSpan: 1,
      columnSpan: 1,
      text: '',
      place: { ...table, ...place, row: row + 1, column: column + 1 },
    }
    gap ??= filled
    cells.push(filled)
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { rows, columns, cells, sourceRows: rowEdges.slice(0, rows), overlap, gap, droppedRows: allRows - rows }
}

function edgesOf(
  raw: readonly RawCell[],
  start: (cell: RawCell) => number,
  span: (cell: RawCell) => number,
  more: readonly number[] = [],
): number[] {
  const edges = new Set<number>()
  for (const at of more) edges.add(at).add(at + 1)
  for (const cell of raw) edges.add(start(cell)).add(start(cell) + span(cell))
  return [...edges].sort((a, b) => a - b)
}

/** How many of the `width` positions from `at` are free before the first taken one. */
function freeWidth(owner: Int32Array, at: number, width: number): number {
  for (let i = 0; i < width; i++) if (owner[at + i] !== 0) return i
  return width
}
