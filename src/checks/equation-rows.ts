import { LinearSystem, type Row, restAfter } from './linear-system.ts'
import type { Correction, LinearEquation, LocaliseInput } from './localise.ts'
import type { Corrections } from './split-explanations.ts'

/** An equation as a row: its `rest` is what the corrections of its variables have to come to. NaN beyond safe integers. */
interface Merged {
  readonly index: number
  readonly row: Row
}

/**
 * The equations as rows over corrections: terms merged, unknown values eliminated, variables that cannot change left out.
 * A row that holds must go on holding exactly; its tolerance counts only where it is off already.
 */
export class EquationRows {
  readonly rows: readonly Row[]
  /** Equations whose sum leaves the safe integers, so that nothing can be said. */
  readonly beyond: readonly number[]
  readonly #input: LocaliseInput
  readonly #usual: readonly Merged[]
  readonly #usualByVariable = new Map<number, Merged[]>()
  /** Equations behind each row: its own, and those that eliminated unknown values from it. */
  readonly #sources: readonly (readonly number[])[]
  /** Holds the rows that define unknown values; null where there are none. */
  readonly #solver: LinearSystem | null
  readonly #open: ReadonlySet<number>
  readonly #unknown: readonly number[]

  constructor(input: LocaliseInput) {
    this.#input = input
    const merged = input.equations.map((equation, index) => ({ index, row: rowOf(equation, input.values) }))
    this.beyond = merged.filter(({ row }) => Number.isNaN(row.rest)).map(({ index }) => index)
    const usable = merged.filter(({ row }) => !Number.isNaN(row.rest))
    const must = usable.filter(({ index }) => input.equations[index]?.soft !== true)
    this.#usual = usable.filter(({ index }) => input.equations[index]?.soft === true)
    for (const equation of this.#usual) {
      for (const variable of equation.row.variables) {
        const list = this.#usualByVariable.get(variable)
        if (list === undefined) this.#usualByVariable.set(variable, [equation])
        else list.push(equation)
      }
    }
    const rows = must.map(({ row }) => row)
    const unknown = (input.unknown?.size ?? 0) > 0
    const solver = unknown ? new LinearSystem(input.values.length, rows) : null
    const eliminated =
      solver === null
        ? { open: new Set<number>(), unknown: [], sources: must.map(({ index }) => [index]) }
        : this.#eliminate(solver, must)
    this.#solver = solver
    this.#open = eliminated.open
    this.#unknown = eliminated.unknown
    const kept = [...must.keys()].filter((row) => solver === null || solver.alive[row] === 1)
    this.#sources = kept.map((row) => eliminated.sources[row] as number[])
    this.rows = withoutFixed(
      kept.map((row) => (solver?.row(row) ?? rows[row]) as Row),
      input.trusted ?? new Set(),
    )
  }

