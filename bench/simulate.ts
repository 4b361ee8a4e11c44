// `npm run bench:simulate [-- --seed WORD] [--steps N] [--pace DAYS] [--every N]`: a county of random people makes budgets for years, while connections are lost and the
// program and its database are killed. Every few steps everything must hold; a seed that fails says so and plays the same again.
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openFolder } from '../test/store/database-server.ts'
import { simulate } from '../test/store/simulation.ts'
import { printTable } from './print-table.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'long' },
    steps: { type: 'string', default: '10000' },
    pace: { type: 'string', default: '0.4' },
    every: { type: 'string', default: '500' },
  },
})

const folder = openFolder()
const began = performance.now()
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0)
try {
  const { tally, states, entries } = await simulate({
    seed: values.seed,
    steps: Number(values.steps),
    pace: Number(values.pace),
    every: Number(values.every),
    folder,
    database: 'county',
    said: (step, { moves, kept, kills, crashes }) =>
      console.log(
        `${step} steps, ${seconds()} s: ${kept} entries, ${moves} moves, killed ${kills} + ${crashes} times; all holds`,
      ),
  })
  console.log(`\nSeed ${values.seed}, ${values.steps} steps in ${seconds()} s; ${entries} entries in the drafts.`)
  printTable(
    ['', 'times'],
    Object.entries(tally).map(([name, times]) => [name, String(times)]),
  )
  printTable(
    ['budgets that ended in', ''],
    Object.entries(states).map(([state, count]) => [state, String(count)]),
  )
} catch (error) {
  if (!(error instanceof Error && error.name === 'SimulationFailed')) throw error
  console.error(`After ${seconds()} s: ${error.message}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
