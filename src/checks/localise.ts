import { EquationRows } from './equation-rows.ts'
import { LinearSystem, type Row, restAfter, timesOf } from './linear-system.ts'
import { findMinimumSets, type Part } from './minimum-sets.ts'
import { findRoundingSlips } from './rounding-slips.ts'
import { type Corrections, groupByShared, splitExplanations } from './split-explanations.ts'

/** Σ times·value = 0 is expected, give or take `tolerance` (in the unit of the values: fen for money). */
export interface LinearEquation {
  readonly terms: readonly { readonly variable: number; readonly times: number }[]
  readonly tolerance: number
  /** It usually holds: it forces no correction, but prefers one of several equal explanations. */
  readonly soft?: boolean
}

export interface LocaliseInput {
  readonly values: readonly number[]
  readonly equations: readonly LinearEquation[]
  /** Variables whose value could not be read: free from the start and not counted as corrected. */
  readonly unknown?: ReadonlySet<number>
  /** Variables that are never suspects. */
  readonly trusted?: ReadonlySet<number>
  /** Orders equal alternatives: the lower sum first. */
  readonly weight?: (variable: number) => number
  /** The most variables that one connected part may need. No limit by default. */
  readonly maxSize?: number
  /** Search nodes for the whole system; 8,000 by default. */
  readonly budget?: number
}

/** A variable and its corrected value (not the difference); null where only a combination is determined. */
export interface Correction {
  readonly variable: number
  readonly value: number | null
}

export interface Explanation {
  readonly corrections: readonly Correction[]
}

/** Variables that only together explain what is broken. */
export interface Component {
  /** The broken equations in which they stand. */
  readonly equations: readonly number[]
  /** In every smallest set, with the same value. */
  readonly common: readonly Correction[]
  /** For the rest: equal, each whole. Empty when `common` explains all, or when nothing does. */
  readonly alternatives: readonly Explanation[]
  /** False: the search budget ran out; this is the best that was found, not proven to be smallest. */
  readonly complete: boolean
  /** True: there are more alternatives than are listed. */
  readonly capped: boolean
}

export interface Localisation {
  /** In the order of their first equation. */
  readonly components: readonly Component[]
  /** Equations whose remaining residue is within their tolerance and which no single cell explains. */
  readonly rounding: readonly number[]
  /** One for each unknown variable that stands in an equation. */
  readonly unknown: readonly Correction[]
}

const DEFAULT_BUDGET = 8_000
const MOST_ALTERNATIVES = 24
/** Sets kept of one part before it is taken apart: independent choices multiply, and the product must be whole to factor. */
const MOST_SETS = 2000

/** One explanation of a part, with the number of broken rows that it makes exact. */
interface Candidate {
  readonly corrections: Corrections
  readonly mended: number
}

/** Something to be shown together: corrections that are certain, and at most a few choices. */
interface Item {
  readonly constant: Corrections
  readonly choices: readonly (readonly Corrections[])[]
  readonly complete: boolean
  readonly capped: boolean
}

/**
 * Finds the smallest sets of values whose correction makes every equation hold (Fellegi–Holt), exactly, in whole numbers.
 *
 * Broken equations within their tolerance force nothing: they choose between equal explanations, and what then remains of them is a
 * slip where one cell makes two or more of them exact, and rounding otherwise. Deterministic; throws nothing for any input whose values
 * and coefficients are safe integers.
 */
export function localise(input: LocaliseInput): Localisation {
  const rows = new EquationRows(input)
  const system = new LinearSystem(input.values.length, rows.rows)
  const limits = {
    maxSize: input.maxSize ?? Number.POSITIVE_INFINITY,
    nodes: input.budget ?? DEFAULT_BUDGET,
    sets: MOST_SETS,
    contradictions: (input.trusted?.size ?? 0) > 0,
  }
  const parts = findMinimumSets(system, limits, (variables) => explain(system, variables))
  const items = parts.flatMap((part) => itemsOf(part, system, rows))
  const unexplained = parts.filter((part) => part.found.length === 0)

  const found: { component: Component; explanations: readonly Corrections[] }[] = []
  const show = (group: Item): void => {
    found.push({ component: componentOf(group, system, rows, input), explanations: explanationsOf(group) })
  }
  for (const group of together(items, system)) show(group)
  for (const slip of roundingItems(found, system)) show(slip)
  const components = found.map(({ component }) => component)
  for (const { rows: broken, complete } of unexplained) {
    components.push({ equations: rows.equationsOf(broken), common: [], alternatives: [], complete, capped: false })
  }
  for (const equation of rows.beyond) {
    components.push({ equations: [equation], common: [], alternatives: [], complete: false, capped: false })
  }
  components.sort(
    (a, b) => (a.equations[0] ?? 0) - (b.equations[0] ?? 0) || (a.common[0]?.variable ?? 0) - (b.common[0]?.variable ?? 0),
  )

  const made = merge(found.flatMap(({ explanations }) => explanations.slice(0, 1)))
  return {
    components,
    rounding: rows.roundingAfter(made),
    unknown: rows.unknownAfter(
      made,
      found.map((one) => one.explanations),
    ),
  }
}

