import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import type { Finding, Words } from '../budget/finding.ts'

/** What checking a reading gives. */
export interface Proof {
  /** The reading's claims, and those of rows that are not printed. */
  readonly claims: readonly Claim[]
  readonly equations: readonly Equation[]
  /** For each equation, as printed. */
  readonly outcomes: readonly Outcome[]
  /** So much fails together that it may be our reading: findings of the equations are notes then. */
  readonly inDoubt: boolean
  /** Numbers of tables that were probably misread: what rests on them is a note. */
  readonly tablesInDoubt?: readonly number[]
  readonly unchecked: readonly { readonly reason: Words; readonly count: number }[]
  /** By severity; within one severity, equations first and then the laws in their order. */
  readonly findings: readonly Finding[]
}

export type Outcome = 'passed' | 'failed' | 'unchecked'

/** left − right, in the unit of the claims. */
export function differenceOf(equation: Equation, valueOf: (claim: number) => number): number {
  let difference = 0
  for (const term of equation.left) difference += term.times * valueOf(term.claim)
  for (const term of equation.right) difference -= term.times * valueOf(term.claim)
  return difference
}

/** Whether an equation holds for these values, within the precision of its figures. */
export function holds(equation: Equation, valueOf: (claim: number) => number): boolean {
  const difference = differenceOf(equation, valueOf)
  return equation.relation === '=' ? Math.abs(difference) <= equation.tolerance : difference <= equation.tolerance
}
