import { type Block, leavesOf, levelOf } from './unruled-blocks.ts'
import { type Line, middle, type Piece } from './unruled-lines.ts'

/** White space between two neighbours of one line: at least one column edge lies in it. */
interface Gap {
  readonly from: number
  readonly to: number
  readonly header: boolean
}

interface Room {
  x: number
  from: number
  to: number
}

/** A cut may lie anywhere in its room without leaving a gap that only it parts. */
interface Cut extends Room {
  /** Gaps that no other cut parts. */
  needed: number
  needsHeader: boolean
}

const FIGURE_WEIGHT = 1000

/**
 * The inner edges of the columns, from the left. Every pair of neighbours on a line, and every pair of header words beside each
 * other, must be parted; the fewest cuts that do this are the columns, as what stands in one column overlaps. A column with
 * nothing but a header is parted by its header.
 */
export function cutsOf(header: readonly Block[], body: readonly Line[], em: number): number[] {
  const pieces = body.flatMap((line) => line.pieces)
  const rows = bodyGaps(body)
  // Words of the lowest level of the header are columns. What they leave unparted is parted by the rows.
  const all = [...headerGaps(header), ...rows]
  const leaves = leavesOf(header, em)
  const heads = headCuts(leaves, all, pieces)
  const gaps = all.filter((gap) => !heads.some((x) => x > gap.from && x < gap.to))
  let cuts = place(stab(gaps), gaps, pieces)
  // A wide space inside the text of one row is no column: nothing but this row asks for it, and other rows run across it.
  const spurious = cuts.filter((cut) => !cut.needsHeader && pieces.filter((p) => crosses(p, cut.x, em)).length > cut.needed + 1)
  if (spurious.length > 0) {
    const kept = gaps.filter((gap) => !spurious.some((cut) => cut.x > gap.from && cut.x < gap.to) || countIn(cuts, gap) > 1)
    cuts = place(stab(kept), kept, pieces)
  }
  const xs = [...heads, ...cuts.map((cut) => cut.x)].sort((a, b) => a - b)
  return splitApart(xs, pieces, leaves, em)
}

/** Whether a page that has no header of its own fits into the columns above it: every gap is parted and no figure is cut. */
export function fits(inner: readonly number[], body: readonly Line[]): boolean {
  if (bodyGaps(body).some((gap) => !inner.some((x) => x > gap.from - 1 && x < gap.to + 1))) return false
  return !body.some((line) => line.pieces.some((p) => p.figure && inner.some((x) => x > p.left + 1 && x < p.right - 1)))
}

export const crosses = (p: Piece, x: number, em: number): boolean => p.left < x - 0.3 * em && p.right > x + 0.3 * em

const countIn = (cuts: readonly Cut[], gap: Gap): number => cuts.filter((cut) => cut.x > gap.from && cut.x < gap.to).length

function bodyGaps(body: readonly Line[]): Gap[] {
  return body.flatMap(({ pieces }) => pieces.slice(1).map((p, i) => gapBetween(pieces[i]?.right ?? p.left, p.left, false)))
}

/**
 * A cut between every two leaves, where it parts the most neighbours and runs through the least; none where it would have to cut
 * figures.
 */
function headCuts(leaves: readonly Block[], gaps: readonly Gap[], pieces: readonly Piece[]): number[] {
  const rooms = leaves.slice(1).flatMap((leaf, i): Room[] => {
    const [from, to] = [leaves[i]?.right ?? leaf.left, leaf.left]
    return from < to ? [{ x: (from + to) / 2, from, to }] : []
  })
  // What can be parted in one room only must be parted there.
  const duties: Gap[][] = rooms.map(() => [])
  for (const gap of gaps) {
    const meets = rooms.flatMap((room, i) => (gap.from < room.to && gap.to > room.from ? [i] : []))
    if (meets.length === 1) duties[meets[0] ?? 0]?.push(gap)
  }
  return rooms.flatMap((room, i) => {
    const { x, weight } = quietest(room, pieces, duties[i] ?? [])
    return weight >= FIGURE_WEIGHT / 2 ? [] : [x]
  })
}

/**
 * Header words part columns wherever they stand beside each other, though on different baselines: a word in two lines beside one
 * in one.
 */
function headerGaps(blocks: readonly Block[]): Gap[] {
  const gaps: Gap[] = []
  for (const block of blocks) {
    let next: Block | null = null
    for (const other of blocks) {
      if (other === block || other.left < block.right - 1) continue
      if (levelOf(block, other) < 0.2) continue
      if (next === null || other.left < next.left) next = other
    }
    if (next !== null) gaps.push(gapBetween(block.right, next.left, true))
  }
  return gaps
}

