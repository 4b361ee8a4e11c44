import type { Place } from '../budget/place.ts'
import { grams } from './grams.ts'
import { hundredths } from './hundredths.ts'

export const PASSAGE_KINDS = ['text', 'term', 'project'] as const
export type PassageKind = (typeof PASSAGE_KINDS)[number]

/** What can be found by its words. */
export interface Passage {
  readonly kind: PassageKind
  readonly topic: string | null
  readonly text: string
  readonly place: Place
}

/** Passages of one kind that follow each other in a disclosure: kept in one row, since each by itself is shorter than what a row costs. */
export interface PassageRun {
  /** The number of the first of them among the passages of its disclosure; the others count on. */
  readonly n: number
  /** Index in `PASSAGE_KINDS`. */
  readonly kind: number
  readonly topics: readonly (string | null)[]
  readonly texts: readonly string[]
  readonly places: readonly Place[]
  /** The pairs of characters of all of them, each once: what finds the run. */
  readonly pairs: readonly number[]
}

/** A longer run is smaller on the disk, a shorter one is looked through faster by who searches. */
const MOST_CHARACTERS = 2000

/** The passages of a disclosure, in order, as they are kept. Boxes are kept to hundredths of a point, as those of claims are. */
export function passageRuns(passages: readonly Passage[]): PassageRun[] {
  const runs: { n: number; passages: Passage[]; characters: number }[] = []
  for (const [n, passage] of passages.entries()) {
    const characters = passage.text.length + (passage.topic?.length ?? 0)
    const last = runs.at(-1)
    if (last !== undefined && last.passages[0]?.kind === passage.kind && last.characters + characters <= MOST_CHARACTERS) {
      last.passages.push(passage)
      last.characters += characters
    } else runs.push({ n, passages: [passage], characters })
  }
  return runs.map(({ n, passages: own }) => ({
    n,
    kind: PASSAGE_KINDS.indexOf(own[0]?.kind ?? 'text'),
    topics: own.map(({ topic }) => topic),
    texts: own.map(({ text }) => text),
    places: own.map(({ place }) => rounded(place)),
    // A term is looked for by its name too.
    pairs: grams(...own.map(({ kind, topic, text }) => (kind === 'term' ? `${topic ?? ''} ${text}` : text))),
  }))
}

/** The passages of a run again, with their numbers. */
export function passagesOfRun({
  n,
  kind,
  topics,
  texts,
  places,
}: Omit<PassageRun, 'pairs'>): (Passage & { readonly n: number })[] {
  return texts.map((text, i) => ({
    n: n + i,
    kind: PASSAGE_KINDS[kind] ?? 'text',
    topic: topics[i] ?? null,
    text,
    place: places[i] ?? {},
  }))
}

function rounded({ box, ...place }: Place): Place {
  if (box === undefined) return place
  const [x0, y0, x1, y1] = box
  return { ...place, box: [hundredths(x0), hundredths(y0), hundredths(x1), hundredths(y1)] }
}
