import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approvedMoney } from '../../src/app/compile/approved-money.ts'
import { readRow } from '../../src/app/compile/budget-row.ts'
import { openCycle, recordEvent } from '../../src/app/compile/cycles.ts'
import { ledgerOf } from '../../src/app/compile/guard-context.ts'
import { moveBudget, type MoveRequest } from '../../src/app/compile/move-budget.ts'
import { openBudget } from '../../src/app/compile/open-budget.ts'
import { addOrganisation, setPost } from '../../src/app/compile/organisations.ts'
import { readQueue } from '../../src/app/compile/queue.ts'
import { readQueueAsked } from '../../src/app/compile/queue-order.ts'
import { listTasks } from '../../src/app/compile/tasks.ts'
import { writeEntry } from '../../src/app/compile/write-budget.ts'
import { changesBetween } from '../../src/ledger/draft/changes.ts'
import { draftOf, readDraft } from '../../src/ledger/draft/draft.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { spent } from '../../src/ledger/sum-lines.ts'
import type { EventKind } from '../../src/ledger/workflow/guards.ts'
import type { StateId } from '../../src/ledger/workflow/states.ts'
import type { TransitionId } from '../../src/ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../src/store/access/act-as.ts'
import { approvedCounty, type County } from './approved-county.ts'

let county: County
let clerk: PostHolder
let head: PostHolder
let finance: PostHolder
let budgeter: PostHolder
let cycle = 0

beforeAll(async () => {
  county = await approvedCounty()
  clerk = county.who('clerk', 'unit-clerk', '甲局本级')
  head = county.who('head', 'unit-head', '甲局本级')
  finance = county.who('finance', 'department-finance', '甲局')
  budgeter = county.who('budgeter', 'bureau-budget', '某县')
  cycle = (await county.store.db.selectFrom('cycle').select('id').executeTakeFirstOrThrow()).id
}, 120_000)
afterAll(async () => await county.store.close())

/** Makes a step on a day, whose document is of that day where no other is named. What stands in its way; empty where it was made. */
async function step(
  today: string,
  holder: PostHolder,
  budget: number,
  transition: TransitionId,
  said: Partial<MoveRequest> = {},
): Promise<string> {
  const moved = await moveBudget(county.store, holder, budget, { transition, day: today, ...said }, today)
  return moved.ok ? '' : moved.refusals.map(({ zh }) => zh).join()
}

async function happened(kind: EventKind, day: string, document: string): Promise<void> {
  expect(await recordEvent(county.store, budgeter, { cycle, kind, day, document, note: '' }, day)).toBeNull()
}

async function put(budget: number, state: StateId): Promise<void> {
  await county.store.db.updateTable('budget').set({ state }).where('id', '=', budget).execute()
}

async function row(budget: number) {
  return await county.store.db
    .selectFrom('budget')
    .select(['state', 'versions', 'approved'])
    .where('id', '=', budget)
    .executeTakeFirstOrThrow()
}

async function budgetOf(name: string): Promise<number> {
  const found = await county.store.db
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select('budget.id')
    .where('organisation.name', '=', name)
    .executeTakeFirstOrThrow()
  return found.id
}

/** What a draft says, changed and written back. */
async function rewrite(holder: PostHolder, budget: number, key: string, change: (ledger: Ledger) => Ledger): Promise<void> {
  const opened = await openBudget(county.store, holder, budget, '2026-03-01')
  if (opened === null) throw new Error('not opened')
  const { ledger } = readDraft(opened.draft)
  const changes = changesBetween(opened.draft, draftOf(change(ledger)))
  expect(await writeEntry(county.store, holder, budget, { key, changes })).toMatchObject({ ok: true })
}

/** The first line of income and of expenditure from the same fund, each a hundred yuan more. */
function raised(ledger: Ledger): Ledger {
  const paid = ledger.lines.find(({ flow, fund, project }) => flow === 'expenditure' && fund === 'general' && project === '')
  const received = ledger.lines.find(({ flow, fund }) => flow === 'income' && fund === paid?.fund)
  const lines = ledger.lines.map((line) =>
    line === paid || line === received ? { ...line, amount: line.amount + 10_000 } : line,
  )
  return { ...ledger, lines }
}

