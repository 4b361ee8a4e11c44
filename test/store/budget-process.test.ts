import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listOutside, openCycle, recordEvent } from '../../src/app/compile/cycles.ts'
import { setControl } from '../../src/app/compile/control-figures.ts'
import { type MoveRequest, moveBudget, type Moved } from '../../src/app/compile/move-budget.ts'
import { openBudget } from '../../src/app/compile/open-budget.ts'
import { addOrganisation, setPost } from '../../src/app/compile/organisations.ts'
import { writeEntry } from '../../src/app/compile/write-budget.ts'
import { changesBetween } from '../../src/ledger/draft/changes.ts'
import { draftOf } from '../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import { plannedAsControl } from '../../src/ledger/workflow/control.ts'
import type { PostRole } from '../../src/ledger/roles.ts'
import { actAt, isDenied } from '../../src/store/access/act-as.ts'
import type { TransitionId } from '../../src/ledger/workflow/transitions.ts'
import { temporaryStore } from './store-fixture.ts'

const TODAY = '2026-03-01'
let store: Awaited<ReturnType<typeof temporaryStore>>
const at: Record<string, number> = {}

async function addPerson(id: string): Promise<void> {
  await store.db
    .insertInto('account_user')
    .values({
      id,
      name: id,
      email: `${id}@account.invalid`,
      emailVerified: false,
      username: id,
      displayUsername: id,
      twoFactorEnabled: true,
    })
    .execute()
}

async function organisation(name: string, kind: 'division' | 'department' | 'unit', above: string | null): Promise<void> {
  const parent = above === null ? null : (at[above] ?? 0)
  const details = kind === 'unit' ? { kind: '行政', grade: '正科级', funding: '财政拨款' } : {}
  const id = await addOrganisation(store, 'root', { name, kind, parent, code: name, place: 'hebei', details })
  if (typeof id !== 'number') throw new Error(id)
  at[name] = id
}

const who = (user: string, role: PostRole, name: string) => ({ user, role, organisation: at[name] ?? 0 })

const POSTS = [
  ['clerk', 'unit-clerk', '甲局本级'],
  ['head', 'unit-head', '甲局本级'],
  ['finance', 'department-finance', '甲局'],
  ['business', 'bureau-business', '某县'],
  ['budgeter', 'bureau-budget', '某县'],
  ['performance', 'bureau-performance', '某县'],
  ['secrecy', 'secrecy-review', '甲局'],
  ['publisher', 'budget-publisher', '甲局'],
  ['stranger', 'unit-clerk', '乙局本级'],
] as const

beforeAll(async () => {
  store = await temporaryStore()
  await addPerson('root')
  await store.db.insertInto('role_grant').values({ user_id: 'root', role: 'administrator', granted_by: 'test' }).execute()
  await organisation('某县', 'division', null)
  await organisation('甲局', 'department', '某县')
  await organisation('甲局本级', 'unit', '甲局')
  await organisation('乙局', 'department', '某县')
  await organisation('乙局本级', 'unit', '乙局')
  for (const [user, role, name] of POSTS) {
    await addPerson(user)
    expect(await setPost(store, 'root', { user, role, organisation: at[name] ?? 0, held: true })).toBeNull()
  }
})
afterAll(async () => await store.close())

async function budgetOf(name: string): Promise<number> {
  return (
    await store.db
      .selectFrom('budget')
      .select('id')
      .where('organisation_id', '=', at[name] ?? 0)
      .executeTakeFirstOrThrow()
  ).id
}

