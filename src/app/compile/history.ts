import { sql, type Transaction } from 'kysely'
import type { Change } from '../../ledger/draft/changes.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { PostRole } from '../../ledger/roles.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import { writesIn } from '../../ledger/workflow/states.ts'
import type { TransitionId } from '../../ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetHead, readHead } from './budget-head.ts'

/** One person's action on the draft: who, when, what before and after, why. */
export interface HistoryEntry {
  readonly n: number
  readonly actor: string
  readonly name: string
  readonly at: Date
  readonly reason: string
  readonly changes: readonly Change[]
}

/** A step of the process, with what was said and the document by which it was made. */
export interface HistoryMove {
  readonly n: number
  readonly name: string
  readonly role: PostRole
  readonly at: Date
  readonly transition: TransitionId
  readonly from: StateId
  readonly to: StateId
  readonly reason: string
  readonly day: string | null
  readonly document: string
  readonly version: number | null
}

export interface HistoryAsked {
  /** Id of a person. */
  readonly person?: string
  readonly sheet?: SheetId
  /** Entries before this number. */
  readonly before?: number
  readonly limit: number
}

export interface History {
  readonly budget: BudgetHead
  /** The newest first. */
  readonly entries: readonly HistoryEntry[]
  /** Whether there are older ones that were asked for. */
  readonly more: boolean
  readonly moves: readonly HistoryMove[]
  /** Everybody who wrote in the draft. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Whether the asking person may write here now, and so take something back. */
  readonly mayWrite: boolean
}

/** What happened to a budget. Null where the post does not reach it. */
export async function readHistory(
  store: Store,
  holder: PostHolder,
  id: number,
  { person, sheet, before, limit }: HistoryAsked,
): Promise<History | null> {
  return await actAt(store, holder, async (tx) => {
    const budget = await readHead(tx, id)
    if (budget === null) return null
    let query = tx
      .selectFrom('budget_entry')
      .leftJoin('account_user', 'account_user.id', 'budget_entry.actor')
      .select(['n', 'actor', 'at', 'reason', 'changes', 'name'])
      .where('budget_id', '=', id)
      .orderBy('n', 'desc')
      .limit(limit + 1)
    if (before !== undefined) query = query.where('n', '<', before)
    if (person !== undefined) query = query.where('actor', '=', person)
    if (sheet !== undefined) query = query.where(sql<boolean>`changes @> ${JSON.stringify([{ sheet }])}::jsonb`)
    const rows = await query.execute()
    return {
      budget,
      entries: rows.slice(0, limit).map((row) => ({ ...row, name: row.name ?? row.actor, changes: row.changes as Change[] })),
      more: rows.length > limit,
      moves: await movesOf(tx, id),
      people: await peopleOf(tx, id),
      mayWrite: writesIn(budget.state, budget.kind, holder.role),
    }
  })
}

async function movesOf(tx: Transaction<Schema>, id: number): Promise<readonly HistoryMove[]> {
  const rows = await tx
    .selectFrom('budget_move')
    .leftJoin('account_user', 'account_user.id', 'budget_move.actor')
    .selectAll('budget_move')
    .select('account_user.name')
    .where('budget_id', '=', id)
    .orderBy('n', 'desc')
    .execute()
  return rows.map(({ n, actor, name, role, at, transition, from_state, to_state, reason, on_day, document, version }) => ({
    n,
    name: name ?? actor,
    role: role as PostRole,
    at,
    transition: transition as TransitionId,
    from: from_state as StateId,
    to: to_state as StateId,
    reason,
    day: on_day,
    document,
    version,
  }))
}

async function peopleOf(tx: Transaction<Schema>, id: number): Promise<History['people']> {
  const rows = await tx
    .selectFrom('budget_entry')
    .leftJoin('account_user', 'account_user.id', 'budget_entry.actor')
    .select(['actor', 'name'])
    .distinct()
    .where('budget_id', '=', id)
    .orderBy('actor')
    .execute()
  return rows.map(({ actor, name }) => ({ id: actor, name: name ?? actor }))
}
