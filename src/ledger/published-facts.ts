import type { Fen } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Reading } from '../budget/reading.ts'
import { DIMENSIONS, type Dimension, type Slice, sliceKey } from '../budget/slice.ts'
import { CUTS, type Cut, type CutId } from '../catalogue/cuts.ts'
import { isAncestor, parent } from '../catalogue/tree.ts'

/** A flow of money as a document publishes it, at the finest grain that its cut is printed in. */
export interface PublishedFact {
  readonly cut: CutId
  readonly slice: Slice
  readonly amount: Fen
  /** The claim that says so: index in `Reading.claims`. */
  readonly claim: number
}

/** One cut of a document: what its facts add up to, and what it is printed to be. */
export interface CutSum {
  readonly cut: CutId
  readonly form: string
  readonly facts: number
  readonly sum: Fen
  /** The printed total; null where none is printed. */
  readonly total: Fen | null
}

/** Forms that are printed once for each project. */
const CARDS: ReadonlySet<string> = new Set(['performance-target'])

/** Told apart where they are printed, and added up where they are not asked for. */
const BESIDE: readonly Dimension[] = ['origin', 'unit']

/**
 * The facts that a document publishes, cut by cut: its finest claims. A total whose parts are printed is no fact of its own, and neither is 其中 that
 * is only some of what it stands below, nor last year's figure, nor a change.
 */
export function publishedFacts(reading: Reading): { facts: PublishedFact[]; cuts: CutSum[] } {
  const byForm = Map.groupBy(reading.claims.filter(isMoneyOfTheYear), (claim) => claim.form)
  const facts: PublishedFact[] = []
  const cuts: CutSum[] = []
  for (const cut of CUTS) {
    for (const form of cut.forms) {
      // A card is a table of its own: together they are one.
      const tables = Map.groupBy(byForm.get(form) ?? [], (claim) => (CARDS.has(form) ? 0 : claim.table))
      const candidates = [...tables.values()].map((claims) => inTable(cut, claims)).filter((c) => c.finest.length > 0)
      // A form printed twice (a department's, then its units') is the same money twice: the larger one has the other in it.
      const best = candidates.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum))[0]
      if (best === undefined) continue
      // Rows that are groups of others, though nothing printed says so, would count money twice. Less than the total is what was not published.
      if (best.total !== null && best.sum > best.total + best.slack) continue
      facts.push(...best.finest.map((claim) => ({ cut: cut.id, slice: claim.slice, amount: claim.value, claim: claim.id })))
      cuts.push({ cut: cut.id, form, facts: best.finest.length, sum: best.sum, total: best.total })
      break
    }
  }
  return { facts, cuts }
}

function isMoneyOfTheYear({ measure, slice, state, some }: Claim): boolean {
  return (
    measure === 'money' &&
    state === 'number' &&
    some !== true &&
    slice.measure === undefined &&
    (slice.year === undefined || slice.year === '0') &&
    slice.stage === undefined
  )
}

interface Candidate {
  readonly finest: readonly Claim[]
  readonly sum: Fen
  readonly total: Fen | null
  /** What rounding alone may make of their difference. */
  readonly slack: Fen
}

function inTable(cut: Cut, claims: readonly Claim[]): Candidate {
  const [first] = cut.dimensions
  const inside = claims.filter((claim) => isInside(cut, claim.slice))
  const isWhole = ({ slice }: Claim): boolean => first === undefined || slice[first] === (cut.within as Slice)[first]
  const parts = inside.filter((claim) => !isWhole(claim))
  const totals = finestOf(cut, inside.filter(isWhole))
  // What a table tells apart on no row (支出 by nature alone) is all in its totals.
  const finest = parts.length > 0 ? finestOf(cut, parts) : totals
  return {
    finest: finest.filter((claim) => claim.value !== 0),
    sum: sumOf(finest),
    total: totals.length === 0 ? null : sumOf(totals),
    slack: [...finest, ...totals].reduce((sum, claim) => sum + claim.precision, 0),
  }
}

/** The claims that have no narrower one beside them. */
function finestOf(cut: Cut, claims: readonly Claim[]): Claim[] {
  // Slices above a printed one: whoever stands there is a total.
  const above = new Set<string>()
  for (const { slice } of claims) for (const wider of widened(slice, cut)) above.add(sliceKey(wider))
  const seen = new Map<string, Claim>()
  return claims.filter((claim) => {
    const key = sliceKey(claim.slice)
    if (above.has(key)) return false
    // Printed twice on two rows, they are two parts; in two columns of one row, one figure.
    const before = seen.get(key)
    seen.set(key, claim)
    return before === undefined || (before.part !== undefined && before.part !== claim.part)
  })
}

function sumOf(claims: readonly Claim[]): Fen {
  return claims.reduce((sum, claim) => sum + claim.value, 0)
}

/** Whether a slice lies in the cut, and is narrowed by nothing that the cut does not tell apart. */
function isInside(cut: Cut, slice: Slice): boolean {
  return DIMENSIONS.every((dimension) => {
    const node = slice[dimension]
    const within = (cut.within as Slice)[dimension]
    if (within === undefined) return node === undefined || cut.dimensions.includes(dimension) || BESIDE.includes(dimension)
    return node === within || (cut.dimensions.includes(dimension) && isAncestor(dimension, within, node))
  })
}

/** Every slice strictly above one, inside the cut. A handful: trees are shallow. */
function widened(slice: Slice, cut: Cut): Slice[] {
  let all: Slice[] = [slice]
  for (const dimension of [...cut.dimensions, ...BESIDE]) {
    const floor = (cut.within as Slice)[dimension]
    const steps: (string | undefined)[] = []
    for (let node = slice[dimension]; node !== floor && node !== undefined; ) {
      node = parent(dimension, node)
      steps.push(node)
    }
    all = all.flatMap((one) => [one, ...steps.map((node) => placed(one, dimension, node))])
  }
  return all.slice(1)
}

function placed(slice: Slice, dimension: Dimension, node: string | undefined): Slice {
  const { [dimension]: _, ...rest } = slice
  return node === undefined ? rest : { ...rest, [dimension]: node }
}
