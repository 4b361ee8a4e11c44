import type { Transaction } from 'kysely'
import { readDraft } from '../../ledger/draft/draft.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Schema } from '../../store/schema.ts'
import { readLedgerText } from '../ledger-bytes.ts'
import type { TransitionId } from '../../ledger/workflow/transitions.ts'
import { agreedVersion, APPROVING } from './approved-money.ts'
import { draftFrom } from './budget-row.ts'

/** A department in a cycle. */
interface Department {
  readonly cycle: number
  readonly department: number
}

/** The ledgers of a department's units in its cycle, as they stand now. */
export async function unitLedgers(tx: Transaction<Schema>, department: Department): Promise<readonly Ledger[]> {
  const rows = await unitsOf(tx, department).select(['budget.draft']).execute()
  return rows.map(({ draft }) => readDraft(draftFrom(draft)).ledger)
}

/** The budgets of a department's units in a cycle, in the order of the units. */
function unitsOf(tx: Transaction<Schema>, { cycle, department }: Department) {
  return tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .where('budget.cycle_id', '=', cycle)
    .where('budget.kind', '=', 'unit')
    .where('organisation.parent_id', '=', department)
    .orderBy('organisation.code')
    .orderBy('organisation.id')
}

/** What a unit's history has once it was approved with its department. */
const CAME_ALONG: TransitionId = 'approved-with-department'

/**
 * The ledgers of a department's units as they were agreed with it: those that it was handed in with, and their words as corrected since. What a unit has in
 * hand just now, what was revised through the year, and what units have that joined after the department was approved, is not in the budget that it was given.
 */
export async function agreedUnitLedgers(tx: Transaction<Schema>, department: Department): Promise<readonly Ledger[]> {
  const units = await unitsOf(tx, department).select(['budget.id', 'budget.versions']).execute()
  const ledgers: Ledger[] = []
  for (const { id, versions } of units) {
    const moves = await tx
      .selectFrom('budget_move')
      .select(['transition', 'version'])
      .where('budget_id', '=', id)
      .where('transition', 'in', [CAME_ALONG, ...APPROVING])
      .orderBy('n')
      .execute()
    if (!moves.some(({ transition }) => transition === CAME_ALONG)) continue
    const agreed = agreedVersion(moves.filter(({ transition }) => transition !== CAME_ALONG)) ?? versions
    const kept = await tx
      .selectFrom('budget_version')
      .select('ledger')
      .where('budget_id', '=', id)
      .where('n', '=', agreed)
      .executeTakeFirst()
    if (kept !== undefined) ledgers.push(readLedgerText(kept.ledger))
  }
  return ledgers
}
