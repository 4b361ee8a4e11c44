import type { Claim } from '../../src/budget/claim.ts'
import type { Place } from '../../src/budget/place.ts'
import type { Document } from '../../src/document/document.ts'

/** One printed figure of a document that can be exchanged for another. */
export interface PrintedFigure {
  readonly claim: Claim
  /** The digits as printed, without sign words and units. */
  readonly digits: string
}

/** A key that is equal for equal places. */
export function placeKey(place: Place): string {
  const { file: _, ...rest } = place
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The text that a place means: a cell's, or the stretch of a paragraph. */
export function printedAt(document: Document, place: Place): string | null {
  const cell = place.span === undefined ? cellIn(document, place) : undefined
  if (cell !== undefined) return cell.text
  const text = blockText(document, place)
  return text === null || place.span === undefined ? null : text.slice(place.span[0] - 1, place.span[1])
}

function cellIn(document: Document, place: Place) {
  for (const block of document.blocks) {
    if (block.kind !== 'table') continue
    const cell = block.cells.find((c) => sameSpot(c.place, place))
    if (cell !== undefined) return cell
  }
  return undefined
}

function blockText(document: Document, place: Place): string | null {
  const cell = cellIn(document, place)
  if (cell !== undefined) return cell.text
  const block = document.blocks.find((b) => b.kind === 'paragraph' && sameSpot(b.place, place))
  return block?.kind === 'paragraph' ? block.text : null
}

/** Whether two places are one cell or one paragraph, whatever they span within it. */
function sameSpot(a: Place, b: Place): boolean {
  return a.table === b.table && a.row === b.row && a.column === b.column && a.paragraph === b.paragraph
}

/** The document with other text at a place: the whole cell, or the stretch of a paragraph or cell that the place spans. */
export function exchanged(document: Document, place: Place, text: string): Document {
  const replaced = (before: string): string =>
    place.span === undefined ? text : before.slice(0, place.span[0] - 1) + text + before.slice(place.span[1])
  return {
    ...document,
    blocks: document.blocks.map((block) => {
      if (block.kind === 'paragraph') return sameSpot(block.place, place) ? { ...block, text: replaced(block.text) } : block
      const at = block.cells.findIndex((c) => sameSpot(c.place, place))
      const cell = block.cells[at]
      return cell === undefined ? block : { ...block, cells: block.cells.with(at, { ...cell, text: replaced(cell.text) }) }
    }),
  }
}

/** The digits of a printed text, or null where there are none. */
export function digitsOf(printed: string): string | null {
  return /\d[\d.,]*/u.exec(printed)?.[0] ?? null
}

export type Bend = 'digit' | 'transposition' | 'decimal' | 'blank'

export const BENDS: readonly Bend[] = ['digit', 'transposition', 'decimal', 'blank']

/** The figure with one slip of the hand; null where that slip leaves the value as it is. `seed` chooses which digit slips. */
export function bend(digits: string, how: Bend, seed: number): string | null {
  const bent = slip(digits, how, seed)
  return bent === null || Number(bent) === Number(digits) ? null : bent
}

function slip(digits: string, how: Bend, seed: number): string | null {
  const at = [...digits].flatMap((c, i) => (/\d/u.test(c) ? [i] : []))
  const pick = (candidates: readonly number[]): number => candidates[seed % candidates.length] ?? 0
  if (how === 'blank') return ''
  if (how === 'digit') {
    const i = pick(at)
    const digit = (Number(digits[i]) + 1 + (seed % 9)) % 10
    return digits.slice(0, i) + String(digit) + digits.slice(i + 1)
  }
  if (how === 'transposition') {
    const pairs = at.slice(1).map((second, k) => [at[k] ?? 0, second] as const)
    const unequal = pairs.filter(([a, b]) => digits[a] !== digits[b])
    const [a, b] = unequal[seed % Math.max(1, unequal.length)] ?? [0, 0]
    if (a === b) return null
    const letters = [...digits]
    ;[letters[a], letters[b]] = [letters[b] ?? '', letters[a] ?? '']
    return letters.join('')
  }
  return slippedPoint(digits, seed)
}

function slippedPoint(digits: string, seed: number): string | null {
  const [whole = '', fraction = ''] = digits.split('.')
  if (fraction === '') return seed % 2 === 0 || whole.length < 2 ? `${whole}0` : `${whole.slice(0, -1)}.${whole.slice(-1)}`
  if (seed % 2 === 0) return fraction.length === 1 ? `${whole}${fraction}` : `${whole}${fraction[0] ?? ''}.${fraction.slice(1)}`
  return `${whole.slice(0, -1) || '0'}.${whole.slice(-1)}${fraction}`
}
