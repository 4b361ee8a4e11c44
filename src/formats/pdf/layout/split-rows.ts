import type { Field } from './fields.ts'
import { textLines } from './text-lines.ts'
import type { TextLine } from './text-lines.ts'

/** What can only be a whole entry of its own: an amount with decimals, or a code of three, five or seven digits. */
const AMOUNT = /^[-－—]?[\d,，]+\.\d{1,6}%?$/u
const CODE = /^(?:\d{3}|\d{5}|\d{7})$/u

/** A figure that goes on in the next line: its group of three digits, its decimals or its amount are still to come. */
const TORN = /^[-－—]?(?:[\d,，]*[,，]\d{0,2}|[\d,，]+\.|)$/u

/** A grid whose rows may have to be divided. */
export interface RuledGrid {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly fields: readonly Field[]
}

/**
 * Divides rows between which the rule is missing: where two or more amounts of one field stand beside as many lines in another field, at
 * the same heights, each height at which an amount or a code stands is a row. Names that wrap go with the nearest height.
 */
export function splitRows(grid: RuledGrid): RuledGrid {
  const crowded = new Set<number>()
  for (const field of grid.fields) if (field.rowSpan === 1 && field.runs.length > 1) crowded.add(field.row)
  const perRow = new Map<number, (readonly TextLine[])[]>()
  for (const field of grid.fields) {
    if (field.rowSpan !== 1 || field.runs.length === 0 || !crowded.has(field.row)) continue
    const lines = textLines(field.runs)
    const row = perRow.get(field.row)
    if (row === undefined) perRow.set(field.row, [lines])
    else row.push(lines)
  }
  const cuts = new Map<number, readonly number[]>()
  for (const [row, fields] of perRow) {
    const heights = heightsOf(fields)
    if (heights !== null) cuts.set(row, heights)
  }
  return cuts.size === 0 ? grid : divided(grid, cuts)
}

/** The middles of the rows that a band really holds; null where it is one row. */
function heightsOf(fields: readonly (readonly TextLine[])[]): readonly number[] | null {
  const isColumn = (lines: readonly TextLine[]): boolean =>
    lines.every((l) => AMOUNT.test(l.text)) || lines.every((l) => CODE.test(l.text))
  const isAt = (l: TextLine, y: number): boolean => Math.abs(middleOf(l) - y) < 0.45 * l.size
  const isMany = fields.some(
    (lines) =>
      lines.length > 1 &&
      isColumn(lines) &&
      fields.some((other) => other !== lines && lines.every((line) => other.some((l) => isAt(l, middleOf(line))))),
  )
  if (!isMany || fields.some(isWrappedFigure)) return null
  const heights = together(fields.filter(isColumn).flat())
  if (heights.length < 4) return heights
  // In a table that has no rules at all between its rows, a name far from every figure is a row without figures.
  const pitch = heights
    .slice(1)
    .map((y, i) => y - (heights[i] ?? 0))
    .sort((a, b) => a - b)[heights.length >> 1]
  const isFar = (l: TextLine): boolean => heights.every((y) => Math.abs(y - middleOf(l)) > 0.8 * (pitch ?? 0))
  const alone = fields.flat().filter(isFar)
  return alone.length === 0 ? heights : together([...fields.filter(isColumn).flat(), ...alone])
}

/** Whether the lines are one amount that was too long for its field: `242,00`, `0.00`. */
function isWrappedFigure(lines: readonly TextLine[]): boolean {
  return lines.length > 1 && TORN.test(lines[0]?.text ?? '') && AMOUNT.test(lines.map((l) => l.text).join(''))
}

/** The middles of lines, those on one height as one. */
function together(lines: readonly TextLine[]): number[] {
  const heights: number[] = []
  for (const line of [...lines].sort((a, b) => middleOf(a) - middleOf(b))) {
    if (middleOf(line) - (heights.at(-1) ?? -Infinity) > 0.45 * line.size) heights.push(middleOf(line))
  }
  return heights
}

function middleOf(line: TextLine): number {
  return (line.box[1] + line.box[3]) / 2
}

function divided(grid: RuledGrid, cuts: ReadonlyMap<number, readonly number[]>): RuledGrid {
  const rows = grid.ys.length - 1
  const startOf: number[] = []
  const ys: number[] = []
  for (let row = 0; row < rows; row++) {
    startOf.push(ys.length)
    ys.push(grid.ys[row] ?? 0)
    const heights = cuts.get(row) ?? []
    for (let i = 1; i < heights.length; i++) ys.push(((heights[i - 1] ?? 0) + (heights[i] ?? 0)) / 2)
  }
  startOf.push(ys.length)
  ys.push(grid.ys[rows] ?? 0)
  const fields: Field[] = []
  for (const field of grid.fields) {
    const row = startOf[field.row] ?? 0
    const end = startOf[field.row + field.rowSpan] ?? row + 1
    const heights = cuts.get(field.row)
    if (heights === undefined || field.rowSpan > 1) {
      fields.push({ ...field, row, rowSpan: end - row })
      continue
    }
    // A single line set in the middle of the band speaks for all of its rows.
    const lines = textLines(field.runs)
    const only = lines.length === 1 ? lines[0] : undefined
    if (only !== undefined && heights.every((y) => Math.abs(y - middleOf(only)) > 0.45 * only.size)) {
      fields.push({ ...field, row, rowSpan: end - row })
      continue
    }
    const parts = heights.map((_, i): Field => ({ ...field, row: row + i, rowSpan: 1, runs: [] }))
    for (const line of lines) {
      let nearest = 0
      heights.forEach((y, i) => {
        if (Math.abs(y - middleOf(line)) < Math.abs((heights[nearest] ?? 0) - middleOf(line))) nearest = i
      })
      parts[nearest]?.runs.push(...line.runs)
    }
    fields.push(...parts)
  }
  return { xs: grid.xs, ys, fields }
}