async function agreedWithDepartment(): Promise<number> {
  const said = await actAt(county.store, budgeter, async (tx) => {
    const department = await readRow(tx, county.department)
    if (department === null) throw new Error('no department')
    return await ledgerOf(tx, department)
  })
  return spent(said.ledger.lines)
}

describe('after the approval', () => {
  test('each adjustment of a budget rests on a decision of its own, which its approval names', async () => {
    await put(county.unit, 'published')
    const adjust = async (day: string): Promise<void> => {
      expect(await step(day, clerk, county.unit, 'begin-adjustment', { reason: '年中有变' })).toBe('')
      await rewrite(clerk, county.unit, `adjusted ${day}`, raised)
      expect(await step(day, clerk, county.unit, 'submit-revision')).toBe('')
      expect(await step(day, finance, county.unit, 'pass-revision')).toBe('')
    }
    const approve = async (day: string, document: string): Promise<string> =>
      await step(day, budgeter, county.unit, 'approve-revision', { document })
    await adjust('2026-06-01')
    expect(await approve('2026-06-28', '某财预〔2026〕20号')).toContain('没有登记人大常委会批准预算调整')
    await happened('adjustment-approved', '2026-06-26', '某人常发〔2026〕6号')
    expect(await approve('2026-06-28', '某财预〔2026〕20号')).toContain('“某财预〔2026〕20号（某人常发〔2026〕6号）”')
    expect(await approve('2026-06-25', '某财预〔2026〕20号（某人常发〔2026〕6号）')).toContain('早于')
    expect(await approve('2026-06-28', '某财预〔2026〕20号（某人常发〔2026〕6号）')).toBe('')

    await adjust('2026-09-01')
    expect(await approve('2026-09-30', '某财预〔2026〕31号（某人常发〔2026〕6号）')).toContain('另有决定')
    await happened('adjustment-approved', '2026-09-28', '某人常发〔2026〕9号')
    expect(await approve('2026-09-30', '某财预〔2026〕31号（某人常发〔2026〕6号）')).toContain('可用的决定：某人常发〔2026〕9号')
    // Whoever approves chooses between the decisions that are free, and his number takes the chosen one in.
    const offered = await openBudget(county.store, budgeter, county.unit, '2026-09-30')
    const offers = offered?.steps.find(({ id }) => id === 'approve-revision')?.decision
    expect(offers?.documents).toEqual(['某人常发〔2026〕9号'])
    expect(offers?.hint.zh).toContain('（某人常发〔2026〕9号）')
    const chosen = { document: '某财预〔2026〕31号', decision: '某人常发〔2026〕9号' }
    expect(await step('2026-09-30', budgeter, county.unit, 'approve-revision', chosen)).toBe('')
    expect((await row(county.unit)).state).toBe('published')
    const kept = await county.store.db
      .selectFrom('budget_move')
      .select('document')
      .where('budget_id', '=', county.unit)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst()
    expect(kept?.document).toBe('某财预〔2026〕31号（某人常发〔2026〕9号）')
  })

  test('a unit that joins after its department was approved is approved by the bureau with a document of its own, and then by the department', async () => {
    const before = await agreedWithDepartment()
    const department = finance.organisation
    const details = { kind: '行政', grade: '正科级', funding: '财政拨款' }
    const added = { name: '甲局新站', kind: 'unit', parent: department, code: '甲局新站', place: 'hebei', details } as const
    const organisation = await addOrganisation(county.store, 'root', added)
    if (typeof organisation !== 'number') throw new Error(organisation)
    expect(await openCycle(county.store, budgeter, 2026)).toBe(cycle)
    const late = await budgetOf('甲局新站')
    const own = { user: 'clerk', role: 'unit-clerk', organisation } as const
    expect(await setPost(county.store, 'root', { ...own, held: true })).toBeNull()
    const said = await openBudget(county.store, clerk, county.unit, '2026-06-01')
    if (said === null) throw new Error('not opened')
    const { ledger } = readDraft(said.draft)
    await rewrite(own, late, 'first', (blank) => ({
      ...blank,
      staff: ledger.staff,
      words: ledger.words,
      lines: ledger.lines.filter(({ project }) => project === '').map((line) => ({ ...line, unit: '甲局新站' })),
    }))
    expect(await step('2026-06-01', own, late, 'submit-first')).toBe('')
    // What it hands in is no part of what its department was given, nor of what it has handed in.
    expect(await agreedWithDepartment()).toBe(before)
    const { state } = await row(county.department)
    await put(county.department, 'before-congress')
    expect(await agreedWithDepartment()).toBe(before)
    await put(late, 'second-budget-review')
    expect(await step('2026-06-01', budgeter, late, 'compile')).toContain('部门预算已汇总上报，其中没有本单位')
    await put(county.department, state)
    expect(await step('2026-06-01', budgeter, late, 'compile')).not.toContain('部门预算已汇总上报')
    const posts = [{ role: 'bureau-budget', organisation: budgeter.organisation, name: '某县', kind: 'division' }] as const
    const waiting = async (): Promise<readonly (readonly number[])[]> => {
      const tasks = await listTasks(county.store, 'budgeter', posts)
      const queue = await readQueue(
        county.store,
        'budgeter',
        posts,
        readQueueAsked(() => undefined),
        '2026-06-01',
      )
      return [tasks.map(({ budget }) => budget), queue.rows.map(({ budget }) => budget)]
    }
    // Of two that were compiled, one goes on with its department, and waits for nobody.
    await put(late, 'before-congress')
    const ordinary = await budgetOf('乙局本级')
    await put(ordinary, 'before-congress')
    for (const list of await waiting()) {
      expect(list).toContain(late)
      expect(list).not.toContain(ordinary)
    }
    const offered = async (budget: number) =>
      (await openBudget(county.store, budgeter, budget, '2026-06-10'))?.steps.map(({ id }) => id)
    expect(await offered(late)).toEqual(['approve-late-unit'])
    expect(await offered(ordinary)).toEqual([])
    const given = { document: '某财预〔2026〕40号' }
    expect(await step('2026-06-10', budgeter, ordinary, 'approve-late-unit', given)).toContain('财政还没有批复部门')
    expect(await step('2026-06-10', budgeter, late, 'approve-late-unit')).toContain('请填写文号')
    expect(await step('2026-06-10', budgeter, late, 'approve-late-unit', { ...given, day: '2026-02-19' })).toContain(
      '早于财政批复的日期2026-02-20',
    )
    expect(await step('2026-06-10', budgeter, late, 'approve-late-unit', given)).toBe('')
    expect((await row(late)).state).toBe('awaiting-unit-approval')
    const passed = { document: '甲局财〔2026〕5号' }
    expect(await step('2026-06-15', finance, late, 'approve-unit', { ...passed, day: '2026-06-09' })).toContain('2026-06-10')
    expect(await step('2026-06-15', finance, late, 'approve-unit', passed)).toBe('')
    expect(await row(late)).toMatchObject({ state: 'approved', versions: 1, approved: 1 })
    expect(await agreedWithDepartment()).toBe(before)
    const money = await actAt(county.store, budgeter, (tx) => approvedMoney(tx, cycle, null))
    const its = money.find(({ budget }) => budget === late)
    expect(its?.given).toEqual([])
    expect(spent(its?.now ?? [])).toBeGreaterThan(0)
  })

  test('the final account: the congress, then the department, then its units', async () => {
    const { unit, department } = county
    await put(department, 'published')
    // One that the bureau approved before its department's, as was the way.
    const before = await budgetOf('甲局新站')
    await put(before, 'final-approved')
    expect(await step('2026-12-31', clerk, unit, 'begin-final')).toContain('还没有结束')
    expect(await step('2027-03-10', clerk, unit, 'begin-final')).toBe('')
    expect(await step('2027-03-10', clerk, unit, 'submit-final')).toBe('')
    expect(await step('2027-03-10', finance, department, 'begin-department-final')).toContain('没有报到财政')
    expect(await step('2027-03-11', head, unit, 'pass-final-unit')).toBe('')
    expect(await step('2027-03-12', finance, unit, 'pass-final-department')).toBe('')
    expect(await step('2027-03-20', finance, department, 'begin-department-final')).toBe('')
    expect(await step('2027-03-20', finance, department, 'collect-final')).toContain('没有审核通过')
    const document = { document: '某财决〔2027〕3号' }
    expect(await step('2027-04-02', budgeter, unit, 'pass-final-bureau', document)).toContain('现在不能办理')
    expect(await step('2027-04-02', budgeter, unit, 'compile-final')).toBe('')
    expect(await row(unit)).toMatchObject({ state: 'final-before-congress' })
    expect((await row(unit)).approved).toBeLessThan((await row(unit)).versions)
    expect(await step('2027-04-20', finance, department, 'collect-final')).toBe('')
    // Handed in again after it came back; once the congress has approved, it does not come back.
    expect(await step('2027-04-21', budgeter, department, 'return-collect-final', { reason: '说明有误' })).toBe('')
    expect(await step('2027-04-22', finance, department, 'collect-final')).toBe('')
    const handedIn = await row(department)
    expect(handedIn).toMatchObject({ state: 'final-before-congress' })
    expect(await step('2027-08-05', budgeter, department, 'approve-department-final', document)).toContain(
      '没有登记人大常委会批准决算',
    )
    await happened('final-congress-approved', '2027-07-28', '某人常发〔2027〕11号')
    expect(await step('2027-08-01', budgeter, department, 'return-collect-final', { reason: '…' })).toContain('不能再退回')
    const early = { ...document, day: '2027-07-27' }
    expect(await step('2027-08-05', budgeter, department, 'approve-department-final', early)).toContain('早于人大常委会批准决算')
    const passed = { document: '甲局财〔2027〕6号' }
    expect(await step('2027-08-05', finance, unit, 'approve-unit-final', passed)).toContain('现在不能办理')
    expect(await step('2027-08-05', budgeter, department, 'approve-department-final', document)).toBe('')
    expect(await row(department)).toEqual({ ...handedIn, state: 'final-approved', approved: handedIn.versions })
    expect((await row(unit)).state).toBe('final-awaiting-unit-approval')
    const publisher = county.who('publisher', 'budget-publisher', '甲局')
    expect(await step('2027-08-06', publisher, unit, 'send-final-to-secrecy')).toContain('现在不能办理')
    expect(await step('2027-08-12', finance, unit, 'approve-unit-final', { ...passed, day: '2027-08-04' })).toContain(
      '早于财政批复部门决算的日期2027-08-05',
    )
    expect(await step('2027-08-12', finance, unit, 'approve-unit-final', passed)).toBe('')
    const approved = await row(unit)
    expect(approved).toMatchObject({ state: 'final-approved', approved: approved.versions })
    // Its year takes no more units: nobody could approve their final accounts.
    const details = { kind: '行政', grade: '正科级', funding: '财政拨款' }
    const newest = {
      name: '甲局末站',
      kind: 'unit',
      parent: finance.organisation,
      code: '甲局末站',
      place: 'hebei',
      details,
    } as const
    expect(await addOrganisation(county.store, 'root', newest)).toBeTypeOf('number')
    expect(await openCycle(county.store, budgeter, 2026)).toBe('exists')
    // What was approved before goes on from where it stands: to its publication.
    expect((await row(before)).state).toBe('final-approved')
    const open = await openBudget(county.store, publisher, before, '2027-08-12')
    expect(open?.steps.map(({ id, refusals }) => [id, refusals])).toEqual([['send-final-to-secrecy', []]])
  })
})
