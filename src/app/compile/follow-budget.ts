import { sql } from 'kysely'
import type { Change } from '../../ledger/draft/changes.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'

/** An action on a draft as others see it. */
export interface SeenEntry {
  readonly n: number
  readonly actor: string
  readonly name: string
  readonly at: Date
  readonly reason: string
  readonly changes: readonly Change[]
}

/** Somebody who has the budget open. */
export interface Present {
  readonly name: string
  readonly sheet: string
  readonly row: string
  readonly field: string
}

export interface Followed {
  readonly state: StateId
  readonly entries: readonly SeenEntry[]
  readonly present: readonly Present[]
}

/** Where somebody's cursor is. */
export interface Cursor {
  readonly sheet: string
  readonly row: string
  readonly field: string
}

const MOST_ENTRIES = 500
/** Who has not been heard of for so long has gone. */
const GONE_SECONDS = 10

/** What has happened since an entry, and who else is there; says where one is oneself. Null where the post does not reach the budget. */
export async function followBudget(
  store: Store,
  holder: PostHolder,
  id: number,
  { since, name, cursor }: { readonly since: number; readonly name: string; readonly cursor: Cursor },
): Promise<Followed | null> {
  return await actAt(store, holder, async (tx) => {
    const row = await tx.selectFrom('budget').select(['state', 'path']).where('id', '=', id).executeTakeFirst()
    if (row === undefined) return null
    // Whoever only looks on is not shown to others: nothing of his can collide.
    if (holder.role !== 'budget-auditor') {
      const here = { at: sql<Date>`clock_timestamp()`, name, ...cursor }
      await tx
        .insertInto('presence')
        .values({ budget_id: id, user_id: holder.user, path: row.path, ...here })
        .onConflict((conflict) => conflict.columns(['budget_id', 'user_id']).doUpdateSet(here))
        .execute()
    }
    const present = await tx
      .selectFrom('presence')
      .select(['name', 'sheet', 'row', 'field'])
      .where('budget_id', '=', id)
      .where('user_id', '!=', holder.user)
      .where('at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${GONE_SECONDS})`)
      .orderBy('name')
      .execute()
    const entries = await tx
      .selectFrom('budget_entry')
      .leftJoin('account_user', 'account_user.id', 'budget_entry.actor')
      .select([
        'budget_entry.n',
        'budget_entry.actor',
        'budget_entry.at',
        'budget_entry.reason',
        'budget_entry.changes',
        'account_user.name',
      ])
      .where('budget_id', '=', id)
      .where('n', '>', since)
      .orderBy('n')
      .limit(MOST_ENTRIES)
      .execute()
    return {
      state: row.state,
      present,
      entries: entries.map((entry) => ({ ...entry, name: entry.name ?? entry.actor, changes: entry.changes as Change[] })),
    }
  })
}