/** Text that overlaps a little (a slanted or widened character) still leaves a point between. */
function gapBetween(from: number, to: number, header: boolean): Gap {
  return from < to ? { from, to, header } : { from: (from + to) / 2 - 0.01, to: (from + to) / 2 + 0.01, header }
}

/** The fewest points so that one lies in every gap: sorted by their left ends, gaps that have room in common share one. */
function stab(gaps: readonly Gap[]): number[] {
  const points: number[] = []
  let from = 0
  let to = Number.NEGATIVE_INFINITY
  for (const gap of [...gaps].sort((a, b) => a.from - b.from)) {
    if (gap.from >= to) {
      if (to > Number.NEGATIVE_INFINITY) points.push((from + to) / 2)
      to = gap.to
    }
    from = gap.from
    to = Math.min(to, gap.to)
  }
  if (to > Number.NEGATIVE_INFINITY) points.push((from + to) / 2)
  return points
}

/** Moves every cut to where it runs through the fewest pieces, within the gaps that only it parts. */
function place(points: readonly number[], gaps: readonly Gap[], pieces: readonly Piece[]): Cut[] {
  const cuts = points.map((x, i): Cut => {
    return {
      x,
      from: points[i - 1] ?? Number.NEGATIVE_INFINITY,
      to: points[i + 1] ?? Number.POSITIVE_INFINITY,
      needed: 0,
      needsHeader: false,
    }
  })
  for (const gap of gaps) {
    let only: Cut | null = null
    let count = 0
    for (const cut of cuts) {
      if (cut.x <= gap.from || cut.x >= gap.to) continue
      only = cut
      count++
    }
    if (only === null || count > 1) continue
    only.from = Math.max(only.from, gap.from)
    only.to = Math.min(only.to, gap.to)
    only.needed++
    only.needsHeader ||= gap.header
  }
  for (const cut of cuts) cut.x = quietest(cut, pieces, []).x
  return cuts
}

/**
 * Middle of the widest stretch of a cut's room in which it runs through the fewest pieces (a cut figure weighs more than cut
 * text) and parts the most neighbours.
 */
function quietest(room: Room, pieces: readonly Piece[], gaps: readonly Gap[]): { readonly x: number; readonly weight: number } {
  const { from, to } = room
  // Sweep: what begins and what ends within the room.
  const change = new Map<number, number>([
    [from, 0],
    [to, 0],
  ])
  let weight = 0
  const add = (left: number, right: number, w: number) => {
    if (right <= from || left >= to || right <= left) return
    if (left <= from) weight += w
    else change.set(left, (change.get(left) ?? 0) + w)
    if (right < to) change.set(right, (change.get(right) ?? 0) - w)
  }
  for (const p of pieces) {
    add(p.left, p.right, p.figure ? FIGURE_WEIGHT : 1)
    // What stands between two header words is more likely an amount at the right end of the left column, or a name at the left
    // end of the right one.
    if (p.left > from && p.right < to && (!p.figure || /[,.]/u.test(p.text)))
      add(p.figure ? from : p.right, p.figure ? p.left : to, 0.3)
  }
  for (const gap of gaps) add(gap.from, gap.to, gap.header ? -2 : -1)
  const marks = [...change].sort((a, b) => a[0] - b[0])
  let best = { x: room.x, weight: Number.POSITIVE_INFINITY }
  let widest = 0
  for (const [i, [left, step]] of marks.entries()) {
    const right = marks[i + 1]?.[0]
    if (right === undefined) break
    weight += step
    if (weight > best.weight || (weight === best.weight && right - left <= widest)) continue
    best = { x: (left + right) / 2, weight }
    widest = right - left
  }
  return best
}

/**
 * Figures of one column overlap. Where they stand in two separate stacks there are two columns, though no row fills both; unless
 * one header word stands over all.
 */
function splitApart(cuts: readonly number[], pieces: readonly Piece[], leaves: readonly Block[], em: number): number[] {
  const all = [...cuts]
  for (let i = 0; i <= cuts.length; i++) {
    const from = cuts[i - 1] ?? Number.NEGATIVE_INFINITY
    const to = cuts[i] ?? Number.POSITIVE_INFINITY
    if (leaves.some((leaf) => leaf.left + leaf.right > 2 * from && leaf.left + leaf.right < 2 * to)) continue
    const stack = pieces.filter((p) => p.figure && middle(p) > from && middle(p) < to).sort((a, b) => a.left - b.left)
    let right = Number.POSITIVE_INFINITY
    for (const p of stack) {
      // A code that stands indented below the code it begins with is in the same column.
      const isIndented = stack.some((q) => q.left < p.left && q.text.length < p.text.length && p.text.startsWith(q.text))
      if (p.left > right + 0.5 * em && !isIndented) all.push((p.left + right) / 2)
      right = right === Number.POSITIVE_INFINITY ? p.right : Math.max(right, p.right)
    }
  }
  return all.sort((a, b) => a - b)
}
