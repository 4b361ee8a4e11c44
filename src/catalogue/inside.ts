import type { Fact } from '../budget/account.ts'
import type { Fen } from '../budget/amount.ts'
import type { Dimension, Slice } from '../budget/slice.ts'
import { candidatesIn } from './fact-index.ts'
import { isAncestor } from './tree.ts'

/** Whether a node is another one or lies below it. */
function isWithin(dimension: Dimension, node: string | undefined, whole: string): boolean {
  return node === whole || isAncestor(dimension, whole, node)
}

/** Whether a fact's money lies wholly within a slice. Of a dimension that its cut does not carry, a fact is in no node. */
export function isInside(fact: Fact, slice: Slice): boolean {
  for (const key in slice) {
    const dimension = key as Dimension
    const whole = slice[dimension]
    if (whole === undefined) continue
    if (dimension === 'item') {
      if (!fact.items.some((item) => isWithin('item', item, whole))) return false
    } else if (!isWithin(dimension, fact.slice[dimension], whole)) return false
  }
  return true
}

/** The money of all facts inside a slice, in fen. */
export function sumOf(facts: readonly Fact[], slice: Slice): Fen {
  let sum = 0
  for (const fact of candidatesIn(facts, slice)) if (isInside(fact, slice)) sum += fact.amount
  return sum
}

/** Whether there is money inside a slice, were it money that adds up to nothing. */
export function hasMoney(facts: readonly Fact[], slice: Slice): boolean {
  for (const fact of candidatesIn(facts, slice)) if (fact.moneyed && isInside(fact, slice)) return true
  return false
}

/** The nodes on one dimension of all money inside a slice. */
export function nodesWithMoney(facts: readonly Fact[], slice: Slice, dimension: Dimension): ReadonlySet<string> {
  const nodes = new Set<string>()
  for (const fact of candidatesIn(facts, slice, dimension)) {
    const node = fact.slice[dimension]
    if (node !== undefined && fact.moneyed && isInside(fact, slice)) nodes.add(node)
  }
  return nodes
}