/** The corrections of a set of variables; null where they are no whole numbers or do not make every row hold. */
function explain(system: LinearSystem, variables: readonly number[]): Candidate | null {
  const touched = [...new Set(variables.flatMap((variable) => system.rowsOf(variable)))].map((index) => system.row(index))
  const judge = (solved: Map<number, number>): Candidate | number => {
    if ([...solved.values()].some((correction) => !Number.isSafeInteger(correction))) return Number.NaN
    if (touched.some((row) => row.slack > 0)) settleTolerant(solved, touched, system)
    const corrections = new Map([...solved].filter(([, correction]) => correction !== 0).sort(([a], [b]) => a - b))
    const left = touched.map((row) => restAfter(row, corrections))
    const excess = Math.max(...left.map((rest, index) => Math.abs(rest) - (touched[index] as Row).slack))
    if (excess > 0 || !left.every(Number.isSafeInteger)) return excess
    return { corrections, mended: left.filter((rest, index) => rest === 0 && touched[index]?.rest !== 0).length }
  }
  const first = solutions(system, variables, 0).map(judge)[0] ?? Number.NaN
  if (typeof first !== 'number') return first
  if (!Number.isSafeInteger(first)) return null
  // Where the rows that were solved exactly ask for too much of another, one of them may have to give way within its tolerance.
  for (const solved of solutions(system, variables, first)) {
    const answer = judge(solved)
    if (typeof answer !== 'number') return answer
  }
  return null
}

/** The corrections that elimination gives for a set; with `shift`, those where one defining row is off by so much either way. */
function solutions(system: LinearSystem, variables: readonly number[], shift: number): Map<number, number>[] {
  const mark = system.mark()
  const chosen = variables.every((variable) => system.choose(variable, false) !== null)
  const pivots = chosen ? system.pivots.filter(({ row }) => row.slack >= shift) : []
  const solved =
    shift === 0
      ? pivots.slice(0, 1).map(() => system.corrections())
      : pivots.flatMap(({ variable }) =>
          [shift, -shift].map((by) => system.corrections(new Map(), new Set(), new Map([[variable, by]]))),
        )
  system.undo(mark)
  return solved
}

/**
 * Where rows have tolerances, the pivots fix values that may be off by a rounding: each variable in turn takes, of the
 * values that some row asks for, the one that leaves the fewest rows broken and then the most exact.
 */
function settleTolerant(corrections: Map<number, number>, touched: readonly Row[], system: LinearSystem): void {
  for (let round = 0; round < 3; round++) {
    let moved = false
    for (const [variable, correction] of corrections) {
      const rows = system
        .rowsOf(variable)
        .map((index) => ({ row: system.row(index), left: restAfter(system.row(index), corrections) }))
      const cost = (change: number): number => {
        let sum = 0
        for (const { row, left } of rows) {
          const after = Math.abs(left - timesOf(row, variable) * change)
          if (after > 0) sum += after > row.slack ? 1 + touched.length : 1
        }
        return sum
      }
      let best = 0
      for (const { row, left } of rows) {
        // What makes the row exact, or else just bearable: a value between two roundings may be all that serves both.
        for (const wanted of row.slack === 0 ? [left] : [left, left - row.slack, left + row.slack]) {
          const change = wanted / timesOf(row, variable)
          if (Number.isSafeInteger(change) && cost(change) < cost(best)) best = change
        }
      }
      if (best === 0) continue
      corrections.set(variable, correction + best)
      moved = true
    }
    if (!moved) return
  }
}

function merge(sets: readonly Corrections[]): Corrections {
  return new Map(sets.flatMap((set) => [...set]))
}

/** What a part says, taken apart: each agreed correction by itself, each independent choice by itself. */
function itemsOf(part: Part<Candidate>, system: LinearSystem, rows: EquationRows): Item[] {
  if (part.found.length === 0) return []
  const most = Math.max(...part.found.map((candidate) => candidate.mended))
  const items: Item[] = []
  const take = (sets: readonly Corrections[]): void => {
    const { constant, choices } = splitExplanations(sets, (variable) => system.rowsOf(variable))
    for (const pair of constant) items.push({ constant: new Map([pair]), choices: [], complete: part.complete, capped: false })
    for (const choice of choices) {
      const preferred = rows.preferred(choice, constant)
      if (preferred.length < choice.length) take(preferred)
      else items.push({ constant: new Map(), choices: [choice], complete: part.complete, capped: part.capped })
    }
  }
  take(part.found.filter((candidate) => candidate.mended === most).map((candidate) => candidate.corrections))
  return items
}

