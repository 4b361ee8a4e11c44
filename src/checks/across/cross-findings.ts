import type { Finding, Suspect } from '../../budget/finding.ts'
import { differenceOf, holds } from '../proof.ts'
import { printValue, slipOf } from '../slips.ts'
import { claimOf, crossMessage, wholesaleMessage } from './cross-words.ts'
import { explainBreaks } from './explain-breaks.ts'
import { SEVERITY, type CrossEquation, type Joint } from './joint.ts'

/** So many equations of its own document prove a claim: it is not doubted before one that fewer prove. */
const CONFIRMED = 2
/** From so many independent differences on, and when they are most of all, two documents do not show the same thing. */
const WHOLESALE = 6
/** One wrong amount shows in a dozen cuts: so many differences are no slip, and none of them is looked into. */
const TOO_MANY = 150

/** Findings from the equations between documents that do not hold. */
export function crossFindings(joint: Joint): readonly Finding[] {
  const valueOf = (id: number): number => claimOf(joint, id).value
  const findings: Finding[] = []
  const groups = Map.groupBy(joint.equations.keys(), (i) => {
    const cross = joint.equations[i]
    return cross === undefined ? '' : `${cross.tie} ${cross.documents.map((d) => d.document.sha256).join(' ')}`
  })
  for (const group of groups.values()) {
    const broken = group.filter((i) => {
      const cross = joint.equations[i]
      return cross !== undefined && !holds(cross.equation, valueOf)
    })
    if (broken.length === 0) continue
    if (broken.length > TOO_MANY) {
      findings.push(wholesale(joint, broken, group.length))
      continue
    }
    const breaks = broken.map((i) => {
      const { equation, slice } = crossOf(joint, i)
      return { slice, difference: differenceOf(equation, valueOf), slack: equation.tolerance }
    })
    const told = explainBreaks(breaks).map((indices) => indices.map((k) => broken[k] ?? 0))
    if (told.length >= WHOLESALE && broken.length * 2 > group.length) findings.push(wholesale(joint, broken, group.length))
    else for (const indices of told) findings.push(finding(joint, indices))
  }
  return findings
}

function crossOf(joint: Joint, index: number): CrossEquation {
  const cross = joint.equations[index]
  if (cross === undefined) throw new Error(`no equation ${index}`)
  return cross
}

function codeOf({ equation }: CrossEquation, isMissing: boolean): string {
  return isMissing ? 'missing' : equation.law
}

function finding(joint: Joint, indices: readonly number[]): Finding {
  const cross = crossOf(joint, indices[0] ?? 0)
  const terms = [...cross.equation.left, ...cross.equation.right].map((t) => t.claim)
  const suspects = suspectsOf(joint, cross, terms)
  const [first] = suspects
  const unique = new Set(suspects.map((s) => s.set)).size === 1 && suspects.length === 1
  const verdict = {
    suspect: unique && first !== undefined ? first.claim : null,
    right: unique ? (first?.repair?.printed ?? null) : null,
  }
  const absent = terms.map((id) => claimOf(joint, id)).find((c) => c.state === 'absent')
  const order = [...suspects.map((s) => s.claim), ...terms]
  return {
    code: codeOf(cross, absent !== undefined),
    severity: SEVERITY[cross.tie],
    message: crossMessage(joint, cross, verdict, indices.length - 1),
    ...(cross.equation.basis === undefined ? {} : { basis: cross.equation.basis }),
    places: [...new Set(order)].map((id) => claimOf(joint, id).place),
    ...(absent === undefined ? {} : { subject: { form: absent.form, ...(absent.row === undefined ? {} : { row: absent.row }) } }),
    equations: indices,
    suspects,
    unique,
  }
}

/** The claim that its document does not prove, where there is one only; otherwise each, the least proven first, as alternatives. */
function suspectsOf(joint: Joint, cross: CrossEquation, terms: readonly number[]): readonly Suspect[] {
  const proven = (id: number): number => joint.origins[id]?.proven ?? 0
  const doubted = terms.filter((id) => proven(id) < 0)
  const open = terms.filter((id) => proven(id) < CONFIRMED)
  const [only] = doubted.length === 1 ? doubted : open.length === 1 ? open : []
  const ordered = only === undefined ? terms.toSorted((a, b) => proven(a) - proven(b)) : [only]
  return ordered.map((id, i) => {
    const claim = claimOf(joint, id)
    const right = repairOf(joint, cross, id)
    if (right === null || right === claim.value) return { set: i + 1, claim: id, repair: null }
    const slip = slipOf(claim, right)
    const repair = { value: right, printed: printValue(claim, right) }
    return { set: i + 1, claim: id, repair, ...(slip === undefined ? {} : { slip }) }
  })
}

/** What a claim would have to be for the equation to hold, as finely as it is printed; null where nothing says. */
function repairOf(joint: Joint, { equation }: CrossEquation, id: number): number | null {
  if (equation.relation !== '=') return null
  const own = [...equation.left, ...equation.right.map((t) => ({ ...t, times: -t.times }))].find((t) => t.claim === id)
  if (own === undefined) return null
  const claim = claimOf(joint, id)
  const difference = differenceOf(equation, (i) => claimOf(joint, i).value)
  const exact = claim.value - difference / own.times
  return Math.round(exact / claim.precision) * claim.precision
}

function wholesale(joint: Joint, broken: readonly number[], all: number): Finding {
  const cross = crossOf(joint, broken[0] ?? 0)
  const places = broken.flatMap((i) => {
    const { equation } = crossOf(joint, i)
    return [...equation.left, ...equation.right].map((t) => claimOf(joint, t.claim).place)
  })
  return {
    code: codeOf(cross, false),
    severity: SEVERITY[cross.tie],
    message: wholesaleMessage(cross, broken.length, all),
    places: places.slice(0, 12),
    equations: broken,
    suspects: [],
    unique: false,
  }
}
