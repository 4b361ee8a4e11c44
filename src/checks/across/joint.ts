import type { Claim } from '../../budget/claim.ts'
import type { Equation } from '../../budget/equation.ts'
import type { Severity } from '../../budget/finding.ts'
import type { Slice } from '../../budget/slice.ts'
import type { Figures } from './figures.ts'

/** Why claims of several documents must agree. */
export type Tie =
  | 'unit-row' // a department's row for a unit, and the unit's own figure
  | 'unit-bound' // a unit has at most what its department has
  | 'unit-sum' // all units together are their department
  | 'last-year' // last year's figure, and what was disclosed last year
  | 'approved' // the approved budget in a final account, and that budget
  | 'version' // two versions of one disclosure

export const SEVERITY: Readonly<Record<Tie, Severity>> = {
  'unit-row': 'error',
  'unit-bound': 'error',
  'unit-sum': 'error',
  'last-year': 'warning',
  approved: 'warning',
  version: 'warning',
}

/** An equation between documents. Its terms are indices in `Joint.claims`. */
export interface CrossEquation {
  readonly tie: Tie
  readonly equation: Equation
  /** What it is about, without year and stage: ties of wider and narrower slices are explained together. */
  readonly slice: Slice
  readonly documents: readonly Figures[]
}

/** The claims of several documents that equations tie together, numbered as one, each with its file in its place. */
export class Joint {
  readonly claims: Claim[] = []
  readonly equations: CrossEquation[] = []
  /** For each claim the document that it stands in, and how well it is proven there. */
  readonly origins: { readonly figures: Figures; readonly proven: number }[] = []
  readonly #ids = new Map<Claim, number>()

  /** @returns the number of the claim in the set */
  add(figures: Figures, claim: Claim): number {
    const known = this.#ids.get(claim)
    if (known !== undefined) return known
    const id = this.claims.length
    this.claims.push({ ...claim, id, place: { file: figures.document.file, ...claim.place } })
    this.origins.push({ figures, proven: claim.state === 'absent' ? 0 : figures.proven(claim) })
    this.#ids.set(claim, id)
    return id
  }
}

/** How far two prints of one amount in two documents may lie apart: half a last digit of each, nothing where both are equally fine. */
export function toleranceAcross(a: Claim, b: Claim): number {
  if (a.precision === b.precision || a.state === 'absent' || b.state === 'absent') return 0
  return Math.floor((a.precision + b.precision) / 2)
}

/** Nothing printed on either side is no evidence of anything. */
export function isTelling(...claims: readonly Claim[]): boolean {
  return claims.some((c) => c.value !== 0)
}
