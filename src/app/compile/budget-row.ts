import type { Selectable, Transaction } from 'kysely'
import type { Draft } from '../../ledger/draft/draft.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Store } from '../../store/open-store.ts'
import type { BudgetTable } from '../../store/budget-schema.ts'
import type { Schema } from '../../store/schema.ts'
import { readLedgerText } from '../ledger-bytes.ts'
import { sheetwise } from '../../ledger/draft/draft.ts'

/** A budget as it stands in the database. */
export type BudgetRow = Omit<Selectable<BudgetTable>, 'draft' | 'opening' | 'money'> & { readonly draft: Draft }

/** All but what the draft began as, which is asked for once in a year, and its money in short, which is only ever summed. */
const COLUMNS = [
  'id',
  'cycle_id',
  'organisation_id',
  'path',
  'kind',
  'year',
  'state',
  'draft',
  'entries',
  'head',
  'moves',
  'versions',
  'approved',
  'changed_at',
] as const

/** Where a budget belongs: only for choosing the post in which somebody may reach it. Null where there is none. */
export async function budgetPath(store: Store, id: number): Promise<readonly number[] | null> {
  const row = await store.db.selectFrom('budget').select('path').where('id', '=', id).executeTakeFirst()
  return row?.path ?? null
}

/** A budget that the transaction's person may see. */
export async function readRow(tx: Transaction<Schema>, id: number): Promise<BudgetRow | null> {
  const row = await tx.selectFrom('budget').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : rowOf(row)
}

const BARE = COLUMNS.filter((column) => column !== 'draft')

/** As `readRow`, with nothing in its draft: for lists, which would otherwise read megabytes to look at none of it. */
export async function readBareRow(tx: Transaction<Schema>, id: number): Promise<BudgetRow | null> {
  const row = await tx.selectFrom('budget').select(BARE).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : { ...row, draft: draftFrom({}) }
}

/** A budget that the transaction's person may change where it stands now; nobody else changes it until the transaction ends. */
export async function lockRow(tx: Transaction<Schema>, id: number): Promise<BudgetRow | null> {
  const row = await tx.selectFrom('budget').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : rowOf(row)
}

/** A draft of an earlier version of the program may lack a sheet: it is empty. */
export function draftFrom(stored: object): Draft {
  const known = stored as Partial<Draft>
  return sheetwise((sheet) => known[sheet] ?? [])
}

function rowOf(row: Omit<Selectable<BudgetTable>, 'opening' | 'money'>): BudgetRow {
  return { ...row, draft: draftFrom(row.draft) }
}

/** The ledger of a version; null where there is none. */
export async function versionLedger(tx: Transaction<Schema>, budget: number, n: number | null): Promise<Ledger | null> {
  if (n === null) return null
  const row = await tx
    .selectFrom('budget_version')
    .select('ledger')
    .where('budget_id', '=', budget)
    .where('n', '=', n)
    .executeTakeFirst()
  return row === undefined ? null : readLedgerText(row.ledger)
}
