import { deadlineAhead } from '../../ledger/workflow/deadline-ahead.ts'
import { type DatedEvent, deadlinesOf, levelOf } from '../../ledger/workflow/deadlines.ts'
import type { Words } from '../../budget/finding.ts'
import type { PostRole } from '../../ledger/roles.ts'
import { daysBetween } from '../../ledger/workflow/days.ts'
import { STATE_IDS, type StateId, writesIn } from '../../ledger/workflow/states.ts'
import { TRANSITIONS } from '../../ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { movesByBudget } from './calendar.ts'
import { type CycleSettings, eventsOf } from './cycles.ts'
import { dayInChina } from './day.ts'
import type { VersionSummary } from './judge-budget.ts'
import { goesAlone } from './late-units.ts'
import type { Post } from './post.ts'
import { type QueueAsked, selectRows } from './queue-order.ts'

/** A budget that waits for a review, as a list shows it. */
export interface QueueRow {
  readonly budget: number
  readonly organisation: string
  readonly code: string
  /** Name of its department; its own where it is one. */
  readonly department: string
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: StateId
  /** The post in which it waits. */
  readonly holder: PostHolder
  readonly since: Date
  readonly waitingDays: number
  /** The deadline of the step that is waited for (see `deadlineAhead`), and days to it, below zero once it has passed. Null where none has a day. */
  readonly deadline: { readonly name: Words; readonly daysLeft: number } | null
  /** Of the version that lies there, counted when it was handed in; null before the first. */
  readonly summary: VersionSummary | null
  readonly openComments: number
}

export interface Queue {
  /** One page of what was asked for, in its order. */
  readonly rows: readonly QueueRow[]
  /** How many were asked for, and how many there are. */
  readonly found: number
  readonly all: number
  readonly page: number
  readonly pages: number
  /** What can be filtered by: states and departments that have something waiting. */
  readonly states: readonly StateId[]
  readonly departments: readonly string[]
}

export const QUEUE_PAGE = 50
const MOST = 5000

/** Everything that waits for a person to review in his posts: an auditor, who has no step, sees all that there is. */
export async function readQueue(
  store: Store,
  user: string,
  posts: readonly Post[],
  asked: QueueAsked,
  today: string,
): Promise<Queue> {
  const all = await queueRows(store, user, posts, today)
  const found = selectRows(all, asked)
  const pages = Math.max(1, Math.ceil(found.length / QUEUE_PAGE))
  const page = Math.min(Math.max(1, asked.page), pages)
  return {
    rows: found.slice((page - 1) * QUEUE_PAGE, page * QUEUE_PAGE),
    found: found.length,
    all: all.length,
    page,
    pages,
    states: STATE_IDS.filter((state) => all.some((row) => row.state === state)),
    departments: [...new Set(all.map(({ department }) => department))].toSorted(),
  }
}

export interface Neighbours {
  readonly previous: number | null
  readonly next: number | null
  /** Place in the list, from 1, and its length; 0 where the budget is not in it any more. */
  readonly place: number
  readonly of: number
}

/** The budgets before and after one in the list that was asked for. One that has just been passed on has the first of the list after it. */
export async function neighboursOf(
  store: Store,
  user: string,
  posts: readonly Post[],
  { budget, asked, today }: { readonly budget: number; readonly asked: QueueAsked; readonly today: string },
): Promise<Neighbours> {
  const rows = selectRows(await queueRows(store, user, posts, today), asked)
  const ids = [...new Set(rows.map((row) => row.budget))]
  const at = ids.indexOf(budget)
  return { previous: at > 0 ? (ids[at - 1] ?? null) : null, next: ids[at + 1] ?? null, place: at + 1, of: ids.length }
}

async function queueRows(store: Store, user: string, posts: readonly Post[], today: string): Promise<readonly QueueRow[]> {
  const rows: QueueRow[] = []
  const known = new Set<string>()
  for (const { role, organisation } of posts) {
    const states = reviewStates(role)
    if (states.length === 0) continue
    const holder = { user, role, organisation }
    // The same role at a department and at its unit reaches the unit twice.
    for (const row of await rowsOf(store, holder, states, today)) {
      const key = `${row.budget} ${role}`
      if (known.has(key)) continue
      known.add(key)
      rows.push(row)
    }
  }
  return rows
}

/** Where a role has a step forward with what somebody else wrote. Published budgets wait for nobody, though steps lead on from them. */
function reviewStates(role: PostRole): readonly StateId[] {
  return STATE_IDS.filter((state) => isReviewed(role, state, 'unit') || isReviewed(role, state, 'department'))
}

