import type { Block } from './unruled-blocks.ts'
import { crosses } from './unruled-columns.ts'
import { type Line, middle, type Piece } from './unruled-lines.ts'
import { TOTAL } from './unruled-regions.ts'

type Side = 'left' | 'right' | 'centre' | 'none'

interface Column {
  readonly side: Side
  /** Extent of its rows. */
  readonly left: number
  readonly right: number
  /** Extent of its rows and its header word. */
  readonly outerLeft: number
  readonly outerRight: number
  /** Middle of the header word that stands over this column alone. */
  readonly head: number | null
}

/**
 * All edges of the columns, the outer ones too, as near as possible to where rules would be: a header word stands in the middle
 * of its column, figures end shortly before its right edge, names begin shortly after its left one. Parents in the header and
 * total labels are told by the middles of these edges.
 */
export function edgesOf(cuts: readonly number[], header: readonly Block[], body: readonly Line[], em: number): number[] {
  const columns = columnsOf(cuts, header, body, em)
  const padding = paddingOf(columns, em)
  const all = [...header, ...body.flatMap((line) => line.pieces)]
  const outerLeft = Math.min(...all.map((p) => p.left)) - 0.1 * em
  const outerRight = Math.max(...all.map((p) => p.right)) + 0.1 * em
  const edges = [outerLeft, ...cuts, outerRight]

  const first = columns[0]
  if (first?.side === 'left') edges[0] = Math.min(outerLeft, first.left - padding)
  const last = columns.at(-1)
  if (last?.side === 'right') edges[cuts.length + 1] = Math.max(outerRight, last.right + padding)
  const known = cuts.map((_, i) => anchored(columns[i], columns[i + 1], padding))
  for (const [i, x] of known.entries()) if (x !== null) edges[i + 1] = x
  const centred = centredEdges(columns, known, outerLeft, outerRight, em)
  if (centred !== null) return settle(centred, cuts, columns, [outerLeft, outerRight])
  // A column of which one edge is known has the other on the far side of its header word.
  const mirror = (i: number, from: number, to: number) => {
    const head = columns[i]?.head ?? null
    const isInner = to > 0 && to <= cuts.length
    if (head === null || (isInner && known[to - 1] !== null) || (from > 0 && from <= cuts.length && known[from - 1] === null))
      return
    const x = 2 * head - (edges[from] ?? head)
    if (!isInner)
      edges[to] =
        to === 0 ? Math.min(Math.max(x, outerLeft - 8 * em), outerLeft) : Math.max(Math.min(x, outerRight + 8 * em), outerRight)
    else {
      edges[to] = x
      known[to - 1] = x
    }
  }
  for (let i = columns.length - 1; i >= 0; i--) mirror(i, i + 1, i)
  for (let i = 0; i < columns.length; i++) mirror(i, i, i + 1)
  return settle(edges, cuts, columns, [outerLeft, outerRight])
}

/**
 * Edges of a table all of whose columns have a header word in their middle. The first edge fixes all others (each mirrors the
 * one before in the header word between them); it is chosen so that every edge lies between its columns' texts, and near the
 * edges that alignment tells. Null where no such choice is.
 */
function centredEdges(
  columns: readonly Column[],
  known: readonly (number | null)[],
  outerLeft: number,
  outerRight: number,
  em: number,
): number[] | null {
  // Edge i is sign × first + shift.
  let sign = 1
  let shift = 0
  let [least, most] = [outerLeft - 8 * em, outerLeft]
  const guesses: number[] = []
  const edges: [number, number][] = [[1, 0]]
  for (const [i, { head, outerRight: right }] of columns.entries()) {
    if (head === null) return null
    ;[sign, shift] = [-sign, 2 * head - shift]
    edges.push([sign, shift])
    const next = columns[i + 1]
    const room = next === undefined ? [outerRight, outerRight + 8 * em] : [right, next.outerLeft]
    const ends = room.map((x) => (x - shift) * sign).sort((a, b) => a - b)
    least = Math.max(least, ends[0] ?? least)
    most = Math.min(most, ends[1] ?? most)
    const anchor = known[i] ?? null
    if (anchor !== null) guesses.push((anchor - shift) * sign)
  }
  if (least > most + 0.2 * em) return null
  const guess = guesses.sort((a, b) => a - b)[Math.floor(guesses.length / 2)] ?? (least + most) / 2
  const first = Math.min(Math.max(guess, least), Math.max(least, most))
  return edges.map(([s, t]) => s * first + t)
}

