import type { TextRun } from '../page.ts'
import type { Field } from './fields.ts'
import { cutRun, middle } from './text-lines.ts'
import type { Frame } from './rule-frames.ts'

const FIGURE = /^[-－—+]?[\d,，.．]+%?$/u
/** An amount or a code, nothing less: `2026` in a title is neither. */
const WHOLE = /^(?:[-－—]?[\d,，]+\.\d+%?|\d{3}|\d{5,})$/u
/** One figure: its groups, if any, are of three digits. */
const ONE_FIGURE = /^[-－—+]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?%?$/u
/** How far text may stand over a rule, in font sizes, without belonging to the other side of it. */
const OVERHANG = 0.6
/** A character that is wider than its neighbours by this many font sizes has a gap behind it. */
const GAP = 0.15
/** How far characters may reach over a rule that they do not cross, in font sizes. */
const CLEAR = 0.2

/** A run that stands over the rules between several fields. */
interface Crossing {
  readonly run: TextRun
  readonly row: number
  readonly first: number
  readonly last: number
}

/** Puts every run into the field that it stands in. A run over a rule is cut there, or goes where it began if it merely overflows. */
export function placeRuns(frame: Frame, fields: readonly Field[], runs: readonly TextRun[]): void {
  const { xs, ys } = frame
  const columns = xs.length - 1
  const rows = ys.length - 1
  const owner = ownersOf(fields, rows, columns)
  const fieldAt = (row: number, column: number): Field | undefined => fields[owner[row * columns + column] ?? 0]
  const crossing: Crossing[] = []
  for (const run of runs) {
    const row = bandOf(ys, middle(run))
    const slack = Math.min(OVERHANG * run.size, (run.box[2] - run.box[0]) / 2)
    const first = bandOf(xs, run.box[0] + slack)
    const last = bandOf(xs, run.box[2] - slack)
    const field = fieldAt(row, first)
    if (field === fieldAt(row, last)) field?.runs.push(run)
    else crossing.push({ run, row, first, last })
  }
  for (const { run, row, first, last } of crossing) {
    let from = 0
    for (let column = first; column < last; column++) {
      if (fieldAt(row, column) === fieldAt(row, column + 1)) continue
      const isTaken = (fieldAt(row, column + 1)?.runs.length ?? 0) > 0 && (fieldAt(row, column)?.runs.length ?? 0) > 0
      const cut = cutAt(run, xs[column + 1] ?? 0, isTaken)
      if (cut === null || cut <= from) continue
      const piece = cutRun(run, from, cut)
      if (piece !== null) home(piece, row, fieldAt, xs)?.runs.push(piece)
      from = cut
    }
    const rest = from === 0 ? run : cutRun(run, from, run.text.length)
    if (rest !== null) home(rest, row, fieldAt, xs)?.runs.push(rest)
  }
}

/** Index of the field that covers each position of the grid. */
export function ownersOf(fields: readonly Field[], rows: number, columns: number): Int32Array {
  const owner = new Int32Array(rows * columns)
  fields.forEach((field, i) => {
    for (let r = field.row; r < field.row + field.rowSpan; r++)
      owner.fill(i, r * columns + field.column, r * columns + field.column + field.columnSpan)
  })
  return owner
}

/** Which of the bands between ascending edges a value lies in; values outside belong to the outermost ones. */
export function bandOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length - 2
  while (low < high) {
    const half = (low + high + 1) >> 1
    if ((edges[half] ?? 0) <= value) low = half
    else high = half - 1
  }
  return low
}

/**
 * The character before which a run is to be cut at a rule; null where the text merely runs over it. Text of two cells shows a gap or
 * another kind of character there; words that go on evenly have overflowed. `isTaken` says that both cells hold other text too.
 */
function cutAt(run: TextRun, x: number, isTaken: boolean): number | null {
  const { text, edges, size } = run
  const index = indexNearest(edges, x)
  // Two cells that both hold more text, and no character on the rule between them: their words only happen to touch.
  const isClear = (edges[index - 1] ?? 0) + size <= x + CLEAR * size && (edges[index] ?? 0) >= x - CLEAR * size
  if (isTaken && isClear && index > 0 && index < text.length && !FIGURE.test(text)) return index
  let best: number | null = null
  let distance = Infinity
  for (let i = Math.max(1, index - 1); i <= Math.min(text.length - 1, index + 1); i++) {
    const edge = edges[i] ?? 0
    if (!parts(text, i, edges, size)) continue
    if (Math.abs(edge - x) < distance) {
      best = i
      distance = Math.abs(edge - x)
    }
  }
  return best !== null && distance <= 1.2 * size ? best : null
}

function parts(text: string, at: number, edges: readonly number[], size: number): boolean {
  const before = text[at - 1] ?? ''
  const after = text[at] ?? ''
  if (before.trim() === '' || after.trim() === '') return true
  // `7,589,4730` over a rule is no figure, but `7,589,473` and `0` are two.
  if (FIGURE.test(text)) return !ONE_FIGURE.test(text) && ONE_FIGURE.test(text.slice(0, at)) && ONE_FIGURE.test(text.slice(at))
  const advance = (edges[at] ?? 0) - (edges[at - 1] ?? 0)
  const isWide = /[\u2E80-\uFFEF]/u
  if (isWide.test(before)) {
    const usual = at >= 2 && isWide.test(text[at - 2] ?? '') ? (edges[at - 1] ?? 0) - (edges[at - 2] ?? 0) : size
    if (advance > usual + GAP * size) return true
  }
  if (/\d/u.test(before) && /\d/u.test(after)) return false
  return WHOLE.test(text.slice(0, at).trim()) || WHOLE.test(text.slice(at).trim())
}

function indexNearest(edges: readonly number[], x: number): number {
  const band = bandOf(edges, x)
  return x - (edges[band] ?? 0) <= (edges[band + 1] ?? 0) - x ? band : band + 1
}

/** The field that a run over several fields belongs to: where it begins if it is set from the left there, else where most of it is. */
function home(
  run: TextRun,
  row: number,
  fieldAt: (row: number, column: number) => Field | undefined,
  xs: readonly number[],
): Field | undefined {
  const [left, , right] = run.box
  const first = bandOf(xs, left + Math.min(OVERHANG * run.size, (right - left) / 2))
  const start = fieldAt(row, first)
  const startsAtEdge = start !== undefined && left - (xs[start.column] ?? 0) < 1.5 * run.size && !FIGURE.test(run.text)
  if (startsAtEdge) return start
  let best = start
  let most = -Infinity
  for (let column = first; column <= bandOf(xs, right); column++) {
    const field = fieldAt(row, column)
    if (field === undefined) continue
    const from = xs[field.column] ?? 0
    const to = xs[field.column + field.columnSpan] ?? 0
    const overlap = Math.min(right, to) - Math.max(left, from)
    if (overlap > most + 0.01) {
      best = field
      most = overlap
    }
  }
  return best
}