describe('二上二下, from an empty cycle to a cleared budget', () => {
  const step = async (
    user: string,
    role: PostRole,
    place: string,
    on: string,
    transition: TransitionId,
    said: Omit<MoveRequest, 'transition'> = {},
  ): Promise<Moved> => await moveBudget(store, who(user, role, place), await budgetOf(on), { transition, ...said }, TODAY)

  test('every step is made by its role, in its order, and by nobody else', async () => {
    const cycle = await openCycle(store, who('budgeter', 'bureau-budget', '某县'), 2026)
    expect(cycle).toBeTypeOf('number')
    expect(await openCycle(store, who('business', 'bureau-business', '某县'), 2027)).toBe('denied')
    const clerk = who('clerk', 'unit-clerk', '甲局本级')
    const unit = await budgetOf('甲局本级')
    const opened = await openBudget(store, clerk, unit, TODAY)
    if (opened === null) throw new Error('not opened')
    expect(opened.mayWrite).toBe(true)
    expect(await openBudget(store, who('stranger', 'unit-clerk', '乙局本级'), unit, TODAY)).toBeNull()

    const example = exampleLedger(2026)
    const filled = {
      ...example,
      department: { code: '甲局本级', name: '甲局本级' },
      scope: 'unit' as const,
      units: example.units.map((each) => ({ ...each, name: '甲局本级' })),
    }
    const changes = changesBetween(opened.draft, draftOf(filled))
    expect(await writeEntry(store, who('stranger', 'unit-clerk', '乙局本级'), unit, { key: 'x', changes })).toEqual({
      ok: false,
      why: 'closed',
    })
    expect(await writeEntry(store, clerk, unit, { key: 'one', changes })).toEqual({ ok: true, n: 1 })
    expect(await writeEntry(store, clerk, unit, { key: 'one', changes })).toEqual({ ok: true, n: 1 })

    const outside = await step('clerk', 'unit-clerk', '甲局本级', '甲局本级', 'submit-first')
    expect(outside.ok ? '' : outside.refusals[0]?.zh).toContain('项目库')
    await store.db
      .insertInto('library_project')
      .values({
        organisation_id: at['甲局本级'] ?? 0,
        path: opened.path as number[],
        code: 'P1',
        name: '示例项目（请改名）',
        state: 'stored',
        since: 2026,
        until: null,
        card: '{}',
        author: 'clerk',
      })
      .execute()

    expect(await step('clerk', 'unit-clerk', '甲局本级', '甲局本级', 'submit-first')).toMatchObject({
      ok: true,
      state: 'first-unit-review',
      version: 1,
    })
    expect(await writeEntry(store, clerk, unit, { key: 'late', changes: [] })).toEqual({ ok: false, why: 'closed' })
    expect(await step('clerk', 'unit-clerk', '甲局本级', '甲局本级', 'pass-first-unit')).toMatchObject({
      ok: false,
      why: 'absent',
    })
    expect(await step('head', 'unit-head', '甲局本级', '甲局本级', 'return-first-unit')).toMatchObject({
      ok: false,
      why: 'refused',
    })
    expect(await step('head', 'unit-head', '甲局本级', '甲局本级', 'pass-first-unit')).toMatchObject({ ok: true })
    expect(await step('finance', 'department-finance', '甲局', '甲局本级', 'pass-first-department')).toMatchObject({ ok: true })
    expect(await step('business', 'bureau-business', '某县', '甲局本级', 'pass-first-bureau')).toMatchObject({ ok: true })
    const performance = await step('performance', 'bureau-performance', '某县', '甲局本级', 'pass-performance')
    expect(performance.ok ? '' : performance.refusals[0]?.zh).toContain('效益')
    const back = { reason: '补效益指标' }
    expect(await step('performance', 'bureau-performance', '某县', '甲局本级', 'return-performance', back)).toMatchObject({
      ok: true,
      state: 'first-draft',
    })
    const indicator = {
      project: '示例项目（请改名）',
      level1: '效益指标',
      level2: '社会效益指标',
      level3: '办结率',
      value: '≥95%',
    }
    expect(
      await writeEntry(store, clerk, unit, {
        key: 'two',
        changes: [{ kind: 'add', sheet: 'indicators', row: 'new', at: 9, texts: indicator }],
      }),
    ).toMatchObject({ ok: true })
    for (const [user, role, place, transition] of [
      ['clerk', 'unit-clerk', '甲局本级', 'submit-first'],
      ['head', 'unit-head', '甲局本级', 'pass-first-unit'],
      ['finance', 'department-finance', '甲局', 'pass-first-department'],
      ['business', 'bureau-business', '某县', 'pass-first-bureau'],
      ['performance', 'bureau-performance', '某县', 'pass-performance'],
    ] as const)
      expect(await step(user, role, place, '甲局本级', transition), transition).toMatchObject({ ok: true })

    const budgeter = who('budgeter', 'bureau-budget', '某县')
    expect(await step('budgeter', 'bureau-budget', '某县', '甲局本级', 'issue-control')).toMatchObject({
      ok: false,
      why: 'refused',
    })
    const figures = plannedAsControl(filled.lines)
    expect(await setControl(store, who('finance', 'department-finance', '甲局'), unit, { figures, reason: '…' })).toMatchObject({
      ok: false,
    })
    const less = figures.map((figure, i) => (i === 0 ? { ...figure, amount: figure.amount - 1 } : figure))
    expect(await setControl(store, budgeter, unit, { figures: less, reason: '初次下达' })).toEqual({ ok: true, n: 1 })
    expect(await step('budgeter', 'bureau-budget', '某县', '甲局本级', 'issue-control')).toMatchObject({
      ok: true,
      state: 'second-draft',
    })
    const over = await step('clerk', 'unit-clerk', '甲局本级', '甲局本级', 'submit-second')
    expect(over.ok ? '' : over.refusals.map(({ zh }) => zh).join()).toContain('超0.01元')
    expect(await setControl(store, budgeter, unit, { figures, reason: '调整控制数' })).toEqual({ ok: true, n: 2 })
    for (const [user, role, place, transition] of [
      ['clerk', 'unit-clerk', '甲局本级', 'submit-second'],
      ['head', 'unit-head', '甲局本级', 'pass-second-unit'],
      ['finance', 'department-finance', '甲局', 'pass-second-department'],
      ['business', 'bureau-business', '某县', 'pass-second-bureau'],
      ['budgeter', 'bureau-budget', '某县', 'compile'],
    ] as const)
      expect(await step(user, role, place, '甲局本级', transition), transition).toMatchObject({ ok: true })

    expect(await step('finance', 'department-finance', '甲局', '甲局', 'collect')).toMatchObject({
      ok: true,
      state: 'before-congress',
    })
    const document = { day: '2026-02-20', document: '某财预〔2026〕1号' }
    expect(await step('budgeter', 'bureau-budget', '某县', '甲局', 'approve-department', document)).toMatchObject({
      ok: false,
      why: 'refused',
    })
    for (const [kind, refused] of [
      ['congress-approved', 'future'],
      ['congress-session', null],
    ] as const)
      expect(
        await recordEvent(
          store,
          budgeter,
          { cycle: cycle as number, kind, day: '2026-03-02', document: '某人办〔2026〕1号', note: '' },
          TODAY,
        ),
        kind,
      ).toBe(refused)
    expect(
      await recordEvent(
        store,
        budgeter,
        {
          cycle: cycle as number,
          kind: 'congress-approved',
          day: '2026-02-10',
          document: '某人发〔2026〕3号',
          note: '',
        },
        TODAY,
      ),
    ).toBeNull()
    const early = await step('budgeter', 'bureau-budget', '某县', '甲局', 'approve-department', {
      ...document,
      day: '2026-02-09',
    })
    expect(early.ok ? '' : early.refusals.map(({ zh }) => zh).join()).toContain('早于人大批准预算的日期2026-02-10')
    expect(await step('budgeter', 'bureau-budget', '某县', '甲局', 'approve-department', document)).toMatchObject({
      ok: true,
      state: 'approved',
    })
    const before = await step('finance', 'department-finance', '甲局', '甲局本级', 'approve-unit', {
      ...document,
      day: '2026-02-19',
    })
    expect(before.ok ? '' : before.refusals.map(({ zh }) => zh).join()).toContain('早于财政批复的日期2026-02-20')
    expect(await step('finance', 'department-finance', '甲局', '甲局本级', 'approve-unit', document)).toMatchObject({
      ok: true,
      state: 'approved',
      version: 3,
    })
    for (const name of ['甲局', '甲局本级']) {
      expect(await step('publisher', 'budget-publisher', '甲局', name, 'send-to-secrecy')).toMatchObject({ ok: true })
      expect(await step('secrecy', 'secrecy-review', '甲局', name, 'clear')).toMatchObject({ ok: true, state: 'cleared' })
    }
    const moves = await store.db.selectFrom('budget_move').selectAll().where('budget_id', '=', unit).orderBy('n').execute()
    expect(moves.map(({ n }) => n)).toEqual(moves.map((_, i) => i + 1))
    expect(moves.at(-1)?.to_state).toBe('cleared')
  })

  test('an organisation that was founded after the year was opened joins it once, and nothing else changes', async () => {
    const budgeter = who('budgeter', 'bureau-budget', '某县')
    const before = await store.db.selectFrom('budget').selectAll().orderBy('id').execute()
    expect(await openCycle(store, budgeter, 2026)).toBe('exists')
    await organisation('甲局新站', 'unit', '甲局')
    const cycle = before[0]?.cycle_id ?? 0
    expect(await listOutside(store, budgeter, cycle)).toEqual(['甲局新站'])
    expect(await openCycle(store, budgeter, 2026)).toBe(cycle)
    const after = await store.db.selectFrom('budget').selectAll().orderBy('id').execute()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(before.length)).toMatchObject([
      { organisation_id: at['甲局新站'], cycle_id: cycle, kind: 'unit', state: 'first-draft' },
    ])
    expect(await listOutside(store, budgeter, cycle)).toEqual([])
    expect(await openCycle(store, budgeter, 2026)).toBe('exists')
  })

  test('the database itself refuses what the program might forget', async () => {
    const unit = await budgetOf('甲局本级')
    const tries = [
      ['clerk', 'unit-clerk', '甲局本级', { state: 'approved' }],
      ['stranger', 'unit-clerk', '乙局本级', { state: 'published' }],
      ['finance', 'department-finance', '甲局', { state: 'published' }],
    ] as const
    for (const [user, role, name, values] of tries) {
      const changed = await actAt(store, who(user, role, name), (tx) =>
        tx.updateTable('budget').set(values).where('id', '=', unit).executeTakeFirst(),
      ).catch((error: unknown) => (isDenied(error) ? { numUpdatedRows: 0n } : Promise.reject(error as Error)))
      expect(changed.numUpdatedRows, user).toBe(0n)
    }
    const forged = actAt(store, who('head', 'unit-head', '甲局本级'), (tx) =>
      tx
        .insertInto('budget_move')
        .values({
          budget_id: unit,
          n: 99,
          path: [at['某县'] ?? 0, at['甲局'] ?? 0, at['甲局本级'] ?? 0],
          actor: 'finance',
          role: 'department-finance',
          transition: 'approve-unit',
          from_state: 'x',
          to_state: 'y',
          on_day: null,
          version: null,
        })
        .execute(),
    )
    await expect(forged).rejects.toSatisfy(isDenied)
  })
})
