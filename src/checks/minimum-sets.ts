import { isViolated, type LinearSystem, timesOf } from './linear-system.ts'
import { narrowChoices } from './narrow-choices.ts'

/**
 * The smallest sets of variables whose correction makes every row of a system hold: iterative deepening on the size, where choosing
 * a variable eliminates it. Violated rows without a common free variable each need one of their own, which bounds the size from below;
 * where the bound leaves nothing to spare, everything outside those rows is fixed and what remains falls into independent parts.
 */
export interface Part<Found> {
  /** Violated rows that this part explains. */
  readonly rows: readonly number[]
  /** What `accept` made of each set of the smallest size that it accepted. */
  readonly found: readonly Found[]
  /** False: the search ran out of nodes; what was found is the best known, not proven to be smallest. */
  readonly complete: boolean
  /** True: there are more sets of this size than were enumerated. */
  readonly capped: boolean
}

export interface SearchLimits {
  readonly maxSize: number
  /** Search nodes for the whole system. */
  readonly nodes: number
  /** Sets that are kept while enumerating one part. */
  readonly sets: number
  /** Whether rows may contradict each other, whatever is corrected: they cannot where every variable may be. */
  readonly contradictions: boolean
}

/** Judges a set that satisfies the rows as far as elimination can tell: null where it does not hold in whole numbers. */
export type Accept<Found> = (variables: readonly number[]) => Found | null

class OutOfNodes extends Error {}

function countWithin(packed: readonly number[], rows: readonly number[]): number {
  const wanted = new Set(rows)
  return packed.filter((row) => wanted.has(row)).length
}

/** Parts that no correction can explain are returned with nothing found. Leaves the system as it was. */
export function findMinimumSets<Found>(system: LinearSystem, limits: SearchLimits, accept: Accept<Found>): Part<Found>[] {
  const violated = system.rows.flatMap((row, index) => (system.alive[index] === 1 && isViolated(row) ? [index] : []))
  return new Search(system, limits, accept).parts(violated)
}

interface Bound {
  readonly size: number
  readonly packed: readonly number[]
}

/** Violated rows, and all free variables that any rows connect with them. */
interface Connected {
  readonly rows: readonly number[]
  readonly variables: readonly number[]
}

class Search<Found> {
  readonly #system: LinearSystem
  readonly #limits: SearchLimits
  readonly #accept: Accept<Found>
  readonly #stamp: Int32Array
  readonly #rowStamp: Int32Array
  readonly #crowd: Int32Array
  /** How often a row stood in a part that could not be solved: such rows are branched on first. */
  readonly #failures: Float64Array
  #now = 0
  #nodes = 0
  #limit = 0
  #most: number
  #capped = false

  constructor(system: LinearSystem, limits: SearchLimits, accept: Accept<Found>) {
    this.#system = system
    this.#limits = limits
    this.#most = limits.sets
    this.#accept = accept
    this.#stamp = new Int32Array(system.columns.length)
    this.#rowStamp = new Int32Array(system.rows.length)
    this.#crowd = new Int32Array(system.columns.length)
    this.#failures = new Float64Array(system.rows.length)
  }

