import { indexAt } from './unruled-edges.ts'
import { type Line, middle, type Piece } from './unruled-lines.ts'

const STARTS =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]\d{1,2}[)）]|\d{1,2}[.、．](?!\d)|其中|(?:本年|本级)?(?:收入|支出)?(?:合计|总计|小计)$)/u

/** Pieces of a row by their columns. */
interface Row {
  readonly lines: Line[]
  hasFigures: boolean
}

/**
 * Joins the lines of the body to rows. Two lines with figures are two rows. A line without figures goes on where a name above or
 * below it wraps: right beside the figures' line (a name in two lines around it), or at the distance of lines where the upper
 * line was full. `isKnown`: the edges come from a header or from the part above, not from this part's texts alone.
 */
export function rowsOf(body: readonly Line[], edges: readonly number[], em: number, isKnown: boolean): Line[][] {
  const limits = limitsOf(body, edges, em, isKnown)
  const rows: Row[] = []
  const pitch = rowPitch(body, edges)
  for (const [i, line] of body.entries()) {
    const row = rows.at(-1)
    const above = body[i - 1]
    const hasFigures = line.pieces.some((p) => p.figure)
    const isOther = row !== undefined && row.hasFigures && hasFigures && !isOffset(row, line, edges, pitch, em)
    if (
      row !== undefined &&
      above !== undefined &&
      !isOther &&
      belongs(row, above, line, body[i + 1], edges, limits, pitch, em)
    ) {
      row.lines.push(line)
      row.hasFigures ||= hasFigures
    } else rows.push({ lines: [line], hasFigures })
  }
  return rows.map((row) => row.lines)
}

/**
 * Whether the figures of a line stand in other columns than those of the row, and closer to them than the next row would: a code
 * set lower than its row.
 */
function isOffset(row: Row, line: Line, edges: readonly number[], pitch: number, em: number): boolean {
  const step = line.y - (row.lines[0]?.y ?? line.y)
  if (step > 1.4 * em || step > 0.65 * pitch) return false
  const columns = new Set(row.lines.flatMap((l) => l.pieces.filter((p) => p.figure)).map((p) => indexOf(p, edges)))
  return !line.pieces.some((p) => p.figure && columns.has(indexOf(p, edges)))
}

function belongs(
  row: Row,
  above: Line,
  line: Line,
  below: Line | undefined,
  edges: readonly number[],
  limits: readonly number[],
  pitch: number,
  em: number,
): boolean {
  const step = line.y - above.y
  if (step < 0.75 * em || (row.hasFigures && line.pieces.some((p) => p.figure))) return true
  const balance = balanceOf(row, line, edges, em)
  if (balance === 'within' || balance === 'beyond') return balance === 'within'
  if (line.pieces.some((p) => STARTS.test(p.text)) || step > 1.75 * em || (pitch > 0 && step > 0.93 * pitch)) return false
  const here = new Map(line.pieces.map((p) => [indexOf(p, edges), p]))
  const upper = new Map(row.lines.flatMap((l) => l.pieces).map((p) => [indexOf(p, edges), p]))
  const isText = (l: Line) => l.pieces.every((p) => !p.figure)
  // Figures between the two lines of a name: the line above and the one below are equally far and in the same columns.
  if (isText(above) && !isText(line) && below !== undefined && isText(below) && step < 1.1 * em) {
    const even = Math.abs(below.y - line.y - step) < 0.2 * em
    if (even && [...upper.keys()].every((column) => !here.has(column)) && below.pieces.every((p) => upper.has(indexOf(p, edges))))
      return true
  }
  if (row.hasFigures && row.lines.length > 1 && isText(line) && !isText(above) && step < 1.1 * em) {
    const name = row.lines[0]
    if (
      name !== undefined &&
      Math.abs(step - (above.y - name.y)) < 0.2 * em &&
      line.pieces.every((p) => upper.has(indexOf(p, edges)))
    )
      return true
  }
  const [texts, others] = isText(line) ? [here, upper] : [new Map([...upper].filter(([, p]) => !p.figure)), here]
  const shared = [...texts.keys()].filter((column) => others.has(column))
  if (shared.length === 0 || (isText(line) && shared.length < here.size)) return false
  const full = shared.every((column) => {
    const first = lastIn(row.lines, column, edges)
    const next = here.get(column)
    if (first === undefined || next === undefined) return false
    const level =
      Math.abs(first.left - next.left) < 1.2 * em || Math.abs(middle(first) - middle(next)) < 0.4 * em || first.left > next.left
    return level && first.right + 2.2 * em > (limits[column] ?? 0)
  })
  if (full && step < 1.6 * em) return below === undefined || !isText(line) || nearer(step, line, below, edges, em)
  // Lines far closer than the rows are lines of one row, full or not.
  const isNearer = below === undefined || below.y - line.y > 1.15 * step
  return pitch > 0 && step < 0.7 * pitch && isNearer && (row.hasFigures || !isText(line) || row.lines.length > 1)
}

