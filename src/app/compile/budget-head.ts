import type { Transaction } from 'kysely'
import type { StateId } from '../../ledger/workflow/states.ts'
import type { Schema } from '../../store/schema.ts'

/** What every page about a budget says at its head. */
export interface BudgetHead {
  readonly id: number
  readonly cycle: number
  /** Id of its organisation. */
  readonly organisation: number
  readonly name: string
  readonly path: readonly number[]
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: StateId
  readonly entries: number
  readonly versions: number
  readonly approved: number | null
}

/** Null where the transaction's person sees no such budget. */
export async function readHead(tx: Transaction<Schema>, id: number): Promise<BudgetHead | null> {
  const row = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select([
      'budget.id',
      'budget.cycle_id as cycle',
      'budget.organisation_id as organisation',
      'organisation.name',
      'budget.path',
      'budget.kind',
      'budget.year',
      'budget.state',
      'budget.entries',
      'budget.versions',
      'budget.approved',
    ])
    .where('budget.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
