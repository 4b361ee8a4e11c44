import type { Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import { deviations, dueOf, PROGRESS_LIMITS, type ProgressLimits } from '../../ledger/performance/deviation.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { readLedgerText } from '../ledger-bytes.ts'
import type { CycleSettings } from './cycles.ts'
import { type ApprovedProject, approvedProjects, type ProjectRecords, recordsOf, rowsOf } from './progress-rows.ts'

/** A project through its year. */
export interface WatchedProject extends ApprovedProject, ProjectRecords {
  /** What is off its plan, at which checkpoint; and what should have been said by now. */
  readonly warnings: readonly { readonly checkpoint: string; readonly message: Words }[]
}

export interface WatchedBudget {
  readonly budget: number
  readonly organisation: string
  readonly path: readonly number[]
  readonly year: number
  readonly projects: readonly WatchedProject[]
}

/**
 * The projects of approved budgets in the reach of a post, of one year (the newest by default) or of one budget, with what was said of them and what is off
 * the plan.
 */
export async function watchProgress(
  store: Store,
  holder: PostHolder,
  { budget, year, today }: { readonly budget?: number | undefined; readonly year?: number | undefined; readonly today: string },
): Promise<readonly WatchedBudget[]> {
  return await actAt(store, holder, async (tx) => {
    let query = tx
      .selectFrom('budget')
      .innerJoin('budget_version', (join) =>
        join.onRef('budget_version.budget_id', '=', 'budget.id').onRef('budget_version.n', '=', 'budget.approved'),
      )
      .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
      .select(['budget.id', 'budget.path', 'budget.year', 'budget.cycle_id', 'budget_version.ledger', 'organisation.name'])
      .where('budget.kind', '=', 'unit')
    if (budget !== undefined) query = query.where('budget.id', '=', budget)
    else if (year !== undefined) query = query.where('budget.year', '=', year)
    const rows = await query.orderBy('budget.year', 'desc').orderBy('budget.path').execute()
    // Without a year that of the newest approved budgets.
    const shown = budget === undefined && year === undefined ? rows.filter((row) => row.year === rows[0]?.year) : rows
    const said = await rowsOf(
      tx,
      shown.map(({ id }) => id),
    )
    const limits = new Map<number, ProgressLimits>()
    for (const { cycle_id: cycle } of shown) if (!limits.has(cycle)) limits.set(cycle, await limitsOf(tx, cycle))
    return shown.map((row) => {
      const projects = approvedProjects(readLedgerText(row.ledger))
      return {
        budget: row.id,
        organisation: row.name,
        path: row.path,
        year: row.year,
        projects: projects.map((project) =>
          watched(project, recordsOf(said.get(row.id) ?? [], projects, project), {
            year: row.year,
            today,
            limits: limits.get(row.cycle_id) ?? PROGRESS_LIMITS,
          }),
        ),
      }
    })
  })
}

function watched(
  project: ApprovedProject,
  said: ProjectRecords,
  { year, today, limits }: { readonly year: number; readonly today: string; readonly limits: ProgressLimits },
): WatchedProject {
  const warnings = project.plan.flatMap(({ checkpoint }) => {
    const record = said.records.find((each) => each.checkpoint === checkpoint)
    if (record !== undefined) {
      const at = { checkpoint, spent: record.spent, values: record.reached.map(({ value }) => value) }
      return deviations(project, project.amount, at, limits).map((message) => ({ checkpoint, message }))
    }
    const due = dueOf(checkpoint, year)
    if (due === null || today <= due) return []
    return [{ checkpoint, message: { zh: '到期没有填报。', en: 'It is past and nothing was said.' } }]
  })
  return { ...project, ...said, warnings }
}

/** From how far off the plan on a division wants to be told. */
export async function limitsOf(tx: Transaction<Schema>, cycle: number): Promise<ProgressLimits> {
  const row = await tx.selectFrom('cycle').select('settings').where('id', '=', cycle).executeTakeFirst()
  return { ...PROGRESS_LIMITS, ...(row?.settings as CycleSettings | undefined)?.progress }
}