/**
 * Where a name wraps around the figures of its row, they stand in its middle: as far as it began above them it goes on below
 * them. `open` where the figures are level with a line of the name, as then it may as well end there.
 */
function balanceOf(row: Row, line: Line, edges: readonly number[], em: number): 'within' | 'beyond' | 'open' {
  const pieces = row.lines.flatMap((l) => l.pieces)
  const figures = pieces.filter((p) => p.figure).map(heightOf)
  if (figures.length === 0 || line.pieces.some((p) => p.figure)) return 'open'
  const at = figures.reduce((sum, y) => sum + y, 0) / figures.length
  const columns = new Set(line.pieces.map((p) => indexOf(p, edges)))
  const texts = pieces.filter((p) => !p.figure && columns.has(indexOf(p, edges))).map(heightOf)
  const first = Math.min(...texts)
  if (texts.length === 0 || first > at - 0.3 * em) return 'open'
  const end = 2 * at - first
  const y = heightOf(line.pieces[0])
  if (y > end + 0.4 * em) return 'beyond'
  return texts.every((t) => Math.abs(t - at) > 0.3 * em) ? 'within' : 'open'
}

const heightOf = (p: Piece | undefined): number => (p === undefined ? 0 : (p.top + p.bottom) / 2)

/**
 * A line between two rows belongs to the nearer one. What stands below it in other columns only (the figures of its own row)
 * does not compete.
 */
function nearer(step: number, line: Line, below: Line, edges: readonly number[], em: number): boolean {
  const columns = new Set(line.pieces.map((p) => indexOf(p, edges)))
  return !below.pieces.some((p) => columns.has(indexOf(p, edges))) || step <= below.y - line.y + 0.25 * em
}

const indexOf = (p: Piece, edges: readonly number[]): number =>
  indexAt(edges.slice(1, -1), p.figure ? middle(p) : p.left + 0.5 * Math.min(p.size, p.right - p.left))

function lastIn(lines: readonly Line[], column: number, edges: readonly number[]): Piece | undefined {
  for (const line of [...lines].reverse()) {
    const piece = line.pieces.find((p) => indexOf(p, edges) === column)
    if (piece !== undefined) return piece
  }
  return undefined
}

/**
 * How far texts reach in every column: a line that ends before has not been broken. The edge of the column tells where it is
 * known; else the longest lines, if there are several: one long name is no proof.
 */
function limitsOf(body: readonly Line[], edges: readonly number[], em: number, isKnown: boolean): number[] {
  const rights: number[][] = edges.slice(1).map(() => [])
  for (const line of body) {
    for (const p of line.pieces) if (!p.figure) rights[indexOf(p, edges)]?.push(p.right)
  }
  return rights.map((list, i) => {
    const longest = Math.max(...list)
    const edge = (edges[i + 1] ?? longest) - 0.7 * em
    const isSure = list.filter((x) => x > longest - em).length > 1
    return isKnown ? (isSure ? Math.min(edge, longest) : edge) : isSure ? longest : Math.max(edge, longest)
  })
}

/** Usual distance of figures that stand under one another. */
function rowPitch(body: readonly Line[], edges: readonly number[]): number {
  const last = new Map<number, number>()
  const steps: number[] = []
  for (const line of body) {
    for (const p of line.pieces) {
      if (!p.figure) continue
      const column = indexOf(p, edges)
      const before = last.get(column)
      if (before !== undefined) steps.push(line.y - before)
      last.set(column, line.y)
    }
  }
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
}
