import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import type { Finding, Severity, Words } from '../budget/finding.ts'
import type { Reading } from '../budget/reading.ts'
import { absentRows } from './absent-rows.ts'
import { deriveEquations } from './derive-equations.ts'
import { equationFindings } from './equation-findings.ts'
import { LAWS } from './laws/index.ts'
import { premisesOf } from './premises.ts'
import { holds, type Outcome, type Proof } from './proof.ts'
import { tablesInDoubt, withoutDoubtful } from './tables-in-doubt.ts'
import { withoutUnread } from './unread-pages.ts'

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/** A published budget that is wrong in more than a few places at once has rather been misread, where its cells were found by their looks. */
const MANY = 12
const FEW = 0.1

/**
 * Checks one reading: derives the equations that its claims imply, finds the smallest sets of cells that explain those that do not
 * hold, and applies the declared laws. Pure; the same reading gives the same proof.
 */
export function checkReading(reading: Reading): Proof {
  const premises = premisesOf(reading.claims, reading.disclosure.year)
  const claims: readonly Claim[] = [...reading.claims, ...absentRows(reading, premises)]
  const { equations, uncheckable } = deriveEquations(reading, claims, premises)
  const valueOf = (id: number): number => claims[id]?.value ?? 0
  const outcomes = equations.map((equation): Outcome => {
    if (hasMalformed(equation, claims)) return 'unchecked'
    return holds(equation, valueOf) ? 'passed' : 'failed'
  })
  const broken = equationFindings(reading, claims, equations)
  const failed = outcomes.filter((o) => o === 'failed').length
  const inDoubt = reading.byLooks && failed >= MANY && failed > FEW * outcomes.length
  const findings: Finding[] = broken.findings.map((f) => (inDoubt ? { ...f, severity: 'note' } : f))
  for (const law of LAWS) findings.push(...law({ reading, claims, repaired: broken.repaired }))
  const grounds = { claims, equations }
  const doubted = inDoubt ? new Set<number>() : tablesInDoubt(reading, findings, grounds)
  const malformed = outcomes.filter((o) => o === 'unchecked').length
  const unchecked: { reason: Words; count: number }[] = [...uncheckable]
  if (malformed > 0)
    unchecked.unshift({ reason: { zh: '其中有无法识读的数字', en: 'a figure in them cannot be read' }, count: malformed })
  const unread = reading.forms.filter((f) => f.state === 'unread').length
  if (unread > 0) unchecked.push({ reason: { zh: '表格未能识别', en: 'a table was not recognised' }, count: unread })
  return {
    claims,
    equations,
    outcomes,
    inDoubt,
    tablesInDoubt: [...doubted].toSorted((a, b) => a - b),
    unchecked,
    findings: once(withoutUnread(withoutDoubtful(findings, doubted, grounds), reading, inDoubt)).toSorted(
      (a, b) => ORDER[a.severity] - ORDER[b.severity],
    ),
  }
}

/** One figure may be two claims (收支总计): what is wrong with it is told once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>()
  return findings.filter((f) => {
    const key = `${f.code} ${f.message.zh} ${JSON.stringify(f.places)}`
    if (f.places.length === 0 || !told.has(key)) {
      told.add(key)
      return true
    }
    return false
  })
}

function hasMalformed(equation: Equation, claims: readonly Claim[]): boolean {
  return [...equation.left, ...equation.right].some((t) => claims[t.claim]?.state === 'malformed')
}
