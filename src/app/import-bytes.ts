import { createHash } from 'node:crypto'
import type { Archived } from '../store/archived.ts'
import type { ItemNote, ItemResult } from '../store/import-queue.ts'
import type { Store } from '../store/open-store.ts'
import { patiently } from '../store/patience.ts'
import { saveDisclosure, type StoreTransaction } from '../store/save-disclosure.ts'
import { archiveBytes } from './check-bytes.ts'

export interface ImportBytesOptions {
  /** Who brought the file; the program itself where nobody is named. */
  readonly actor?: string
  /** Why it is to be kept from the public until somebody publishes it. */
  readonly withheld?: string
  /** Which edition it is of a budget that was made here. */
  readonly edition?: number
  /** What is known of it from elsewhere, and stands above what was read in it. */
  readonly known?: Partial<Pick<Archived, 'department' | 'year' | 'stage' | 'scope' | 'divisions'>> & {
    /** Day on which it was published, as 2026-01-31. */
    readonly published?: string
  }
  /** Notes what became of it: what is kept, in the transaction that keeps it. May be called again when the database went away meanwhile. */
  readonly record?: (result: ItemResult, tx?: StoreTransaction) => Promise<void>
}

/**
 * Reads, checks and keeps one file. Never throws for what is in it; waits for a database that went away, and throws where it stays away or the disk is
 * full.
 */
export async function importBytes(
  store: Store,
  bytes: Uint8Array,
  name: string,
  { record = () => Promise.resolve(), known: { published, ...given } = {}, ...options }: ImportBytesOptions = {},
): Promise<ItemResult> {
  const told = async (result: ItemResult): Promise<ItemResult> => {
    await patiently(store, () => record(result))
    return result
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = await patiently(store, () => knownAs(store, sha256))
  if (known !== null) return await told({ state: 'known', sha256, ...known })
  let made: Awaited<ReturnType<typeof archiveBytes>>
  try {
    made = await archiveBytes(bytes, name)
  } catch (error) {
    const said = error instanceof Error ? error.message : 'unknown'
    const message = { zh: `程序出错，这份文件没有读：${said}`, en: `A fault of the program: this file was not read. ${said}` }
    return await told({ state: 'failed', sha256, note: { message } })
  }
  // What took too long is no bad file: the next import tries it again.
  if (!made.ok)
    return await told({ state: made.limit === 'time' ? 'failed' : 'refused', sha256, note: { message: made.message } })
  const archived: Archived = {
    ...made.archived,
    ...given,
    source: { ...made.archived.source, ...(published === undefined ? {} : { published }) },
  }
  const note = noteOf(archived)
  return await patiently(store, async () => {
    await store.files.keep(bytes)
    let result: ItemResult = { state: 'known', sha256 }
    await saveDisclosure(store, archived, {
      ...options,
      also: async (tx, { isNew, departmentId, disclosureId }) => {
        result = {
          state: isNew ? 'kept' : 'known',
          sha256,
          departmentId,
          disclosureId,
          ...(isNew && Object.keys(note).length > 0 ? { note } : {}),
        }
        await record(result, tx)
      },
    })
    return result
  })
}

async function knownAs(store: Store, sha256: string): Promise<{ departmentId: number; disclosureId: number } | null> {
  const row = await store.db
    .selectFrom('disclosure')
    .select(['department_id', 'id'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  return row === undefined ? null : { departmentId: row.department_id, disclosureId: row.id }
}

function noteOf(archived: Archived): ItemNote {
  const unreadTables = archived.tables.filter((table) => table.state === 'unread').length
  const errors = archived.findings.filter((finding) => finding.zh.severity === 'error').length
  return {
    ...(unreadTables > 0 ? { unreadTables } : {}),
    ...(errors > 0 ? { errors } : {}),
    ...(archived.year === null ? { unknownYear: true } : {}),
    ...(archived.department.name === null ? { unknownDepartment: true } : {}),
    ...(archived.divisions.length === 0 ? { unknownPlace: true } : {}),
    ...(archived.facts.length === 0 ? { withoutFacts: true } : {}),
  }
}
