import { isViolated, type Row, timesOf } from './linear-system.ts'

/** Cells, any one of which makes the same rows exact: one slip, whose place is one of them. */
export interface RoundingSlip {
  readonly rows: readonly number[]
  /** Variable and correction of each cell. */
  readonly cells: readonly (readonly [variable: number, correction: number])[]
}

/** More coincidences than this are to be expected by chance: a single cell then proves nothing. */
const EXPECTED_COINCIDENCES = 0.5

/**
 * Residues within the tolerance that are no rounding: one cell makes two or more rows exact, disturbs none, and no other
 * explanation of those rows competes. In a document that rounds everywhere such meetings happen by chance, so a cell is believed only
 * where, at the rate at which rows are off elsewhere, fewer than one coincidence in two documents would be expected.
 *
 * @param rows with the residue that is left (`rest`) and the tolerance (`slack`)
 * @param columns the rows of each variable; empty for variables that are no suspects
 */
export function findRoundingSlips(rows: readonly Row[], columns: readonly (readonly number[])[]): RoundingSlip[] {
  const off = rows.flatMap((row, index) => (row.rest !== 0 && !isViolated(row) ? [index] : []))
  if (off.length < 2) return []
  const tolerant = rows.filter((row) => row.slack > 0).length
  const crossings = columns.filter((column) => column.length > 1).length
  const slips = new Map<string, { rows: number[]; cells: [number, number][] }>()
  for (const variable of new Set(off.flatMap((index) => rows[index]?.variables ?? []))) {
    const cell = mendedBy(variable, rows, columns[variable] as readonly number[])
    if (cell === null) continue
    const rate = Math.max(0, off.length - cell.mended.length) / tolerant
    const chance = crossings * rate * (rate / 2) ** (cell.mended.length - 1)
    if (chance > EXPECTED_COINCIDENCES) continue
    const key = cell.mended.join()
    const slip = slips.get(key)
    if (slip === undefined) slips.set(key, { rows: cell.mended, cells: [[variable, cell.correction]] })
    else slip.cells.push([variable, cell.correction])
  }
  const all = [...slips.values()]
  return all.filter((slip) =>
    all.every((other) => other === slip || !shares(slip.rows, other.rows) || isWithin(other.rows, slip.rows)),
  )
}

/** The rows that one correction of the variable makes exact, where they are two or more and no row comes off worse. */
function mendedBy(
  variable: number,
  rows: readonly Row[],
  column: readonly number[],
): { correction: number; mended: number[] } | null {
  let best: { correction: number; mended: number[] } | null = null
  for (const index of column) {
    const row = rows[index] as Row
    const correction = row.rest / timesOf(row, variable)
    if (correction === 0 || !Number.isInteger(correction)) continue
    const mended: number[] = []
    const harmless = column.every((other) => {
      const { rest } = rows[other] as Row
      const left = rest - timesOf(rows[other] as Row, variable) * correction
      if (left === 0) mended.push(other)
      return Math.abs(left) <= Math.abs(rest)
    })
    if (harmless && mended.length > Math.max(1, best?.mended.length ?? 0))
      best = { correction, mended: mended.sort((a, b) => a - b) }
  }
  return best
}

function shares(a: readonly number[], b: readonly number[]): boolean {
  return a.some((row) => b.includes(row))
}

function isWithin(inner: readonly number[], outer: readonly number[]): boolean {
  return inner.length < outer.length && inner.every((row) => outer.includes(row))
}
