import { sql, type Transaction } from 'kysely'
import {
  type DatedEvent,
  type DatedMove,
  type Deadline,
  deadlinesOf,
  levelOf,
  movesTogether,
} from '../../ledger/workflow/deadlines.ts'
import type { TransitionId } from '../../ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type CycleSettings, eventsOf } from './cycles.ts'

/** The deadlines of one organisation in one year. */
export interface Calendar {
  readonly organisation: string
  readonly kind: 'division' | 'department' | 'unit'
  /** Null for a division: its cycle has no budget of its own. */
  readonly budget: number | null
  readonly deadlines: readonly Deadline[]
}

/** Budgets beyond this are shown by their division alone. */
const MOST = 60

/** The deadlines of a cycle as a post sees it: the division's, then those of every budget that it reaches. Null where there is no such cycle. */
export async function calendarOf(
  store: Store,
  holder: PostHolder,
  cycleId: number,
  today: string,
): Promise<readonly Calendar[] | null> {
  return await actAt(store, holder, async (tx) => {
    const cycle = await tx
      .selectFrom('cycle')
      .innerJoin('organisation', 'organisation.id', 'cycle.organisation_id')
      .select(['cycle.id', 'cycle.year', 'cycle.settings', 'organisation.name', 'organisation.code'])
      .where('cycle.id', '=', cycleId)
      .executeTakeFirst()
    if (cycle === undefined) return null
    const events = (await eventsOf(tx, cycle.id)).map(({ kind, day }): DatedEvent => ({ kind, date: day }))
    const budgets = await budgetsOf(tx, cycle.id)
    const moves = await movesByBudget(tx, cycle.id)
    const common = {
      year: cycle.year,
      level: levelOf(cycle.code),
      events,
      local: (cycle.settings as CycleSettings).due ?? {},
      today,
    }
    const of = (budget: number | undefined): readonly DatedMove[] => (budget === undefined ? [] : (moves.get(budget) ?? []))
    const division: Calendar = {
      organisation: cycle.name,
      kind: 'division',
      budget: null,
      deadlines: deadlinesOf({
        ...common,
        kind: 'division',
        moves: movesTogether(budgets.map(({ id }) => of(id))),
        departmentMoves: [],
      }),
    }
    if (budgets.length > MOST) return [division]
    const departments = new Map(
      budgets.filter(({ kind }) => kind === 'department').map((each) => [each.organisation_id, each.id]),
    )
    return [
      division,
      ...budgets.map(
        (each): Calendar => ({
          organisation: each.name,
          kind: each.kind,
          budget: each.id,
          deadlines: deadlinesOf({
            ...common,
            kind: each.kind,
            moves: of(each.id),
            departmentMoves: each.kind === 'unit' ? of(departments.get(each.parent_id ?? 0)) : [],
          }),
        }),
      ),
    ]
  })
}

async function budgetsOf(tx: Transaction<Schema>, cycle: number) {
  return await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select(['budget.id', 'budget.kind', 'budget.organisation_id', 'organisation.name', 'organisation.parent_id'])
    .where('budget.cycle_id', '=', cycle)
    .orderBy('organisation.path')
    .execute()
}

/** Steps with the day that counts: of the document where there is one, else the day on which they were made. */
export async function movesByBudget(tx: Transaction<Schema>, cycle: number): Promise<ReadonlyMap<number, readonly DatedMove[]>> {
  const rows = await tx
    .selectFrom('budget_move')
    .innerJoin('budget', 'budget.id', 'budget_move.budget_id')
    .select([
      'budget_move.budget_id',
      'budget_move.transition',
      sql<string>`coalesce(budget_move.on_day::text, to_char(budget_move.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'))`.as(
        'day',
      ),
    ])
    .where('budget.cycle_id', '=', cycle)
    .orderBy('budget_move.budget_id')
    .orderBy('budget_move.n')
    .execute()
  const moves = new Map<number, DatedMove[]>()
  for (const { budget_id: budget, transition, day } of rows)
    moves.set(budget, [...(moves.get(budget) ?? []), { transition: transition as TransitionId, date: day }])
  return moves
}
