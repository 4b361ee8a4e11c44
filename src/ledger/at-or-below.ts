import type { Dimension } from '../budget/slice.ts'
import { isAncestor } from '../catalogue/tree.ts'

/** Whether a node is another or lies below it. */
export function isAtOrBelow(dimension: Dimension, node: string | undefined, above: string): boolean {
  return node === above || isAncestor(dimension, above, node)
}
