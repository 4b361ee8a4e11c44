import { type Block, isBelow, isBeside } from './unruled-blocks.ts'
import type { Piece } from './unruled-lines.ts'

/** A header cell: rows are levels of the header, counted from 0; columns from `from` up to but not including `to`. */
export interface HeaderCell {
  readonly row: number
  readonly rowSpan: number
  readonly from: number
  readonly to: number
  readonly pieces: readonly Piece[]
}

export interface Header {
  readonly levels: number
  readonly cells: readonly HeaderCell[]
}

/**
 * Places header words over the columns. A parent is centred over its children, whatever their number and however short it is
 * itself; a word without children reaches down to the rows. Every word gets columns of its own on its level.
 */
export function headerOf(blocks: readonly Block[], edges: readonly number[], em: number): Header {
  const spans = spansOf(blocks, edges, em)
  const level = levelsOf(blocks, spans)
  const levels = Math.max(0, ...level.map((n) => n + 1))
  const cells = blocks.map((block, i): HeaderCell => {
    const [from, to] = spans[i] ?? [0, 1]
    const row = level[i] ?? 0
    let below = levels
    for (const [j, other] of spans.entries()) {
      const otherRow = level[j] ?? 0
      if (j !== i && otherRow > row && other[0] < to && other[1] > from) below = Math.min(below, otherRow)
    }
    return { row, rowSpan: below - row, from, to, pieces: block.pieces }
  })
  return { levels, cells }
}

type Span = [number, number]

/** Words begin at one place where they are no further apart than this, in font sizes. */
const FLUSH = 0.1

function spansOf(blocks: readonly Block[], edges: readonly number[], em: number): Span[] {
  const count = edges.length - 1
  const own = blocks.map((block) => overlapped(block, edges, em))
  const spans: Span[] = own.map(([a, b]) => [a, b])
  // Widest word first: a parent's place is surer the more columns it covers already. Then from the top, as parents hold their
  // children.
  const order = blocks.map((_, i) => i).sort((a, b) => (blocks[a]?.top ?? 0) - (blocks[b]?.top ?? 0))
  const isFlush = isSetFlush(blocks, own, em)
  for (const i of order) {
    const block = blocks[i]
    const [a, b] = own[i] ?? [0, 1]
    if (block === undefined || !blocks.some((other, j) => isBelow(block, other, blocks, em) && overlaps(own[j], [a, b]))) continue
    const free = (column: number) =>
      column >= 0 &&
      column < count &&
      // A child must stand below; what stands level with the parent or reaches past it holds its own column.
      blocks.some((other, j) => isBelow(block, other, blocks, em) && overlaps(own[j], [column, column + 1])) &&
      !blocks.some((other, j) => j !== i && isBeside(block, other, blocks, em) && overlaps(spans[j], [column, column + 1]))
    let first = a
    let last = b
    while (free(first - 1)) first--
    while (free(last)) last++
    spans[i] = isFlush ? [a, last] : mostCentred(block, edges, [a, b], [first, last], em)
  }
  return spans
}

/** Whether the parents, two at least, all begin where a child of theirs begins: then none stands in the middle of its columns. */
function isSetFlush(blocks: readonly Block[], own: readonly Readonly<Span>[], em: number): boolean {
  const isOver = (parent: Block, i: number, child: Block, j: number): boolean =>
    i !== j && isBelow(parent, child, blocks, em) && overlaps(own[j], own[i] ?? [0, 0])
  const parents = blocks.flatMap((parent, i) => {
    const children = blocks.filter((child, j) => isOver(parent, i, child, j))
    return children.length === 0 ? [] : [children.some((child) => Math.abs(child.left - parent.left) < FLUSH * em)]
  })
  return parents.length > 1 && parents.every(Boolean)
}

/**
 * The stretch of columns around `own` and within `room` whose middle is nearest to that of the word; the wider one of two alike.
 */
function mostCentred(block: Block, edges: readonly number[], own: Readonly<Span>, room: Readonly<Span>, em: number): Span {
  const at = (block.left + block.right) / 2
  let best: Span = [own[0], own[1]]
  let least = Number.POSITIVE_INFINITY
  for (let from = room[0]; from <= own[0]; from++) {
    for (let to = own[1]; to <= room[1]; to++) {
      const error = Math.abs(((edges[from] ?? at) + (edges[to] ?? at)) / 2 - at)
      const wider = to - from > best[1] - best[0]
      if (
        error < least - 0.4 * em ||
        (error < least + 0.4 * em && (wider || (to - from === best[1] - best[0] && error < least)))
      ) {
        best = [from, to]
        least = Math.min(least, error)
      }
    }
  }
  return best
}

/** Columns that a word stands over itself. */
function overlapped(block: Block, edges: readonly number[], em: number): Span {
  let [from, to] = [-1, 0]
  let [nearest, most] = [0, Number.NEGATIVE_INFINITY]
  for (let i = 0; i + 1 < edges.length; i++) {
    const shared = Math.min(block.right, edges[i + 1] ?? 0) - Math.max(block.left, edges[i] ?? 0)
    if (shared > most) [nearest, most] = [i, shared]
    if (shared < 0.5 * em) continue
    if (from < 0) from = i
    to = i + 1
  }
  return from < 0 ? [nearest, nearest + 1] : [from, to]
}

const overlaps = (a: Readonly<Span> | undefined, b: Readonly<Span>): boolean => a !== undefined && a[0] < b[1] && a[1] > b[0]
/** Level of every word: one below the lowest word that stands above it and shares a column. */
function levelsOf(blocks: readonly Block[], spans: readonly Readonly<Span>[]): number[] {
  const level: number[] = blocks.map(() => 0)
  const order = blocks.map((_, i) => i).sort((a, b) => centreOf(blocks[a]) - centreOf(blocks[b]))
  for (const [at, i] of order.entries()) {
    for (const j of order.slice(0, at)) {
      if (overlaps(spans[j], spans[i] ?? [0, 0])) level[i] = Math.max(level[i] ?? 0, (level[j] ?? 0) + 1)
    }
  }
  return level
}

const centreOf = (block: Block | undefined): number => (block === undefined ? 0 : block.top + block.bottom)
