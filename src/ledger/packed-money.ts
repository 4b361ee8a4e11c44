import { natureOf } from './facts-of-lines.ts'
import { BLANK_LINE, type Line, type Origin } from './ledger.ts'

/**
 * The money of one budget in short, kept beside every draft, so that hundreds are added up without reading their texts again. Lines that say the same of their
 * money are one; what only people read (notes, items, government classes) is left out.
 */
export interface PackedMoney {
  readonly words: readonly string[]
  /** Line after line: the places of its words, in the order of `PARTS`, then fen. Plain numbers are read several times faster than lists of texts. */
  readonly lines: readonly number[]
}

const PARTS = ['flow', 'fund', 'function', 'economic', 'nature', 'project', 'origin'] as const
const WIDTH = PARTS.length + 1

/** The money of a budget in short. What takes back (below zero) stays apart from what it takes back from. */
export function packMoney(lines: readonly Line[]): PackedMoney {
  const places = new Map<string, number>()
  const place = (word: string): number => {
    const known = places.get(word)
    if (known !== undefined) return known
    places.set(word, places.size)
    return places.size - 1
  }
  const sums = new Map<string, { readonly slice: readonly number[]; amount: number }>()
  for (const line of lines) {
    if (line.amount === 0) continue
    const slice = PARTS.map((part) => place(part === 'nature' ? natureOf(line) : line[part]))
    const key = `${slice.join(',')}${line.amount < 0 ? '-' : ''}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { slice, amount: line.amount })
    else sum.amount += line.amount
  }
  return { words: [...places.keys()], lines: [...sums.values()].flatMap(({ slice, amount }) => [...slice, amount]) }
}

/** The same as lines of a unit. */
export function linesOfMoney(unit: string, { words, lines: packed }: PackedMoney): readonly Line[] {
  const lines: Line[] = []
  const word = (at: number): string => words[packed[at] ?? -1] ?? ''
  for (let at = 0; at < packed.length; at += WIDTH) {
    const amount = packed[at + WIDTH - 1] ?? 0
    lines.push({
      unit,
      flow: word(at),
      fund: word(at + 1),
      function: word(at + 2),
      economic: word(at + 3),
      governmentEconomic: BLANK_LINE.governmentEconomic,
      nature: word(at + 4),
      project: word(at + 5),
      origin: word(at + 6) as Origin,
      amount,
      items: BLANK_LINE.items,
      undecided: amount < 0,
      note: BLANK_LINE.note,
    })
  }
  return lines
}
