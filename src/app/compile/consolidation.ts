import type { Transaction } from 'kysely'
import type { Fen } from '../../budget/amount.ts'
import type { Words } from '../../budget/finding.ts'
import type { Document } from '../../document/document.ts'
import { consolidate } from '../../ledger/consolidate.ts'
import { readDraft } from '../../ledger/draft/draft.ts'
import type { InternalTransfer } from '../../ledger/internal-transfers.ts'
import type { Ledger, Line } from '../../ledger/ledger.ts'
import { isSpent, nodeAt, spent, type SumAxis, sumByNode } from '../../ledger/sum-lines.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { printLedger, PublishError } from '../prove-ledger.ts'
import { addUp } from './add-up.ts'
import { approvedMoney } from './approved-money.ts'
import { type BudgetRow, readRow } from './budget-row.ts'
import { unitLedgers } from './department-ledger.ts'
import { type DivisionRevised, reviseDivision, reviseUnits, type UnitsRevised } from './revised-sums.ts'
import { unitMoney } from './unit-money.ts'

/** A department in its division's totals. Fen. */
export interface DepartmentSum {
  readonly organisation: number
  /** Its own budget; null where the post does not reach it. */
  readonly budget: number | null
  readonly name: string
  readonly state: StateId | null
  readonly units: number
  /** What its units spend, one by one. */
  readonly before: Fen
  /** What they pay each other, taken out. */
  readonly eliminated: Fen
  readonly after: Fen
  /** Units' payments to each other that do not agree: both sides stand. */
  readonly standing: number
}

export interface NodeSum {
  readonly node: string
  readonly amount: Fen
}

export interface DivisionSum {
  readonly departments: readonly DepartmentSum[]
  readonly nodes: readonly NodeSum[]
  readonly total: Fen
  /** What was approved and what it was revised to; null where nothing was approved. */
  readonly revised: DivisionRevised | null
  /** Who spends on the node that was chosen: departments with what remains, their units with what each has itself. */
  readonly spenders: readonly {
    readonly name: string
    readonly organisation: number
    readonly amount: Fen
    readonly units: readonly { readonly name: string; readonly budget: number; readonly amount: Fen }[]
  }[]
}

/** What is asked of a division's totals. */
export interface DivisionQuery {
  readonly axis: SumAxis
  /** From 1, the coarsest. */
  readonly level: number
  readonly node: string | null
}

export interface DepartmentWhole {
  readonly organisation: number
  readonly name: string
  readonly budget: number
  readonly cycle: number
  readonly year: number
  readonly state: StateId
  readonly units: readonly { readonly name: string; readonly budget: number; readonly state: StateId; readonly amount: Fen }[]
  readonly before: Fen
  readonly after: Fen
  readonly transfers: readonly InternalTransfer[]
  readonly notes: readonly Words[]
  /** Null where none of its units was approved. */
  readonly revised: UnitsRevised | null
  /** As it will be printed; null where it cannot be, and why. */
  readonly document: Document | null
  readonly refused: string | null
}

/** Budgets added up: units to departments, without what they pay each other, and departments to the division. */
export class Consolidation {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** All departments of a cycle that the post reaches. */
  async division(holder: PostHolder, cycle: number, { axis, level, node }: DivisionQuery): Promise<DivisionSum> {
    return await actAt(this.#store, holder, async (tx) => {
      const units = await unitMoney(tx, cycle, null)
      const heads = await departmentsOf(tx, cycle)
      // A department without a unit plans nothing, and is in the list: somebody forgot something.
      const without = [...heads.keys()].filter((id) => !units.some(({ department }) => department === id))
      const groups = [...Map.groupBy(units, ({ department }) => department), ...without.map((id) => [id, []] as const)]
      const departments = groups.map(([organisation, own]) => {
        const added = addUp(own)
        const head = heads.get(organisation)
        return { organisation, head, own, ...added }
      })
      const lines = departments.flatMap((department) => department.lines)
      const at = (line: Line): boolean => isSpent(line) && node !== null && nodeAt(line, axis, level) === node
      const sumAt = (of: readonly Line[]): Fen => of.reduce((sum, line) => (at(line) ? sum + line.amount : sum), 0)
      return {
        departments: departments.map(({ organisation, head, own, before, after, transfers }) => ({
          organisation,
          budget: head?.budget ?? null,
          name: head?.name ?? '',
          state: head?.state ?? null,
          units: own.length,
          before,
          eliminated: before - after,
          after,
          standing: transfers.filter(({ stands }) => stands !== null).length,
        })),
        nodes: [...sumByNode(lines, axis, level)].map(([each, amount]) => ({ node: each, amount })),
        total: spent(lines),
        revised: reviseDivision(await approvedMoney(tx, cycle, null), { axis, level }),
        spenders:
          node === null
            ? []
            : departments
                .map(({ organisation, head, own, lines: remaining }) => ({
                  organisation,
                  name: head?.name ?? '',
                  amount: sumAt(remaining),
                  units: own
                    .map(({ name, budget, lines: each }) => ({ name, budget, amount: sumAt(each) }))
                    .filter(({ amount }) => amount !== 0),
                }))
                .filter(({ amount, units: some }) => amount !== 0 || some.length > 0),
      }
    })
  }

  /** One department: its units, what was taken out, and its budget as it will be printed. Null where the post does not reach it. */
  async department(holder: PostHolder, budget: number): Promise<DepartmentWhole | null> {
    return await actAt(this.#store, holder, async (tx) => {
      const row = await readRow(tx, budget)
      if (row === null || row.kind !== 'department') return null
      const { name } = await tx
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', row.organisation_id)
        .executeTakeFirstOrThrow()
      const units = await unitMoney(tx, row.cycle_id, row.organisation_id)
      const whole = await wholeOf(tx, row)
      return {
        organisation: row.organisation_id,
        name,
        budget,
        cycle: row.cycle_id,
        year: row.year,
        state: row.state,
        units: units.map(({ name: unit, budget: own, state, lines }) => ({
          name: unit,
          budget: own,
          state,
          amount: spent(lines),
        })),
        before: units.reduce((sum, { lines }) => sum + spent(lines), 0),
        after: spent(whole.ledger.lines),
        transfers: whole.transfers,
        notes: whole.notes,
        revised: reviseUnits(await approvedMoney(tx, row.cycle_id, row.organisation_id)),
        ...printed(whole.ledger),
      }
    })
  }
}

async function wholeOf(tx: Transaction<Schema>, row: BudgetRow): Promise<ReturnType<typeof consolidate>> {
  const units = await unitLedgers(tx, { cycle: row.cycle_id, department: row.organisation_id })
  return consolidate(readDraft(row.draft).ledger, units)
}

function printed(ledger: Ledger): Pick<DepartmentWhole, 'document' | 'refused'> {
  try {
    return { document: printLedger(ledger, { variant: 'department' }), refused: null }
  } catch (error) {
    if (error instanceof PublishError) return { document: null, refused: error.message }
    throw error
  }
}

async function departmentsOf(
  tx: Transaction<Schema>,
  cycle: number,
): Promise<ReadonlyMap<number, { readonly budget: number; readonly name: string; readonly state: StateId }>> {
  const rows = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select(['organisation.id', 'budget.id as budget', 'organisation.name', 'budget.state'])
    .where('budget.cycle_id', '=', cycle)
    .where('budget.kind', '=', 'department')
    .execute()
  return new Map(rows.map(({ id, ...head }) => [id, head]))
}
