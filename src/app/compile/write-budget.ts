import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from 'kysely'
import { applyChanges, type Change, type Conflict, isOfSheet } from '../../ledger/draft/changes.ts'
import { type Draft, readDraft, SHEET_IDS, sheetwise } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import { packMoney } from '../../ledger/packed-money.ts'
import { writesIn } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { budgetEntryHash } from '../../store/budgets/entry-chain.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetRow, lockRow } from './budget-row.ts'

/** One person's action on a draft. */
export interface NewEntry {
  /** Chosen by who sends it: sent twice, it is kept once. */
  readonly key: string
  readonly reason?: string
  readonly changes: readonly Change[]
}

export type Written =
  | { readonly ok: true; readonly n: number }
  | { readonly ok: false; readonly why: 'conflict'; readonly conflicts: readonly Conflict[] }
  /**
   * Nobody writes here now, or not this person; or a change is of no field that there is, or too large; or the key is that of another entry (`reused`): nothing of
   * this one is kept.
   */
  | { readonly ok: false; readonly why: 'closed' | 'unknown-field' | 'too-large' | 'reused' }

const DEPARTMENT_SHEETS: readonly SheetId[] = ['basic', 'words', 'glossary', 'questions']
/** Characters of one cell, and rows of one draft, at most. */
export const MOST_TEXT = 20_000
export const MOST_ROWS = 50_000

/** Sheets that are written in a budget: a department's money is that of its units. */
export function sheetsOf(kind: 'unit' | 'department'): readonly SheetId[] {
  return kind === 'unit' ? SHEET_IDS : DEPARTMENT_SHEETS
}

/** Keeps an entry: all its changes, or none where one does not fit what stands there now. */
export async function writeEntry(store: Store, holder: PostHolder, id: number, entry: NewEntry): Promise<Written> {
  return await actAt(store, holder, async (tx) => {
    const row = await lockRow(tx, id)
    if (row !== null && writesIn(row.state, row.kind, holder.role)) return await addEntry(tx, row, holder.user, entry)
    // Who did not hear that it was kept asks again, perhaps after it was handed in: it is not lost.
    const known = await knownEntry(tx, id, holder.user, entry)
    return known ?? { ok: false, why: 'closed' }
  })
}

/** What is said of an entry that is sent again; null where it never arrived. */
async function knownEntry(tx: Transaction<Schema>, budget: number, actor: string, entry: NewEntry): Promise<Written | null> {
  const known = await tx
    .selectFrom('budget_entry')
    .select(['n', 'actor', 'reason', 'changes'])
    .where('budget_id', '=', budget)
    .where('key', '=', entry.key)
    .executeTakeFirst()
  if (known === undefined) return null
  if (known.actor !== actor) return { ok: false, why: 'closed' }
  const isSame = known.reason === (entry.reason ?? '') && isDeepStrictEqual(known.changes, entry.changes)
  return isSame ? { ok: true, n: known.n } : { ok: false, why: 'reused' }
}

/** Adds an entry to a budget that this transaction has locked; the row is as it was before. */
export async function addEntry(tx: Transaction<Schema>, row: BudgetRow, actor: string, entry: NewEntry): Promise<Written> {
  const known = await knownEntry(tx, row.id, actor, entry)
  if (known !== null) return known
  const { changes, reason = '' } = entry
  const sheets = sheetsOf(row.kind)
  if (!changes.every((change) => isOfSheet(change) && sheets.includes(change.sheet))) return { ok: false, why: 'unknown-field' }
  if (changes.some(isTooLong)) return { ok: false, why: 'too-large' }
  const applied = applyChanges(row.draft, changes)
  if (!applied.ok) return { ok: false, why: 'conflict', conflicts: applied.conflicts }
  if (Object.values(applied.draft).reduce((sum, rows) => sum + rows.length, 0) > MOST_ROWS) return { ok: false, why: 'too-large' }
  const n = row.entries + 1
  const at = new Date()
  const kept = {
    budget: row.id,
    n,
    key: entry.key,
    actor,
    at: at.toISOString(),
    reason,
    changes,
    previous: row.head.toString('hex'),
  }
  const hash = Buffer.from(budgetEntryHash(kept), 'hex')
  await tx
    .insertInto('budget_entry')
    .values({
      budget_id: row.id,
      n,
      path: row.path,
      key: entry.key,
      actor,
      at,
      reason,
      changes: JSON.stringify(changes),
      previous: row.head,
      hash,
    })
    .execute()
  await tx
    .updateTable('budget')
    .set({
      draft: JSON.stringify(applied.draft),
      ...moneyAfter(row, applied.draft, changes),
      entries: n,
      head: hash,
      changed_at: at,
    })
    .where('id', '=', row.id)
    .execute()
  return { ok: true, n }
}

/** The money of a unit's draft; nothing is read again where no line was changed. A department's is that of its units. */
function moneyAfter(row: BudgetRow, draft: Draft, changes: readonly Change[]): { money?: string } {
  const touched = changes.some(({ sheet }) => sheet === 'lines' || sheet === 'basic')
  if (row.kind !== 'unit' || !touched) return {}
  const { lines } = readDraft({ ...sheetwise(() => []), basic: draft.basic, lines: draft.lines }).ledger
  return { money: JSON.stringify(packMoney(lines)) }
}

function isTooLong(change: Change): boolean {
  return change.kind === 'set'
    ? change.after.length > MOST_TEXT
    : Object.values(change.texts).some((text) => text.length > MOST_TEXT)
}
