import type { LinearEquation } from '../src/checks/localise.ts'

/**
 * Made-up budgets of a realistic build for measuring and testing localisation: a tree of functions times natures, the same
 * slices printed again in further tables, totals everywhere. All amounts are whole fen in steps of 0.01万元.
 */
export interface BudgetSystem {
  /** Values that satisfy every equation. */
  readonly values: readonly number[]
  readonly equations: readonly LinearEquation[]
  /** For each column of each table, its cells. */
  readonly columns: readonly (readonly number[])[]
}

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

interface TreeNode {
  readonly parent: number
  readonly leaf: boolean
}

function tree(random: () => number, classes: number, breadth: number): TreeNode[] {
  const nodes: { parent: number; leaf: boolean }[] = [{ parent: -1, leaf: false }]
  const grow = (parent: number, depth: number, children: number): void => {
    for (let child = 0; child < children; child++) {
      const index = nodes.push({ parent, leaf: depth === 2 }) - 1
      if (depth < 2) grow(index, depth + 1, 1 + Math.floor(random() * breadth))
    }
  }
  grow(0, 0, classes)
  return nodes
}

/** `scale` 1 gives about 400 variables and 300 equations; both grow in proportion. Tolerances follow the number of terms. */
export function makeBudget(seed: number, scale = 1): BudgetSystem {
  const random = seededRandom(seed)
  const values: number[] = []
  const equations: LinearEquation[] = []
  const columns: number[][] = []
  const add = (terms: readonly (readonly [number, number])[]): void => {
    const tolerance = terms.length === 2 ? 0 : 5000 * terms.length
    equations.push({ terms: terms.map(([variable, times]) => ({ variable, times })), tolerance })
  }
  const column = (cells: readonly number[]): number[] => {
    const variables = cells.map((value) => values.push(value) - 1)
    columns.push(variables)
    return variables
  }
  const sums = (nodes: readonly TreeNode[], cells: readonly number[]): void => {
    for (const index of nodes.keys()) {
      const children = [...nodes.keys()].filter((child) => nodes[child]?.parent === index)
      if (children.length > 0)
        add([[cells[index] as number, 1], ...children.map((child) => [cells[child] as number, -1] as const)])
    }
  }
  const amounts = (nodes: readonly TreeNode[], blank: number): number[] => {
    const cells = nodes.map(({ leaf }) => (leaf && random() > blank ? (1 + Math.floor(random() ** 3 * 200_000)) * 10_000 : 0))
    for (let index = nodes.length - 1; index > 0; index--) {
      const parent = (nodes[index] as TreeNode).parent
      cells[parent] = (cells[parent] as number) + (cells[index] as number)
    }
    return cells
  }
  const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, index) => value + (b[index] as number))
  const table = (nodes: readonly TreeNode[], parts: readonly (readonly number[])[]): number[][] => {
    const total = column(parts.reduce(plus))
    const printed = parts.map(column)
    for (const cells of [total, ...printed]) sums(nodes, cells)
    for (const [row, cell] of total.entries()) add([[cell, 1], ...printed.map((cells) => [cells[row] as number, -1] as const)])
    return [total, ...printed]
  }
  const same = (a: number, b: number): void =>
    add([
      [a, 1],
      [b, -1],
    ])

  const functions = tree(random, Math.max(2, Math.round(4 * scale)), 3)
  const basic = amounts(functions, 0.4)
  const project = amounts(functions, 0.5)
  const fundProject = amounts(functions, 0.9)
  const [all, allBasic, allProject] = table(functions, [basic, plus(project, fundProject)]) as [number[], number[], number[]]
  const [general, generalBasic, generalProject] = table(functions, [basic, project]) as [number[], number[], number[]]
  const [fund] = table(functions, [fundProject]) as [number[]]
  for (const row of functions.keys()) {
    if (random() < 0.5)
      add([
        [all[row] as number, 1],
        [general[row] as number, -1],
        [fund[row] as number, -1],
      ])
    if (random() < 0.7) same(allBasic[row] as number, generalBasic[row] as number)
  }
  add([
    [allProject[0] as number, 1],
    [generalProject[0] as number, -1],
    [fund[0] as number, -1],
  ])

  // The basic expenditure once more, by economic class: personnel and running.
  const economic = tree(random, Math.max(2, Math.round(3 * scale)), 2)
  const personnel = amounts(economic, 0.3)
  const top = basic[0] as number
  const lead = economic.findIndex((node) => node.leaf)
  const running = economic.map(() => 0)
  for (let index = lead, rest = top - (personnel[0] as number); index >= 0; index = economic[index]?.parent ?? -1)
    running[index] = rest
  const [byClass, classPersonnel, classRunning] = table(economic, [personnel, running]) as [number[], number[], number[]]
  same(byClass[0] as number, generalBasic[0] as number)

  // The balance: sources by fund, uses by class, both totals.
  const sources = column([general, fund].map((cells) => values[cells[0] as number] as number))
  const [sourceTotal, useTotal] = column([values[all[0] as number] as number, values[all[0] as number] as number]) as [
    number,
    number,
  ]
  add([[sourceTotal, 1], ...sources.map((cell) => [cell, -1] as const)])
  const classes = [...functions.keys()].filter((index) => functions[index]?.parent === 0)
  const uses = column(classes.map((index) => values[all[index] as number] as number))
  add([[useTotal, 1], ...uses.map((cell) => [cell, -1] as const)])
  for (const [index, cell] of uses.entries()) same(cell, all[classes[index] as number] as number)
  same(sourceTotal, useTotal)
  same(sources[0] as number, general[0] as number)
  same(sources[1] as number, fund[0] as number)
  // A sentence or two repeat the totals.
  const prose = column(
    [all, allBasic, allProject, classPersonnel, classRunning].map((cells) => values[cells[0] as number] as number),
  )
  for (const [index, cells] of [all, allBasic, allProject, classPersonnel, classRunning].entries())
    same(prose[index] as number, cells[0] as number)
  return { values, equations, columns }
}

/** `count` misprints in different cells: a digit changed, two digits swapped, a point shifted, a cell left blank. */
export function injectErrors(system: BudgetSystem, count: number, seed: number): { values: number[]; wrong: number[] } {
  const random = seededRandom(seed)
  const values = [...system.values]
  const covered = [...new Set(system.equations.flatMap((equation) => equation.terms.map((term) => term.variable)))]
  const wrong: number[] = []
  while (wrong.length < count) {
    const variable = covered[Math.floor(random() * covered.length)] as number
    if (wrong.includes(variable)) continue
    const right = values[variable] as number
    const slips = [right + 1_000_000 * (1 + Math.floor(random() * 9)), right + 100_000_000, right * 10, 0, right + 270_000]
    const slip = slips[Math.floor(random() * slips.length)] as number
    if (slip === right) continue
    values[variable] = slip
    wrong.push(variable)
  }
  return { values, wrong: wrong.sort((a, b) => a - b) }
}
