/**
 * A sparse system of integer equations over corrections, with exact elimination and undo.
 *
 * A row says Σ times·d = rest, give or take `slack`, where d is the correction of a variable. A variable is free (it may be
 * corrected), excluded (its correction is zero) or chosen (it was eliminated: a pivot row defines it). All arithmetic is in safe
 * integers; a step that would leave them fails and sets `overflowed`, so that no answer ever rests on a rounded number.
 */
export interface Row {
  /** Ascending. */
  readonly variables: readonly number[]
  /** The coefficient of each variable; never zero. */
  readonly times: readonly number[]
  readonly rest: number
  readonly slack: number
}

export interface Pivot {
  readonly variable: number
  readonly row: Row
}

const FREE = 0
const EXCLUDED = 1
const CHOSEN = 2

type Undo =
  | { readonly kind: 'excluded'; readonly variable: number }
  | { readonly kind: 'row'; readonly index: number; readonly row: Row; readonly free: number }
  | { readonly kind: 'column'; readonly variable: number }
  | { readonly kind: 'chosen'; readonly variable: number; readonly pivot: number }

function greatestDivisor(a: number, b: number): number {
  let x = Math.abs(a)
  let y = Math.abs(b)
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

/** The coefficient of a variable in a row, 0 where it does not stand there. */
export function timesOf(row: Row, variable: number): number {
  const { variables } = row
  let low = 0
  let high = variables.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = variables[middle] as number
    if (found === variable) return row.times[middle] as number
    if (found < variable) low = middle + 1
    else high = middle - 1
  }
  return 0
}

/** Whether the row cannot hold while nothing in it is corrected. */
export function isViolated(row: Row): boolean {
  return Math.abs(row.rest) > row.slack
}

/** What is left of a row's `rest` once corrections are made. */
export function restAfter(row: Row, ...made: readonly ReadonlyMap<number, number>[]): number {
  let left = row.rest
  for (const corrections of made) {
    if (corrections.size < row.variables.length) {
      for (const [variable, correction] of corrections) left -= timesOf(row, variable) * correction
    } else {
      for (let at = 0; at < row.variables.length; at++)
        left -= (row.times[at] as number) * (corrections.get(row.variables[at] as number) ?? 0)
    }
  }
  return left
}

/** `target` freed of `variable` by means of `pivot`; null where the numbers would leave the safe integers. */
export function eliminate(target: Row, pivot: Row, variable: number): Row | null {
  const a = timesOf(pivot, variable)
  const b = timesOf(target, variable)
  const divisor = greatestDivisor(a, b) * (a < 0 ? -1 : 1)
  const keep = a / divisor
  const take = b / divisor
  const variables: number[] = []
  const times: number[] = []
  const [left, right] = [target.variables, pivot.variables]
  let i = 0
  let j = 0
  let common = 0
  while (i < left.length || j < right.length) {
    const u = i < left.length ? (left[i] as number) : Number.POSITIVE_INFINITY
    const w = j < right.length ? (right[j] as number) : Number.POSITIVE_INFINITY
    let coefficient = 0
    if (u <= w) coefficient += keep * (target.times[i++] as number)
    if (w <= u) coefficient -= take * (pivot.times[j++] as number)
    if (coefficient === 0) continue
    if (!Number.isSafeInteger(coefficient)) return null
    variables.push(Math.min(u, w))
    times.push(coefficient)
    if (common !== 1) common = greatestDivisor(common, coefficient)
  }
  let rest = keep * target.rest - take * pivot.rest
  let slack = keep * target.slack + Math.abs(take) * pivot.slack
  if (!Number.isSafeInteger(rest) || !Number.isSafeInteger(slack)) return null
  if (common > 1 && rest % common === 0 && slack % common === 0) {
    for (let index = 0; index < times.length; index++) times[index] = (times[index] as number) / common
    rest /= common
    slack /= common
  }
  return { variables, times, rest: rest === 0 ? 0 : rest, slack }
}

/** Rows under a growing and shrinking set of decisions. `mark` and `undo` bring back any earlier state exactly. */
export class LinearSystem {
  readonly rows: Row[]
  /** Row indices by variable; may hold rows from which the variable has been eliminated. */
  readonly columns: number[][]
  /** Free variables by row. */
  readonly free: Int32Array
  readonly alive: Uint8Array
  readonly state: Uint8Array
  readonly pivots: Pivot[] = []
  overflowed = false
  readonly #trail: Undo[] = []

  constructor(size: number, rows: readonly Row[]) {
    this.rows = [...rows]
    this.columns = Array.from({ length: size }, () => [])
    this.free = new Int32Array(rows.length)
    this.alive = new Uint8Array(rows.length).fill(1)
    this.state = new Uint8Array(size)
    for (const [index, row] of rows.entries()) {
      this.free[index] = row.variables.length
      for (const variable of row.variables) this.columns[variable]?.push(index)
    }
  }

  isFree(variable: number): boolean {
    return this.state[variable] === FREE
  }

  row(index: number): Row {
    return this.rows[index] as Row
  }

  mark(): number {
    return this.#trail.length
  }

