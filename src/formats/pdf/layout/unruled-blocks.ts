import { type Line, middle, type Piece } from './unruled-lines.ts'

/** Something that stands in the header as one: a word, or the lines of a word that wraps. */
export interface Block {
  readonly pieces: readonly Piece[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Header words, lines that wrap joined: a line belongs to the word right above it when it is set in the middle of it (or begins
 * with it) at the distance of lines, and is not the middle one of several words beneath it: children of one parent come in
 * company, on both sides.
 */
export function blocksOf(lines: readonly Line[], em: number): Block[] {
  const blocks: { pieces: Piece[]; left: number; right: number; top: number; bottom: number }[] = []
  for (const line of lines) {
    const found = line.pieces.map((piece, i) => {
      const above = blocks.find((b) => isWrapOf(b, piece, em))
      if (above === undefined) return undefined
      const [from, to] = zoneOf(above, blocks)
      const siblings = line.pieces.filter(
        (p, j) => j !== i && p.right > from && p.left < to && Math.abs(p.top - piece.top) < 0.3 * em,
      )
      const isChild = siblings.some((p) => p.left < piece.left) && siblings.some((p) => p.left > piece.left)
      return isChild || (siblings.length > 0 && !isCentred(above.pieces.at(-1), piece, em)) ? undefined : above
    })
    for (const [i, piece] of line.pieces.entries()) {
      const above = found[i]
      if (above === undefined) {
        blocks.push({ pieces: [piece], left: piece.left, right: piece.right, top: piece.top, bottom: piece.bottom })
        continue
      }
      above.pieces.push(piece)
      above.left = Math.min(above.left, piece.left)
      above.right = Math.max(above.right, piece.right)
      above.bottom = piece.bottom
    }
  }
  return blocks
}

const ITEM = /^项\s*目/u
/** Heads both columns of a side of a balance, wherever it is set above them: never the first half of a word. */
const SIDE = /^(?:收\s*入|支\s*出)$/u

function isWrapOf(block: Block, piece: Piece, em: number): boolean {
  const last = block.pieces.at(-1)
  if (last === undefined || (SIDE.test(last.text) && ITEM.test(piece.text))) return false
  const step = (piece.top + piece.bottom - last.top - last.bottom) / 2
  // Headers are often set larger than rows.
  const size = Math.max(em, piece.size)
  if (step < 0.8 * size || step > 1.6 * size) return false
  const centred = isCentred(last, piece, em)
  const begins = Math.abs(piece.left - last.left) < 0.35 * em && piece.right <= last.right + 0.35 * em && last.text.length > 3
  return centred || begins
}

const isCentred = (upper: Piece | undefined, lower: Piece, em: number): boolean =>
  upper !== undefined && Math.abs(middle(lower) - middle(upper)) < 0.35 * em

/** Half way to the neighbours of a block on its level. */
function zoneOf(block: Block, blocks: readonly Block[]): readonly [number, number] {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const other of blocks) {
    if (other === block || levelOf(other, block) <= 0.2) continue
    if (other.right <= block.left) from = Math.max(from, (other.right + block.left) / 2)
    if (other.left >= block.right) to = Math.min(to, (other.left + block.right) / 2)
  }
  return [from, to]
}

/** Words without children, from the left: every one heads a column. */
export function leavesOf(blocks: readonly Block[], em: number): Block[] {
  return blocks.filter((block) => !isParent(block, blocks, em)).sort((a, b) => a.left - b.left)
}

/**
 * Whether words stand beneath this one: right under it, or, as it may be shorter than the space between its children, to either
 * side of its middle and nearer to it than to its neighbours.
 */
function isParent(block: Block, blocks: readonly Block[], em: number): boolean {
  const [from, to] = zoneOf(block, blocks)
  const centre = (block.left + block.right) / 2
  let [before, after] = [false, false]
  for (const other of blocks) {
    if (!isBelow(block, other, blocks, em)) continue
    const at = (other.left + other.right) / 2
    if (shareX(block, other)) return true
    if (at < from || at > to) continue
    before ||= at < centre
    after ||= at > centre
  }
  return before && after
}

/** Whether `other` stands lower than `block`, and not beside it. */
export function isBelow(block: Block, other: Block, blocks: readonly Block[], em: number): boolean {
  return middleOf(other) > middleOf(block) + 0.5 * em && !isBeside(block, other, blocks, em)
}

/**
 * Whether two words stand in one row of the header: level with each other, or one of them half way between a parent and its
 * child, as a word does whose cell is as high as both of theirs.
 */
export function isBeside(a: Block, b: Block, blocks: readonly Block[], em: number): boolean {
  if (shareX(a, b)) return false
  if (levelOf(a, b) > 0.2) return true
  const [upper, low] = middleOf(a) < middleOf(b) ? [a, b] : [b, a]
  // The cheap question first: it nearly always has the answer no.
  const isBetween = (tall: Block, parent: Block, child: Block) =>
    Math.abs(middleOf(tall) - (middleOf(parent) + middleOf(child)) / 2) < 0.4 * em &&
    !shareX(tall, parent) &&
    !blocks.some((other) => shareX(tall, other) && levelOf(other, child) > 0.5) &&
    !blocks.some((other) => shareX(other, child) && isInside(middleOf(other), middleOf(parent), middleOf(child), 0.3 * em)) &&
    holds(parent, child, blocks, em)
  return blocks.some(
    (other) =>
      (middleOf(other) < middleOf(upper) - 0.3 * em && isBetween(upper, other, low)) ||
      (middleOf(other) > middleOf(low) + 0.3 * em && isBetween(low, upper, other)),
  )
}

/**
 * Whether `child` stands right under `parent`, or is one of the two nearest words to either side below it where nothing stands
 * right under it.
 */
function holds(parent: Block, child: Block, blocks: readonly Block[], em: number): boolean {
  if (shareX(parent, child)) return true
  let [left, right]: (Block | undefined)[] = []
  for (const other of blocks) {
    if (middleOf(other) < middleOf(parent) + 0.5 * em) continue
    if (shareX(other, parent)) return false
    if (other.right <= parent.left && (left === undefined || other.right > left.right)) left = other
    if (other.left >= parent.right && (right === undefined || other.left < right.left)) right = other
  }
  return left !== undefined && right !== undefined && (left === child || right === child)
}

/** Whether `y` lies between two others, and at least `margin` away from both. */
const isInside = (y: number, upper: number, lower: number, margin: number): boolean => y > upper + margin && y < lower - margin

const middleOf = (block: Block): number => (block.top + block.bottom) / 2
const shareX = (a: Block, b: Block): boolean => a.left < b.right && a.right > b.left

/** How much of the lower of two words is level with the other: 1 is all of it, below 0 none. */
export function levelOf(a: Block, b: Block): number {
  const height = Math.min(a.bottom - a.top, b.bottom - b.top)
  return (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)) / Math.max(1e-6, height)
}
