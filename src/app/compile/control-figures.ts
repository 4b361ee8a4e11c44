import type { Transaction } from 'kysely'
import type { ControlFigure } from '../../ledger/workflow/control.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { readRow } from './budget-row.ts'

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

/** Every revision, the newest first. */
export async function readRevisions(tx: Transaction<Schema>, id: number): Promise<readonly ControlRevision[]> {
  const rows = await tx.selectFrom('control_revision').selectAll().where('budget_id', '=', id).orderBy('n', 'desc').execute()
  return rows.map(({ n, figures, reason, actor, at }) => ({ n, figures: figures as ControlFigure[], reason, actor, at }))
}
