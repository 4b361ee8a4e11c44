import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import { applyChanges, type Change, changesBetween, type Conflict, invertChanges } from '../../ledger/draft/changes.ts'
import { fieldName } from '../../ledger/draft/draft.ts'
import { SHEET_NAMES } from '../../ledger/judge-ledger.ts'
import { tooLongReason } from '../../ledger/workflow/said-limits.ts'
import { STATES, writesIn } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetRow, lockRow } from './budget-row.ts'
import { draftAfter } from './fold-entries.ts'
import { saidText } from '../said-text.ts'
import { addEntry } from './write-budget.ts'

/** What to go back to. */
export type Restoring =
  /** Takes back what one entry changed, and leaves all that came after it. */
  | { readonly kind: 'without'; readonly entry: number }
  /** Makes the draft what it was after an entry; 0 is what it began as. */
  | { readonly kind: 'entry'; readonly entry: number }
  /** Makes the draft what it was when a version was kept. */
  | { readonly kind: 'version'; readonly version: number }

export type Restored =
  | { readonly ok: true; readonly n: number }
  | { readonly ok: false; readonly why: 'closed' | 'absent' | 'reason' | 'same'; readonly words: Words }
  | { readonly ok: false; readonly why: 'conflict'; readonly words: Words; readonly conflicts: readonly Words[] }

const SAYS: Readonly<Record<'closed' | 'absent' | 'reason' | 'same' | 'conflict', Words>> = {
  closed: {
    zh: '预算现在不在您能编辑的环节，不能恢复。需要改动的，请先退回到编制环节。',
    en: 'The budget does not stand where you may write, so nothing can be taken back. Have it returned first.',
  },
  absent: { zh: '没有这一条记录或这一版。', en: 'There is no such entry or version.' },
  reason: { zh: '请写明为什么恢复。', en: 'Say why it is taken back.' },
  same: { zh: '草案现在就是这样，没有可恢复的。', en: 'The draft is that already: there is nothing to take back.' },
  conflict: {
    zh: '这一条之后，同一处又有人改过，所以没有恢复。请先处理下列各处，或恢复到更早的状态。',
    en: 'Somebody changed the same places later, so nothing was taken back. Look at the following first, or go back to an earlier state.',
  },
}

/** Goes back, by a new entry with its reason: nothing that was written is ever lost. Only where the state lets this person write. */
export async function restoreBudget(
  store: Store,
  holder: PostHolder,
  id: number,
  { to, reason }: { readonly to: Restoring; readonly reason: string },
): Promise<Restored> {
  const said = saidText(reason)
  if (said === '') return refused('reason')
  const [long] = tooLongReason(said)
  if (long !== undefined) return { ok: false, why: 'reason', words: long }
  // The database lets nobody lock a row whom it never lets write in one.
  if (!Object.values(STATES).some(({ writers }) => writers?.includes(holder.role) === true)) return refused('closed')
  return await actAt(store, holder, async (tx) => {
    const row = await lockRow(tx, id)
    if (row === null || !writesIn(row.state, row.kind, holder.role)) return refused('closed')
    const changes = await changesFor(tx, row, to)
    if (changes === null) return refused('absent')
    const applied = applyChanges(row.draft, changes)
    if (applied.ok && changesBetween(row.draft, applied.draft).length === 0) return refused('same')
    const written = await addEntry(tx, row, holder.user, { key: `restore-${randomUUID()}`, reason: said, changes })
    if (written.ok) return written
    if (written.why !== 'conflict') return refused('closed')
    return { ok: false, why: 'conflict', words: SAYS.conflict, conflicts: written.conflicts.map(conflictWords) }
  })
}

async function changesFor(tx: Transaction<Schema>, row: BudgetRow, to: Restoring): Promise<readonly Change[] | null> {
  if (to.kind === 'without') {
    const entry = await tx
      .selectFrom('budget_entry')
      .select('changes')
      .where('budget_id', '=', row.id)
      .where('n', '=', to.entry)
      .executeTakeFirst()
    return entry === undefined ? null : invertChanges(entry.changes as Change[])
  }
  const entries = to.kind === 'entry' ? to.entry : await entriesOfVersion(tx, row.id, to.version)
  if (entries === null || entries < 0 || entries > row.entries) return null
  const then = await draftAfter(tx, row.id, entries)
  return then === null ? null : changesBetween(row.draft, then)
}

async function entriesOfVersion(tx: Transaction<Schema>, budget: number, n: number): Promise<number | null> {
  const row = await tx
    .selectFrom('budget_version')
    .select('entries')
    .where('budget_id', '=', budget)
    .where('n', '=', n)
    .executeTakeFirst()
  return row?.entries ?? null
}

function refused(why: 'closed' | 'absent' | 'reason' | 'same'): Restored {
  return { ok: false, why, words: SAYS[why] }
}

/** Why a change does not fit, for people: the cell, what it would have to say, and what stands there. */
export function conflictWords({ change, why, now }: Conflict): Words {
  const sheet = SHEET_NAMES[change.sheet]
  if (change.kind === 'set') {
    const name = fieldName(change.sheet, change.field)
    if (why === 'gone')
      return { zh: `《${sheet.zh}》“${name.zh}”所在的行已被删去。`, en: `${sheet.en}: the row of "${name.en}" has been removed.` }
    const found = now?.[change.field] ?? ''
    return {
      zh: `《${sheet.zh}》“${name.zh}”应为“${change.before}”，现为“${found}”。`,
      en: `${sheet.en}, "${name.en}": expected "${change.before}", found "${found}".`,
    }
  }
  const first = Object.values(change.texts).find((text) => text !== '') ?? ''
  return change.kind === 'add'
    ? { zh: `《${sheet.zh}》“${first}”一行已经有了。`, en: `${sheet.en}: the row "${first}" is there already.` }
    : { zh: `《${sheet.zh}》“${first}”一行后来又被改过。`, en: `${sheet.en}: the row "${first}" was changed later.` }
}
