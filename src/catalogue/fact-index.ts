import type { Fact } from '../budget/account.ts'
import { type Dimension, DIMENSIONS, type Slice } from '../budget/slice.ts'
import { ancestorsOf } from './tree.ts'

/** A fact, or several of the same money on what is asked, added up. */
export interface Sum extends Fact {
  /** Whether any of them has money, were it money that adds up to nothing. */
  readonly moneyed: boolean
}

type ByNode = ReadonlyMap<string, readonly Sum[]>

/** What is known of one list of facts, as far as it was asked for. */
interface Index {
  readonly facts: readonly Fact[]
  /** Of each dimension: a number for every fact's node. */
  readonly columns: Map<Dimension, Column>
  /** By the names of the dimensions that are told apart. */
  readonly sums: Map<string, Sums>
}

interface Column {
  readonly ids: Int32Array
  readonly nodes: number
}

/** Sums with, for each dimension, those in a node and below it. */
interface Sums {
  readonly all: readonly Sum[]
  readonly within: Map<Dimension, ByNode>
}

/** Fewer are looked through faster than they are sorted into lists. */
const FEW = 64
/** Fewer facts than these are not worth adding up beforehand. */
const MANY = 4096

/** Kept as long as the list of facts itself. */
const kept = new WeakMap<readonly Fact[], Index>()

/**
 * A short list in which all money inside a slice is, told apart on the slice's dimensions and one more that is asked for. A department of hundreds of units has a
 * hundred thousand facts and prints thousands of cells: each would otherwise look at all of them. Facts are added up by the dimensions that a table asks for,
 * of which there are a dozen sets, and found by the slice's rarest node.
 */
export function candidatesIn(facts: readonly Fact[], slice: Slice, asked?: Dimension): readonly Sum[] {
  let index = kept.get(facts)
  if (index === undefined) {
    index = { facts, columns: new Map(), sums: new Map() }
    kept.set(facts, index)
  }
  const sums = sumsBy(index, slice, asked)
  let nearest = sums.all
  if (nearest.length < FEW) return nearest
  for (const key in slice) {
    const dimension = key as Dimension
    const node = slice[dimension]
    if (node === undefined || dimension === 'item') continue
    const list = withinOf(sums, dimension).get(node) ?? []
    if (list.length < nearest.length) nearest = list
  }
  return nearest
}

function sumsBy(index: Index, slice: Slice, asked: Dimension | undefined): Sums {
  const dimensions = index.facts.length < MANY ? null : DIMENSIONS.filter((each) => each === asked || slice[each] !== undefined)
  const name = dimensions?.join(' ') ?? 'all'
  const known = index.sums.get(name)
  if (known !== undefined) return known
  const all = dimensions === null ? index.facts.map(asSum) : addedUp(index, dimensions)
  const made = { all, within: new Map<Dimension, ByNode>() }
  index.sums.set(name, made)
  return made
}

function asSum(fact: Fact): Sum {
  return { ...fact, moneyed: fact.amount !== 0 }
}

/** Facts that differ on none of the dimensions become one, which says on other dimensions what the first of them says. */
function addedUp(index: Index, dimensions: readonly Dimension[]): readonly Sum[] {
  const { facts } = index
  const groups = new Int32Array(facts.length)
  let count = 1
  for (const dimension of dimensions) {
    const { ids, nodes } = columnOf(index, dimension)
    const numbers = new Map<number, number>()
    for (let i = 0; i < groups.length; i += 1) groups[i] = numberOf(numbers, (groups[i] ?? 0) * nodes + (ids[i] ?? 0))
    count = numbers.size
  }
  const sums: (Fact & { amount: number; moneyed: boolean })[] = []
  sums.length = count
  facts.forEach((fact, i) => {
    const group = groups[i] ?? 0
    const sum = sums[group]
    if (sum === undefined) sums[group] = asSum(fact)
    else {
      sum.amount += fact.amount
      sum.moneyed ||= fact.amount !== 0
    }
  })
  return sums
}

function columnOf({ facts, columns }: Index, dimension: Dimension): Column {
  const known = columns.get(dimension)
  if (known !== undefined) return known
  const numbers = new Map<string | undefined, number>()
  const ids = Int32Array.from(facts, ({ slice, items }) =>
    numberOf(numbers, dimension === 'item' ? items.join(' ') : slice[dimension]),
  )
  const made = { ids, nodes: numbers.size }
  columns.set(dimension, made)
  return made
}

/** The number of a key, in the order in which keys come. */
function numberOf<K>(numbers: Map<K, number>, key: K): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}

function withinOf({ all, within }: Sums, dimension: Dimension): ByNode {
  const known = within.get(dimension)
  if (known !== undefined) return known
  const lists = new Map<string, Sum[]>()
  const put = (node: string, sum: Sum): void => {
    const list = lists.get(node)
    if (list === undefined) lists.set(node, [sum])
    else list.push(sum)
  }
  for (const sum of all) {
    const node = sum.slice[dimension]
    if (node === undefined) continue
    put(node, sum)
    for (const above of ancestorsOf(dimension, node)) put(above, sum)
  }
  within.set(dimension, lists)
  return lists
}
