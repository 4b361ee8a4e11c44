import { sql, type Transaction } from 'kysely'
import type { Line } from '../../ledger/ledger.ts'
import { linesOfMoney, type PackedMoney } from '../../ledger/packed-money.ts'
import type { TransitionId } from '../../ledger/workflow/transitions.ts'
import type { Schema } from '../../store/schema.ts'

/** Steps by which a unit's version of the year's budget is approved, and the first one after which its money is another than the department's. */
const AGREED: readonly TransitionId[] = ['approve-unit', 'approve-correction']
const REVISED: TransitionId = 'approve-revision'
export const APPROVING: readonly TransitionId[] = [...AGREED, REVISED]
/** The bureau's step for a unit that joined after its department was approved: its money was added in the year, and is no part of what was given for it. */
export const ADDED: TransitionId = 'approve-late-unit'

/** A step that approved a version of a unit's budget. */
export interface Approving {
  readonly transition: string
  readonly version: number | null
}

/** The version that was agreed with the department: what was approved for the year, with its words as corrected before the first revision. Null where none was. */
export function agreedVersion(moves: readonly Approving[]): number | null {
  if (moves.some(({ transition }) => transition === ADDED)) return null
  const revised = moves.findIndex(({ transition }) => transition === REVISED)
  return (revised === -1 ? moves : moves.slice(0, revised)).at(-1)?.version ?? null
}

/** A unit's money as it was approved for the year, and as it was revised since: the same lines where it was not. Nothing was approved for one that joined later. */
export interface ApprovedMoney {
  readonly budget: number
  readonly name: string
  /** Its department's organisation. */
  readonly department: number
  readonly given: readonly Line[]
  readonly now: readonly Line[]
}

/**
 * The units of a cycle whose budget was approved, as far as the transaction's post reaches, in the order of `unitMoney`. What is being written just now, and the
 * final account, are no part of it.
 *
 * @param below only those below this organisation
 */
export async function approvedMoney(
  tx: Transaction<Schema>,
  cycle: number,
  below: number | null,
): Promise<readonly ApprovedMoney[]> {
  const moves = await tx
    .selectFrom('budget_move')
    .innerJoin('budget', 'budget.id', 'budget_move.budget_id')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select(['budget.id', 'organisation.name', 'organisation.parent_id', 'budget_move.transition', 'budget_move.version'])
    .where('budget.cycle_id', '=', cycle)
    .where('budget.kind', '=', 'unit')
    .where('budget_move.transition', 'in', [...APPROVING, ADDED])
    .$if(below !== null, (query) => query.where(sql<boolean>`budget.path @> ARRAY[${below}]::int[]`))
    .orderBy('budget.path')
    .orderBy('budget_move.n')
    .execute()
  const all = [...Map.groupBy(moves, ({ id }) => id)].filter(([, own]) => own.some(({ transition }) => transition !== ADDED))
  const units = all.map(([budget, own]) => ({
    budget,
    name: own[0]?.name ?? '',
    department: own[0]?.parent_id ?? 0,
    given: agreedVersion(own) ?? 0,
    now: own.at(-1)?.version ?? 0,
  }))
  const money = await moneyOfVersions(
    tx,
    units.flatMap(({ budget, given, now }) => [...new Set([given, now])].map((n) => ({ budget, n }))),
  )
  return units.map(({ budget, name, department, ...versions }) => {
    const lines = (n: number): readonly Line[] => {
      const packed = money.get(`${budget} ${n}`)
      return packed === undefined ? [] : linesOfMoney(name, packed)
    }
    const given = lines(versions.given)
    return { budget, name, department, given, now: versions.now === versions.given ? given : lines(versions.now) }
  })
}

async function moneyOfVersions(
  tx: Transaction<Schema>,
  versions: readonly { readonly budget: number; readonly n: number }[],
): Promise<ReadonlyMap<string, PackedMoney>> {
  if (versions.length === 0) return new Map()
  const [budgets, numbers] = [versions.map(({ budget }) => budget), versions.map(({ n }) => n)]
  const rows = await tx
    .selectFrom('budget_version')
    .select(['budget_id', 'n', 'money'])
    .where(sql<boolean>`(budget_id, n) IN (SELECT * FROM unnest(${budgets}::int[], ${numbers}::int[]))`)
    .execute()
  return new Map(rows.map(({ budget_id: budget, n, money }) => [`${budget} ${n}`, money as PackedMoney]))
}
