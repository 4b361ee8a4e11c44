import type { Frame } from './frame.ts'
import type { Rule } from './page.ts'
import type { Stroke } from './read-rules.ts'

/** Lines whose middles lie no farther apart are one line, drawn in pieces or twice. */
const SAME_LINE = 0.6
/** Pieces no farther apart than this go on as one line. */
const TOUCHING = 1
/** Dashes and dots: pieces no longer than this, with gaps no longer than themselves and this. */
const DASH = 6
/** What is shorter than this is a speck. */
const SHORTEST = 2
/** Heavier lines are bars and fillings. */
const THICKEST = 6

interface Piece {
  at: number
  from: number
  to: number
  thickness: number
}

/** Strokes in the page's own coordinates → rules of the upright page: cut at its edges, pieces of one line joined, doubles dropped. */
export function joinRules(strokes: readonly Stroke[], frame: Frame): Rule[] {
  const across: Piece[] = []
  const down: Piece[] = []
  for (const stroke of strokes) {
    const x0 = frame.xx * stroke.x0 + frame.xy * stroke.y0 + frame.x0
    const y0 = frame.yx * stroke.x0 + frame.yy * stroke.y0 + frame.y0
    const x1 = frame.xx * stroke.x1 + frame.xy * stroke.y1 + frame.x0
    const y1 = frame.yx * stroke.x1 + frame.yy * stroke.y1 + frame.y0
    const { thickness } = stroke
    if (thickness > THICKEST) continue
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0)) {
      add(across, (y0 + y1) / 2, Math.min(x0, x1), Math.max(x0, x1), thickness, frame.height, frame.width)
    } else add(down, (x0 + x1) / 2, Math.min(y0, y1), Math.max(y0, y1), thickness, frame.width, frame.height)
  }
  return [...joined(across).map((piece) => ruleOf('across', piece)), ...joined(down).map((piece) => ruleOf('down', piece))]
}

function ruleOf(direction: Rule['direction'], { at, from, to, thickness }: Piece): Rule {
  return { direction, at, from, to, thickness }
}

function add(pieces: Piece[], at: number, from: number, to: number, thickness: number, most: number, longest: number): void {
  const start = Math.max(0, from)
  const end = Math.min(longest, to)
  if (at >= -0.5 && at <= most + 0.5 && end > start) pieces.push({ at, from: start, to: end, thickness })
}

/** Sorted by line, then along it; each line is swept once. */
function joined(pieces: Piece[]): Piece[] {
  pieces.sort((a, b) => a.at - b.at)
  const result: Piece[] = []
  let line: Piece[] = []
  for (const piece of pieces) {
    // Measured from the first, so that a row of close lines does not become one.
    if (line[0] !== undefined && piece.at - line[0].at > SAME_LINE) {
      sweep(line, result)
      line = []
    }
    line.push(piece)
  }
  sweep(line, result)
  return result
}

function sweep(line: Piece[], result: Piece[]): void {
  line.sort((a, b) => a.from - b.from)
  let current: Piece | null = null
  let weight = 0
  let last = 0
  for (const piece of line) {
    const length = piece.to - piece.from
    const gap: number = current === null ? 0 : piece.from - current.to
    const dashed = length <= DASH && last <= DASH && gap <= Math.max(length, last, TOUCHING) * 1.5
    if (current !== null && (gap <= TOUCHING || dashed)) {
      current.at = (current.at * weight + piece.at * length) / (weight + length)
      weight += length
      current.to = Math.max(current.to, piece.to)
      current.thickness = Math.max(current.thickness, piece.thickness)
    } else {
      if (current !== null && current.to - current.from >= SHORTEST) result.push(current)
      current = { ...piece }
      weight = length
    }
    last = length
  }
  if (current !== null && current.to - current.from >= SHORTEST) result.push(current)
}
