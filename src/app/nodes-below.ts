import { NODES } from '../catalogue/nodes.ts'
import { children } from '../catalogue/tree.ts'
import type { FactDimension, FactFilter } from '../store/queries/facts.ts'

/** A filter in which every node stands for all below it too: 基本支出 is its 人员经费 and 公用经费, as a code is all its items. */
export function withNodesBelow(filter: FactFilter): FactFilter {
  if (filter.nodes === undefined) return filter
  const nodes: Partial<Record<FactDimension, string | readonly string[]>> = {}
  for (const [dimension, asked] of Object.entries(filter.nodes) as [FactDimension, string | readonly string[]][]) {
    const all = typeof asked === 'string' ? [asked] : asked
    nodes[dimension] = hasTree(dimension) ? [...new Set(all.flatMap((node) => below(dimension, node)))] : all
  }
  return { ...filter, nodes }
}

function hasTree(dimension: string): dimension is keyof typeof NODES {
  return Object.hasOwn(NODES, dimension)
}

function below(dimension: keyof typeof NODES, node: string): string[] {
  return [node, ...children(dimension, node).flatMap((part) => below(dimension, part))]
}
