import type { Field } from './fields.ts'
import { bandOf } from './place-runs.ts'
import type { RuledGrid } from './split-rows.ts'

const AMOUNT = /^[-－—]?[\d,，]+(?:\.\d+)?%?$/u
/** Texts of different columns stand at least this far apart, in font sizes. */
const APART = 1.2

/**
 * Divides wide fields between which the rules of the other rows are missing (often only the header has rules down): where several texts,
 * half of them figures, each stand in a column of their own.
 */
export function splitColumns(grid: RuledGrid): RuledGrid {
  if (!grid.fields.some((f) => isSeveral(f, grid.xs))) return grid
  const fields = grid.fields.flatMap((field) => (isSeveral(field, grid.xs) ? perColumn(field, grid.xs) : [field]))
  return { ...grid, fields }
}

function isSeveral(field: Field, xs: readonly number[]): boolean {
  const { runs } = field
  if (field.columnSpan < 2 || runs.length < 2) return false
  const figures = runs.filter((r) => AMOUNT.test(r.text)).length
  if (figures < 1 || figures < runs.length / 2) return false
  const sorted = [...runs].sort((a, b) => a.box[0] - b.box[0])
  const isApart = sorted.every((r, i) => {
    const before = sorted[i - 1]
    return before === undefined || r.box[0] - before.box[2] > APART * r.size
  })
  return isApart && sorted.every((r) => bandOf(xs, r.box[0] + 1) === bandOf(xs, r.box[2] - 1))
}

function perColumn(field: Field, xs: readonly number[]): Field[] {
  const parts = Array.from(
    { length: field.columnSpan },
    (_, i): Field => ({
      ...field,
      column: field.column + i,
      columnSpan: 1,
      runs: [],
    }),
  )
  for (const run of field.runs) parts[bandOf(xs, (run.box[0] + run.box[2]) / 2) - field.column]?.runs.push(run)
  return parts
}
