import { narrow } from '../budget/amount.ts'
import type { FindingResult } from '../budget/check-result.ts'
import type { Place } from '../budget/place.ts'
import type { Block, Document } from './document.ts'

/** One correction that a person accepted: what is printed at a place, and what shall stand there instead (either may be blank). */
export interface Repair {
  readonly place: Place
  readonly printed: string
  readonly proposed: string
}

/** A stretch of a text: from (counted from 0) up to but without `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * The corrections that a finding proposes, where they are the only explanation and each has a place; null where a person must choose between
 * several, where a row would have to be added, or where no figure is proposed.
 */
export function repairsOf(finding: FindingResult): readonly Repair[] | null {
  const [first, ...others] = finding.suspects
  if (!finding.unique || first === undefined || others.some((suspect) => suspect.set !== first.set)) return null
  const repairs: Repair[] = []
  for (const { claim, repair } of finding.suspects) {
    // What only stands or falls together is not mended in part.
    if (claim === null || repair === null) return null
    repairs.push({ place: claim.place, printed: claim.printed, proposed: repair.printed })
  }
  return repairs
}

/**
 * Where in the words of its cell or paragraph a repair applies; an empty stretch at the end where a blank cell is filled. Null where the
 * printed words are not there, or stand there several times and nothing says which is meant: a guess would spoil the document.
 */
export function stretchOf(text: string, { place, printed, proposed }: Repair): Stretch | null {
  if (narrow(printed) === '') return narrow(text) === '' && proposed !== '' ? { from: text.length, to: text.length } : null
  if (place.span !== undefined) {
    const [first, last] = place.span
    const from = text.indexOf(printed, first - 1)
    return from !== -1 && from + printed.length <= last ? { from, to: from + printed.length } : null
  }
  if (narrow(text) === narrow(printed)) return { from: 0, to: text.length }
  const from = text.indexOf(printed)
  if (from === -1 || text.includes(printed, from + 1)) return null
  // `2.5` inside `12.56` is another figure.
  const partOfFigure = /[\d.]$/u.test(text.slice(0, from)) || /^[\d.]/u.test(text.slice(from + printed.length))
  return partOfFigure ? null : { from, to: from + printed.length }
}

/** The document with its repairs made, and those that found no place in it. Pure: the document given stays as it is. */
export function applyRepairs(
  document: Document,
  repairs: readonly Repair[],
): { readonly document: Document; readonly unplaced: readonly Repair[] } {
  const unplaced: Repair[] = []
  const texts = new Map<string, { readonly repair: Repair; readonly stretch: Stretch }[]>()
  const words = new Map(document.blocks.flatMap(wordsOf))
  for (const repair of repairs) {
    const key = keyOf(repair.place)
    const text = words.get(key)
    const stretch = text === undefined ? null : stretchOf(text, repair)
    const here = texts.get(key) ?? []
    if (stretch === null || here.some((other) => overlaps(other.stretch, stretch))) unplaced.push(repair)
    else texts.set(key, [...here, { repair, stretch }])
  }
  const mend = (place: Place, text: string): string =>
    (texts.get(keyOf(place)) ?? [])
      .toSorted((a, b) => b.stretch.from - a.stretch.from)
      .reduce((left, { repair, stretch }) => left.slice(0, stretch.from) + repair.proposed + left.slice(stretch.to), text)
  const blocks = document.blocks.map((block): Block => {
    if (block.kind === 'paragraph') return { ...block, text: mend(block.place, block.text) }
    return { ...block, cells: block.cells.map((cell) => ({ ...cell, text: mend(cell.place, cell.text) })) }
  })
  // An emptied paragraph is none.
  return { document: { ...document, blocks: blocks.filter((b) => b.kind === 'table' || b.text !== '') }, unplaced }
}

/** Whether two stretches touch one character, or both fill one blank. */
export function overlaps(a: Stretch, b: Stretch): boolean {
  return (a.from < b.to && b.from < a.to) || (a.from === b.from && a.to === b.to)
}

function wordsOf(block: Block): (readonly [string, string])[] {
  if (block.kind === 'paragraph') return [[keyOf(block.place), block.text]]
  return block.cells.map((cell) => [keyOf(cell.place), cell.text] as const)
}

function keyOf({ table, row, column, paragraph }: Place): string {
  return table === undefined ? `p${paragraph ?? ''}` : `t${table} ${row ?? ''} ${column ?? ''}`
}
