import type { Transaction } from 'kysely'
import type { Draft } from '../../ledger/draft/draft.ts'
import { draftOf } from '../../ledger/draft/draft.ts'
import type { ControlLine } from '../../ledger/workflow/control.ts'
import { compareControl } from '../../ledger/workflow/control.ts'
import { type StateId, STATES } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetRow, readRow } from './budget-row.ts'
import { controlOf, ledgerOf, storedProjects } from './guard-context.ts'
import { type OfferedStep, offeredSteps } from './move-budget.ts'

/** A budget as its desk shows it. */
export interface OpenBudget {
  readonly id: number
  readonly cycle: number
  readonly organisation: { readonly id: number; readonly name: string; readonly code: string }
  readonly path: readonly number[]
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: StateId
  readonly mayWrite: boolean
  readonly entries: number
  readonly versions: number
  readonly approved: number | null
  /** What people write; a department's has no money of its own. */
  readonly draft: Draft
  /** A department's whole budget, its units' money with it; null for a unit, whose draft is all there is. */
  readonly whole: Draft | null
  readonly control: readonly ControlLine[]
  /** Names of the projects that may be budgeted. */
  readonly library: readonly string[]
  readonly steps: readonly OfferedStep[]
}

/** Opens a budget in a post; null where that post does not reach it. */
export async function openBudget(store: Store, holder: PostHolder, id: number, today: string): Promise<OpenBudget | null> {
  return await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    return row === null ? null : await open(tx, row, holder, today)
  })
}

async function open(tx: Transaction<Schema>, row: BudgetRow, holder: PostHolder, today: string): Promise<OpenBudget> {
  const organisation = await tx
    .selectFrom('organisation')
    .select(['id', 'name', 'code'])
    .where('id', '=', row.organisation_id)
    .executeTakeFirstOrThrow()
  const { ledger } = await ledgerOf(tx, row)
  return {
    id: row.id,
    cycle: row.cycle_id,
    organisation,
    path: row.path,
    kind: row.kind,
    year: row.year,
    state: row.state,
    mayWrite: STATES[row.state].writers?.includes(holder.role) === true,
    entries: row.entries,
    versions: row.versions,
    approved: row.approved,
    draft: row.draft,
    whole: row.kind === 'department' ? draftOf(ledger) : null,
    control: compareControl(ledger.lines, await controlOf(tx, row.id)),
    library: await storedProjects(tx, row),
    steps: await offeredSteps(tx, row, holder, today),
  }
}
