import { openCycle, recordEvent } from '../../src/app/compile/cycles.ts'
import { setControl } from '../../src/app/compile/control-figures.ts'
import { type MoveRequest, moveBudget } from '../../src/app/compile/move-budget.ts'
import { openBudget } from '../../src/app/compile/open-budget.ts'
import { addOrganisation, setPost } from '../../src/app/compile/organisations.ts'
import { writeEntry } from '../../src/app/compile/write-budget.ts'
import { changesBetween } from '../../src/ledger/draft/changes.ts'
import { draftOf } from '../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { PostRole } from '../../src/ledger/roles.ts'
import { plannedAsControl } from '../../src/ledger/workflow/control.ts'
import type { TransitionId } from '../../src/ledger/workflow/transitions.ts'
import type { PostHolder } from '../../src/store/access/act-as.ts'
import { temporaryStore } from './store-fixture.ts'

export const TODAY = '2026-03-01'
export const PROJECT = '示例项目（请改名）'

const POSTS = [
  ['clerk', 'unit-clerk', '甲局本级'],
  ['head', 'unit-head', '甲局本级'],
  ['finance', 'department-finance', '甲局'],
  ['business', 'bureau-business', '某县'],
  ['budgeter', 'bureau-budget', '某县'],
  ['performance', 'bureau-performance', '某县'],
  ['secrecy', 'secrecy-review', '甲局'],
  ['publisher', 'budget-publisher', '甲局'],
  ['watcher', 'budget-auditor', '某县'],
  ['stranger', 'unit-clerk', '乙局本级'],
] as const

/** A county whose one department and its unit have their budgets approved: a store on a folder of its own. */
export interface County {
  readonly store: Awaited<ReturnType<typeof temporaryStore>>
  readonly unit: number
  readonly department: number
  who(user: string, role: PostRole, organisation: string): PostHolder
}

/** Plays the whole way from an empty cycle to the approval, by the verbs. */
export async function approvedCounty(): Promise<County> {
  const store = await temporaryStore()
  const at: Record<string, number> = {}
  const who = (user: string, role: PostRole, name: string): PostHolder => ({ user, role, organisation: at[name] ?? 0 })
  const person = { emailVerified: false, twoFactorEnabled: true }
  for (const id of ['root', ...POSTS.map(([user]) => user)])
    await store.db
      .insertInto('account_user')
      .values({ ...person, id, name: id, email: `${id}@account.invalid`, username: id, displayUsername: id })
      .execute()
  await store.db.insertInto('role_grant').values({ user_id: 'root', role: 'administrator', granted_by: 'test' }).execute()
  for (const [name, kind, above] of [
    ['某县', 'division', null],
    ['甲局', 'department', '某县'],
    ['甲局本级', 'unit', '甲局'],
    ['乙局', 'department', '某县'],
    ['乙局本级', 'unit', '乙局'],
  ] as const) {
    const details = kind === 'unit' ? { kind: '行政', grade: '正科级', funding: '财政拨款' } : {}
    const parent = above === null ? null : (at[above] ?? 0)
    at[name] = okay(await addOrganisation(store, 'root', { name, kind, parent, code: name, place: 'hebei', details }))
  }
  for (const [user, role, name] of POSTS) await setPost(store, 'root', { user, role, organisation: at[name] ?? 0, held: true })
  const budgeter = who('budgeter', 'bureau-budget', '某县')
  const cycle = okay(await openCycle(store, budgeter, 2026))
  const budgetOf = async (name: string): Promise<number> =>
    (
      await store.db
        .selectFrom('budget')
        .select('id')
        .where('organisation_id', '=', at[name] ?? 0)
        .executeTakeFirstOrThrow()
    ).id
  const [unit, department] = [await budgetOf('甲局本级'), await budgetOf('甲局')]
  const clerk = who('clerk', 'unit-clerk', '甲局本级')
  const finance = who('finance', 'department-finance', '甲局')
  const ledger = unitLedger()
  const fill = async (holder: PostHolder, id: number, filled: Ledger): Promise<void> => {
    const opened = await openBudget(store, holder, id, TODAY)
    if (opened === null) throw new Error('not opened')
    const sheets = new Set(['basic', 'words', 'glossary', 'questions'])
    const all = changesBetween(opened.draft, draftOf(filled))
    const changes = holder === clerk ? all : all.filter(({ sheet }) => sheets.has(sheet))
    const written = await writeEntry(store, holder, id, { key: 'fill', changes })
    if (!written.ok) throw new Error(written.why)
  }
  await fill(clerk, unit, ledger)
  await fill(finance, department, {
    ...ledger,
    scope: 'department',
    department: { code: '甲局', name: '甲局' },
    words: { ...ledger.words, offices: '办公室' },
  })
  await store.db
    .insertInto('library_project')
    .values({
      organisation_id: at['甲局本级'] ?? 0,
      path: [at['某县'] ?? 0, at['甲局'] ?? 0, at['甲局本级'] ?? 0],
      code: 'P1',
      name: PROJECT,
      state: 'stored',
      since: 2026,
      until: null,
      card: '{}',
      author: 'clerk',
    })
    .execute()
  const step = async (
    holder: PostHolder,
    id: number,
    transition: TransitionId,
    said: Partial<MoveRequest> = {},
  ): Promise<void> => {
    const moved = await moveBudget(store, holder, id, { transition, ...said }, TODAY)
    if (!moved.ok) throw new Error(`${transition}: ${moved.refusals.map(({ zh }) => zh).join('; ')}`)
  }
  const business = who('business', 'bureau-business', '某县')
  const head = who('head', 'unit-head', '甲局本级')
  await step(clerk, unit, 'submit-first')
  await step(head, unit, 'pass-first-unit')
  await step(finance, unit, 'pass-first-department')
  await step(business, unit, 'pass-first-bureau')
  await step(who('performance', 'bureau-performance', '某县'), unit, 'pass-performance')
  await setControl(store, budgeter, unit, { figures: plannedAsControl(ledger.lines), reason: '初次下达' })
  await step(budgeter, unit, 'issue-control')
  await step(clerk, unit, 'submit-second')
  await step(head, unit, 'pass-second-unit')
  await step(finance, unit, 'pass-second-department')
  await step(business, unit, 'pass-second-bureau')
  await step(budgeter, unit, 'compile')
  await step(finance, department, 'collect')
  await recordEvent(
    store,
    budgeter,
    {
      cycle,
      kind: 'congress-approved',
      day: '2026-02-10',
      document: '某人发〔2026〕3号',
      note: '',
    },
    TODAY,
  )
  const by = { day: '2026-02-20', document: '某财预〔2026〕1号' }
  await step(budgeter, department, 'approve-department', by)
  await step(finance, unit, 'approve-unit', by)
  return { store, unit, department, who }
}

/** The example with all three groups of indicators. */
function unitLedger(): Ledger {
  const example = exampleLedger(2026)
  const indicator = {
    level1: '效益指标',
    level2: '社会效益指标',
    level3: '办结率',
    description: '按期办结的比例',
    value: '≥95%',
    basis: '工作计划',
  }
  return {
    ...example,
    department: { code: '甲局本级', name: '甲局本级' },
    scope: 'unit',
    units: example.units.map((each) => ({ ...each, name: '甲局本级' })),
    projects: example.projects.map((project) => ({ ...project, indicators: [...project.indicators, indicator] })),
  }
}

function okay(made: number | string): number {
  if (typeof made !== 'number') throw new Error(made)
  return made
}
