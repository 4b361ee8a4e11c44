import type { Severity, Slip } from './finding.ts'
import type { Place } from './place.ts'

/**
 * The outward JSON of `mingzhang check` and `mingzhang read`: what programs outside rely on. It stays, or changes with its version.
 * Messages are in the language that was asked for. Amounts are whole fen.
 */
export interface CheckResult {
  readonly format: 'mingzhang/check/1'
  readonly document: DocumentResult
  readonly forms: readonly FormResult[]
  readonly equations: EquationCount
  readonly findings: readonly FindingResult[]
  readonly problems: readonly ProblemResult[]
  /** With `--previous`: the findings of the earlier report that no longer stand. */
  readonly mended?: readonly FindingResult[]
}

export interface ReadResult {
  readonly format: 'mingzhang/read/1'
  readonly document: DocumentResult
  readonly forms: readonly (Omit<FormResult, 'claims'> & { readonly claims: readonly ClaimResult[] })[]
  readonly cards: readonly CardResult[]
  readonly sentences: readonly {
    readonly section: string
    readonly text: string
    readonly place: Place
    readonly claims: readonly ClaimResult[]
  }[]
  readonly organisation: readonly {
    readonly name: string
    readonly kind: string
    readonly grade: string
    readonly funding: string
    readonly place: Place
  }[]
  readonly sections: readonly {
    readonly ordinal: string
    readonly title: string
    readonly topic: string | null
    readonly place: Place
    readonly paragraphs: readonly { readonly printed: string; readonly place: Place }[]
  }[]
  readonly glossary: readonly { readonly term: string; readonly meaning: string; readonly place: Place }[]
  readonly problems: readonly ProblemResult[]
}

export interface DocumentResult {
  readonly file: string
  readonly sha256: string
  readonly type: string
  readonly department: { readonly code?: string; readonly name?: string }
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  readonly units: readonly string[]
  readonly place: string | null
}

export interface FormResult {
  readonly form: string
  readonly title: string
  readonly state: 'read' | 'empty' | 'inferred' | 'unread'
  readonly claims: number
  readonly place: Place
}

/** Every equation the forms imply ends as passed, failed or not checkable, and the last with a reason. */
export interface EquationCount {
  readonly passed: number
  readonly failed: number
  readonly unchecked: number
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
}

export interface FindingResult {
  /** The same for the same finding in another version of the document, wherever it stands there. */
  readonly id: string
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly basis?: string
  readonly places: readonly Place[]
  readonly subject?: {
    readonly form?: string
    readonly card?: number
    readonly row?: { readonly code?: string; readonly label?: string }
    readonly field?: string
  }
  readonly equations: readonly EquationResult[]
  readonly suspects: readonly SuspectResult[]
  readonly unique: boolean
  /** Set by a person with a reason (`--set-aside`): listed, and counted apart. */
  readonly setAside?: { readonly reason: string; readonly by?: string }
  /** With `--previous`: whether the finding stood in the earlier report too. */
  readonly since?: 'new' | 'remaining'
}

export interface EquationResult {
  readonly law: string
  readonly left: readonly { readonly claim: ClaimResult; readonly times: number }[]
  readonly relation: '=' | '≤'
  readonly right: readonly { readonly claim: ClaimResult; readonly times: number }[]
  /** left − right, in fen for money. */
  readonly difference: number
  readonly tolerance: number
  readonly premise?: string
}

export interface SuspectResult {
  readonly set: number
  readonly claim: ClaimResult | null
  readonly repair: { readonly amount: number; readonly printed: string } | null
  readonly slip?: Slip
}

export interface ClaimResult {
  readonly form: string
  readonly title: string
  readonly row?: { readonly code?: string; readonly label?: string }
  readonly column?: string
  /** The headings that the column's own label stands under, from the top; absent where it stands under none. */
  readonly columnGroups?: readonly string[]
  readonly sentence?: string
  readonly slot?: string
  readonly slice: Readonly<Record<string, string>>
  readonly printed: string
  readonly state: 'number' | 'blank' | 'malformed'
  readonly amount: number | null
  readonly value?: number
  readonly unit?: string
  readonly place: Place
}

export interface CardResult {
  readonly form: string
  readonly index: number
  readonly title: string
  readonly place: Place
  readonly fields: Readonly<Record<string, { readonly printed: string; readonly place: Place }>>
  readonly budget: ClaimResult | null
  readonly sources: readonly ClaimResult[]
  readonly plan: readonly {
    readonly checkpoint: string
    readonly printed: string
    readonly value: number | null
    readonly unit: 'percent'
    readonly place: Place
  }[]
  readonly goals: readonly { readonly printed: string; readonly place: Place }[]
  readonly indicators: readonly {
    readonly level1: string
    readonly level2: string
    readonly level3: string
    readonly description: string
    readonly value: string
    readonly basis: string
    readonly place: Place
  }[]
}

export interface ProblemResult {
  readonly message: string
  readonly place: Place
}
