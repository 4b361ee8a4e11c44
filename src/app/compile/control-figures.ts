import type { ControlFigure } from '../../ledger/workflow/control.ts'
import { plannedAsControl } from '../../ledger/workflow/control.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import { readRow } from './budget-row.ts'
import { controlOf, ledgerOf } from './guard-context.ts'

export type ControlSet =
  | { readonly ok: true; readonly n: number }
  | { readonly ok: false; readonly why: 'absent' | 'reason' | 'figures' }

/** A revision of control figures: all of them as they are from then on. */
export interface ControlRevision {
  readonly n: number
  readonly figures: readonly ControlFigure[]
  readonly reason: string
  readonly actor: string
  readonly at: Date
}

/** Sets a unit's control figures anew; only the budget desk may, before and after they are issued, and every revision is kept with its reason. */
export async function setControl(
  store: Store,
  holder: PostHolder,
  id: number,
  { figures, reason }: { readonly figures: readonly ControlFigure[]; readonly reason: string },
): Promise<ControlSet> {
  const said = reason.trim()
  if (said === '') return { ok: false, why: 'reason' }
  if (figures.some(({ amount }) => !Number.isSafeInteger(amount) || amount < 0)) return { ok: false, why: 'figures' }
  if (holder.role !== 'bureau-budget') return { ok: false, why: 'absent' }
  return await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    if (row === null || row.kind !== 'unit') return { ok: false, why: 'absent' }
    const last = await tx
      .selectFrom('control_revision')
      .select('n')
      .where('budget_id', '=', id)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst()
    const n = (last?.n ?? 0) + 1
    await tx
      .insertInto('control_revision')
      .values({ budget_id: id, n, path: row.path, figures: JSON.stringify(figures), reason: said, actor: holder.user })
      .execute()
    await appendAudit(tx, {
      actor: holder.user,
      action: 'control-set',
      subject: `budget/${id}`,
      details: { revision: n, total: figures.reduce((sum, { amount }) => sum + amount, 0), reason: said },
    })
    return { ok: true, n }
  })
}

/** What the budget desk begins with: the figures in force, else what the unit asks for. */
export async function proposedControl(store: Store, holder: PostHolder, id: number): Promise<readonly ControlFigure[] | null> {
  return await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    if (row === null) return null
    const known = await controlOf(tx, id)
    return known.length > 0 ? known : plannedAsControl((await ledgerOf(tx, row)).ledger.lines)
  })
}

export async function controlHistory(store: Store, holder: PostHolder, id: number): Promise<readonly ControlRevision[]> {
  return await actAt(store, holder, async (tx) => {
    const rows = await tx.selectFrom('control_revision').selectAll().where('budget_id', '=', id).orderBy('n', 'desc').execute()
    return rows.map(({ n, figures, reason, actor, at }) => ({ n, figures: figures as ControlFigure[], reason, actor, at }))
  })
}
