import type { Severity } from '../../budget/finding.ts'
import { holds, type Outcome, type Proof } from '../proof.ts'
import { claimOf } from './cross-words.ts'
import { crossFindings } from './cross-findings.ts'
import { Figures } from './figures.ts'
import { Joint, type Tie } from './joint.ts'
import { relationsOf, type Incomparable, type Party } from './relations.ts'
import type { SetDocument } from './testimony.ts'
import { tieTimes } from './tie-times.ts'
import { tieUnits } from './tie-units.ts'

/** Files that were held against each other, by what ties them. */
export interface Compared {
  readonly files: readonly string[]
  readonly tie: Tie
  readonly passed: number
  readonly failed: number
}

/** What checking documents against each other gives. Claims carry their file in their place. */
export interface SetProof extends Proof {
  readonly compared: readonly Compared[]
  readonly incomparable: readonly Incomparable[]
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/**
 * Checks documents against each other: a department and its units, a year and the next, a budget and its final account. Nothing is guessed
 * from the names of files. Pure; the same documents in the same order give the same proof.
 */
export function checkSet(documents: readonly SetDocument[]): SetProof {
  const { parties, relations, incomparable } = relationsOf(documents)
  const joint = new Joint()
  const figures = new Map<Party, Figures>()
  const of = (party: Party): Figures => {
    const known = figures.get(party)
    if (known !== undefined) return known
    const made = new Figures(party.document)
    figures.set(party, made)
    return made
  }
  const silent: Incomparable[] = []
  const tied = (pair: readonly Party[], tie: () => void): void => {
    const before = joint.equations.length
    tie()
    if (joint.equations.length === before) silent.push(nothingIn(pair))
  }
  for (const party of parties) {
    const units = relations.flatMap((r) => (r.kind === 'unit' && r.department === party ? [r.unit] : []))
    if (units.length === 0) continue
    tied([party, ...units], () => {
      tieUnits(
        joint,
        party,
        of(party),
        units.map((unit) => ({ party: unit, figures: of(unit) })),
      )
    })
  }
  for (const relation of relations) {
    if (relation.kind !== 'times') continue
    const { earlier, later } = relation
    tied([earlier, later], () => tieTimes(joint, of(earlier), of(later)))
  }
  const outcomes = joint.equations.map(
    ({ equation }): Outcome => (holds(equation, (id) => claimOf(joint, id).value) ? 'passed' : 'failed'),
  )
  return {
    claims: joint.claims,
    equations: joint.equations.map((e) => e.equation),
    outcomes,
    inDoubt: false,
    unchecked: [],
    findings: crossFindings(joint).toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]),
    compared: comparedIn(joint, outcomes),
    incomparable: [...incomparable, ...silent],
  }
}

function nothingIn(pair: readonly Party[]): Incomparable {
  return {
    files: pair.map((p) => p.document.file),
    reason: {
      zh: '可以互相核对，但没有找到同口径的数：没有一处印有另一份文件的数。',
      en: 'They could be held against each other, but no figure of one is printed in the other.',
    },
  }
}

function comparedIn(joint: Joint, outcomes: readonly Outcome[]): Compared[] {
  const groups = Map.groupBy(joint.equations.keys(), (i) => {
    const { tie, documents } = joint.equations[i] ?? { tie: '', documents: [] }
    return `${tie}\n${documents.map((d) => d.document.file).join('\n')}`
  })
  return [...groups.values()].flatMap((group): Compared[] => {
    const first = joint.equations[group[0] ?? -1]
    if (first === undefined) return []
    const passed = group.filter((i) => outcomes[i] === 'passed').length
    return [{ files: first.documents.map((d) => d.document.file), tie: first.tie, passed, failed: group.length - passed }]
  })
}
