import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import type { Problem } from '../budget/finding.ts'
import type { Doubt, Reading } from '../budget/reading.ts'
import { absentRows } from './absent-rows.ts'
import { deriveEquations } from './derive-equations.ts'
import { premisesOf } from './premises.ts'
import { holds } from './proof.ts'

/** More doubts than this are not tried one by one: such a document is told to be in doubt as a whole. */
const MOST_TRIED = 60

/**
 * Takes those other readings under which more of the document agrees: a doubt is taken when it leaves fewer equations broken and breaks
 * none that held. What is taken is said among the problems, and is no mistake of the publisher.
 */
export function settleDoubts(reading: Reading): Reading {
  if (reading.doubts.length === 0) return reading
  let current = reading
  let broken = brokenIn(current)
  const problems: Problem[] = []
  for (let tried = 0; broken.size > 0 && tried < MOST_TRIED; ) {
    const touching = current.doubts.filter((d) => d.changes.some((c) => broken.has(c.claim) || isUnread(current.claims[c.claim])))
    let best: { doubt: Doubt; reading: Reading; broken: Broken } | null = null
    for (const doubt of touching.slice(0, MOST_TRIED - tried)) {
      tried++
      const other = take(current, doubt)
      const left = brokenIn(other)
      if (left.equations < broken.equations && (best === null || left.equations < best.broken.equations))
        best = { doubt, reading: other, broken: left }
    }
    if (best === null) break
    problems.push({ message: best.doubt.message, place: best.doubt.place })
    current = best.reading
    broken = best.broken
  }
  return problems.length === 0 ? reading : { ...current, problems: [...current.problems, ...problems] }
}

/** The claims that stand in an equation which does not hold, and how many equations there are of these. */
interface Broken {
  readonly equations: number
  readonly size: number
  has(claim: number): boolean
}

function brokenIn(reading: Reading): Broken {
  const premises = premisesOf(reading.claims, reading.disclosure.year)
  const claims: readonly Claim[] = [...reading.claims, ...absentRows(reading, premises)]
  const { equations } = deriveEquations(reading, claims, premises)
  const involved = new Set<number>()
  let count = 0
  for (const equation of equations) {
    if (equation.force !== 'must' || !isBroken(equation, claims)) continue
    count++
    for (const term of [...equation.left, ...equation.right]) involved.add(term.claim)
  }
  return { equations: count, size: involved.size, has: (claim) => involved.has(claim) }
}

function isBroken(equation: Equation, claims: readonly Claim[]): boolean {
  if ([...equation.left, ...equation.right].some((t) => claims[t.claim]?.state === 'malformed')) return true
  return !holds(equation, (id) => claims[id]?.value ?? 0)
}

function isUnread(claim: Claim | undefined): boolean {
  return claim?.state === 'malformed'
}

function take(reading: Reading, doubt: Doubt): Reading {
  const claims = [...reading.claims]
  for (const { claim: id, as } of doubt.changes) {
    const claim = claims[id]
    if (claim === undefined) continue
    const { readings: _, ...rest } = claim
    claims[id] = { ...rest, ...as }
  }
  return {
    ...reading,
    claims,
    doubts: reading.doubts.filter((d) => !d.changes.some((c) => doubt.changes.some((t) => t.claim === c.claim))),
  }
}
