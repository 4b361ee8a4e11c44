import type { ClaimResult, EquationCount, FindingResult, FormResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import type { Place } from '../budget/place.ts'
import type { CutSum, PublishedFact } from '../ledger/published-facts.ts'

/** A disclosure as it is kept: who published it, everything that was read in it, and what was found. Plain data. */
export interface Archived {
  readonly source: ArchivedSource
  readonly department: { readonly name: string | null; readonly code: string | null }
  /** Codes of its administrative division and of all above it, the nearest first; empty where it is not known. */
  readonly divisions: readonly string[]
  /** Null where the document does not say. */
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  readonly place: string | null
  readonly units: readonly string[]
  readonly program: string
  readonly equations: EquationCount
  readonly tables: readonly ArchivedTable[]
  readonly facts: readonly PublishedFact[]
  readonly cuts: readonly CutSum[]
  /** In both languages: what is read in one is what is read in the other. */
  readonly findings: readonly { readonly zh: FindingResult; readonly en: FindingResult }[]
  readonly projects: readonly ArchivedProject[]
  readonly passages: readonly ArchivedPassage[]
  readonly problems: readonly { readonly message: Words; readonly place: Place }[]
}

export interface ArchivedSource {
  /** 64 hexadecimal digits. */
  readonly sha256: string
  readonly bytes: number
  readonly type: string
  readonly name: string
  /** The day on which it was published (YYYY-MM-DD) and the address, where whoever brought it said so. */
  readonly published?: string
  readonly address?: string
}

/** A claim with its number in the reading: facts name it by that. */
export type ArchivedClaim = Omit<ClaimResult, 'form' | 'title'> & { readonly id: number }

export interface ArchivedTable extends Omit<FormResult, 'claims'> {
  readonly claims: readonly ArchivedClaim[]
}

export interface ArchivedProject {
  readonly name: string
  /** Fen; null where none is printed. */
  readonly amount: number | null
  readonly card: object
}

/** Words of the document that can be searched: a paragraph of its narrative, or a term with its meaning. */
export interface ArchivedPassage {
  readonly kind: 'text' | 'term'
  readonly topic: string | null
  readonly text: string
  readonly place: Place
}
