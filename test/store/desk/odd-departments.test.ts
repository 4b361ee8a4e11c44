import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unitLedger } from '../../../bench/division/unit-ledger.ts'
import { openCycle } from '../../../src/app/compile/cycles.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { addOrganisation } from '../../../src/app/compile/organisations.ts'
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
  for (const [name, pays, gets] of [
    ['甲局本级', 300_000_00, 0],
    ['甲局中心', 0, 200_000_00],
  ] as const) {
    const clerk = await county.holder('unit-clerk', name)
    const budget = await county.budgetOf(name)
    const opened = await openBudget(store, clerk, budget, '2025-10-01')
    const ledger = unitLedger({ name, code: name, year: 2026, lines: 8, seed: 'odd', pays, gets })
    const changes = opened === null ? [] : changesBetween(opened.draft, draftOf(ledger))
    expect(await desk.budgets.write(clerk, budget, { key: 'fill', changes })).toMatchObject({ ok: true })
  }
}, 900_000)
afterAll(async () => await store.close())

test('a department without a unit is in the lists of the bureau and of its own, and it is said', async () => {
  const parent = county.at['某县'] ?? 0
  const added = await addOrganisation(store, 'root', {
    name: '丙局',
    kind: 'department',
    parent,
    code: '30',
    place: 'hebei',
    details: {},
  })
  if (typeof added !== 'number') throw new Error(added)
  const at = county.at as Record<string, number>
  at['丙局'] = added
  await openCycle(store, await county.holder('bureau-budget', '某县'), 2026)
  await county.holder('department-finance', '丙局')
  for (const who of ['bureau-budget@某县', 'department-finance@丙局']) {
    desk.who = who
    const control = await desk.page('/control')
    expect(control).toMatch(/<th scope="rowgroup">丙局<\/th>/u)
    expect(control).toContain('这个部门还没有单位')
    expect(await desk.page('/consolidation')).toMatch(/departments\/\d+">丙局<\/a>/u)
  }
  const whole = await desk.page(`/consolidation/departments/${await county.budgetOf('丙局')}`)
  expect(whole).toContain('没有单位之间的往来')
})

test('what units pay each other and do not agree on stands, and both sides are said', async () => {
  desk.who = 'bureau-budget@某县'
  expect(await desk.page('/consolidation')).toMatch(/甲局<\/a><br><span class="over">/u)
  const whole = await desk.page(`/consolidation/departments/${await county.budgetOf('甲局')}`)
  expect(whole).toContain('300,000.00')
  expect(whole).toContain('200,000.00')
  expect(whole).toMatch(/<p class="over">[^<]+<\/p>/u)
})

test('a workbook with errors is not taken, and each error is said with its sheet and its row', async () => {
  desk.who = 'unit-clerk@甲局本级'
  const budget = await county.budgetOf('甲局本级')
  const state = async () => await (await desk.get(`/budgets/${budget}/state`)).text()
  const before = await state()
  const files = unzipSync(new Uint8Array(await (await desk.get(`/budgets/${budget}/workbook.xlsx`)).arrayBuffer()))
  // The amounts of the second and of the fourth row of whichever sheet has money in it first.
  const isMoney = /<c r="([A-Z]+)(2|4)"[^>]*><v>\d{5,}(?:\.\d+)?<\/v><\/c>/gu
  const path = Object.keys(files).find(
    (name) => /sheet\d+\.xml$/u.test(name) && strFromU8(files[name] ?? strToU8('')).match(isMoney)?.length === 2,
  )
  if (path === undefined) throw new Error('no sheet with money')
  const spoiled = strFromU8(files[path] ?? strToU8('')).replaceAll(
    isMoney,
    '<c r="$1$2" t="inlineStr"><is><t>约三万</t></is></c>',
  )
  const answer = await desk.file(`/budgets/${budget}/workbook`, '改.xlsx', zipSync({ ...files, [path]: strToU8(spoiled) }))
  expect(answer.status).toBe(422)
  const said = /role="alert">([\s\S]*?)<\/p>/u.exec(await answer.text())?.[1]?.split('\n') ?? []
  expect(said).toEqual([
    expect.stringContaining('没有导入：工作簿中有2处错误'),
    expect.stringMatching(/《.+》第2行.*约三万/u),
    expect.stringMatching(/《.+》第4行.*约三万/u),
  ])
  expect(await state()).toBe(before)
})