  parts(violated: readonly number[]): Part<Found>[] {
    const hopeless = violated.filter((row) => this.#system.free[row] === 0)
    const hopeful = violated.filter((row) => this.#system.free[row] !== 0)
    const parts: Part<Found>[] = hopeless.map((row) => ({ rows: [row], found: [], complete: true, capped: false }))
    for (const component of this.#components(hopeful)) parts.push(...this.#solveOrDrop(component))
    return parts
  }

  /**
   * Where trusted values contradict each other, no correction helps: the most constrained equation is set aside as unexplained, so that
   * the rest of the document is still explained.
   */
  #solveOrDrop(component: Connected): Part<Found>[] {
    const violated = component.rows
    const parts = this.#solve(component)
    const unsolved = parts.length === 1 && parts[0]?.found.length === 0
    if (!unsolved || !this.#limits.contradictions || violated.length === 1 || this.#nodes >= this.#limits.nodes - 1) return parts
    const system = this.#system
    const free = (row: number): number => system.free[row] as number
    const dropped = violated.reduce((best, row) => (free(row) < free(best) ? row : best))
    system.alive[dropped] = 0
    const rest = this.#components(violated.filter((row) => row !== dropped)).flatMap((one) => this.#solveOrDrop(one))
    system.alive[dropped] = 1
    return [{ rows: [dropped], found: [], complete: false, capped: false }, ...rest]
  }

  /** One connected part: the smallest size that has an accepted set, and all such sets. */
  #solve(component: Connected): Part<Found>[] {
    const violated = component.rows
    const least = this.#bound(violated).size
    // One part that is hard must not use up what the others need.
    this.#limit = this.#nodes + Math.max(1, Math.floor((this.#limits.nodes - this.#nodes) / 2))
    const mark = this.#system.mark()
    try {
      for (let size = least; size <= Math.min(this.#limits.maxSize, component.variables.length); size++) {
        const parts = size === least ? this.#solveTight(component) : null
        if (parts !== null) return parts
        if (size === least) continue
        const found = this.#accepted(this.#allSets(violated, size))
        if (found.length > 0) return [{ rows: violated, found, complete: !this.#system.overflowed, capped: this.#capped }]
      }
    } catch (error) {
      if (!(error instanceof OutOfNodes)) throw error
    } finally {
      this.#most = this.#limits.sets
      this.#system.undo(mark)
    }
    const greedy = this.#greedy(violated)
    const found = greedy === null || greedy.length > this.#limits.maxSize ? [] : this.#accepted([greedy])
    return [{ rows: violated, found, complete: false, capped: false }]
  }

  /** The sets that are exactly as large as the lower bound, part by part; null where there are none. */
  #solveTight(component: Connected): Part<Found>[] | null {
    const violated = component.rows
    const mark = this.#system.mark()
    try {
      const { packed } = this.#bound(violated)
      if (!this.#tighten(packed, component.variables)) return null
      const parts: Part<Found>[] = []
      for (const { rows } of this.#components(violated)) {
        const found = this.#accepted(this.#allSets(rows, countWithin(packed, rows)))
        if (found.length === 0) {
          for (const row of rows) this.#failures[row] = (this.#failures[row] as number) + 1
          return null
        }
        parts.push({ rows, found, complete: !this.#system.overflowed, capped: this.#capped })
      }
      return parts
    } finally {
      this.#system.undo(mark)
    }
  }

  #accepted(sets: readonly (readonly number[])[]): Found[] {
    return sets.flatMap((set) => this.#accept(set) ?? [])
  }

  /**
   * All sets, or as many as are kept. In the latter case there is also one without each variable that some set can do without, so
   * that what stands in all that are returned stands in all there are.
   */
  #allSets(violated: readonly number[], size: number): number[][] {
    this.#capped = false
    const sets = this.#enumerate(violated, size)
    if (!this.#capped) return sets
    this.#most = 1
    for (const variable of sets[0] as number[]) {
      if (sets.some((set) => !set.includes(variable))) continue
      const mark = this.#system.mark()
      if (this.#system.exclude([variable])) sets.push(...this.#enumerate(violated, size))
      this.#system.undo(mark)
    }
    this.#most = this.#limits.sets
    this.#capped = true
    return sets
  }

  /** All sets of at most `left` variables that satisfy the violated rows, given what is chosen and excluded already. */
  #enumerate(violated: readonly number[], left: number): number[][] {
    if (violated.length === 0) return [[]]
    if (left === 0) return []
    if (++this.#nodes > this.#limit) throw new OutOfNodes()
    if (left === 1) return this.#singles(violated).map((variable) => [variable])
    const bound = this.#bound(violated)
    if (bound.size > left) return []
    if (bound.size < left) return this.#branch(violated, left)
    const mark = this.#system.mark()
    let sets: number[][] = []
    const connected = this.#components(violated).flatMap(({ variables }) => variables)
    if (this.#tighten(bound.packed, connected)) {
      const components = this.#components(violated)
      sets = components.length === 1 ? this.#branch(violated, left) : this.#product(components, bound.packed)
    }
    this.#system.undo(mark)
    return sets
  }

  /** Independent parts, each with one correction for each of its packed rows: every choice from each. */
  #product(components: readonly Connected[], packed: readonly number[]): number[][] {
    const factors: number[][][] = []
    for (const { rows } of components) {
      const sets = this.#enumerate(rows, countWithin(packed, rows))
      if (sets.length === 0) {
        for (const row of rows) this.#failures[row] = (this.#failures[row] as number) + 1
        return []
      }
      factors.push(sets)
    }
    let product: number[][] = [[]]
    for (const factor of factors) product = this.#cap(product.flatMap((set) => factor.map((other) => [...set, ...other])))
    return product
  }

  #branch(violated: readonly number[], left: number): number[][] {
    const system = this.#system
    const start = system.mark()
    const sets: number[][] = []
    for (const variable of system.freeVariables(this.#branchRow(violated))) {
      if (!system.isFree(variable)) continue
      const mark = system.mark()
      const changed = system.choose(variable)
      if (changed !== null) {
        for (const set of this.#enumerate(this.#violatedAfter(violated, changed), left - 1)) sets.push([variable, ...set])
      }
      system.undo(mark)
      if (sets.length > this.#most) break
      // What was tried is left out of the siblings, so that no set is met twice.
      if (!system.exclude([variable])) break
    }
    system.undo(start)
    return this.#cap(sets)
  }

  #cap(sets: number[][]): number[][] {
    if (sets.length <= this.#most) return sets
    this.#capped = true
    return sets.slice(0, this.#most)
  }

  #violatedAfter(violated: readonly number[], changed: readonly number[]): number[] {
    const system = this.#system
    const after = violated.filter((row) => system.alive[row] === 1 && isViolated(system.row(row)))
    for (const row of changed) if (isViolated(system.row(row)) && !after.includes(row)) after.push(row)
    return after
  }

  #branchRow(violated: readonly number[]): number {
    let best = violated[0] as number
    let bestCost = Number.POSITIVE_INFINITY
    for (const row of violated) {
      const cost = (this.#system.free[row] as number) / (1 + 50 * (this.#failures[row] as number))
      if (cost >= bestCost) continue
      best = row
      bestCost = cost
    }
    return best
  }

  /** Single variables that mend all violated rows and break none. */
  #singles(violated: readonly number[]): number[] {
    return this.#system.freeVariables(this.#branchRow(violated)).filter((variable) => this.#mendsAll(variable, violated.length))
  }

  #mendsAll(variable: number, violated: number): boolean {
    const system = this.#system
    let low = Number.NEGATIVE_INFINITY
    let high = Number.POSITIVE_INFINITY
    let mended = 0
    for (const index of system.rowsOf(variable)) {
      const row = system.row(index)
      const times = timesOf(row, variable)
      const from = (row.rest - row.slack) / times
      const to = (row.rest + row.slack) / times
      low = Math.max(low, Math.ceil(Math.min(from, to)))
      high = Math.min(high, Math.floor(Math.max(from, to)))
      if (low > high) return false
      if (isViolated(row)) mended++
    }
    return mended === violated
  }

  /** Rows that share no free variable with each other: each needs a correction of its own. */
  #bound(violated: readonly number[]): Bound {
    const system = this.#system
    const supports = violated.map((row) => system.freeVariables(row))
    for (const support of supports) for (const variable of support) this.#crowd[variable] = 0
    for (const support of supports) for (const variable of support) this.#crowd[variable] = (this.#crowd[variable] as number) + 1
    const order = violated.map((row, index) => {
      const support = supports[index] as number[]
      let cost = 0
      for (const variable of support) cost += (this.#crowd[variable] as number) - 1
      return { row, support, cost }
    })
    order.sort((a, b) => a.cost - b.cost || a.support.length - b.support.length || a.row - b.row)
    this.#now++
    const packed: number[] = []
    for (const { row, support } of order) {
      if (support.some((variable) => this.#stamp[variable] === this.#now)) continue
      for (const variable of support) this.#stamp[variable] = this.#now
      packed.push(row)
    }
    return { size: packed.length, packed }
  }

  /**
   * With no correction to spare, each packed row has exactly one, and no variable outside them has any. Other parts are not touched:
   * what they may correct is their own affair.
   */
  #tighten(packed: readonly number[], connected: readonly number[]): boolean {
    const system = this.#system
    const within = new Set(packed.flatMap((row) => system.freeVariables(row)))
    return system.exclude(connected.filter((variable) => !within.has(variable))) && narrowChoices(system, packed)
  }

  /** Violated rows grouped by what connects them: rows, violated or not, through their free variables. */
  #components(violated: readonly number[]): Connected[] {
    const system = this.#system
    const now = ++this.#now
    const wanted = new Set(violated)
    const components: Connected[] = []
    for (const first of violated) {
      if (this.#rowStamp[first] === now) continue
      this.#rowStamp[first] = now
      const rows: number[] = []
      const variables: number[] = []
      const queue = [first]
      for (const index of queue) {
        if (wanted.has(index)) rows.push(index)
        for (const variable of system.row(index).variables) {
          if (!system.isFree(variable) || this.#stamp[variable] === now) continue
          this.#stamp[variable] = now
          variables.push(variable)
          for (const other of system.columns[variable] as number[]) {
            if (this.#rowStamp[other] === now || system.alive[other] === 0) continue
            if (timesOf(system.row(other), variable) === 0) continue
            this.#rowStamp[other] = now
            queue.push(other)
          }
        }
      }
      components.push({ rows: rows.sort((a, b) => a - b), variables })
    }
    return components
  }

  /** Some set that satisfies the rows: always the variable that mends most and breaks least. Null where it gets stuck. */
  #greedy(violated: readonly number[]): number[] | null {
    const system = this.#system
    const mark = system.mark()
    const set: number[] = []
    let left = [...violated]
    while (left.length > 0) {
      const variable = this.#mostMending(left)
      const changed = variable === null ? null : system.choose(variable)
      if (variable === null || changed === null) {
        system.undo(mark)
        return null
      }
      set.push(variable)
      left = this.#violatedAfter(left, changed)
    }
    system.undo(mark)
    return set
  }

  #mostMending(violated: readonly number[]): number | null {
    const system = this.#system
    let best: number | null = null
    let bestScore = Number.NEGATIVE_INFINITY
    const seen = ++this.#now
    for (const row of violated) {
      for (const variable of system.freeVariables(row)) {
        if (this.#stamp[variable] === seen) continue
        this.#stamp[variable] = seen
        const ratios = new Map<number, number>()
        const rows = system.rowsOf(variable)
        for (const index of rows) {
          const ratio = system.row(index).rest / timesOf(system.row(index), variable)
          if (ratio !== 0) ratios.set(ratio, (ratios.get(ratio) ?? 0) + 1)
        }
        const score = 2 * Math.max(0, ...ratios.values()) - rows.length
        if (score <= bestScore) continue
        best = variable
        bestScore = score
      }
    }
    return best
  }
}
