import type { Claim } from '../budget/claim.ts'
import type { Equation, Law, Term } from '../budget/equation.ts'
import type { Card } from '../budget/reading.ts'
import { DIMENSIONS } from '../budget/slice.ts'
import { meaningsOf } from './meaning.ts'
import type { Outcome, Proof } from './proof.ts'

/** A term as printed. */
export interface PrintedTerm {
  readonly claim: Claim
  readonly times: number
}

/** An equation as it came out in one of the proofs. Values are sums of the sides, in the unit of the claims (fen for money). */
export interface EquationSide {
  readonly outcome: Outcome
  readonly left: number
  readonly right: number
  readonly leftTerms: readonly PrintedTerm[]
  readonly rightTerms: readonly PrintedTerm[]
}

export interface EquationDifference {
  readonly law: Law
  readonly relation: '=' | '≤'
  /** `broken` held before and does not any more, `mended` the other way round; `values` holds, or does not, as before. */
  readonly kind: 'broken' | 'mended' | 'outcome' | 'new' | 'gone' | 'values'
  readonly before: EquationSide | null
  readonly after: EquationSide | null
}

export interface ProvenReading {
  readonly proof: Proof
  readonly cards: readonly Card[]
}

interface Named {
  readonly equation: Equation
  readonly side: EquationSide
  /** By all its terms. */
  readonly exact: string
  /** By what it equals and how that is divided, whatever the parts are. */
  readonly loose: string
}

const ORDER: readonly EquationDifference['kind'][] = ['broken', 'mended', 'outcome', 'new', 'gone', 'values']

/**
 * Which equations came out otherwise, or with other values. An equation is the same where its terms mean the same; one that got a part more or less is
 * still the equation of what it adds up to.
 */
export function compareProofs(before: ProvenReading, after: ProvenReading): readonly EquationDifference[] {
  const [old, now] = [namedOf(before), namedOf(after)]
  const left = new Set(old)
  const partner = new Map<Named, Named>()
  for (const by of ['exact', 'loose'] as const) {
    const known = Map.groupBy(left, (each) => each[by])
    for (const each of now) {
      if (partner.has(each)) continue
      const found = known.get(each[by])?.shift()
      if (found === undefined) continue
      partner.set(each, found)
      left.delete(found)
    }
  }
  const differences: EquationDifference[] = now.flatMap((each) => {
    const was = partner.get(each)
    const kind = was === undefined ? ('new' as const) : kindOf(was, each)
    return kind === null ? [] : [differenceOf(kind, each.equation, was?.side ?? null, each.side)]
  })
  for (const { equation, side } of left) differences.push(differenceOf('gone', equation, side, null))
  return differences.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

function differenceOf(
  kind: EquationDifference['kind'],
  { law, relation }: Equation,
  before: EquationSide | null,
  after: EquationSide | null,
): EquationDifference {
  return { law, relation, kind, before, after }
}

function kindOf(before: Named, after: Named): EquationDifference['kind'] | null {
  const [was, is] = [before.side, after.side]
  if (was.outcome !== is.outcome)
    return is.outcome === 'failed' ? 'broken' : was.outcome === 'failed' && is.outcome === 'passed' ? 'mended' : 'outcome'
  return was.left === is.left && was.right === is.right ? null : 'values'
}

function namedOf({ proof, cards }: ProvenReading): readonly Named[] {
  const meanings = meaningsOf(proof.claims, cards)
  const printed = (terms: readonly Term[]): PrintedTerm[] =>
    terms.flatMap(({ claim: id, times }) => {
      const claim = proof.claims[id]
      return claim === undefined ? [] : [{ claim, times }]
    })
  const names = (terms: readonly Term[]): string[] =>
    terms.map(({ claim, times }) => `${times} ${meanings[claim] ?? ''}`).toSorted()
  return proof.equations.map((equation, i): Named => {
    const { law, relation } = equation
    const [left, right] = [printed(equation.left), printed(equation.right)]
    const [whole, parts] = left.length <= right.length ? [equation.left, right] : [equation.right, left]
    return {
      equation,
      side: {
        outcome: proof.outcomes[i] ?? 'unchecked',
        left: sumOf(left),
        right: sumOf(right),
        leftTerms: left,
        rightTerms: right,
      },
      exact: JSON.stringify([law, relation, names(equation.left), names(equation.right)]),
      loose: JSON.stringify([law, relation, names(whole), divisionOf(parts)]),
    }
  })
}

function sumOf(terms: readonly PrintedTerm[]): number {
  return terms.reduce((sum, { claim, times }) => sum + claim.value * times, 0)
}

/** Where parts stand and on which axes they are narrower: the same however many there are. */
function divisionOf(parts: readonly PrintedTerm[]): readonly string[] {
  const places = new Set(parts.map(({ claim }) => `${claim.form} ${claim.column ?? ''}`))
  const axes = DIMENSIONS.filter((axis) => parts.some(({ claim }) => claim.slice[axis] !== undefined))
  return [...[...places].toSorted(), ...axes]
}
