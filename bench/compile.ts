// `npm run bench:compile [-- --units N] [--lines N] [--departments N] [--clerks N] [--rounds N] [--database URL]`: a synthetic division in a store of its own.
// Opening a unit's desk, adding up all units, the tables of a department, and clerks who save at once. Beside each figure stands the aim.
import { parseArgs } from 'node:util'
import { Budgets } from '../src/app/compile/budgets.ts'
import { holderFor } from '../src/app/compile/post.ts'
import { writeEntry } from '../src/app/compile/write-budget.ts'
import { openBudget } from '../src/app/compile/open-budget.ts'
import { renderConsolidationPage } from '../src/web/desk/consolidation-page.ts'
import { renderControlPage } from '../src/web/desk/control-page.ts'
import { renderDepartmentWhole } from '../src/web/desk/department-whole-page.ts'
import { makeDivision } from './division/make-division.ts'
import { median } from './median.ts'
import { withBenchStore } from './nation/bench-store.ts'
import { printTable } from './print-table.ts'

const { values } = parseArgs({
  options: {
    units: { type: 'string', default: '500' },
    lines: { type: 'string', default: '300' },
    departments: { type: 'string', default: '20' },
    clerks: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: 'mingzhang' },
    database: { type: 'string' },
  },
})
const YEAR = 2026
const TODAY = '2025-10-01'
const ROUNDS = Number(values.rounds)

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const began = performance.now()
  const result = await work()
  return { ms: performance.now() - began, result }
}

/** Median and slowest of some rounds. */
async function rounds(work: (round: number) => Promise<unknown>): Promise<string> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push((await timed(() => work(round))).ms)
  return `${median(times).toFixed(0)} ms (slowest ${Math.max(...times).toFixed(0)})`
}

await withBenchStore(values.database, async (store) => {
  const wish = { departments: Number(values.departments), units: Number(values.units), lines: Number(values.lines) }
  const made = await timed(() => makeDivision(store, { ...wish, year: YEAR, seed: values.seed }))
  const division = made.result
  const budgets = new Budgets(store)
  const view = { language: 'zh', path: null, person: { name: '' }, posts: [] } as const
  const [unit] = division.units
  const [department] = division.departments
  const cycles = await budgets.cycles(division.budgeter)
  const [cycle] = cycles
  if (unit === undefined || department === undefined || cycle === undefined) throw new Error('no division')
  const query = { axis: 'function', level: 1, node: null } as const

  const desk = await rounds((i) => {
    const one = division.units[(i * 37) % division.units.length] ?? unit
    return openBudget(store, one.clerk, one.budget, TODAY)
  })
  const all = await rounds(() => budgets.consolidation.division(division.budgeter, division.cycle, query))
  const page = await rounds(async () => {
    const sum = await budgets.consolidation.division(division.budgeter, division.cycle, { ...query, level: 3, node: '2010301' })
    return renderConsolidationPage(view, { cycles, chosen: cycle, query, sum })
  })
  const control = await rounds(async () => {
    const overview = await budgets.control.overview(division.budgeter, division.cycle)
    return renderControlPage(view, { cycles, chosen: cycle, overview, issues: true, issued: null })
  })
  const whole = await rounds(async () => {
    const own = await budgets.consolidation.department(division.budgeter, department.budget)
    return own === null ? '' : renderDepartmentWhole(view, own, division.budgeter.organisation)
  })

  const clerks = division.units.slice(0, Number(values.clerks))
  let errors = 0
  const saves: number[] = []
  const began = performance.now()
  for (let round = 0; round < ROUNDS; round += 1)
    await Promise.all(
      clerks.map(async ({ clerk, budget }, i) => {
        const posts = await budgets.posts(clerk.user)
        const holder = holderFor(clerk.user, posts, [clerk.organisation]) ?? clerk
        const change = {
          kind: 'add',
          sheet: 'lines',
          row: `b${round}`,
          at: 1000 + round,
          texts: { amount: String(i + 1), fund: '一般公共预算拨款' },
        } as const
        const { ms, result } = await timed(() => writeEntry(store, holder, budget, { key: `bench-${round}`, changes: [change] }))
        saves.push(ms)
        if (!result.ok) errors += 1
      }),
    )
  const seconds = (performance.now() - began) / 1000
  const sorted = saves.toSorted((a, b) => a - b)
  const at = (share: number): string =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`

  console.log(
    `${wish.units} units in ${wish.departments} departments, ${wish.lines} lines each: made in ${(made.ms / 1000).toFixed(0)} s\n`,
  )
  printTable(
    ['', 'median', 'aim'],
    [
      ["opening a unit's desk", desk, '< 1 s'],
      ['adding up all units, transfers taken out, by function', all, '< 2 s'],
      ['… by item with who spends on one, as a page', page, ''],
      ['asked, control and planned of all units, as a page', control, ''],
      [`a department's ${department.units} units with its printed tables, as a page`, whole, ''],
      [`${clerks.length} clerks who save at once, ${ROUNDS} times: errors`, String(errors), '0'],
      ['… saves a second', (saves.length / seconds).toFixed(0), ''],
      ['… half / 99 of 100 / slowest', `${at(0.5)} / ${at(0.99)} / ${at(1)}`, ''],
    ],
  )
  if (errors > 0) process.exitCode = 1
})
