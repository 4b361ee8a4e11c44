import type { Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import { consolidate } from '../../ledger/consolidate.ts'
import { readDraft } from '../../ledger/draft/draft.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ControlFigure } from '../../ledger/workflow/control.ts'
import type { GuardContext, GuardId, Move } from '../../ledger/workflow/guards.ts'
import { type StateId, STATES } from '../../ledger/workflow/states.ts'
import type { TransitionId } from '../../ledger/workflow/transitions.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetRow, versionLedger } from './budget-row.ts'
import { eventsOf } from './cycles.ts'
import { agreedUnitLedgers, unitLedgers } from './department-ledger.ts'
import { judgeBudget } from './judge-budget.ts'

/** What a draft says: a unit's own, or a department's with the money of its units. */
export interface BudgetLedger {
  readonly ledger: Ledger
  readonly problems: readonly Words[]
}

/** States in which a department takes what its units say now; in all others, what they said when it was handed in. */
const COLLECTING: readonly StateId[] = ['collecting', 'final-collecting']

export async function ledgerOf(tx: Transaction<Schema>, row: BudgetRow): Promise<BudgetLedger> {
  const { ledger: own, problems } = readDraft(row.draft)
  const said = problems.map(({ message }) => message)
  if (row.kind === 'unit') return { ledger: own, problems: said }
  const settled = row.state === 'before-congress' || (STATES[row.state].stage === 'final' && !COLLECTING.includes(row.state))
  const kept = settled ? await versionLedger(tx, row.id, row.versions) : null
  if (kept !== null) return { ledger: kept, problems: said }
  const of = { cycle: row.cycle_id, department: row.organisation_id }
  const units = COLLECTING.includes(row.state) ? await unitLedgers(tx, of) : await agreedUnitLedgers(tx, of)
  return { ledger: consolidate(own, units).ledger, problems: said }
}

/** Who would make a step on which day, and the day and number of the document that he names. */
interface StepBy {
  readonly actor: string
  readonly today: string
  readonly day?: string | undefined
  readonly document?: string | undefined
}

/** Gathers what the guards of a step look at, and nothing that they do not: proving a ledger costs more than all else. */
export async function guardContext(
  tx: Transaction<Schema>,
  row: BudgetRow,
  guards: readonly GuardId[],
  { actor, today, day = '', document = '' }: StepBy,
): Promise<GuardContext> {
  const asks = (...ids: readonly GuardId[]): boolean => ids.some((id) => guards.includes(id))
  const { ledger, problems } = await ledgerOf(tx, row)
  const moves = await movesOf(tx, row.id)
  return {
    actor,
    today,
    year: row.year,
    ledger,
    problems,
    errors: asks('lawful') ? judgeBudget(ledger, row.kind).errors : [],
    approved: await versionLedger(tx, row.id, row.approved),
    authors: asks('not-own') ? await authorsOf(tx, row, moves) : [],
    moves,
    control: asks('has-control', 'within-control') ? await controlOf(tx, row.id) : [],
    library: asks('in-library') ? await storedProjects(tx, row) : [],
    openComments: asks('comments-settled') ? await openComments(tx, row.id) : 0,
    events: await eventsOf(tx, row.cycle_id),
    day: day === '' ? null : day,
    document: document.trim() === '' ? null : document.trim(),
    unitStates: asks('units-compiled', 'units-final', 'units-final-passed') ? await unitStates(tx, row) : [],
    ...(asks('before-handing-in', 'department-approved', 'department-final-approved')
      ? await departmentOf(tx, row)
      : NO_DEPARTMENT),
  }
}

export async function movesOf(tx: Transaction<Schema>, budget: number): Promise<readonly Move[]> {
  const rows = await tx
    .selectFrom('budget_move')
    .select(['transition', 'actor', 'document'])
    .where('budget_id', '=', budget)
    .orderBy('n')
    .execute()
  return rows.map(({ transition, ...row }) => ({ transition: transition as TransitionId, ...row }))
}

/** Who wrote in the draft, or handed it in, since it was approved last. */
async function authorsOf(tx: Transaction<Schema>, row: BudgetRow, moves: readonly Move[]): Promise<readonly string[]> {
  const approved =
    row.approved === null
      ? undefined
      : await tx
          .selectFrom('budget_version')
          .select('entries')
          .where('budget_id', '=', row.id)
          .where('n', '=', row.approved)
          .executeTakeFirst()
  const writers = await tx
    .selectFrom('budget_entry')
    .select('actor')
    .distinct()
    .where('budget_id', '=', row.id)
    .where('n', '>', approved?.entries ?? 0)
    .execute()
  const sender = moves.findLast(({ transition }) => HANDED_IN.test(transition))
  const units = row.kind === 'unit' ? [] : await unitAuthorsOf(tx, row)
  return [...new Set([...writers.map(({ actor }) => actor), ...(sender === undefined ? [] : [sender.actor]), ...units])]
}

const HANDED_IN = /^(?:submit|collect)/u

/** A department's money is written in its units: whoever wrote there, or handed it in, in this cycle. */
async function unitAuthorsOf(tx: Transaction<Schema>, row: BudgetRow): Promise<readonly string[]> {
  const units = tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select('budget.id')
    .where('budget.cycle_id', '=', row.cycle_id)
    .where('budget.kind', '=', 'unit')
    .where('organisation.parent_id', '=', row.organisation_id)
  const writers = await tx.selectFrom('budget_entry').select('actor').distinct().where('budget_id', 'in', units).execute()
  const senders = await tx
    .selectFrom('budget_move')
    .select('actor')
    .distinct()
    .where('budget_id', 'in', units)
    .where('transition', 'like', 'submit-%')
    .execute()
  return [...writers, ...senders].map(({ actor }) => actor)
}

/** The control figures in force: those of the last revision. */
export async function controlOf(tx: Transaction<Schema>, budget: number): Promise<readonly ControlFigure[]> {
  const row = await tx
    .selectFrom('control_revision')
    .select('figures')
    .where('budget_id', '=', budget)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? [] : (row.figures as ControlFigure[])
}

/** Names of the projects that the library holds for an organisation in a year. */
export async function storedProjects(
  tx: Transaction<Schema>,
  row: Pick<BudgetRow, 'organisation_id' | 'year'>,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('library_project')
    .select('name')
    .where('organisation_id', '=', row.organisation_id)
    .where('state', '=', 'stored')
    .where('since', '<=', row.year)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', row.year)]))
    .execute()
  return rows.map(({ name }) => name)
}

async function openComments(tx: Transaction<Schema>, budget: number): Promise<number> {
  const { n } = await tx
    .selectFrom('budget_comment')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('budget_id', '=', budget)
    .where('parent_id', 'is', null)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return n
}

async function unitStates(tx: Transaction<Schema>, row: BudgetRow): Promise<GuardContext['unitStates']> {
  const rows = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select('budget.state')
    .where('budget.cycle_id', '=', row.cycle_id)
    .where('organisation.parent_id', '=', row.organisation_id)
    .where('budget.kind', '=', 'unit')
    .execute()
  return rows.map(({ state }) => state)
}

type DepartmentContext = Pick<GuardContext, 'departmentState' | 'departmentDay' | 'departmentFinalDay'>

const NO_DEPARTMENT: DepartmentContext = { departmentState: null, departmentDay: null, departmentFinalDay: null }

async function departmentOf(tx: Transaction<Schema>, row: BudgetRow): Promise<DepartmentContext> {
  const found = await tx
    .selectFrom('budget')
    .select(['id', 'state'])
    .where('cycle_id', '=', row.cycle_id)
    .where('kind', '=', 'department')
    .where('organisation_id', '=', row.path.at(-2) ?? 0)
    .executeTakeFirst()
  if (found === undefined) return NO_DEPARTMENT
  const own = await dayOf(tx, row.id, 'approve-late-unit')
  return {
    departmentState: found.state,
    departmentDay: own ?? (await dayOf(tx, found.id, 'approve-department')),
    departmentFinalDay: await dayOf(tx, found.id, 'approve-department-final'),
  }
}

/** Day of the document by which a step was made last; null where it was not. */
async function dayOf(tx: Transaction<Schema>, budget: number, transition: TransitionId): Promise<string | null> {
  const move = await tx
    .selectFrom('budget_move')
    .select('on_day')
    .where('budget_id', '=', budget)
    .where('transition', '=', transition)
    .orderBy('n', 'desc')
    .executeTakeFirst()
  return move?.on_day ?? null
}
