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
  return slices.map((slice) => {
    if (slice === null) return null
    for (const dimension of DIMENSIONS) {
      if (!complete.includes(dimension)) continue
      const beside = sliceKey(without(slice, dimension))
      const below = slices.flatMap((other, i) =>
        other !== null &&
        sliceKey(without(other, dimension)) === beside &&
        isAncestor(dimension, slice[dimension], other[dimension])
          ? [{ i, node: other[dimension] }]
          : [],
      )
      const nearest = below.filter(({ node }) => !below.some((b) => isAncestor(dimension, b.node, node)))
      if (nearest.length > 0) return nearest.map(({ i }) => i)
    }
    return null
  })
}
