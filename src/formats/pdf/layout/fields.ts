import type { Box, TextRun } from '../page.ts'
import type { Frame } from './rule-frames.ts'

/** A field of a frame with the text in it. Rows and columns count from 0. */
export interface Field {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  readonly runs: TextRun[]
}

/** The fields between the rules of a frame, in reading order; together they cover it once. */
export function fieldsOf(frame: Frame): Field[] {
  const columns = frame.xs.length - 1
  const rows = frame.ys.length - 1
  const taken = new Uint8Array(rows * columns)
  const isOpenRight = (row: number, column: number): boolean => frame.down[row * (columns + 1) + column + 1] === 0
  const isOpenBelow = (row: number, column: number): boolean => frame.across[(row + 1) * columns + column] === 0
  const fields: Field[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row * columns + column] === 1) continue
      let right = column
      while (right + 1 < columns && taken[row * columns + right + 1] === 0 && isOpenRight(row, right)) right++
      let bottom = row
      const goesOn = (): boolean => {
        if (bottom + 1 >= rows) return false
        for (let c = column; c <= right; c++) {
          if (!isOpenBelow(bottom, c) || taken[(bottom + 1) * columns + c] === 1) return false
          if (c < right && !isOpenRight(bottom + 1, c)) return false
        }
        return true
      }
      while (goesOn()) bottom++
      for (let r = row; r <= bottom; r++) taken.fill(1, r * columns + column, r * columns + right + 1)
      fields.push({ row, column, rowSpan: bottom - row + 1, columnSpan: right - column + 1, runs: [] })
    }
  }
  return fields
}

export function fieldBox(field: Field, xs: readonly number[], ys: readonly number[]): Box {
  return [xs[field.column] ?? 0, ys[field.row] ?? 0, xs[field.column + field.columnSpan] ?? 0, ys[field.row + field.rowSpan] ?? 0]
}
