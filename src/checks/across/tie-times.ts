import type { Figures, Figure } from './figures.ts'
import { isTelling, toleranceAcross, type Joint, type Tie } from './joint.ts'

/**
 * Two documents of one department: what the later one prints of last year, or of the approved budget, against what the earlier one
 * disclosed; printed changes too, where the base is not printed beside them. Both are told apart only by year and stage, so that a budget
 * against a final account, a year against the next and two versions of one disclosure are one comparison.
 */
export function tieTimes(joint: Joint, earlier: Figures, later: Figures): void {
  const tie: Tie = earlier.year !== later.year ? 'last-year' : earlier.stage !== later.stage ? 'approved' : 'version'
  const bases = new Set<string>()
  for (const figure of later.all) {
    const own = earlier.find(figure.slice, figure.year, figure.stage)
    if (own === undefined) continue
    bases.add(keyOfBase(figure))
    if (!isTelling(own.claim, figure.claim) || isBlankBase(figure)) continue
    joint.equations.push({
      tie,
      slice: figure.slice,
      documents: [later, earlier],
      equation: {
        law: 'same',
        left: [{ claim: joint.add(later, figure.claim), times: 1 }],
        relation: '=',
        right: [{ claim: joint.add(earlier, own.claim), times: 1 }],
        tolerance: toleranceAcross(figure.claim, own.claim),
        force: 'usual',
        ...(own.premise === undefined ? {} : { premise: own.premise }),
      },
    })
  }
  if (tie === 'version') return
  for (const change of later.changes) {
    if (bases.has(keyOfBase(change))) continue
    const now = later.find(change.slice, later.year, later.stage)
    const base = earlier.find(change.slice, change.year, change.stage)
    if (now === undefined || base === undefined || now.premise !== undefined || !isTelling(now.claim, base.claim)) continue
    const { precision } = change.claim
    joint.equations.push({
      tie,
      slice: change.slice,
      documents: [later, earlier],
      equation: {
        law: 'change',
        left: [{ claim: joint.add(later, now.claim), times: 1 }],
        relation: '=',
        right: [
          { claim: joint.add(earlier, base.claim), times: 1 },
          { claim: joint.add(later, change.claim), times: 1 },
        ],
        // A change in 万元 of amounts in 元 may be that of the amounts, rounded, or that of the rounded amounts.
        tolerance: Math.floor(
          (Math.max(now.claim.precision, precision) + Math.max(base.claim.precision, precision) + precision) / 2,
        ),
        force: 'usual',
        ...(base.premise === undefined ? {} : { premise: base.premise }),
      },
    })
  }
}

/** A blank column of last year may be one that nobody filled in: no statement that it was nothing. */
function isBlankBase(figure: Figure): boolean {
  return figure.claim.state === 'blank'
}

function keyOfBase({ slice, year, stage }: Figure): string {
  return JSON.stringify([Object.entries(slice).toSorted(), year, stage])
}