/**
 * Items that only together explain something: those that meet in a row that holds as printed (each alone would break it), and those
 * that mend no row by themselves. Two wrong cells that each mend a row of their own stay two.
 */
function together(items: readonly Item[], system: LinearSystem): Item[] {
  const touched = (item: Item): number[] => [...new Set(variablesOf(item).flatMap((variable) => system.rowsOf(variable)))]
  const intact = items.map((item) => touched(item).filter((index) => system.row(index).rest === 0))
  const groups = groupByShared(intact).map((group) => join(group.map((index) => items[index] as Item)))
  const needsOthers = groups.map((group) => {
    const corrections = explanationsOf(group)[0] as Corrections
    return touched(group).every((index) => {
      const row = system.row(index)
      return row.rest === 0 || Math.abs(restAfter(row, corrections)) > row.slack
    })
  })
  const broken = groups.map((group) => touched(group).filter((index) => system.row(index).rest !== 0))
  // A group that mends nothing alone is tied to all that it meets; the others are tied only to such.
  const weak = new Set(broken.flatMap((list, index) => (needsOthers[index] === true ? list : [])))
  return groupByShared(broken.map((list) => list.filter((row) => weak.has(row)))).map((group) =>
    join(group.map((index) => groups[index] as Item)),
  )
}

function join(items: readonly Item[]): Item {
  return {
    constant: merge(items.map((item) => item.constant)),
    choices: items.flatMap((item) => item.choices),
    complete: items.every((item) => item.complete),
    capped: items.some((item) => item.capped),
  }
}

function variablesOf(item: Item): number[] {
  return [...item.constant.keys(), ...item.choices.flatMap((choice) => choice.flatMap((set) => [...set.keys()]))]
}

/** Every choice from each group of alternatives, with what is certain; at most one more than are shown. */
function explanationsOf(item: Item): Corrections[] {
  let product: Corrections[] = [item.constant]
  for (const choice of item.choices) {
    product = product.flatMap((set) => choice.map((other) => merge([set, other]))).slice(0, MOST_SETS)
  }
  return product
}

function componentOf(item: Item, system: LinearSystem, rows: EquationRows, input: LocaliseInput): Component {
  const broken = [...new Set(variablesOf(item).flatMap((variable) => system.rowsOf(variable)))].filter(
    (index) => system.row(index).rest !== 0,
  )
  const weigh = (set: Corrections): number => [...set.keys()].reduce((sum, variable) => sum + (input.weight?.(variable) ?? 0), 0)
  const corrected = (set: Iterable<readonly [number, number]>): Correction[] =>
    [...set]
      .sort(([a], [b]) => a - b)
      .map(([variable, correction]) => ({ variable, value: (input.values[variable] as number) + correction }))
  const alternatives = item.choices.length === 0 ? [] : explanationsOf({ ...item, constant: new Map() })
  const sorted = alternatives
    .map((set) => ({ weight: weigh(set), corrections: corrected(set) }))
    .sort((a, b) => a.weight - b.weight || compareVariables(a.corrections, b.corrections))
  return {
    equations: rows.equationsOf(broken),
    common: corrected(item.constant),
    alternatives: sorted.slice(0, MOST_ALTERNATIVES).map(({ corrections }) => ({ corrections })),
    complete: item.complete,
    capped: item.capped || sorted.length > MOST_ALTERNATIVES,
  }
}

function compareVariables(a: readonly Correction[], b: readonly Correction[]): number {
  for (const [index, { variable }] of a.entries()) {
    const difference = variable - (b[index]?.variable ?? -1)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Slips among the residues that remain, found until no more show; rows whose residue is still a matter of choice are left alone. */
function roundingItems(found: readonly { readonly explanations: readonly Corrections[] }[], system: LinearSystem): Item[] {
  const made = new Map(merge(found.flatMap(({ explanations }) => explanations.slice(0, 1))))
  const open = new Set(
    found.flatMap(({ explanations }) => (explanations.length > 1 ? explanations.flatMap((set) => [...set.keys()]) : [])),
  )
  const undecided = new Set([...open].flatMap((variable) => system.rowsOf(variable)))
  const columns = system.columns.map((column) => (column.some((index) => undecided.has(index)) ? [] : column))
  const items: Item[] = []
  for (;;) {
    const rows = system.rows.map((row, index) => ({ ...row, rest: undecided.has(index) ? 0 : restAfter(row, made) }))
    const slips = findRoundingSlips(
      rows,
      columns.map((column, variable) => (made.has(variable) ? [] : column)),
    )
    if (slips.length === 0) return items
    for (const { cells } of slips) {
      const sets = cells.map((cell) => new Map([cell]))
      items.push({
        constant: sets.length === 1 ? (sets[0] as Corrections) : new Map(),
        choices: sets.length === 1 ? [] : [sets],
        complete: true,
        capped: false,
      })
      const [variable, correction] = cells[0] as readonly [number, number]
      made.set(variable, correction)
    }
  }
}
