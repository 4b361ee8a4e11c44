import { afterAll, beforeAll, expect, test } from 'vitest'
import { Library } from '../../../src/app/compile/library.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import type { LibraryCard } from '../../../src/ledger/library-project.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { LibraryStepId } from '../../../src/ledger/workflow/library-steps.ts'
import { actAt, isDenied, type PostHolder } from '../../../src/store/access/act-as.ts'
import { temporaryStore } from '../store-fixture.ts'
import { type SmallDivision, smallDivision } from './division.ts'

let store: Awaited<ReturnType<typeof temporaryStore>>
let county: SmallDivision
let library: Library

beforeAll(async () => {
  store = await temporaryStore()
  county = await smallDivision(store, 2026)
  library = new Library(store)
})
afterAll(async () => await store.close())

const [example] = exampleLedger(2026).projects
if (example === undefined) throw new Error('no example')
const benefit = { level1: '效益指标', level2: '社会效益指标', level3: '办结率', description: '', value: '≥95%', basis: '' }
const card = (name: string): LibraryCard => ({
  project: { ...example, code: '', name, indicators: [...example.indicators, benefit] },
  since: 2026,
  estimates: [{ year: 2026, amount: 20_000_000 }],
})

const step = async (holder: PostHolder, id: number, wanted: LibraryStepId, reason = '') =>
  await library.move(holder, id, wanted, reason)

test('a project comes into the library by its steps alone, and then into the draft of its own unit', async () => {
  const clerk = await county.holder('unit-clerk', '甲局本级')
  const finance = await county.holder('department-finance', '甲局')
  const business = await county.holder('bureau-business', '某县')
  const made = await library.make(clerk, { ...card('道路养护'), estimates: [] })
  if (!made.ok) throw new Error(made.why)
  const { id } = made
  expect(await library.make(clerk, card('道路养护'))).toEqual({ ok: false, why: 'taken' })
  const lacking = await step(clerk, id, 'submit')
  expect(lacking.ok ? '' : lacking.refusals.map(({ zh }) => zh).join()).toContain('概算')
  expect(await library.write(clerk, id, card('道路养护'))).toEqual({ ok: true, id })
  expect(await step(finance, id, 'pass')).toMatchObject({ ok: false })
  expect(await step(clerk, id, 'submit')).toEqual({ ok: true, state: 'submitted' })
  expect(await library.write(clerk, id, card('别的名字'))).toEqual({ ok: false, why: 'absent' })
  const silent = await step(finance, id, 'return-submitted')
  expect(silent.ok ? '' : silent.refusals[0]?.zh).toContain('理由')
  expect(await step(finance, id, 'return-submitted', '补充依据')).toEqual({ ok: true, state: 'draft' })
  expect(await step(clerk, id, 'submit')).toMatchObject({ ok: true })
  expect(await step(finance, id, 'pass')).toEqual({ ok: true, state: 'passed' })
  expect(await step(finance, id, 'store')).toMatchObject({ ok: false })

  const budget = await county.budgetOf('甲局本级')
  expect(await library.draw(clerk, { budget, project: id })).toEqual({ ok: false, why: 'not-stored' })
  expect(await step(business, id, 'store')).toEqual({ ok: true, state: 'stored' })
  expect((await library.open(clerk, id))?.drafts).toEqual([{ budget, year: 2026, has: false }])
  expect(await library.draw(clerk, { budget, project: id })).toEqual({ ok: true, n: 1 })
  expect(await library.draw(clerk, { budget, project: id })).toEqual({ ok: false, why: 'known' })
  const opened = await openBudget(store, clerk, budget, '2026-01-01')
  expect(opened?.draft.projects.map(({ texts }) => texts['name'])).toEqual(['道路养护'])
  expect(opened?.draft.indicators).toHaveLength(3)
  // With what it is estimated to cost in that year; from which fund is not known yet, and said.
  expect(opened?.draft.lines.map(({ texts }) => [texts['project'], texts['amount'], texts['fund']])).toEqual([
    ['道路养护', '200000.00', undefined],
  ])
  expect(opened?.library).toEqual(['道路养护'])
  const other = await county.budgetOf('乙局本级')
  const neighbour = await county.holder('unit-clerk', '乙局本级')
  expect(await library.draw(neighbour, { budget: other, project: id })).toEqual({ ok: false, why: 'not-stored' })

  const shown = await library.open(business, id)
  expect(shown?.project.history.map(({ did }) => did)).toEqual([
    'made',
    'written',
    'submit',
    'return-submitted',
    'submit',
    'pass',
    'store',
  ])
  expect(shown?.project.code).toBe('122026P0001')
  const trail = await store.db.selectFrom('audit_entry').select('details').where('action', '=', 'project-moved').execute()
  expect(trail).toHaveLength(7)
})

test('nobody passes what he wrote, whichever posts he holds, and the database holds it too', async () => {
  const clerk = await county.holder('unit-clerk', '甲局中心', 'both')
  const finance = await county.holder('department-finance', '甲局', 'both')
  const made = await library.make(clerk, card('自编自审'))
  if (!made.ok) throw new Error(made.why)
  expect(await step(clerk, made.id, 'submit')).toMatchObject({ ok: true })
  const own = await step(finance, made.id, 'pass')
  expect(own.ok ? '' : own.refusals[0]?.zh).toContain('另一人')
  const forced = actAt(store, finance, (tx) =>
    tx.updateTable('library_project').set({ state: 'passed' }).where('id', '=', made.id).execute(),
  )
  await expect(forced).rejects.toSatisfy(isDenied)
  const skipped = actAt(store, await county.holder('bureau-business', '某县'), (tx) =>
    tx.updateTable('library_project').set({ state: 'stored' }).where('id', '=', made.id).executeTakeFirst(),
  )
  expect((await skipped).numUpdatedRows).toBe(0n)
  expect(await step(await county.holder('department-finance', '甲局'), made.id, 'pass')).toMatchObject({ ok: true })
})

test('a list shows what the post reaches, by state and by words', async () => {
  const clerk = await county.holder('unit-clerk', '甲局本级')
  const page = { limit: 10, offset: 0 }
  expect((await library.list([clerk], page)).projects.map(({ name }) => name)).toEqual(['道路养护'])
  expect((await library.list([await county.holder('unit-clerk', '乙局本级')], page)).total).toBe(0)
  const business = await county.holder('bureau-business', '某县')
  expect((await library.list([business], page)).total).toBe(2)
  expect((await library.list([business], { ...page, state: 'passed' })).projects.map(({ name }) => name)).toEqual(['自编自审'])
  expect((await library.list([business], { ...page, text: '养_' })).total).toBe(0)
  expect((await library.list([business], { ...page, text: '养护', below: county.at['甲局'] ?? 0 })).total).toBe(1)
})
