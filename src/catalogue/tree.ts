import english from '../../codes/english.json' with { type: 'json' }
import type { Words } from '../budget/finding.ts'
import type { Dimension } from '../budget/slice.ts'
import { nameOf, parentOf } from './codes.ts'
import { NODES, type Node } from './nodes.ts'

/**
 * Every dimension as a tree. The root, "all of it", is `undefined`, as in a slice that does not name the dimension.
 * A node that no tree knows (a project, a unit) stands directly below the root.
 */

interface Known {
  readonly name: Words
  readonly parent: string | undefined
  readonly ancestors: ReadonlySet<string>
  readonly depth: number
  readonly parts: readonly string[]
}

const NO_TREE: ReadonlyMap<string, Known> = new Map()
const TREES: Readonly<Partial<Record<Dimension, ReadonlyMap<string, Known>>>> = Object.fromEntries(
  Object.entries(NODES).map(([dimension, roots]) => [dimension, plant(roots)]),
)

function plant(roots: readonly Node[]): ReadonlyMap<string, Known> {
  const tree = new Map<string, Known>()
  const visit = (node: Node, above: string | undefined, ancestors: readonly string[]) => {
    const parts = (node.parts ?? []).map((part) => part.id)
    tree.set(node.id, { name: node.name, parent: above, ancestors: new Set(ancestors), depth: ancestors.length + 1, parts })
    for (const part of node.parts ?? []) visit(part, node.id, [...ancestors, node.id])
  }
  for (const root of roots) visit(root, undefined, [])
  return tree
}

/** The dimensions whose nodes are official codes: a prefix of a code is its ancestor. */
export function isCodeDimension(dimension: Dimension): dimension is 'function' | 'economic' | 'government-economic' {
  return dimension === 'function' || dimension === 'economic' || dimension === 'government-economic'
}

function known(dimension: Dimension, node: string): Known | undefined {
  return (TREES[dimension] ?? NO_TREE).get(node)
}

/** Whether `a` lies strictly above `b`. The root lies above every other node and above nothing else. Called very often: no allocation. */
export function isAncestor(dimension: Dimension, a: string | undefined, b: string | undefined): boolean {
  if (b === undefined) return false
  if (a === undefined) return true
  if (isCodeDimension(dimension)) return a.length < b.length && a.length >= 3 && b.startsWith(a)
  return known(dimension, b)?.ancestors.has(a) ?? false
}

/** All nodes strictly above one but the root: those of which `isAncestor` is true. */
export function ancestorsOf(dimension: Dimension, node: string): Iterable<string> {
  if (!isCodeDimension(dimension)) return known(dimension, node)?.ancestors ?? []
  return Array.from({ length: Math.max(0, node.length - 3) }, (_, i) => node.slice(0, 3 + i))
}

/** The node directly above; undefined for the root and for what stands directly below it. */
export function parent(dimension: Dimension, node: string | undefined): string | undefined {
  if (node === undefined) return undefined
  if (isCodeDimension(dimension)) return parentOf(node) ?? undefined
  return known(dimension, node)?.parent
}

/** How far below the root: 0 for the root itself, 1 for a class (类), 3 for an item (项). */
export function depth(dimension: Dimension, node: string | undefined): number {
  if (node === undefined) return 0
  if (isCodeDimension(dimension)) return Math.max(1, Math.floor((node.length - 1) / 2))
  return known(dimension, node)?.depth ?? 1
}

/** The nodes directly below one of a dimension that is no code list, in the usual order. Of the root too. */
export function children(dimension: keyof typeof NODES, node: string | undefined): readonly string[] {
  if (node === undefined) return NODES[dimension].map((root) => root.id)
  return known(dimension, node)?.parts ?? []
}

/** Whether a node of a dimension is one that we know, in whatever year. A code that a document made up, and a project, is none. */
export function isNode(dimension: Dimension, node: string): boolean {
  return isCodeDimension(dimension) ? nameOf(dimension, node, null) !== null : known(dimension, node) !== undefined
}

/**
 * What people call a node, in the year that is meant (null: whenever). Only classes of the code lists have English names; below
 * them both languages give the Chinese one. A node that nothing knows is its own name.
 */
export function nodeName(dimension: Dimension, node: string, year: number | null): Words {
  if (isCodeDimension(dimension)) {
    const zh = nameOf(dimension, node, year) ?? node
    const names: Readonly<Record<string, string>> = english[dimension]
    return { zh, en: names[node] ?? zh }
  }
  return known(dimension, node)?.name ?? { zh: node, en: node }
}
