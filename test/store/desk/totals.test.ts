import { afterAll, beforeAll, expect, test } from 'vitest'
import { unitLedger } from '../../../bench/division/unit-ledger.ts'
import { Budgets } from '../../../src/app/compile/budgets.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { changesBetween } from '../../../src/ledger/draft/changes.ts'
import { draftOf, readDraft } from '../../../src/ledger/draft/draft.ts'
import { packMoney } from '../../../src/ledger/packed-money.ts'
import { spent, sumByNode } from '../../../src/ledger/sum-lines.ts'
import { totalLevel } from '../../../src/ledger/workflow/control-levels.ts'
import { temporaryStore } from '../store-fixture.ts'
import { type SmallDivision, smallDivision } from './division.ts'

const TODAY = '2025-10-01'
let store: Awaited<ReturnType<typeof temporaryStore>>
let county: SmallDivision
let budgets: Budgets

beforeAll(async () => {
  store = await temporaryStore()
  county = await smallDivision(store, 2026)
  budgets = new Budgets(store, () => new Date(`${TODAY}T02:00:00Z`))
  for (const [name, pays, gets] of [
    ['甲局本级', 300_000_00, 0],
    ['甲局中心', 0, 300_000_00],
    ['乙局本级', 0, 0],
  ] as const) {
    const clerk = await county.holder('unit-clerk', name)
    const budget = await county.budgetOf(name)
    const opened = await openBudget(store, clerk, budget, TODAY)
    if (opened === null) throw new Error('not opened')
    const ledger = unitLedger({ name, code: name, year: 2026, lines: 20, seed: 'totals', pays, gets })
    const written = await budgets.write(clerk, budget, { key: 'fill', changes: changesBetween(opened.draft, draftOf(ledger)) })
    if (!written.ok) throw new Error(written.why)
  }
})
afterAll(async () => await store.close())

test('the money that is kept beside a draft is what the draft says, after every kind of change', async () => {
  const clerk = await county.holder('unit-clerk', '乙局本级')
  const budget = await county.budgetOf('乙局本级')
  const opened = await openBudget(store, clerk, budget, TODAY)
  const [first, second] = opened?.draft.lines ?? []
  if (first === undefined || second === undefined) throw new Error('no lines')
  const before = first.texts['amount'] ?? ''
  for (const [key, change] of [
    ['set', { kind: 'set', sheet: 'lines', row: first.id, field: 'amount', before, after: '7.5' }],
    ['half', { kind: 'set', sheet: 'lines', row: first.id, field: 'amount', before: '7.5', after: '=1+' }],
    ['add', { kind: 'add', sheet: 'lines', row: 'new', at: 99, texts: { amount: '12.34', fund: '一般公共预算财政拨款' } }],
    ['remove', { kind: 'remove', sheet: 'lines', row: second.id, at: second.at, texts: second.texts }],
    ['words', { kind: 'set', sheet: 'words', row: opened?.draft.words[0]?.id ?? '', field: 'text', before: '', after: '话' }],
  ] as const) {
    expect(await budgets.write(clerk, budget, { key, changes: [change] }), key).toMatchObject({ ok: true })
    const row = await store.db.selectFrom('budget').select(['draft', 'money']).where('id', '=', budget).executeTakeFirstOrThrow()
    expect(row.money, key).toEqual(packMoney(readDraft(row.draft as never).ledger.lines))
  }
})

test("a division's totals are those of its departments as they will be printed", async () => {
  const budgeter = await county.holder('bureau-budget', '某县')
  const wholes = []
  for (const name of ['甲局', '乙局']) {
    const whole = await budgets.consolidation.department(budgeter, await county.budgetOf(name))
    if (whole === null) throw new Error('no department')
    expect(whole.document, name).not.toBeNull()
    wholes.push(whole)
  }
  expect(wholes.map(({ before, after }) => before - after)).toEqual([300_000_00, 0])
  expect(wholes[0]?.transfers.map(({ kind, stands }) => [kind.id, stands])).toEqual([['subsidy', null]])
  const query = { axis: 'fund', level: 1, node: 'general' } as const
  const sum = await budgets.consolidation.division(budgeter, county.cycle, query)
  expect(sum.total).toBe(wholes.reduce((total, { after }) => total + after, 0))
  expect(sum.departments.map(({ after }) => after)).toEqual(wholes.map(({ after }) => after))
  expect(sum.nodes.map(({ node }) => node)).not.toContain('superior-subsidy')
  expect(sum.nodes.reduce((total, { amount }) => total + amount, 0)).toBe(sum.total)
  expect(sum.spenders.reduce((total, { amount }) => total + amount, 0)).toBe(
    sum.nodes.find(({ node }) => node === 'general')?.amount,
  )
  const clerk = await county.holder('unit-clerk', '甲局中心')
  const draft = (await openBudget(store, clerk, await county.budgetOf('甲局中心'), TODAY))?.draft
  const lines = draft === undefined ? [] : readDraft(draft).ledger.lines
  const unit = sum.spenders[0]?.units.find(({ name }) => name === '甲局中心')
  expect(unit?.amount).toBe(sumByNode(lines, 'fund', 1).get('general'))
  expect(spent(lines)).toBeGreaterThan(unit?.amount ?? 0)
})

test('a department sees its own alone, and who is elsewhere sees nothing', async () => {
  const finance = await county.holder('department-finance', '甲局')
  const query = { axis: 'function', level: 1, node: null } as const
  const own = await budgets.consolidation.division(finance, county.cycle, query)
  expect(own.departments.map(({ name }) => name)).toEqual(['甲局'])
  expect(await budgets.consolidation.department(finance, await county.budgetOf('乙局'))).toBeNull()
  expect((await budgets.control.overview(finance, county.cycle)).departments.map(({ units }) => units.length)).toEqual([2])
  expect(await budgets.control.unit(finance, await county.budgetOf('乙局本级'))).toBeNull()
})

test('what a unit asks for is its first draft as it was handed in, whatever it writes later', async () => {
  const clerk = await county.holder('unit-clerk', '甲局中心')
  const budget = await county.budgetOf('甲局中心')
  const opened = await openBudget(store, clerk, budget, TODAY)
  const names = opened?.draft.projects.map(({ texts }) => texts['name'] ?? '') ?? []
  const path = [...(opened?.path ?? [])]
  await store.db
    .insertInto('library_project')
    .values(
      names.map((name) => ({
        organisation_id: county.at['甲局中心'] ?? 0,
        path,
        code: '',
        name,
        state: 'stored' as const,
        since: 2026,
        until: null,
        card: '{}',
        author: clerk.user,
      })),
    )
    .execute()
  const before = await budgets.control.unit(clerk, budget)
  expect(totalLevel(before?.lines ?? []).asked).toBeNull()
  const moved = await budgets.move(clerk, budget, { transition: 'submit-first' })
  expect(moved.ok ? '' : moved.refusals.map(({ zh }) => zh).join()).toBe('')
  await store.db.updateTable('budget').set({ state: 'first-draft' }).where('id', '=', budget).execute()
  const row = opened?.draft.lines[0]
  const change = {
    kind: 'set',
    sheet: 'lines',
    row: row?.id ?? '',
    field: 'amount',
    before: row?.texts['amount'] ?? '',
    after: '0.01',
  } as const
  expect(await budgets.write(clerk, budget, { key: 'later', changes: [change] })).toMatchObject({ ok: true })
  const after = totalLevel((await budgets.control.unit(clerk, budget))?.lines ?? [])
  expect(after.asked).toBe(totalLevel(before?.lines ?? []).planned)
  expect(after.planned).toBeLessThan(after.asked ?? 0)
})
