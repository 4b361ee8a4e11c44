import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import { sliceKey, without, type Slice } from '../budget/slice.ts'

/**
 * A printed change is this amount less the one that it is compared with, where both are printed: last year's budget (a change that names
 * no stage), last year's outcome (`executed`), or this year's own budget in a final account (`approved`, `adjusted`).
 */
export function changesFrom(claims: readonly Claim[], classes: ReadonlyMap<string, readonly Claim[]>): readonly Equation[] {
  return claims.flatMap((change): Equation[] => {
    if (change.slice.measure !== 'change' || change.measure !== 'money' || change.part !== undefined || change.state === 'blank')
      return []
    if (change.state === 'absent') return []
    const { stage } = change.slice
    const now = without(without(change.slice, 'measure'), 'stage')
    const earlier: Slice =
      stage === 'approved' || stage === 'adjusted'
        ? { ...now, stage }
        : { ...now, year: '-1', ...(stage === undefined ? {} : { stage }) }
    const of = nearest(change, classes.get(sliceKey(now)))
    const to = nearest(change, classes.get(sliceKey(earlier)))
    if (of === undefined || to === undefined || !isPrinted(of) || !isPrinted(to)) return []
    return [
      {
        law: 'change',
        left: [{ claim: change.id, times: 1 }],
        relation: '=',
        right: [
          { claim: of.id, times: 1 },
          { claim: to.id, times: -1 },
        ],
        tolerance: Math.floor((change.precision + of.precision + to.precision) / 2),
        force: 'must',
      },
    ]
  })
}

function isPrinted(claim: Claim): boolean {
  return claim.state === 'number' || claim.state === 'malformed'
}

/** The print that stands nearest: in the same table or paragraph, or else the table's. */
function nearest(change: Claim, prints: readonly Claim[] | undefined): Claim | undefined {
  const usable = prints?.filter((c) => c.measure === 'money' && c.prose !== true)
  return (
    usable?.find(
      (c) => c.table === change.table && c.place.paragraph === change.place.paragraph && c.place.row === change.place.row,
    ) ??
    usable?.find((c) => c.table === change.table) ??
    usable?.find((c) => c.form !== 'narrative') ??
    usable?.[0]
  )
}
