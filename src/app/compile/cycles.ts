import { sql, type Transaction } from 'kysely'
import { draftOf } from '../../ledger/draft/draft.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { packMoney } from '../../ledger/packed-money.ts'
import type { Quota } from '../../ledger/quotas.ts'
import { rollForward } from '../../ledger/roll-forward.ts'
import type { EventKind } from '../../ledger/workflow/guards.ts'
import { type StateId, STATES } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import { draftHash } from '../../store/budgets/entry-chain.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { readLedgerText } from '../ledger-bytes.ts'
import { blankLedger } from './blank-ledger.ts'
import { isDay } from './day.ts'
import { listOrganisations, type Organisation } from './organisations.ts'

/** One budget year of a division. */
export interface Cycle {
  readonly id: number
  readonly organisation: number
  /** Name of the division. */
  readonly division: string
  readonly year: number
  readonly settings: CycleSettings
  readonly events: readonly CycleEvent[]
}

/** What a division sets for its year. */
export interface CycleSettings {
  /** Local due days by the id of a local deadline, as 2026-09-30. */
  readonly due?: Readonly<Record<string, string>>
  /** Quota standards for basic expenditure. */
  readonly quotas?: readonly Quota[]
  /** From how many percentage points of the budget on spending is told as off its plan: see `ledger/performance/deviation.ts`. */
  readonly progress?: { readonly behind?: number; readonly ahead?: number }
}

export interface CycleEvent {
  readonly kind: EventKind
  readonly day: string
  readonly document: string
  readonly note: string
}

/** Why a cycle was not opened or an event not recorded. */
export type CycleRefused = 'denied' | 'exists' | 'day' | 'future' | 'document' | 'absent'

const FIRST_STATE: Readonly<Record<'department' | 'unit', StateId>> = { department: 'collecting', unit: 'first-draft' }
const YEARS = { least: 2000, most: 2100 } as const

/**
 * Opens a year for a division: a cycle, and in it a budget for each of its departments and units. Opened again, it is opened for those that were founded since.
 * A budget whose organisation had one last year begins with that, rolled forward. Nobody but the budget desk may (the database refuses others).
 */
export async function openCycle(store: Store, holder: PostHolder, year: number): Promise<number | CycleRefused> {
  if (!Number.isSafeInteger(year) || year < YEARS.least || year > YEARS.most) return 'day'
  const all = await listOrganisations(store)
  const division = all.find(({ id }) => id === holder.organisation)
  if (division?.kind !== 'division' || holder.role !== 'bureau-budget') return 'denied'
  return await actAt(store, holder, async (tx) => {
    const known = await tx
      .selectFrom('cycle')
      .select('id')
      .where('organisation_id', '=', division.id)
      .where('year', '=', year)
      .executeTakeFirst()
    const below = await outsideCycle(tx, all, division.id, known?.id ?? null)
    if (known !== undefined && below.length === 0) return 'exists'
    const { id } =
      known ??
      (await tx
        .insertInto('cycle')
        .values({ organisation_id: division.id, path: [...division.path], year })
        .returning('id')
        .executeTakeFirstOrThrow())
    for (const organisation of below) await addBudget(tx, { cycle: id, organisation, all, year })
    await appendAudit(tx, {
      actor: holder.user,
      action: 'cycle-opened',
      subject: division.name,
      details: { cycle: id, year, budgets: below.length },
    })
    return id
  })
}

/**
 * The departments and units of a division that have no budget in a cycle; all of them where there is no cycle yet. A department that is at its final account
 * takes no more units into that year: nobody could approve theirs.
 */
async function outsideCycle(
  tx: Transaction<Schema>,
  all: readonly Organisation[],
  division: number,
  cycle: number | null,
): Promise<readonly Organisation[]> {
  const rows =
    cycle === null
      ? []
      : await tx.selectFrom('budget').select(['organisation_id', 'state']).where('cycle_id', '=', cycle).execute()
  const inside = new Set(rows.map(({ organisation_id: id }) => id))
  const closed = new Set(rows.flatMap(({ organisation_id: id, state }) => (STATES[state].stage === 'final' ? [id] : [])))
  return all.filter(
    ({ id, kind, ended, path }) =>
      kind !== 'division' && !ended && path.includes(division) && !inside.has(id) && !path.some((above) => closed.has(above)),
  )
}

/** Names of the departments and units that were founded after a cycle was opened and have no budget in it. */
export async function listOutside(store: Store, holder: PostHolder, cycle: number): Promise<readonly string[]> {
  const all = await listOrganisations(store)
  return await actAt(store, holder, async (tx) =>
    (await outsideCycle(tx, all, holder.organisation, cycle)).map(({ name }) => name),
  )
}