const RESTING: readonly StateId[] = ['published', 'final-published']

function isReviewed(role: PostRole, state: StateId, kind: 'unit' | 'department'): boolean {
  if (role === 'budget-auditor') return true
  if (RESTING.includes(state) || writesIn(state, kind, role)) return false
  return TRANSITIONS.some(
    (step) =>
      step.role === role && step.follows !== true && step.back !== true && step.from.includes(state) && step.of.includes(kind),
  )
}

async function rowsOf(store: Store, holder: PostHolder, states: readonly StateId[], today: string): Promise<readonly QueueRow[]> {
  return await actAt(store, holder, async (tx) => {
    const rows = await tx
      .selectFrom('budget')
      .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
      .innerJoin('cycle', 'cycle.id', 'budget.cycle_id')
      .innerJoin('organisation as division', 'division.id', 'cycle.organisation_id')
      .leftJoin('organisation as above', 'above.id', 'organisation.parent_id')
      .leftJoin('budget_move', (join) =>
        join.onRef('budget_move.budget_id', '=', 'budget.id').onRef('budget_move.n', '=', 'budget.moves'),
      )
      .leftJoin('budget_version', (join) =>
        join.onRef('budget_version.budget_id', '=', 'budget.id').onRef('budget_version.n', '=', 'budget.versions'),
      )
      .select((select) => [
        'budget.id as budget',
        'budget.kind',
        'budget.year',
        'budget.state',
        'budget.cycle_id as cycle',
        'budget.organisation_id as own',
        'organisation.name as organisation',
        'organisation.code',
        'organisation.parent_id as parent',
        'above.name as above',
        'division.code as division',
        'cycle.settings',
        'cycle.opened_at',
        'budget_move.at',
        'budget_version.summary',
        select
          .selectFrom('budget_comment')
          .select((count) => count.fn.countAll<number>().as('n'))
          .whereRef('budget_comment.budget_id', '=', 'budget.id')
          .where('budget_comment.parent_id', 'is', null)
          .where('budget_comment.state', '=', 'open')
          .as('comments'),
      ])
      .where('budget.state', 'in', [...states])
      .where(goesAlone(holder.role))
      .orderBy('organisation.path')
      .limit(MOST)
      .execute()
    const waiting = rows.filter(({ state, kind }) => isReviewed(holder.role, state, kind))
    const cycles = new Map<number, CycleDays>()
    for (const { cycle } of waiting)
      if (!cycles.has(cycle))
        cycles.set(cycle, {
          events: (await eventsOf(tx, cycle)).map(({ kind, day }): DatedEvent => ({ kind, date: day })),
          moves: await movesByBudget(tx, cycle),
        })
    const departments = new Map(
      (
        await tx.selectFrom('budget').select(['id', 'cycle_id', 'organisation_id']).where('kind', '=', 'department').execute()
      ).map(({ id, cycle_id: cycle, organisation_id: organisation }) => [`${cycle} ${organisation}`, id]),
    )
    return waiting.map((row): QueueRow => {
      const days = cycles.get(row.cycle)
      const department = departments.get(`${row.cycle} ${row.parent ?? 0}`)
      const deadlines = deadlinesOf({
        year: row.year,
        level: levelOf(row.division),
        kind: row.kind,
        events: days?.events ?? [],
        moves: days?.moves.get(row.budget) ?? [],
        departmentMoves: department === undefined ? [] : (days?.moves.get(department) ?? []),
        local: (row.settings as CycleSettings).due ?? {},
        today,
      })
      const next = deadlineAhead(row.state, row.kind, deadlines)
      const since = row.at ?? row.opened_at
      return {
        budget: row.budget,
        organisation: row.organisation,
        code: row.code,
        department: row.kind === 'department' ? row.organisation : (row.above ?? ''),
        kind: row.kind,
        year: row.year,
        state: row.state,
        holder,
        since,
        waitingDays: Math.max(0, daysBetween(dayInChina(since), today)),
        deadline: next === null ? null : { name: next.name, daysLeft: next.daysLeft },
        summary: row.summary === null ? null : (row.summary as VersionSummary),
        openComments: row.comments ?? 0,
      }
    })
  })
}

interface CycleDays {
  readonly events: readonly DatedEvent[]
  readonly moves: Awaited<ReturnType<typeof movesByBudget>>
}
