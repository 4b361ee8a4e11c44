import type { Transaction } from 'kysely'
import { readDraft } from '../../ledger/draft/draft.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Schema } from '../../store/schema.ts'
import { draftFrom } from './budget-row.ts'

/** The ledgers of a department's units in its cycle, as they stand now. */
export async function unitLedgers(
  tx: Transaction<Schema>,
  { cycle, department }: { readonly cycle: number; readonly department: number },
): Promise<readonly Ledger[]> {
  const rows = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select(['budget.draft'])
    .where('budget.cycle_id', '=', cycle)
    .where('budget.kind', '=', 'unit')
    .where('organisation.parent_id', '=', department)
    .orderBy('organisation.code')
    .orderBy('organisation.id')
    .execute()
  return rows.map(({ draft }) => readDraft(draftFrom(draft)).ledger)
}
