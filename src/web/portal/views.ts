import type { ClaimResult, FindingResult } from '../../budget/check-result.ts'
import type { Place } from '../../budget/place.ts'

/** What the portal's pages are drawn from: plain data, as whoever serves them asks the archive for it. Money is whole fen. */

export type Stage = 'budget' | 'final'
export type Scope = 'department' | 'unit'

export interface DepartmentView {
  readonly id: number
  /** Empty where no document says it. */
  readonly name: string
  readonly code: string | null
  /** The places that it belongs to, the widest first; empty where that is not known. */
  readonly path: readonly PlaceName[]
}

export interface PlaceName {
  readonly code: string
  readonly name: string
}

/** Which document: enough to name it and to link to it. */
export interface DocumentKey {
  readonly departmentId: number
  readonly id: number
  readonly year: number | null
  readonly stage: Stage
  readonly scope: Scope
}

export interface DocumentView extends DocumentKey {
  readonly sha256: string
  readonly current: boolean
  readonly units: readonly string[]
  readonly claims: number
  readonly equations: { readonly passed: number; readonly failed: number; readonly unchecked: number }
  readonly findings: { readonly errors: number; readonly warnings: number; readonly notes: number }
  readonly unread: number
  readonly program: string
  readonly file: string
  readonly type: string
  readonly bytes: number
  readonly published: string | null
  readonly address: string | null
  readonly importedAt: Date
}

/** A figure, a blank, or something printed that is no number, with its number in the document. */
export type ClaimView = Omit<ClaimResult, 'form' | 'title'> & { readonly id: number }

export interface TableView {
  readonly n: number
  readonly form: string
  readonly title: string
  readonly state: string
  readonly claims: readonly ClaimView[]
}

/** An amount in a table of the portal's own, and the cell that it was printed in; null for what was reckoned here. */
export interface Amount {
  readonly fen: number
  readonly claim: number | null
  /** Of what was added up here: the table that its parts are printed in. */
  readonly table?: number
}

export interface FindingView {
  readonly n: number
  readonly severity: 'error' | 'warning' | 'note'
  readonly zh: FindingResult
  readonly en: FindingResult
}

export interface PassageView {
  readonly n: number
  readonly kind: 'text' | 'term' | 'project'
  readonly topic: string | null
  readonly text: string
  readonly place: Place
}

export interface ProjectView {
  readonly n: number
  readonly name: string
  readonly amount: number | null
  readonly card: object
}

/** Where a page of the source can be seen: its picture's address and its size in points. */
export interface SourcePage {
  readonly page: number
  readonly width: number
  readonly height: number
  readonly href: string
}
