import type { Slice } from '../../budget/slice.ts'
import type { PrintedFigure } from './figures.ts'
import { COUNTS } from './phrases.ts'

const PATTERNS = COUNTS.map(({ lead, tail, slice }) => ({
  lead: new RegExp(`(?:${lead})$`, 'u'),
  tail: new RegExp(`^(?:${tail})$`, 'u'),
  slice,
}))

/** What a number counts, by the words in front of it and its measure; null where that is not known. */
export function countedBefore(text: string, figure: PrintedFigure): Slice | null {
  const lead = text.slice(Math.max(0, figure.from - 40), figure.from)
  return PATTERNS.find((p) => p.tail.test(figure.unit) && p.lead.test(lead))?.slice ?? null
}
