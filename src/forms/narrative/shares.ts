import type { Claim } from '../../budget/claim.ts'
import { DIMENSIONS, sliceKey, without, type Slice } from '../../budget/slice.ts'
import { parent } from '../../catalogue/tree.ts'

/** What a year's own money is a part of. */
const AROUND: Readonly<Record<string, string>> = { income: 'sources', expenditure: 'uses' }

/**
 * The claim that a printed share is a share of, where its paragraph prints no such amount. What the words leave open the figures settle:
 * of the slices that are meant, the one of which it is this share, and else the likeliest. Where no words name the whole, it is what
 * includes the part, if the share comes near it: otherwise nobody knows of what it is one.
 *
 * @param wholes the slices that the words may mean; undefined where there are no words
 */
export function wholeOf(
  part: Claim,
  share: Pick<Claim, 'value' | 'precision'>,
  wholes: readonly Slice[] | undefined,
  amounts: ReadonlyMap<string, Claim>,
): number | null {
  const ways = wholes ?? includingSlices(part.slice)
  const known = ways.flatMap((slice) => amounts.get(sliceKey(slice)) ?? [])
  const distance = (whole: Claim): number => Math.abs((part.value / whole.value) * 10_000 - share.value)
  const [nearest] = known.toSorted((a, b) => distance(a) - distance(b))
  if (nearest === undefined) return null
  // A last digit or two: shares are turned by hand so that they add up.
  if (distance(nearest) <= 2.5 * share.precision) return nearest.id
  return wholes === undefined ? null : (known[0]?.id ?? null)
}

/** The print of each amount that others are held against: the first of a table, or else of the text. */
export function amountsBySlice(claims: readonly Claim[]): ReadonlyMap<string, Claim> {
  const amounts = new Map<string, Claim>()
  for (const claim of claims) {
    if (claim.measure !== 'money' || claim.state !== 'number' || claim.value <= 0 || claim.prose === true) continue
    const key = sliceKey(claim.slice)
    const before = amounts.get(key)
    if (before === undefined || (before.form === 'narrative' && claim.form !== 'narrative')) amounts.set(key, claim)
  }
  return amounts
}

/** The slices around this one: each dimension that it names made wider by one step, or left out, one after the other. */
function includingSlices(slice: Slice): readonly Slice[] {
  const seen = new Map<string, Slice>()
  const pending: Slice[] = [slice]
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    for (const dimension of DIMENSIONS) {
      const node = at[dimension]
      // This year's money is no part of last year's, nor a change of an amount.
      if (node === undefined || dimension === 'year' || dimension === 'stage' || dimension === 'measure') continue
      const above = dimension === 'flow' ? AROUND[node] : parent(dimension, node)
      const left = dimension === 'flow' ? null : without(at, dimension)
      for (const wider of [above === undefined ? null : { ...at, [dimension]: above }, left]) {
        if (wider === null || seen.has(sliceKey(wider))) continue
        seen.set(sliceKey(wider), wider)
        pending.push(wider)
      }
    }
  }
  return [...seen.values()]
}
