import { afterAll, beforeAll, expect, test } from 'vitest'
import { unitLedger } from '../../../bench/division/unit-ledger.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { writeEntry } from '../../../src/app/compile/write-budget.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { changesBetween } from '../../../src/ledger/draft/changes.ts'
import { draftOf } from '../../../src/ledger/draft/draft.ts'
import { temporaryStore } from '../store-fixture.ts'
import { DeskApp } from './desk-app.ts'
import { type SmallDivision, smallDivision } from './division.ts'

let store: Awaited<ReturnType<typeof temporaryStore>>
let county: SmallDivision
let desk: DeskApp

beforeAll(async () => {
  store = await temporaryStore()
  county = await smallDivision(store, 2026)
  desk = new DeskApp(store, () => new Date('2025-10-01T02:00:00Z'))
  for (const name of ['甲局本级', '乙局本级']) {
    const clerk = await county.holder('unit-clerk', name)
    const budget = await county.budgetOf(name)
    const opened = await openBudget(store, clerk, budget, '2025-10-01')
    const ledger = unitLedger({ name, code: name, year: 2026, lines: 5, seed: name, pays: 0, gets: 0 })
    const changes = opened === null ? [] : changesBetween(opened.draft, draftOf(ledger))
    expect(await writeEntry(store, clerk, budget, { key: 'fill', changes })).toMatchObject({ ok: true })
  }
}, 900_000)
afterAll(async () => await store.close())

test('the library is one list over all posts, in pages, and counts nothing twice', async () => {
  const [example] = exampleLedger(2026).projects
  if (example === undefined) throw new Error('no example')
  const made = async (unit: string, name: string): Promise<void> => {
    const project = { ...example, code: '', name }
    const holder = await county.holder('unit-clerk', unit)
    expect(await desk.budgets.library.make(holder, { project, since: 2026, estimates: [] })).toMatchObject({ ok: true })
  }
  for (const [unit, name] of [
    ['甲局本级', '甲一'],
    ['乙局本级', '乙一'],
    ['甲局本级', '甲二'],
    ['甲局中心', '中一'],
  ] as const)
    await made(unit, name)
  const first = await county.holder('unit-clerk', '甲局本级', 'two')
  const second = await county.holder('unit-clerk', '乙局本级', 'two')
  desk.who = 'two'
  const page = await desk.page('/library')
  for (const name of ['甲一', '甲二', '乙一']) expect(page).toContain(`>${name}</a>`)
  expect(page).not.toContain('中一')
  const asked = { limit: 2, offset: 0 }
  const names = async (offset: number) =>
    (await desk.budgets.library.list([first, second], { ...asked, offset })).projects.map(({ name }) => name)
  expect([await names(0), await names(2)]).toEqual([['甲二', '乙一'], ['甲一']])
  // A post at the department reaches its unit as well.
  const above = await county.holder('department-finance', '甲局', 'two')
  for (const holders of [
    [above, first, second],
    [second, first, above],
  ])
    expect((await desk.budgets.library.list(holders, { limit: 10, offset: 0 })).total).toBe(4)
})

test('totals and control figures are of one organisation, which is chosen and stays in every address', async () => {
  await county.holder('department-finance', '甲局', 'both')
  await county.holder('department-finance', '乙局', 'both')
  desk.who = 'both'
  const of = (name: string): string => String(county.at[name] ?? 0)
  for (const path of ['/control', '/consolidation']) {
    const unasked = await desk.page(path)
    expect(unasked).toContain(`post=${of('乙局')}">乙局</a>`)
    const asked = await desk.page(`${path}?post=${of('乙局')}`)
    expect(asked).toMatch(/aria-current="page">乙局<\/a>/u)
    expect(asked.replace(/<nav[\s\S]*?<\/nav>/gu, '').split('<h1>')[1]).not.toContain('甲局')
    // Whoever goes on from here stays there.
    for (const [, href = ''] of asked.split('<h1>')[1]?.matchAll(/href="(\/desk\/(?:control|consolidation)\?[^"]*)"/gu) ?? [])
      expect(href).toMatch(/post=\d+/u)
  }
  expect(await desk.page(`/control?post=${of('某县')}`)).toContain('甲局本级')
})

test('the calendar lists the budgets of all posts, each once; the queue and the tasks do too', async () => {
  const linksIn = (page: string, id: number): number => page.split(`/desk/budgets/${id}"`).length - 1
  const ofOne = new Map<number, number>()
  for (const department of ['甲局', '乙局']) {
    await county.holder('department-finance', department)
    desk.who = `department-finance@${department}`
    const page = await desk.page('/cycle')
    for (const name of [department, `${department}本级`]) {
      const id = await county.budgetOf(name)
      ofOne.set(id, linksIn(page, id))
    }
  }
  desk.who = 'both'
  const calendar = await desk.page('/cycle')
  for (const [id, links] of ofOne) expect([links > 0, linksIn(calendar, id)]).toEqual([true, links])
  const ids = [await county.budgetOf('甲局本级'), await county.budgetOf('乙局本级')]
  await store.db.updateTable('budget').set({ state: 'first-department-review' }).where('id', 'in', ids).execute()
  for (const path of ['/queue', '']) {
    const page = await desk.page(path)
    for (const name of ['甲局本级', '乙局本级']) expect(page).toContain(name)
  }
  await store.db.updateTable('budget').set({ state: 'first-draft' }).where('id', 'in', ids).execute()
})

