import { pathToFileURL } from 'node:url'
import highsModule from 'highs'
import { type LinearEquation, localise } from '../src/checks/localise.ts'
import { injectErrors, makeBudget } from './hierarchical-budget.ts'
import { median } from './median.ts'

/** Localisation against a straightforward mixed-integer program of the same system. Times in ms, medians over the systems. */
export interface LocaliseRow {
  readonly variables: number
  readonly equations: number
  readonly errors: number
  readonly systems: number
  readonly ours: number
  readonly highs: number
  readonly ratio: number
  /** Systems in which both found the same number of corrections. */
  readonly agree: number
  /** Systems in which the injected errors are among our explanations. */
  readonly found: number
}

const STEP = 10_000

/** Minimise the number of changed cells: cell + up − down, at most big-M each, a binary for every cell; all equations exact. */
function mixedIntegerProgram(values: readonly number[], equations: readonly LinearEquation[]): string {
  // In units of the last printed digit, with big-M above any amount: too small a big-M gives wrong optima.
  const bigM = 2 * Math.max(...values.map((value) => Math.abs(value) / STEP))
  const used = [...new Set(equations.flatMap(({ terms }) => terms.map(({ variable }) => variable)))].sort((a, b) => a - b)
  const constraints = equations.map(({ terms }, index) => {
    const rest = -terms.reduce((sum, { variable, times }) => sum + times * ((values[variable] as number) / STEP), 0)
    return ` e${index}: ${terms.map(({ variable, times }) => `${times < 0 ? '-' : '+'} ${Math.abs(times)} d${variable}`).join(' ')} = ${rest}`
  })
  const links = used.flatMap((v) => [` u${v}: d${v} - ${bigM} b${v} <= 0`, ` l${v}: d${v} + ${bigM} b${v} >= 0`])
  return [
    'Minimize',
    ` changed: ${used.map((v) => `b${v}`).join(' + ')}`,
    'Subject To',
    ...constraints,
    ...links,
    'Bounds',
    ...used.map((v) => ` -${bigM} <= d${v} <= ${bigM}`),
    'Binary',
    ...used.map((v) => ` b${v}`),
    'End',
  ].join('\n')
}

/** Measures 1, 2 and 3 errors. The time of the program includes reading its text, which HiGHS does in a few ms. */
export async function run(systems = 9, scale = 1.4): Promise<LocaliseRow[]> {
  // The package's types describe its CommonJS face; as an ES module the default export is the loader itself.
  const highs = await (highsModule as unknown as typeof highsModule.default)()
  for (let seed = 1000; seed < 1020; seed++) {
    const system = makeBudget(seed, scale)
    localise({ values: injectErrors(system, 2, seed).values, equations: system.equations })
  }
  highs.solve(
    mixedIntegerProgram(
      [2 * STEP, STEP],
      [
        {
          terms: [
            { variable: 0, times: 1 },
            { variable: 1, times: -1 },
          ],
          tolerance: 0,
        },
      ],
    ),
  )
  return [1, 2, 3].map((errors) => {
    const [ours, theirs, variables, equations]: [number[], number[], number[], number[]] = [[], [], [], []]
    let agree = 0
    let found = 0
    for (let seed = 1; seed <= systems; seed++) {
      const system = makeBudget(seed, scale)
      const { values, wrong } = injectErrors(system, errors, seed)
      variables.push(values.length)
      equations.push(system.equations.length)
      let start = performance.now()
      const { components } = localise({ values, equations: system.equations })
      ours.push(performance.now() - start)
      const program = mixedIntegerProgram(values, system.equations)
      start = performance.now()
      const solution = highs.solve(program)
      theirs.push(performance.now() - start)
      const size = components.reduce((sum, one) => sum + one.common.length + (one.alternatives[0]?.corrections.length ?? 0), 0)
      if (solution.Status === 'Optimal' && Math.round(solution.ObjectiveValue) === size) agree++
      const proposed = components.flatMap((one) => [
        ...one.common,
        ...one.alternatives.flatMap((alternative) => alternative.corrections),
      ])
      if (wrong.every((cell) => proposed.some(({ variable, value }) => variable === cell && value === system.values[cell])))
        found++
    }
    const [mine, other] = [median(ours), median(theirs)]
    return {
      variables: median(variables),
      equations: median(equations),
      errors,
      systems,
      ours: mine,
      highs: other,
      ratio: other / mine,
      agree,
      found,
    }
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = await run()
  console.table(
    rows.map((row) => ({ ...row, ours: row.ours.toFixed(2), highs: row.highs.toFixed(1), ratio: `${row.ratio.toFixed(0)}×` })),
  )
}
