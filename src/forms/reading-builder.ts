import type { Claim } from '../budget/claim.ts'
import type { Problem } from '../budget/finding.ts'
import type { Place, Text } from '../budget/place.ts'
import type { Card, Doubt, FormReading, PrintedName, Sentence, Series, Unit } from '../budget/reading.ts'
import type { OpenCards } from './infer/read-cards.ts'

/** What is gathered while a document is read. Claims get their ids here. */
export interface ReadingBuilder {
  readonly year: number
  readonly stage: 'budget' | 'final'
  /** Rows and columns of the tables were found by their looks. */
  readonly byLooks: boolean
  readonly forms: FormReading[]
  readonly claims: Claim[]
  readonly cards: Card[]
  readonly sentences: Sentence[]
  readonly names: PrintedName[]
  readonly series: Series[]
  readonly organisation: Unit[]
  readonly problems: Problem[]
  readonly printedLabels: Text[]
  /** The performance cards that the next table may go on with. */
  openCards: OpenCards | null
  readonly doubts: Doubt[]
  /** Adds a claim and gives its id. */
  claim(claim: Omit<Claim, 'id'>): number
  problem(zh: string, en: string, place: Place): void
}

export function readingBuilder(year: number, stage: 'budget' | 'final', byLooks = false): ReadingBuilder {
  const builder: ReadingBuilder = {
    year,
    stage,
    byLooks,
    forms: [],
    claims: [],
    cards: [],
    sentences: [],
    names: [],
    series: [],
    organisation: [],
    problems: [],
    printedLabels: [],
    openCards: null,
    doubts: [],
    claim(claim) {
      builder.claims.push({ ...claim, id: builder.claims.length })
      return builder.claims.length - 1
    },
    problem(zh, en, place) {
      builder.problems.push({ message: { zh, en }, place })
    },
  }
  return builder
}