  undo(mark: number): void {
    while (this.#trail.length > mark) {
      const last = this.#trail.pop() as Undo
      if (last.kind === 'excluded') {
        this.state[last.variable] = FREE
        for (const index of this.rowsOf(last.variable)) this.free[index] = (this.free[index] as number) + 1
      } else if (last.kind === 'row') {
        this.rows[last.index] = last.row
        this.free[last.index] = last.free
      } else if (last.kind === 'column') {
        this.columns[last.variable]?.pop()
      } else {
        this.state[last.variable] = FREE
        this.alive[last.pivot] = 1
        this.pivots.pop()
      }
    }
  }

  /** The rows in which a variable stands now. */
  rowsOf(variable: number): number[] {
    const found: number[] = []
    for (const index of this.columns[variable] as number[]) {
      if (this.alive[index] === 1 && timesOf(this.row(index), variable) !== 0) found.push(index)
    }
    return found
  }

  freeVariables(index: number): number[] {
    return this.row(index).variables.filter((variable) => this.state[variable] === FREE)
  }

  /**
   * Fixes variables at no correction, and with them every variable that an exact row then leaves no choice.
   * False where a violated row is left without a free variable; the state is then good only for `undo`.
   */
  exclude(variables: readonly number[]): boolean {
    const queue = [...variables]
    let possible = true
    for (const variable of queue) {
      if (this.state[variable] !== FREE) continue
      this.state[variable] = EXCLUDED
      this.#trail.push({ kind: 'excluded', variable })
      for (const index of this.columns[variable] as number[]) {
        if (this.alive[index] === 0 || timesOf(this.row(index), variable) === 0) continue
        const left = (this.free[index] as number) - 1
        this.free[index] = left
        if (left > 1) continue
        const row = this.row(index)
        if (left === 0) possible &&= !isViolated(row)
        else if (row.rest === 0 && row.slack === 0) queue.push(...this.freeVariables(index))
      }
      if (!possible) return false
    }
    return true
  }

  /**
   * Takes a variable into the set of corrected ones: one row comes to define it, and it is eliminated from all others. Returns the
   * rows that changed, or null where that leaves a contradiction (or the safe integers); the state is then good only for `undo`.
   */
  choose(variable: number, propagate = true): number[] | null {
    const touched = this.rowsOf(variable)
    const pivotIndex = this.#pivotFor(variable, touched)
    if (pivotIndex === null) return null
    const pivot = this.row(pivotIndex)
    this.state[variable] = CHOSEN
    this.alive[pivotIndex] = 0
    this.pivots.push({ variable, row: pivot })
    this.#trail.push({ kind: 'chosen', variable, pivot: pivotIndex })
    const changed: number[] = []
    for (const index of touched) {
      if (index === pivotIndex) continue
      const before = this.row(index)
      const after = eliminate(before, pivot, variable)
      if (after === null) {
        this.overflowed = true
        return null
      }
      this.#trail.push({ kind: 'row', index, row: before, free: this.free[index] as number })
      this.rows[index] = after
      let free = 0
      for (const other of after.variables) {
        if (this.state[other] === FREE) free++
        const column = this.columns[other] as number[]
        if (column.includes(index)) continue
        column.push(index)
        this.#trail.push({ kind: 'column', variable: other })
      }
      this.free[index] = free
      changed.push(index)
    }
    return !propagate || this.settle(changed) ? changed : null
  }

  /** Draws the conclusions of rows with one free variable or none. False on a contradiction. */
  settle(indices: readonly number[]): boolean {
    for (const index of indices) {
      const row = this.row(index)
      if (this.alive[index] === 0 || (this.free[index] as number) > 1) continue
      if (this.free[index] === 0) {
        if (isViolated(row)) return false
      } else if (row.rest === 0 && row.slack === 0 && !this.exclude(this.freeVariables(index))) return false
    }
    return true
  }

  /**
   * The corrections of the chosen variables, by substitution from the last pivot back, while the others have those in `given` or
   * none. NaN where a variable hangs on one of `open`, which nothing determines; a fraction where whole numbers do not suffice.
   * `shifts` adds to the `rest` of the rows that define some chosen variables.
   */
  corrections(
    given: ReadonlyMap<number, number> = new Map(),
    open: ReadonlySet<number> = new Set(),
    shifts: ReadonlyMap<number, number> = new Map(),
  ): Map<number, number> {
    const found = new Map<number, number>()
    for (let index = this.pivots.length - 1; index >= 0; index--) {
      const { variable, row } = this.pivots[index] as Pivot
      let rest = row.rest + (shifts.get(variable) ?? 0)
      for (const [position, other] of row.variables.entries()) {
        if (other === variable) continue
        const correction = found.get(other) ?? (open.has(other) ? Number.NaN : (given.get(other) ?? 0))
        rest -= (row.times[position] as number) * correction
      }
      const correction = rest / timesOf(row, variable)
      found.set(variable, correction === 0 ? 0 : correction)
    }
    return found
  }

  // An exact row with few variables: tolerances do not pile up, and the other rows stay sparse.
  #pivotFor(variable: number, touched: readonly number[]): number | null {
    let best: number | null = null
    let bestCost = Number.POSITIVE_INFINITY
    for (const index of touched) {
      const row = this.row(index)
      const unit = Math.abs(timesOf(row, variable)) === 1 ? 0 : 1e6
      const cost = unit + (row.slack === 0 ? 0 : 1e9 + row.slack) + row.variables.length
      if (cost >= bestCost) continue
      best = index
      bestCost = cost
    }
    return best
  }
}
