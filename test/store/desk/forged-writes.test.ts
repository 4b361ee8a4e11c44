import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addOrganisation } from '../../../src/app/compile/organisations.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { PostRole } from '../../../src/ledger/roles.ts'
import { temporaryStore } from '../store-fixture.ts'
import { DeskApp } from './desk-app.ts'
import { type SmallDivision, smallDivision } from './division.ts'

const [example] = exampleLedger(2026).projects
if (example === undefined) throw new Error('no example')

/** All that a desk writes. */
const TABLES = [
  'budget',
  'budget_entry',
  'budget_version',
  'budget_move',
  'budget_comment',
  'control_revision',
  'library_project',
  'progress',
  'edition',
  'cycle',
  'cycle_event',
] as const

/** Who tries: a neighbour, people of another county, and somebody who may look on. */
const ATTACKERS: readonly (readonly [who: string, posts: readonly (readonly [PostRole, string])[]])[] = [
  [
    'a neighbouring department and its unit',
    [
      ['department-finance', '乙局'],
      ['secrecy-review', '乙局'],
      ['budget-publisher', '乙局'],
      ['bureau-business', '乙局'],
      ['unit-clerk', '乙局本级'],
      ['unit-head', '乙局本级'],
    ],
  ],
  [
    'the bureau of another county',
    [
      ['bureau-budget', '邻县'],
      ['bureau-business', '邻县'],
      ['bureau-performance', '邻县'],
      ['secrecy-review', '邻县'],
      ['budget-publisher', '邻县'],
    ],
  ],
  ['an auditor', [['budget-auditor', '某县']]],
]

let store: Awaited<ReturnType<typeof temporaryStore>>
let county: SmallDivision
let desk: DeskApp
let budget = 0
let project = 0
let comment = 0

beforeAll(async () => {
  store = await temporaryStore()
  county = await smallDivision(store, 2026)
  desk = new DeskApp(store, () => new Date('2027-01-10T02:00:00Z'))
  const other = await addOrganisation(store, 'root', {
    name: '邻县',
    kind: 'division',
    parent: null,
    code: '20',
    place: 'hebei',
    details: {},
  })
  if (typeof other !== 'number') throw new Error(other)
  const at = county.at as Record<string, number>
  at['邻县'] = other
  budget = await county.budgetOf('甲局本级')
  const clerk = await county.holder('unit-clerk', '甲局本级')
  const made = await desk.budgets.library.make(clerk, { project: { ...example, code: '' }, since: 2026, estimates: [] })
  if (!made.ok) throw new Error(made.why)
  project = made.id
  const asking = { user: clerk.user, posts: await desk.budgets.posts(clerk.user) }
  const said = await desk.budgets.review.comment(asking, budget, { target: { kind: 'budget' }, text: '请看' })
  if (typeof said !== 'number') throw new Error(said)
  comment = said
}, 900_000)
afterAll(async () => await store.close())

