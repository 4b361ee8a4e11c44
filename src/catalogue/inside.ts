import type { Fact } from '../budget/account.ts'
import type { Fen } from '../budget/amount.ts'
import type { Dimension, Slice } from '../budget/slice.ts'
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
  for (const fact of nearOf(facts, slice)) if (isInside(fact, slice)) sum += fact.amount
  return sum
}

/** Whether there is money inside a slice, were it money that adds up to nothing. */
export function hasMoney(facts: readonly Fact[], slice: Slice): boolean {
  return nearOf(facts, slice).some((fact) => fact.amount !== 0 && isInside(fact, slice))
}

/** Fewer facts are looked through faster than they are sorted into lists. */
const FEW = 64

/** What is known of one list of facts, as far as it was asked for: those of each node by itself, and those in a node with all below it. */
interface Lists {
  readonly own: Map<Dimension, ReadonlyMap<string | undefined, readonly Fact[]>>
  readonly within: Map<string, readonly Fact[]>
}

/** Kept as long as the list of facts itself. */
const kept = new WeakMap<readonly Fact[], Lists>()

/**
 * A short list in which all facts inside a slice are: those of its rarest node. A department of many units prints hundreds of rows from thousands of facts,
 * and each cell would otherwise look at all of them.
 */
function nearOf(facts: readonly Fact[], slice: Slice): readonly Fact[] {
  if (facts.length < FEW) return facts
  let lists = kept.get(facts)
  if (lists === undefined) {
    lists = { own: new Map(), within: new Map() }
    kept.set(facts, lists)
  }
  let nearest = facts
  for (const key in slice) {
    const dimension = key as Dimension
    const node = slice[dimension]
    if (node === undefined || dimension === 'item') continue
    const list = withinOf(facts, lists, dimension, node)
    if (list.length < nearest.length) nearest = list
  }
  return nearest
}

function withinOf(facts: readonly Fact[], { own, within }: Lists, dimension: Dimension, node: string): readonly Fact[] {
  const name = `${dimension} ${node}`
  const known = within.get(name)
  if (known !== undefined) return known
  const byNode = own.get(dimension) ?? Map.groupBy(facts, (fact) => fact.slice[dimension])
  own.set(dimension, byNode)
  const list = [...byNode].flatMap(([each, some]) => (isWithin(dimension, each, node) ? some : []))
  within.set(name, list)
  return list
}
