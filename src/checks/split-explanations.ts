/** Corrections by variable: what is added to its value. */
export type Corrections = ReadonlyMap<number, number>

/** Equal explanations of one part, taken apart: what all agree on, and choices that are independent of each other. */
export interface SplitExplanations {
  readonly constant: Corrections
  readonly choices: readonly (readonly Corrections[])[]
}

/** Groups of items that share a key, as lists of item indices in their order. */
export function groupByShared(items: readonly Iterable<number>[]): number[][] {
  const leader = items.map((_, index) => index)
  const find = (index: number): number => {
    let at = index
    while (leader[at] !== at) at = leader[at] as number
    return at
  }
  const owner = new Map<number, number>()
  for (const [index, keys] of items.entries()) {
    for (const key of keys) {
      const other = owner.get(key)
      if (other === undefined) owner.set(key, index)
      else {
        const [a, b] = [find(other), find(index)]
        leader[Math.max(a, b)] = Math.min(a, b)
      }
    }
  }
  const groups = new Map<number, number[]>()
  for (const index of items.keys()) {
    const group = groups.get(find(index))
    if (group === undefined) groups.set(find(index), [index])
    else group.push(index)
  }
  return [...groups.values()]
}

/**
 * Takes equal explanations apart. Once the agreed corrections are made, variables that no row connects are chosen independently,
 * so that two choices of two are shown as two choices and not as four explanations.
 */
export function splitExplanations(
  sets: readonly Corrections[],
  rowsOf: (variable: number) => readonly number[],
): SplitExplanations {
  const constant = new Map<number, number>()
  for (const [variable, correction] of sets[0] ?? []) {
    if (sets.every((set) => set.get(variable) === correction)) constant.set(variable, correction)
  }
  const varying = [...new Set(sets.flatMap((set) => [...set.keys()]))].filter((variable) => !constant.has(variable))
  const choices: Corrections[][] = []
  for (const group of groupByShared(varying.map(rowsOf))) {
    const variables = new Set(group.map((index) => varying[index] as number))
    const alternatives = new Map<string, Corrections>()
    for (const set of sets) {
      const own = [...set].filter(([variable]) => variables.has(variable)).sort(([a], [b]) => a - b)
      alternatives.set(JSON.stringify(own), new Map(own))
    }
    choices.push([...alternatives.values()])
  }
  return { constant, choices }
}
