import type { Transaction } from 'kysely'
import { applyChanges, type Change } from '../../ledger/draft/changes.ts'
import type { Draft } from '../../ledger/draft/draft.ts'
import type { BudgetEntry } from '../../store/budgets/entry-chain.ts'
import type { Schema } from '../../store/schema.ts'
import { draftFrom } from './budget-row.ts'

/** An entry as it is kept, with its hash. */
export interface KeptEntry extends BudgetEntry {
  readonly hash: string
}

const PAGE = 500

/** Every entry of a budget from the first on, however many. */
export async function* entriesOf(
  tx: Transaction<Schema>,
  budget: number,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<KeptEntry> {
  for (let after = 0; after < upTo; ) {
    const rows = await tx
      .selectFrom('budget_entry')
      .selectAll()
      .where('budget_id', '=', budget)
      .where('n', '>', after)
      .orderBy('n')
      .limit(Math.min(PAGE, upTo - after))
      .execute()
    for (const { budget_id: id, n, key, actor, at, reason, changes, previous, hash } of rows)
      yield {
        budget: id,
        n,
        key,
        actor,
        at: at.toISOString(),
        reason,
        changes: changes as Change[],
        previous: previous.toString('hex'),
        hash: hash.toString('hex'),
      }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.n
  }
}

/** What a draft began as, as it is stored: the chain hangs on just that. Null where the transaction's person sees no such budget. */
export async function openingOf(tx: Transaction<Schema>, budget: number): Promise<object | null> {
  const row = await tx.selectFrom('budget').select('opening').where('id', '=', budget).executeTakeFirst()
  return row?.opening ?? null
}

/** The draft as it was after so many entries; null where there is none, or where an entry does not fit those before it. */
export async function draftAfter(tx: Transaction<Schema>, budget: number, entries: number): Promise<Draft | null> {
  const opening = await openingOf(tx, budget)
  if (opening === null) return null
  let draft = draftFrom(opening)
  for await (const { changes } of entriesOf(tx, budget, entries)) {
    const applied = applyChanges(draft, changes)
    if (!applied.ok) return null
    draft = applied.draft
  }
  return draft
}