async function addBudget(
  tx: Transaction<Schema>,
  { cycle, organisation, all, year }: { cycle: number; organisation: Organisation; all: readonly Organisation[]; year: number },
): Promise<void> {
  const kind = organisation.kind === 'department' ? 'department' : 'unit'
  const units = all.filter(({ parent, ended }) => parent === organisation.id && !ended)
  const last = await lastYearOf(tx, organisation.id, year - 1)
  const ledger = last === null ? blankLedger(organisation, units, year, placeOf(organisation, all)) : rollForward(last)
  const opening = draftOf(ledger)
  await tx
    .insertInto('budget')
    .values({
      cycle_id: cycle,
      organisation_id: organisation.id,
      path: [...organisation.path],
      kind,
      year,
      state: FIRST_STATE[kind],
      opening: JSON.stringify(opening),
      draft: JSON.stringify(opening),
      head: Buffer.from(draftHash(opening), 'hex'),
      money: JSON.stringify(packMoney(kind === 'unit' ? ledger.lines : [])),
    })
    .execute()
}

/** The approved ledger of the year before; null where there is none. */
async function lastYearOf(tx: Transaction<Schema>, organisation: number, year: number): Promise<Ledger | null> {
  const row = await tx
    .selectFrom('budget')
    .innerJoin('budget_version', (join) =>
      join.onRef('budget_version.budget_id', '=', 'budget.id').onRef('budget_version.n', '=', 'budget.approved'),
    )
    .select('budget_version.ledger')
    .where('budget.organisation_id', '=', organisation)
    .where('budget.year', '=', year)
    .executeTakeFirst()
  return row === undefined ? null : readLedgerText(row.ledger)
}

/** The forms of an organisation: its own, else those of the one above. */
function placeOf(organisation: Organisation, all: readonly Organisation[]): string {
  if (organisation.place !== '') return organisation.place
  const parent = all.find(({ id }) => id === organisation.parent)
  return parent === undefined ? 'hebei' : placeOf(parent, all)
}

/** The cycles of which the holder sees anything, the newest first. */
export async function listCycles(store: Store, holder: PostHolder): Promise<readonly Cycle[]> {
  return await actAt(store, holder, async (tx) => {
    const path = await tx.selectFrom('organisation').select('path').where('id', '=', holder.organisation).executeTakeFirst()
    const root = path?.path[0] ?? 0
    const rows = await tx
      .selectFrom('cycle')
      .innerJoin('organisation', 'organisation.id', 'cycle.organisation_id')
      .selectAll('cycle')
      .select('organisation.name as division')
      .where('cycle.organisation_id', '=', root)
      .orderBy('cycle.year', 'desc')
      .execute()
    const cycles: Cycle[] = []
    for (const row of rows)
      cycles.push({
        id: row.id,
        organisation: row.organisation_id,
        division: row.division,
        year: row.year,
        settings: row.settings as CycleSettings,
        events: await eventsOf(tx, row.id),
      })
    return cycles
  })
}

export async function eventsOf(tx: Transaction<Schema>, cycle: number): Promise<readonly CycleEvent[]> {
  const rows = await tx.selectFrom('cycle_event').selectAll().where('cycle_id', '=', cycle).orderBy('n').execute()
  return rows.map(({ kind, on_day: day, document, note }) => ({ kind: kind as EventKind, day, document, note }))
}

/** The one event that is recorded before it happens: deadlines run towards it. */
const AHEAD: EventKind = 'congress-session'

/** Records what happened outside: the congress's approval, with its date and the number of its document (预算法 art. 52 counts from it). */
export async function recordEvent(
  store: Store,
  holder: PostHolder,
  { cycle, ...event }: CycleEvent & { readonly cycle: number },
  today: string,
): Promise<CycleRefused | null> {
  if (!isDay(event.day)) return 'day'
  if (event.kind !== AHEAD && event.day > today) return 'future'
  const document = event.document.trim()
  if (document === '') return 'document'
  if (holder.role !== 'bureau-budget') return 'denied'
  return await actAt(store, holder, async (tx) => {
    const at = await tx.selectFrom('cycle').select(['path', 'year']).where('id', '=', cycle).forUpdate().executeTakeFirst()
    if (at === undefined) return 'absent'
    const { n } = await tx
      .selectFrom('cycle_event')
      .select(sql<number>`coalesce(max(n), 0)::int + 1`.as('n'))
      .where('cycle_id', '=', cycle)
      .executeTakeFirstOrThrow()
    const { kind, day, note } = event
    await tx
      .insertInto('cycle_event')
      .values({ cycle_id: cycle, n, path: at.path, kind, on_day: day, document, note, actor: holder.user })
      .execute()
    await appendAudit(tx, { actor: holder.user, action: 'event-recorded', subject: kind, details: { cycle, day, document } })
    return null
  })
}

/** Changes what a division sets for its year. */
export async function setCycleSettings(
  store: Store,
  holder: PostHolder,
  cycle: number,
  settings: CycleSettings,
): Promise<CycleRefused | null> {
  if (holder.role !== 'bureau-budget') return 'denied'
  if (!Object.values(settings.due ?? {}).every(isDay)) return 'day'
  return await actAt(store, holder, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('cycle')
      .set({ settings: JSON.stringify(settings) })
      .where('id', '=', cycle)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) return 'absent'
    const details = {
      due: Object.entries(settings.due ?? {}).map(([id, day]) => `${id} ${day}`),
      quotas: settings.quotas?.length ?? 0,
      progress: Object.entries(settings.progress ?? {}).map(([side, points]) => `${side} ${points}`),
    }
    await appendAudit(tx, { actor: holder.user, action: 'setting-changed', subject: `cycle/${cycle}`, details })
    return null
  })
}
