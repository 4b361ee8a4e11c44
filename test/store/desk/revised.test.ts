import { afterAll, beforeAll, expect, test } from 'vitest'
import { Budgets } from '../../../src/app/compile/budgets.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { changesBetween } from '../../../src/ledger/draft/changes.ts'
import { draftOf, readDraft } from '../../../src/ledger/draft/draft.ts'
import type { Line } from '../../../src/ledger/ledger.ts'
import { spent } from '../../../src/ledger/sum-lines.ts'
import type { TransitionId } from '../../../src/ledger/workflow/transitions.ts'
import type { PostHolder } from '../../../src/store/access/act-as.ts'
import { renderConsolidationPage } from '../../../src/web/desk/consolidation-page.ts'
import { renderDepartmentWhole } from '../../../src/web/desk/department-whole-page.ts'
import { approvedCounty, type County, TODAY } from '../approved-county.ts'

let county: County
let budgets: Budgets
let clerk: PostHolder
let budgeter: PostHolder
let cycle = 0
const QUERY = { axis: 'economic', level: 2, node: null } as const
const BY = { day: TODAY, document: '某财预〔2026〕9号' }
const view = { language: 'zh', path: null, person: { name: '甲' }, posts: [] } as const

beforeAll(async () => {
  county = await approvedCounty()
  budgets = new Budgets(county.store, () => new Date(`${TODAY}T02:00:00Z`))
  clerk = county.who('clerk', 'unit-clerk', '甲局本级')
  budgeter = county.who('budgeter', 'bureau-budget', '某县')
  cycle = (await budgets.cycles(budgeter))[0]?.id ?? 0
}, 120_000)
afterAll(async () => await county.store.close())

const division = async () => await budgets.consolidation.division(budgeter, cycle, QUERY)

async function step(holder: PostHolder, transition: TransitionId, said: object = {}): Promise<void> {
  const made = await budgets.move(holder, county.unit, { transition, ...said })
  expect(made.ok ? '' : made.refusals.map(({ zh }) => zh).join(), transition).toBe('')
}

/** Changes the lines of the unit's draft, and gives what it spends then. */
async function rewrite(key: string, change: (lines: readonly Line[]) => readonly Line[]): Promise<number> {
  const opened = await openBudget(county.store, clerk, county.unit, TODAY)
  if (opened === null) throw new Error('not opened')
  const { ledger } = readDraft(opened.draft)
  const lines = change(ledger.lines)
  const written = await budgets.write(clerk, county.unit, {
    key,
    changes: changesBetween(opened.draft, draftOf({ ...ledger, lines })),
  })
  expect(written).toMatchObject({ ok: true })
  return spent(lines)
}

/** Makes a revision of the whole way, from the published budget to the bureau's approval. */
async function revise(begin: TransitionId, change: (lines: readonly Line[]) => readonly Line[]): Promise<number> {
  await county.store.db.updateTable('budget').set({ state: 'published' }).where('id', '=', county.unit).execute()
  await step(clerk, begin, { reason: '年中有变' })
  const now = await rewrite(begin, change)
  const during = await division()
  expect(during.total).toBe(now)
  await step(clerk, 'submit-revision')
  await step(county.who('finance', 'department-finance', '甲局'), 'pass-revision')
  await step(budgeter, 'approve-revision', BY)
  return now
}

/** Moves an amount from the first line of basic expenditure to the next of another class. */
function moved(lines: readonly Line[], amount: number): readonly Line[] {
  const plain = lines.filter(({ project, flow, fund }) => project === '' && flow === 'expenditure' && fund === 'general')
  const from = plain.find((line) => line.amount > amount)
  const to = plain.find(({ economic }) => economic !== from?.economic)
  if (from === undefined || to === undefined) throw new Error('nothing to move')
  return lines.map((line) =>
    line === from ? { ...line, amount: line.amount - amount } : line === to ? { ...line, amount: line.amount + amount } : line,
  )
}

test('what was approved stands beside what it was revised to, and drafts are no part of either', async () => {
  const before = await division()
  const approved = before.total
  expect(before.revised?.total).toEqual({ given: approved, now: approved })
  expect(before.revised?.departments).toMatchObject([{ units: 1, given: approved, now: approved }])
  expect(before.revised?.nodes.map(({ node, given }) => ({ node, amount: given }))).toEqual(before.nodes)

  // A virement leaves the total and moves its parts.
  expect(await revise('begin-virement', (lines) => moved(lines, 100_00))).toBe(approved)
  const shifted = (await division()).revised
  expect(shifted?.total).toEqual({ given: approved, now: approved })
  expect(
    shifted?.nodes
      .filter(({ given, now }) => given !== now)
      .map(({ given, now }) => now - given)
      .toSorted((a, b) => a - b),
  ).toEqual([-100_00, 100_00])

  // A supplement changes it; the comparison is with what was approved first, not with the virement.
  const supplemented = await revise('begin-supplement', (lines) =>
    lines.map((line, i) => (i === 0 ? { ...line, amount: line.amount + 50_00 } : line)),
  )
  expect(supplemented).toBe(approved + 50_00)
  expect((await division()).revised?.total).toEqual({ given: approved, now: supplemented })

  // What is being written next is in the totals of drafts alone.
  await step(clerk, 'begin-supplement', { reason: '再追加' })
  const drafted = await rewrite('more', (lines) =>
    lines.map((line, i) => (i === 0 ? { ...line, amount: line.amount + 1 } : line)),
  )
  const sum = await division()
  expect(sum.total).toBe(drafted)
  expect(sum.revised?.total).toEqual({ given: approved, now: supplemented })

  const whole = await budgets.consolidation.department(budgeter, county.department)
  if (whole === null) throw new Error('no department')
  expect(whole.revised).toMatchObject({
    units: [{ budget: county.unit, given: approved, now: supplemented }],
    before: { given: approved, now: supplemented },
    after: { given: approved, now: supplemented },
  })
  const cycles = await budgets.cycles(budgeter)
  const chosen = cycles.find(({ id }) => id === cycle)
  if (chosen === undefined) throw new Error('no cycle')
  for (const page of [
    renderConsolidationPage(view, { cycles, chosen, query: QUERY, sum }),
    renderDepartmentWhole(view, whole, 1),
  ]) {
    expect(page).toContain('年初批复')
    expect(page).toMatch(/<td class="n">50\.00<\/td>/u)
  }
})

test('a department whose units were not approved has nothing to compare', async () => {
  const other = await county.store.db
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select('budget.id')
    .where('organisation.name', '=', '乙局')
    .executeTakeFirstOrThrow()
  const whole = await budgets.consolidation.department(budgeter, other.id)
  expect(whole?.revised).toBeNull()
  expect(whole === null ? '' : renderDepartmentWhole(view, whole, 1)).not.toContain('年初批复')
})
