import { sql, type Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import type { ControlFigure } from '../../ledger/workflow/control.ts'
import { type LevelLine, levelLines, sumLevels } from '../../ledger/workflow/control-levels.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { readRow } from './budget-row.ts'
import { type ControlRevision, readRevisions } from './control-figures.ts'
import { moveBudget } from './move-budget.ts'
import { askedMoney, unitMoney } from './unit-money.ts'

/** Asked, control and planned of a whole part of the division, its departments and units below it. */
export interface ControlOverview {
  readonly lines: readonly LevelLine[]
  readonly departments: readonly {
    readonly organisation: number
    readonly name: string
    readonly lines: readonly LevelLine[]
    readonly units: readonly ControlUnit[]
  }[]
}

export interface ControlUnit {
  readonly budget: number
  readonly name: string
  readonly state: StateId
  readonly revisions: number
  readonly lines: readonly LevelLine[]
}

/** One unit at the budget desk. */
export interface UnitControl {
  readonly budget: number
  readonly organisation: number
  readonly name: string
  readonly department: string
  readonly year: number
  readonly state: StateId
  readonly lines: readonly LevelLine[]
  readonly revisions: readonly (ControlRevision & { readonly name: string })[]
  /** The post sets them. */
  readonly sets: boolean
}

/** What became of one unit when figures were issued to many. */
export interface Issued {
  readonly budget: number
  readonly name: string
  readonly refusals: readonly Words[]
}

/** Control figures seen and issued for many units. */
export class ControlDesk {
  readonly #store: Store
  readonly #today: () => string

  constructor(store: Store, today: () => string) {
    this.#store = store
    this.#today = today
  }

  /** Whatever of a cycle the post reaches. */
  async overview(holder: PostHolder, cycle: number): Promise<ControlOverview> {
    return await actAt(this.#store, holder, async (tx) => {
      const units = await unitMoney(tx, cycle, null)
      const asked = await askedMoney(tx, cycle, null)
      const control = await controlsOf(tx, cycle)
      const names = await tx.selectFrom('organisation').select(['id', 'name']).where('kind', '=', 'department').execute()
      const nameOf = new Map(names.map(({ id, name }) => [id, name]))
      const compared = units.map(({ budget, name, state, lines, department }) => ({
        budget,
        name,
        state,
        department,
        revisions: control.get(budget)?.n ?? 0,
        lines: levelLines(asked.get(budget) ?? null, lines, control.get(budget)?.figures ?? []),
      }))
      const budgeted = await tx
        .selectFrom('budget')
        .select('organisation_id')
        .where('cycle_id', '=', cycle)
        .where('kind', '=', 'department')
        .execute()
      const groups = Map.groupBy(compared, ({ department }) => department)
      // A department without a unit gets no figures, and is in the list: somebody forgot something.
      for (const { organisation_id: id } of budgeted) if (!groups.has(id)) groups.set(id, [])
      const departments = [...groups].map(([organisation, own]) => ({
        organisation,
        name: nameOf.get(organisation) ?? '',
        lines: sumLevels(own.map(({ lines }) => lines)),
        units: own,
      }))
      return { departments, lines: sumLevels(departments.map(({ lines }) => lines)) }
    })
  }

  /** One unit; null where the post does not reach it. */
  async unit(holder: PostHolder, budget: number): Promise<UnitControl | null> {
    return await actAt(this.#store, holder, async (tx) => {
      const row = await readRow(tx, budget)
      if (row === null || row.kind !== 'unit') return null
      const [own] = await unitMoney(tx, row.cycle_id, row.organisation_id)
      if (own === undefined) return null
      const asked = await askedMoney(tx, row.cycle_id, row.organisation_id)
      const revisions = await readRevisions(tx, budget)
      const department = await tx.selectFrom('organisation').select('name').where('id', '=', own.department).executeTakeFirst()
      const actors = ['', ...revisions.map(({ actor }) => actor)]
      const people = await tx.selectFrom('account_user').select(['id', 'name']).where('id', 'in', actors).execute()
      const names = new Map(people.map(({ id, name }) => [id, name]))
      return {
        budget,
        organisation: own.organisation,
        name: own.name,
        department: department?.name ?? '',
        year: row.year,
        state: row.state,
        lines: levelLines(asked.get(budget) ?? null, own.lines, revisions[0]?.figures ?? []),
        revisions: revisions.map((revision) => ({ ...revision, name: names.get(revision.actor) ?? revision.actor })),
        sets: holder.role === 'bureau-budget',
      }
    })
  }

  /** Issues the figures of many units: each is a step of its own, and what is refused of one does not hold up the others. */
  async issue(holder: PostHolder, budgets: readonly number[]): Promise<readonly Issued[]> {
    const names = await actAt(this.#store, holder, (tx) =>
      tx
        .selectFrom('budget')
        .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
        .select(['budget.id', 'organisation.name'])
        .where('budget.id', 'in', [0, ...budgets])
        .execute(),
    )
    const nameOf = new Map(names.map(({ id, name }) => [id, name]))
    const issued: Issued[] = []
    for (const budget of new Set(budgets)) {
      const moved = await moveBudget(this.#store, holder, budget, { transition: 'issue-control' }, this.#today())
      issued.push({ budget, name: nameOf.get(budget) ?? String(budget), refusals: moved.ok ? [] : moved.refusals })
    }
    return issued
  }
}

/** The figures in force by budget, with the number of their revision. */
async function controlsOf(
  tx: Transaction<Schema>,
  cycle: number,
): Promise<ReadonlyMap<number, { readonly n: number; readonly figures: readonly ControlFigure[] }>> {
  const rows = await tx
    .selectFrom('control_revision')
    .innerJoin('budget', 'budget.id', 'control_revision.budget_id')
    .distinctOn('control_revision.budget_id')
    .select(['control_revision.budget_id', 'control_revision.n', 'control_revision.figures'])
    .where('budget.cycle_id', '=', cycle)
    .orderBy(sql`control_revision.budget_id`)
    .orderBy('control_revision.n', 'desc')
    .execute()
  return new Map(rows.map(({ budget_id: id, n, figures }) => [id, { n, figures: figures as ControlFigure[] }]))
}
