import type { Cell, Table } from '../document/document.ts'

/** A table as a grid that can be asked which cell covers a position. Rows and columns count from 1. */
export interface Grid {
  readonly table: Table
  at(row: number, column: number): Cell | undefined
  /** The cells that begin in a row, from left to right: the order is certain even where spans are guessed. */
  row(row: number): readonly Cell[]
}

export function gridOf(table: Table): Grid {
  const covered = new Map<number, Cell>()
  const rows = new Map<number, Cell[]>()
  const width = table.columns + 1
  for (const cell of table.cells) {
    const beginning = rows.get(cell.row)
    if (beginning === undefined) rows.set(cell.row, [cell])
    else beginning.push(cell)
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) covered.set(r * width + c, cell)
    }
  }
  for (const cells of rows.values()) cells.sort((a, b) => a.column - b.column)
  return {
    table,
    at: (row, column) => covered.get(row * width + column),
    row: (row) => rows.get(row) ?? [],
  }
}