  /** The equations behind some rows, ascending. */
  equationsOf(rows: readonly number[]): number[] {
    return [...new Set(rows.flatMap((row) => this.#sources[row] ?? []))].sort((a, b) => a - b)
  }

  /** Of equal alternatives, those that break the fewest of the equations that usually hold. */
  preferred(alternatives: readonly Corrections[], made: Corrections): readonly Corrections[] {
    const concerned = new Set(
      alternatives.flatMap((set) => [...set.keys()].flatMap((variable) => this.#usualByVariable.get(variable) ?? [])),
    )
    if (concerned.size === 0) return alternatives
    const broken = alternatives.map((set) => {
      let count = 0
      for (const equation of concerned) if (Math.abs(restAfter(equation.row, set, made)) > equation.row.slack) count++
      return count
    })
    const least = Math.min(...broken)
    return alternatives.filter((_, index) => broken[index] === least)
  }

  /** The equations that the corrections leave off by no more than their tolerance, ascending. */
  roundingAfter(made: Corrections): number[] {
    const off = this.rows.flatMap((row, index) => {
      const left = row.rest === 0 && row.slack === 0 ? 0 : restAfter(row, made)
      return left !== 0 && Math.abs(left) <= row.slack ? [index] : []
    })
    const usual = this.#usual.filter(({ row }) => {
      const left = Math.abs(restAfter(row, made))
      return left > 0 && left <= row.slack
    })
    return [...new Set([...this.equationsOf(off), ...usual.map((equation) => equation.index)])].sort((a, b) => a - b)
  }

  /** The unknown values that the equations prove: null where they do not, or where equal explanations differ about them. */
  unknownAfter(made: Corrections, choices: readonly (readonly Corrections[])[]): Correction[] {
    const solver = this.#solver
    if (solver === null) return []
    const values = solver.corrections(made, this.#open)
    const doubtful = new Set<number>()
    for (const alternatives of choices) {
      for (const other of alternatives.slice(1)) {
        const rest = new Map([...made].filter(([variable]) => !alternatives[0]?.has(variable)))
        const differently = solver.corrections(new Map([...rest, ...other]), this.#open)
        for (const [variable, value] of values) if (differently.get(variable) !== value) doubtful.add(variable)
      }
    }
    return this.#unknown.map((variable) => {
      const value = (this.#input.values[variable] as number) + (values.get(variable) ?? Number.NaN)
      return { variable, value: Number.isSafeInteger(value) && !doubtful.has(variable) ? value : null }
    })
  }

  /** Defines each unknown value by one row and frees the others of it; what nothing defines stays open. */
  #eliminate(solver: LinearSystem, must: readonly Merged[]): { open: Set<number>; unknown: number[]; sources: number[][] } {
    const sources = must.map(({ index }) => [index])
    const open = new Set<number>()
    const unknown: number[] = []
    for (const variable of [...(this.#input.unknown ?? [])].sort((a, b) => a - b)) {
      if ((solver.columns[variable] ?? []).length === 0) continue
      unknown.push(variable)
      const rows = solver.rowsOf(variable)
      const mark = solver.mark()
      if (solver.choose(variable, false) === null) {
        // Nothing defines it (any more), or the numbers grow too large: what still depends on it says nothing.
        solver.undo(mark)
        for (const row of rows) solver.alive[row] = 0
        open.add(variable)
        continue
      }
      const pivot = rows.find((row) => solver.alive[row] === 0) as number
      for (const row of rows)
        if (row !== pivot) sources[row] = [...new Set([...(sources[row] as number[]), ...(sources[pivot] as number[])])]
    }
    return { open, unknown, sources }
  }
}

function rowOf(equation: LinearEquation, values: readonly number[]): Row {
  const variables: number[] = []
  const times: number[] = []
  let rest = 0
  let size = 0
  for (const { variable, times: coefficient } of equation.terms) {
    rest -= coefficient * (values[variable] as number)
    size += Math.abs(coefficient * (values[variable] as number))
    // Terms are few and mostly in order: insertion is the fastest sort, and merges what stands on both sides.
    let at = variables.length
    while (at > 0 && (variables[at - 1] as number) > variable) at--
    if (at > 0 && variables[at - 1] === variable) times[at - 1] = (times[at - 1] as number) + coefficient
    else {
      variables.splice(at, 0, variable)
      times.splice(at, 0, coefficient)
    }
  }
  const row = { variables, times, rest: Number.isSafeInteger(size) ? rest + 0 : Number.NaN, slack: equation.tolerance }
  if (!times.includes(0)) return row
  return {
    ...row,
    variables: variables.filter((_, at) => times[at] !== 0),
    times: times.filter((coefficient) => coefficient !== 0),
  }
}

/** Leaves out what cannot change: trusted variables, and any that is alone in a row that holds. */
function withoutFixed(rows: readonly Row[], trusted: ReadonlySet<number>): Row[] {
  const fixed = new Set(trusted)
  const kept = rows.map((row) => (row.rest === 0 && row.slack !== 0 ? { ...row, slack: 0 } : row))
  for (let before = -1; before !== fixed.size; ) {
    before = fixed.size
    for (const row of kept) {
      if (row.rest !== 0 || (row.variables.length > 1 && fixed.size === 0)) continue
      const free = row.variables.filter((variable) => !fixed.has(variable))
      if (free.length === 1) fixed.add(free[0] as number)
    }
  }
  if (fixed.size === 0) return kept
  return kept.map((row) => ({
    variables: row.variables.filter((variable) => !fixed.has(variable)),
    times: row.times.filter((_, position) => !fixed.has(row.variables[position] as number)),
    rest: row.rest,
    slack: row.slack,
  }))
}
