import { createHash } from 'node:crypto'
import type { Archived } from '../store/archived.ts'
import type { ItemNote, ItemResult } from '../store/import-queue.ts'
import type { Store } from '../store/open-store.ts'
import { saveDisclosure } from '../store/save-disclosure.ts'
import { archiveBytes } from './check-bytes.ts'

export interface ImportBytesOptions {
  /** Who brought the file; the program itself where nobody is named. */
  readonly actor?: string
  /** Why it is to be kept from the public until somebody publishes it. */
  readonly withheld?: string
}

/** Reads, checks and keeps one file. Never throws for what is in it; throws where the store or its disk does not answer. */
export async function importBytes(
  store: Store,
  bytes: Uint8Array,
  name: string,
  options: ImportBytesOptions = {},
): Promise<ItemResult> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = await store.db
    .selectFrom('disclosure')
    .select(['department_id', 'id'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  if (known !== undefined) return { state: 'known', sha256, departmentId: known.department_id, disclosureId: known.id }
  let made: Awaited<ReturnType<typeof archiveBytes>>
  try {
    made = await archiveBytes(bytes, name)
  } catch (error) {
    const said = error instanceof Error ? error.message : 'unknown'
    const message = { zh: `程序出错，这份文件没有读：${said}`, en: `A fault of the program: this file was not read. ${said}` }
    return { state: 'failed', sha256, note: { message } }
  }
  if (!made.ok) return { state: 'refused', sha256, note: { message: made.message } }
  await store.files.keep(bytes)
  const saved = await saveDisclosure(store, made.archived, options)
  const note = noteOf(made.archived)
  return {
    state: saved.isNew ? 'kept' : 'known',
    sha256,
    departmentId: saved.departmentId,
    disclosureId: saved.disclosureId,
    ...(Object.keys(note).length > 0 ? { note } : {}),
  }
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