test('of several roles at one organisation the one that does more counts', async () => {
  await county.holder('budget-auditor', '某县', 'many')
  desk.who = 'many'
  expect(await desk.page('/control')).not.toContain('/desk/control/issue')
  await county.holder('bureau-budget', '某县', 'many')
  expect(await desk.page('/control')).toContain('/desk/control/issue')
  expect(await desk.page('/settings')).toContain(`/desk/settings/${county.cycle}/due`)
  expect(await desk.page('/cycle')).toContain(`/desk/cycle/${county.cycle}/events`)
  expect((await desk.form(`/settings/${county.cycle}/progress`, { behind: '20', ahead: '' })).status).toBe(303)
  expect((await desk.form('/cycle/open', { year: '2027', division: String(county.at['某县']) })).status).toBe(303)
  desk.who = 'both'
  expect((await desk.form(`/settings/${county.cycle}/progress`, { behind: '30', ahead: '' })).status).toBe(422)
  expect((await desk.form('/cycle/open', { year: '2028', division: String(county.at['某县']) })).status).toBe(422)
})

test('whoever looks on here and acts elsewhere is offered no comment that would be refused', async () => {
  await county.holder('budget-auditor', '甲局', 'onlooker')
  await county.holder('unit-clerk', '乙局本级', 'onlooker')
  desk.who = 'onlooker'
  for (const [name, may] of [
    ['甲局本级', false],
    ['乙局本级', true],
  ] as const) {
    const id = await county.budgetOf(name)
    const html = await (await desk.get(`/budgets/${id}/comments`, { accept: 'text/html' })).text()
    expect(html.includes('<textarea'), name).toBe(may)
    expect((await desk.page(`/budgets/${id}/review`)).includes('<textarea'), name).toBe(may)
    expect(await (await desk.get(`/budgets/${id}/comments`)).json()).toMatchObject({ mayComment: may })
    const sent = await desk.form(`/budgets/${id}/comments`, { kind: 'budget', text: '请说明', back: 'comments' })
    expect(sent.status, name).toBe(may ? 303 : 422)
  }
})

test('a key that is used again keeps nothing else: the same entry is told its number, another one is refused in words', async () => {
  await county.holder('unit-clerk', '甲局中心', 'keys')
  desk.who = 'keys'
  const budget = await county.budgetOf('甲局中心')
  const entry = (name: string, reason?: string) => ({
    key: 'once',
    ...(reason === undefined ? {} : { reason }),
    changes: [{ kind: 'add', sheet: 'words', row: 'w1', at: 0, texts: { text: name } }],
  })
  const state = async () => await (await desk.get(`/budgets/${budget}/state`)).text()
  const field = (await desk.json(`/budgets/${budget}/entries`, entry('甲'))).status
  expect(field).toBe(200)
  const before = await state()
  expect((await desk.json(`/budgets/${budget}/entries`, entry('甲'))).status).toBe(200)
  for (const other of [entry('乙'), entry('甲', '别的理由')]) {
    const answer = await desk.json(`/budgets/${budget}/entries`, other)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'reused', message: { zh: expect.stringContaining('编号') } })
  }
  expect(await state()).toBe(before)
})

test('whoever loses his post is refused at once, in words, and an open desk says so', async () => {
  await county.holder('unit-clerk', '甲局中心', 'leaving')
  desk.who = 'leaving'
  const budget = await county.budgetOf('甲局中心')
  expect((await desk.get(`/budgets/${budget}`)).status).toBe(200)
  const gone = { user: 'leaving', role: 'unit-clerk', organisation: county.at['甲局中心'] ?? 0, held: false } as const
  expect(await desk.budgets.setPost('root', gone)).toBeNull()
  const entry = { key: 'late', changes: [{ kind: 'add', sheet: 'words', row: 'w9', at: 0, texts: { text: '晚了' } }] }
  const save = await desk.json(`/budgets/${budget}/entries`, entry)
  expect(save.status).toBe(403)
  expect(await save.json()).toMatchObject({ code: 'closed', message: { zh: expect.stringContaining('岗位') } })
  const since = await desk.get(`/budgets/${budget}/since?n=0`)
  expect(since.status).toBe(404)
  expect(await since.json()).toMatchObject({ message: { zh: expect.stringContaining('岗位') } })
  for (const path of ['', '/state', '/review', '/versions', '/history', '/comments', '/workbook.xlsx'])
    expect((await desk.get(`/budgets/${budget}${path}`)).status, path).toBe(404)
  expect((await desk.json(`/budgets/${budget}/moves`, { transition: 'submit-first' })).status).toBe(404)
  expect(await desk.page('')).toContain('还没有预算岗位')
  desk.who = null
  const out = await desk.json(`/budgets/${budget}/entries`, entry)
  expect([out.status, await out.json()]).toEqual([
    401,
    { code: 'signed-out', message: { zh: expect.any(String), en: expect.any(String) } },
  ])
})