/** Every posted path with what somebody would send who knows the ids of others. */
function forged(): ReadonlyMap<string, () => Promise<Response>> {
  const entry = { key: 'forged', changes: [{ kind: 'add', sheet: 'words', row: 'f1', at: 0, texts: { text: '伪造' } }] }
  const card = { name: '伪造项目', purpose: '无', since: '2026', estimate: '1' }
  const progress = {
    project: example?.name ?? '',
    checkpoint: '6月底',
    spent: '1',
    'year-spent': '1',
    agreed: 'yes',
    comment: '好',
  }
  const [id, cycle] = [String(budget), String(county.cycle)]
  const form = (path: string, fields: Record<string, string> = {}) => [path, () => desk.form(path, fields)] as const
  const asked: readonly (readonly [string, () => Promise<Response>])[] = [
    [`/budgets/${id}/entries`, () => desk.json(`/budgets/${id}/entries`, entry)],
    [`/budgets/${id}/moves`, () => desk.json(`/budgets/${id}/moves`, { transition: 'submit-first' })],
    [`/budgets/${id}/workbook`, () => desk.file(`/budgets/${id}/workbook`, 'forged.xlsx', new Uint8Array([80, 75]))],
    form(`/budgets/${id}/restore`, { to: 'entry 0', reason: '伪造' }),
    form(`/budgets/${id}/comments`, { text: '伪造' }),
    form(`/budgets/${id}/comments/${comment}/answers`, { text: '伪造' }),
    form(`/budgets/${id}/comments/${comment}/settle`, { as: 'resolved' }),
    form(`/budgets/${id}/review/move`, { transition: 'submit-first', reason: '伪造' }),
    form('/queue/pass', { chosen: `${id} submit-first` }),
    form(`/publication/${id}/moves`, { transition: 'publish', reason: '伪造' }),
    ...['report', 'evaluate', 'review', 'publish'].map((verb) => form(`/progress/${id}/${verb}`, progress)),
    form(`/library/${project}`, card),
    form(`/library/${project}/move`, { step: 'submit', reason: '伪造' }),
    form(`/library/${project}/draw`, { budget: id }),
    form('/control/issue', { budget: id }),
    form(`/control/units/${id}`, { fund: 'general', nature: 'personnel', amount: '1', reason: '伪造' }),
    form(`/settings/${cycle}/due`, { 'due-first-unit': '2026-01-01' }),
    form(`/settings/${cycle}/quotas`, {}),
    form(`/settings/${cycle}/progress`, { behind: '50', ahead: '50' }),
    form('/cycle/open', { year: '2026', division: String(county.at['某县']) }),
    form(`/cycle/${cycle}/events`, { kind: 'congress-approved', day: '2026-02-01', document: '伪造', note: '' }),
  ]
  return new Map(asked)
}

const dump = async (): Promise<Readonly<Record<string, unknown>>> =>
  Object.fromEntries(
    await Promise.all(TABLES.map(async (table) => [table, await store.db.selectFrom(table).selectAll().execute()] as const)),
  )

/** What changes nothing of anybody's, or makes something of one's own. */
const HARMLESS = new Set(['/pinyin', '/library/new'])

test('every path under which something can be posted is tried', () => {
  const tried = [...forged().keys()]
  const patternOf = (path: string): RegExp =>
    new RegExp(`^${path.replaceAll(/:\w+\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/gu, '(?:$1)')}$`, 'u')
  const untried = desk.posted.filter((path) => !HARMLESS.has(path) && !tried.some((each) => patternOf(path).test(each)))
  expect(untried).toEqual([])
  expect(desk.posted.length).toBeGreaterThan(20)
})

describe.each(ATTACKERS)('%s', (who, posts) => {
  test("changes nothing of another's and is told no", async () => {
    for (const [role, organisation] of posts) await county.holder(role, organisation, who)
    desk.who = who
    const before = await dump()
    for (const [path, send] of forged()) {
      const { status } = await send()
      // The queue and the issue of figures list what became of each: nothing.
      if (path === '/queue/pass' || path === '/control/issue') expect(status, path).toBe(200)
      else expect([403, 404, 422], `${path} says ${status}`).toContain(status)
    }
    expect(await dump()).toEqual(before)
  })

  test('reads nothing where he reaches nothing', async () => {
    desk.who = who
    const expected = posts.some(([, organisation]) => organisation === '某县') ? 200 : 404
    for (const path of [
      '',
      '/state',
      '/review',
      '/versions',
      '/history',
      '/history.jsonl',
      '/comments',
      '/workbook.xlsx',
      '/since?n=0',
    ])
      expect((await desk.get(`/budgets/${budget}${path}`)).status, path).toBe(expected)
    for (const path of [`/library/${project}`, `/control/units/${budget}`])
      expect((await desk.get(path)).status, path).toBe(expected)
  })
})
