import { sql, type Transaction } from 'kysely'
import type { Line } from '../../ledger/ledger.ts'
import { linesOfMoney, type PackedMoney } from '../../ledger/packed-money.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import type { Schema } from '../../store/schema.ts'

/** A unit with the money of its draft as it stands now. */
export interface UnitMoney {
  readonly budget: number
  readonly organisation: number
  readonly code: string
  readonly name: string
  /** Its department's organisation. */
  readonly department: number
  readonly state: StateId
  readonly lines: readonly Line[]
}

/**
 * The units of a cycle that the transaction's post reaches, by department and code, each with its money in short: hundreds at once, without reading a draft.
 *
 * @param below only those below this organisation
 */
export async function unitMoney(tx: Transaction<Schema>, cycle: number, below: number | null): Promise<readonly UnitMoney[]> {
  const rows = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select([
      'budget.id',
      'budget.organisation_id',
      'budget.state',
      'budget.money',
      'organisation.code',
      'organisation.name',
      'organisation.parent_id',
    ])
    .where('budget.cycle_id', '=', cycle)
    .where('budget.kind', '=', 'unit')
    .$if(below !== null, (query) => query.where(sql<boolean>`budget.path @> ARRAY[${below}]::int[]`))
    .orderBy('budget.path')
    .execute()
  return rows.map(({ id, organisation_id: organisation, state, money, code, name, parent_id: parent }) => ({
    budget: id,
    organisation,
    code,
    name,
    department: parent ?? 0,
    state,
    lines: linesOfMoney(name, money as PackedMoney),
  }))
}

/** What units asked for: the money of the last first draft that each handed in, by budget. */
export async function askedMoney(
  tx: Transaction<Schema>,
  cycle: number,
  below: number | null,
): Promise<ReadonlyMap<number, readonly Line[]>> {
  const rows = await tx
    .selectFrom('budget_version')
    .innerJoin('budget', 'budget.id', 'budget_version.budget_id')
    .distinctOn('budget_version.budget_id')
    .select(['budget_version.budget_id', 'budget_version.money'])
    .where('budget.cycle_id', '=', cycle)
    .where('budget.kind', '=', 'unit')
    .where('budget_version.transition', '=', 'submit-first')
    .$if(below !== null, (query) => query.where(sql<boolean>`budget.path @> ARRAY[${below}]::int[]`))
    .orderBy('budget_version.budget_id')
    .orderBy('budget_version.n', 'desc')
    .execute()
  return new Map(rows.map(({ budget_id: id, money }) => [id, linesOfMoney('', money as PackedMoney)]))
}
