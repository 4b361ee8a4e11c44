import { DIMENSIONS, sliceKey, without, type Dimension, type Slice } from '../budget/slice.ts'
import { isAncestor } from '../catalogue/tree.ts'

/**
 * For each slice of a list, which others of the list are its nearest parts on one dimension: rows below a total, columns beside one.
 * Null where it has none. Whether the amounts add up is for the caller to see: not every form prints all parts.
 */
export function partsOf(
  slices: readonly (Slice | null)[],
  complete: readonly Dimension[],
): readonly (readonly number[] | null)[] {
  const found: (readonly number[] | null)[] = slices.map(() => null)
  for (const dimension of DIMENSIONS) {
    if (!complete.includes(dimension)) continue
    for (const group of groupsBeside(slices, dimension)) {
      for (const one of group) {
        if (found[one.index] !== null) continue
        const below = group.filter((other) => isAncestor(dimension, one.node, other.node))
        const nearest = below.filter(({ node }) => !below.some((b) => isAncestor(dimension, b.node, node)))
        if (nearest.length > 0) found[one.index] = nearest.map(({ index }) => index)
      }
    }
  }
  return found
}

interface Member {
  readonly index: number
  readonly node: string | undefined
}

/** Slices that differ on one dimension only, each with its node there. */
function groupsBeside(slices: readonly (Slice | null)[], dimension: Dimension): Iterable<readonly Member[]> {
  const groups = new Map<string, Member[]>()
  slices.forEach((slice, index) => {
    if (slice === null) return
    const key = sliceKey(without(slice, dimension))
    const member = { index, node: slice[dimension] }
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [member])
    else group.push(member)
  })
  return groups.values()
}
