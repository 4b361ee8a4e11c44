import type { Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import type { Draft } from '../../ledger/draft/draft.ts'
import { draftOf } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { ControlLine } from '../../ledger/workflow/control.ts'
import { compareControl } from '../../ledger/workflow/control.ts'
import { type StateId, STATES, writesIn } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetRow, draftFrom, readRow } from './budget-row.ts'
import { sheetsOf } from './write-budget.ts'
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
  readonly stateName: Words
  readonly mayWrite: boolean
  readonly entries: number
  readonly versions: number
  readonly approved: number | null
  /** A unit's draft; a department's is what its units say now, with its own words. */
  readonly draft: Draft
  /** Sheets that are written here at all: a department's money is written by its units. */
  readonly sheets: readonly SheetId[]
  /** What was approved for the year before; null where there is none. */
  readonly lastYear: Draft | null
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
    stateName: STATES[row.state].name,
    mayWrite: writesIn(row.state, row.kind, holder.role),
    entries: row.entries,
    versions: row.versions,
    approved: row.approved,
    draft: row.kind === 'unit' ? row.draft : withOwn(draftOf(ledger), row.draft),
    sheets: sheetsOf(row.kind),
    lastYear: await lastYearDraft(tx, row),
    control: compareControl(ledger.lines, await controlOf(tx, row.id)),
    library: await storedProjects(tx, row),
    steps: await offeredSteps(tx, row, holder, today),
  }
}

/** Rows of a department's own sheets keep their names, so that they can be written. */
function withOwn(whole: Draft, own: Draft): Draft {
  return { ...whole, ...Object.fromEntries(sheetsOf('department').map((sheet) => [sheet, own[sheet]])) }
}

async function lastYearDraft(tx: Transaction<Schema>, row: BudgetRow): Promise<Draft | null> {
  const found = await tx
    .selectFrom('budget')
    .innerJoin('budget_version', (join) =>
      join.onRef('budget_version.budget_id', '=', 'budget.id').onRef('budget_version.n', '=', 'budget.approved'),
    )
    .select('budget_version.draft')
    .where('budget.organisation_id', '=', row.organisation_id)
    .where('budget.year', '=', row.year - 1)
    .executeTakeFirst()
  return found === undefined ? null : draftFrom(found.draft)
}