/** An edge must not leave the white space in which its cut lies, nor leave the order. */
function settle(
  edges: number[],
  cuts: readonly number[],
  columns: readonly Column[],
  outer: readonly [number, number],
): number[] {
  for (const [i, cut] of cuts.entries()) {
    const from = Math.min(cut, columns[i]?.outerRight ?? cut)
    const to = Math.max(cut, columns[i + 1]?.outerLeft ?? cut)
    edges[i + 1] = Math.min(Math.max(edges[i + 1] ?? cut, from), to)
  }
  edges[0] = Math.min(edges[0] ?? outer[0], outer[0])
  edges[edges.length - 1] = Math.max(edges.at(-1) ?? outer[1], outer[1])
  return edges
}

function columnsOf(cuts: readonly number[], header: readonly Block[], body: readonly Line[], em: number): Column[] {
  const pieces: Piece[][] = Array.from({ length: cuts.length + 1 }, () => [])
  const heads: (Block | null)[] = pieces.map(() => null)
  for (const line of body) {
    for (const p of line.pieces) {
      if (!cuts.some((x) => crosses(p, x, em)) && !TOTAL.test(p.text.replaceAll(' ', '')))
        pieces[indexAt(cuts, middle(p))]?.push(p)
    }
  }
  for (const block of header) {
    if (cuts.some((x) => x > block.left && x < block.right)) continue
    const at = indexAt(cuts, (block.left + block.right) / 2)
    if ((heads[at]?.bottom ?? Number.NEGATIVE_INFINITY) < block.bottom) heads[at] = block
  }
  return pieces.map((list, i): Column => {
    const head = heads[i] ?? null
    const all = head === null ? list : [...list, head]
    return {
      side: sideOf(list, em),
      left: Math.min(...list.map((p) => p.left)),
      right: Math.max(...list.map((p) => p.right)),
      outerLeft: Math.min(...all.map((p) => p.left)),
      outerRight: Math.max(...all.map((p) => p.right)),
      head: head === null ? null : (head.left + head.right) / 2,
    }
  })
}

/** Index of the column in which x lies. */
export function indexAt(cuts: readonly number[], x: number): number {
  let at = 0
  while (at < cuts.length && x > (cuts[at] ?? x)) at++
  return at
}

/** Which edge the pieces of a column share. A column of one text shares them all: figures then stand right. */
function sideOf(pieces: readonly Piece[], em: number): Side {
  if (pieces.length === 0) return 'none'
  const most = (side: (p: Piece) => number): number => {
    const at = pieces.map(side).sort((a, b) => a - b)
    let best = 0
    let from = 0
    for (const [i, x] of at.entries()) {
      while (x - (at[from] ?? x) > 0.2 * em) from++
      best = Math.max(best, i - from + 1)
    }
    return best
  }
  const shares: [Side, number][] = [
    ['centre', most(middle)],
    ['right', most((p) => p.right)],
    ['left', most((p) => p.left)],
  ]
  const top = Math.max(...shares.map(([, n]) => n))
  if (top < 0.6 * pieces.length) return 'none'
  const sides = shares.filter(([, n]) => n === top).map(([side]) => side)
  if (sides.length === 1) return sides[0] ?? 'none'
  if (sides.includes('centre') && pieces.length > 2) return 'centre'
  return pieces.some((p) => p.figure) ? 'right' : 'left'
}

/**
 * Space between a column's figures and its right edge: between two columns of figures it follows from the header word's middle.
 */
function paddingOf(columns: readonly Column[], em: number): number {
  const found: number[] = []
  for (let i = 1; i < columns.length; i++) {
    const [a, b] = [columns[i - 1], columns[i]]
    if (a?.side !== 'right' || b?.side !== 'right' || b.head === null) continue
    const padding = (2 * b.head - b.right - a.right) / 2
    if (padding >= 0 && padding < 1.5 * em) found.push(padding)
  }
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0.2 * em
}

/** The edge between two columns where their alignment tells it. */
function anchored(a: Column | undefined, b: Column | undefined, padding: number): number | null {
  const right = a?.side === 'right' ? a.right + padding : null
  const left = b?.side === 'left' ? b.left - padding : null
  return right !== null && left !== null ? (right + left) / 2 : (right ?? left)
}
