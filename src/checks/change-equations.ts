import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import { sliceKey, without, type Slice } from '../budget/slice.ts'

/**
 * A printed change is this amount less the one that it is compared with, where both are printed: last year's budget (a change that names
 * no stage), last year's outcome (`executed`), or this year's own budget in a final account (`approved`, `adjusted`).
 */
export function changesFrom(claims: readonly Claim[], classes: ReadonlyMap<string, readonly Claim[]>): readonly Equation[] {
  const known = new Map<string, Prints>()
  const printsOf = (slice: Slice): Prints => {
    const key = sliceKey(slice)
    const before = known.get(key)
    if (before !== undefined) return before
    const prints = printsAmong(classes.get(key) ?? [])
    known.set(key, prints)
    return prints
  }
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
    const of = nearest(change, printsOf(now))
    const to = nearest(change, printsOf(earlier))
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

/** The prints of one slice, by where they stand: a text may print it a thousand times. */
interface Prints {
  /** The first in each paragraph, or row, of a table. */
  readonly beside: ReadonlyMap<string, Claim>
  /** The first in each table. */
  readonly within: ReadonlyMap<number, Claim>
  /** The first that a table prints, or else the first. */
  readonly first: Claim | undefined
}

function printsAmong(claims: readonly Claim[]): Prints {
  const beside = new Map<string, Claim>()
  const within = new Map<number, Claim>()
  const usable = claims.filter((c) => c.measure === 'money' && c.prose !== true)
  for (const claim of usable) {
    const where = besideKey(claim)
    if (!beside.has(where)) beside.set(where, claim)
    if (!within.has(claim.table)) within.set(claim.table, claim)
  }
  return { beside, within, first: usable.find((c) => c.form !== 'narrative') ?? usable[0] }
}

function besideKey({ table, place }: Claim): string {
  return `${table};${place.paragraph};${place.row}`
}

/** The print that stands nearest: in the same table or paragraph, or else the table's. */
function nearest(change: Claim, prints: Prints): Claim | undefined {
  return prints.beside.get(besideKey(change)) ?? prints.within.get(change.table) ?? prints.first
}
