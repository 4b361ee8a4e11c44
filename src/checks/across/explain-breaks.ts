import { DIMENSIONS, sliceKey, type Slice } from '../../budget/slice.ts'
import { isAncestor } from '../../catalogue/tree.ts'

/** An equation between documents that does not hold: `difference` is left − right, `slack` what rounding may add to it. */
export interface Break {
  readonly slice: Slice
  readonly difference: number
  readonly slack: number
}

/**
 * Breaks that are one: a wider slice differs because narrower ones in it do, and one amount is cut by function, by nature and by economic
 * class alike. Each group is told once, its narrowest breaks first.
 *
 * @returns indices into `breaks`
 */
export function explainBreaks(breaks: readonly Break[]): readonly (readonly number[])[] {
  const leader = breaks.map((_, i) => i)
  const find = (i: number): number => (leader[i] === i ? i : find(leader[i] ?? i))
  const join = (a: number, b: number): void => {
    leader[Math.max(find(a), find(b))] = Math.min(find(a), find(b))
  }
  const explained = new Map<number, readonly number[]>()
  for (const [i, wide] of breaks.entries()) {
    const parts = partsThatExplain(breaks, wide)
    if (parts !== null) explained.set(i, parts)
  }
  const roots = [...breaks.keys()].filter((i) => !explained.has(i))
  for (const [n, a] of roots.entries()) {
    for (const b of roots.slice(n + 1)) {
      const [one, other] = [breaks[a], breaks[b]]
      if (one !== undefined && other !== undefined && isOneAmount(one, other)) join(a, b)
    }
  }
  const groups = Map.groupBy(roots, find)
  const below = (i: number, seen: Set<number>): Set<number> => {
    const parts = explained.get(i)
    if (parts === undefined) seen.add(find(i))
    else for (const part of parts) below(part, seen)
    return seen
  }
  for (const i of [...explained.keys()].toSorted((a, b) => depthOf(breaks[b]) - depthOf(breaks[a]))) {
    // What several groups explain together belongs to none of them alone.
    const under = [...below(i, new Set())]
    const [only] = under
    if (under.length === 1 && only !== undefined) groups.get(only)?.push(i)
  }
  return [...groups.values()].map((group) => group.toSorted((a, b) => Number(explained.has(a)) - Number(explained.has(b))))
}

function depthOf(at: Break | undefined): number {
  return Object.values(at?.slice ?? {}).reduce((sum, node) => sum + 10 + node.length, 0)
}

/** The nearest narrower breaks on one dimension whose differences add up to this one, or null. */
function partsThatExplain(breaks: readonly Break[], wide: Break): readonly number[] | null {
  for (const dimension of DIMENSIONS) {
    const beside = sliceKey({ ...wide.slice, [dimension]: undefined })
    const inside = [...breaks.keys()].filter((i) => {
      const slice = breaks[i]?.slice
      return (
        slice !== undefined &&
        isAncestor(dimension, wide.slice[dimension], slice[dimension]) &&
        sliceKey({ ...slice, [dimension]: undefined }) === beside
      )
    })
    const nearest = inside.filter(
      (i) => !inside.some((j) => isAncestor(dimension, breaks[j]?.slice[dimension], breaks[i]?.slice[dimension])),
    )
    if (nearest.length === 0) continue
    const sum = nearest.reduce((total, i) => total + (breaks[i]?.difference ?? 0), 0)
    const slack = nearest.reduce((total, i) => total + (breaks[i]?.slack ?? 0), wide.slack)
    if (Math.abs(sum - wide.difference) <= slack) return nearest
  }
  return null
}

/** The same difference in slices that overlap: neither is beside the other on any dimension. */
function isOneAmount(a: Break, b: Break): boolean {
  if (Math.abs(a.difference - b.difference) > a.slack + b.slack) return false
  return DIMENSIONS.every((d) => {
    const [x, y] = [a.slice[d], b.slice[d]]
    if (d === 'flow' || x === undefined || y === undefined || x === y) return true
    return isAncestor(d, x, y) || isAncestor(d, y, x)
  })
}
