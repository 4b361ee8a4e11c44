import type { Fact } from '../budget/account.ts'
import type { Fen } from '../budget/amount.ts'
import { DIMENSIONS, type Dimension, type Slice } from '../budget/slice.ts'
import { isAncestor } from '../catalogue/tree.ts'

/** Whether a fact's money lies in a slice, all of it: on every dimension that the slice names, the fact has that node or one below it. */
export function isWithin(fact: Pick<Fact, 'slice' | 'items'>, slice: Slice): boolean {
  for (const dimension of DIMENSIONS) {
    const node = slice[dimension]
    if (node === undefined) continue
    if (dimension === 'item') {
      if (!fact.items.some((item) => isAtOrBelow('item', item, node))) return false
    } else if (!isAtOrBelow(dimension, fact.slice[dimension], node)) return false
  }
  return true
}

/** Whether a node is another or lies below it. */
export function isAtOrBelow(dimension: Dimension, node: string | undefined, above: string): boolean {
  return node === above || isAncestor(dimension, above, node)
}

/** The money of a slice, in fen. */
export function sumWithin(facts: readonly Fact[], slice: Slice): Fen {
  let sum = 0
  for (const fact of facts) if (isWithin(fact, slice)) sum += fact.amount
  return sum
}
