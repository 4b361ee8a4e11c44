import type { LinearEquation, Localisation, LocaliseInput } from '../../src/checks/localise.ts'

/** `equation(0, '+1-2-3')`: value 1 less values 2 and 3 is zero. */
export function equation(tolerance: number, terms: string, soft = false): LinearEquation {
  const parsed = [...terms.matchAll(/([+-])(?:(\d+)\*)?(\d+)/gu)].map(([, sign, times = '1', variable]) => ({
    variable: Number(variable),
    times: Number(times) * (sign === '-' ? -1 : 1),
  }))
  return { terms: parsed, tolerance, ...(soft ? { soft } : {}) }
}

export type Values = ReadonlyMap<number, number | null>

/** Every whole explanation: one alternative from each component, with all that is common. */
export function explanations(result: Localisation): Values[] {
  let sets: Values[] = [new Map()]
  for (const { common, alternatives } of result.components) {
    const own = alternatives.length === 0 ? [[]] : alternatives.map(({ corrections }) => corrections)
    sets = sets.flatMap((set) =>
      own.map((choice) => new Map([...set, ...[...common, ...choice].map(({ variable, value }) => [variable, value] as const)])),
    )
  }
  return sets
}

/** Every whole explanation by its variables alone. */
export function variablesOf(result: Localisation): string[] {
  return explanations(result)
    .map((set) => [...set.keys()].sort((a, b) => a - b).join())
    .sort()
}

/** Σ times·value of each equation. */
export function residuals(equations: readonly LinearEquation[], values: readonly number[]): bigint[] {
  return equations.map(({ terms }) =>
    terms.reduce((sum, { variable, times }) => sum + BigInt(times) * BigInt(values[variable] as number), 0n),
  )
}

/** The equations that an explanation leaves broken beyond their tolerance, or breaks though they held. */
export function brokenAfter(input: LocaliseInput, set: Values): number[] {
  const values = input.values.map((value, variable) => set.get(variable) ?? value)
  const before = residuals(input.equations, input.values)
  return residuals(input.equations, values).flatMap((residual, index) => {
    if (input.equations[index]?.soft === true) return []
    const allowed = before[index] === 0n ? 0n : BigInt(input.equations[index]?.tolerance ?? 0)
    return (residual < 0n ? -residual : residual) > allowed ? [index] : []
  })
}

/** The answer for one set of variables, in fractions of bigints; null where there is none in whole numbers, or more than one. */
function solveByElimination(input: LocaliseInput, set: readonly number[]): number[] | null {
  let rows = input.equations.map(({ terms }) => {
    const row = set.map((variable) =>
      terms.reduce((sum, term) => sum + (term.variable === variable ? BigInt(term.times) : 0n), 0n),
    )
    return [...row, -terms.reduce((sum, term) => sum + BigInt(term.times) * BigInt(input.values[term.variable] as number), 0n)]
  })
  const pivots: bigint[][] = []
  for (const column of set.keys()) {
    const pivot = rows.find((row) => row[column] !== 0n)
    if (pivot === undefined) return null
    const clear = (row: bigint[]): bigint[] =>
      row.map((value, index) => value * (pivot[column] as bigint) - (pivot[index] as bigint) * (row[column] as bigint))
    rows = rows.filter((row) => row !== pivot).map(clear)
    pivots.splice(0, pivots.length, ...pivots.map(clear), pivot)
  }
  if (rows.some((row) => row[set.length] !== 0n)) return null
  const corrections = pivots.map((row, index) => [row[set.length] as bigint, row[index] as bigint] as const)
  if (corrections.some(([rest, times]) => rest % times !== 0n || rest === 0n)) return null
  return corrections.map(([rest, times]) => Number(rest / times))
}

/** The smallest sets of variables that mend everything, each as its ascending variables joined by commas. */
export function smallestSets(input: LocaliseInput): string[] {
  const count = input.values.length
  for (let size = 0; size <= count; size++) {
    const sets: string[] = []
    for (let mask = 0; mask < 2 ** count; mask++) {
      const set = [...input.values.keys()].filter((variable) => (mask >> variable) & 1)
      if (set.length === size && solveByElimination(input, set) !== null) sets.push(set.join())
    }
    if (sets.length > 0) return sets.sort()
  }
  return []
}
