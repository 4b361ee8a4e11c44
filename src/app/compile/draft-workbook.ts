import type { Problem } from '../../budget/finding.ts'
import { alignDraft } from '../../ledger/draft/align-draft.ts'
import { changesBetween } from '../../ledger/draft/changes.ts'
import { draftOf } from '../../ledger/draft/draft.ts'
import { writesIn } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { readWorkbook } from '../ledger-files/read-ledger.ts'
import { writeWorkbook } from '../ledger-files/workbook.ts'
import { lockRow, readRow } from './budget-row.ts'
import { ledgerOf } from './guard-context.ts'
import { addEntry, type Written } from './write-budget.ts'

/** What became of a workbook that was handed in. */
export type TakenIn =
  | { readonly ok: true; readonly changes: number; readonly n: number }
  /** Not one cell of it is taken; each problem names its sheet, row and cell. */
  | { readonly ok: false; readonly why: 'problems'; readonly problems: readonly Problem[] }
  | Exclude<Written, { ok: true }>

/** The draft as a workbook (.xlsx), to be filled in elsewhere and handed in again. */
export async function draftWorkbook(store: Store, holder: PostHolder, id: number): Promise<Uint8Array | null> {
  const ledger = await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    return row === null ? null : (await ledgerOf(tx, row)).ledger
  })
  return ledger === null ? null : await writeWorkbook(ledger)
}

/** Takes a workbook in as one entry: whole, or with everything that is wrong in it said by row. */
export async function takeWorkbook(
  store: Store,
  holder: PostHolder,
  id: number,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly key: string },
): Promise<TakenIn> {
  const read = await readWorkbook(file.bytes, file.name)
  if (!read.ok) return { ok: false, why: 'problems', problems: read.problems }
  return await actAt(store, holder, async (tx): Promise<TakenIn> => {
    const row = await lockRow(tx, id)
    if (row === null || !writesIn(row.state, row.kind, holder.role)) return { ok: false, why: 'closed' }
    const incoming = draftOf(read.ledger)
    // Whose budget of which year it is, a workbook does not change.
    const changes = changesBetween(row.draft, alignDraft(row.draft, { ...incoming, basic: row.draft.basic }))
    if (changes.length === 0) return { ok: true, changes: 0, n: row.entries }
    const written = await addEntry(tx, row, holder.user, { key: file.key, reason: `导入 ${file.name}`, changes })
    return written.ok ? { ...written, changes: changes.length } : written
  })
}
