import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Words } from '../../budget/finding.ts'
import { DEFAULT_LIMITS } from '../../formats/limits.ts'
import { partBytes } from '../../formats/container/amend-zip.ts'
import { Zip } from '../../formats/container/zip.ts'
import { Refused } from '../../formats/refusal.ts'
import { actAs } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import { makeFolder } from '../../store/make-folder.ts'
import type { ItemNote, ItemState } from '../../store/import-queue.ts'
import type { Store } from '../../store/open-store.ts'
import { importBytes } from '../import-bytes.ts'
import { readSettings } from './settings.ts'

/** What became of one file of an upload. */
export interface UploadedFile {
  readonly name: string
  readonly state: ItemState
  readonly note?: ItemNote | undefined
}

export interface ListedUpload {
  readonly id: number
  readonly madeAt: Date
  readonly finishedAt: Date | null
  readonly files: number
  readonly results: readonly UploadedFile[]
}

export interface UploadFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type HandedIn = { readonly ok: true; readonly id: number } | { readonly ok: false; readonly message: Words }

/** More files than this in one upload are better taken in by the command line. */
const MOST_FILES = 2000
const AWAITING = '等待发布 · awaiting publication'

/**
 * Files that people hand in through the pages. They are on the disk and in the database before anybody is told that they were taken; they are taken into the
 * store one after the other in the background, and after a restart where it left off.
 */
export class Uploads {
  readonly #store: Store
  #work: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(store: Store) {
    this.#store = store
  }

  async handIn(actor: string, files: readonly UploadFile[]): Promise<HandedIn> {
    const opened = unpackAll(files)
    if (!Array.isArray(opened)) return { ok: false, message: opened }
    const names = opened.map((file) => file.name)
    const id = await actAs(this.#store, { user: actor, role: 'importer' }, async (tx) => {
      const row = await tx
        .insertInto('upload')
        .values({ user_id: actor, host: hostname(), names })
        .returning('id')
        .executeTakeFirstOrThrow()
      await this.#keep(row.id, opened)
      await appendAudit(tx, {
        actor,
        action: 'upload',
        subject: String(row.id),
        details: { files: names.length, names: names.slice(0, 20) },
      })
      return row.id
    })
    this.#enqueue(id)
    return { ok: true, id }
  }

  async list(actor: string): Promise<ListedUpload[]> {
    return await actAs(this.#store, { user: actor, role: 'importer' }, async (tx) => {
      const rows = await tx.selectFrom('upload').selectAll().orderBy('id', 'desc').limit(50).execute()
      return rows.map((row) => ({
        id: row.id,
        madeAt: row.made_at,
        finishedAt: row.finished_at,
        files: row.names.length,
        results: row.results as UploadedFile[],
      }))
    })
  }

  /** Goes on with what an earlier process of this machine left. */
  async resume(): Promise<void> {
    const rows = await this.#store.db
      .selectFrom('upload')
      .select('id')
      .where('finished_at', 'is', null)
      .where('host', '=', hostname())
      .orderBy('id')
      .execute()
    for (const { id } of rows) this.#enqueue(id)
  }

  /** Until all that was handed in is taken in. */
  async settled(): Promise<void> {
    await this.#work
  }

  /** Ends after the file that is being read. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#work
  }

  #folder(id: number): string {
    return join(this.#store.folder, 'uploads', String(id))
  }

  /** Under their numbers: a name that somebody chose never becomes a path. */
  async #keep(id: number, files: readonly UploadFile[]): Promise<void> {
    makeFolder(this.#folder(id), 0o700)
    for (const [n, { bytes }] of files.entries()) await writeFile(join(this.#folder(id), String(n)), bytes, { flush: true })
  }

  #enqueue(id: number): void {
    // A fault of the store ends this upload for now; it is taken up again at the next start.
    this.#work = this.#work.then(() => this.#takeIn(id)).catch(() => {})
  }

  async #takeIn(id: number): Promise<void> {
    const { db } = this.#store
    const upload = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
    if (upload === undefined || upload.finished_at !== null) return
    const { uploadsArePublic } = await readSettings(db)
    const results = [...(upload.results as UploadedFile[])]
    for (const [n, name] of upload.names.entries()) {
      if (n < results.length) continue
      if (this.#stopped) return
      const bytes = await readFile(join(this.#folder(id), String(n)))
      const options = { actor: upload.user_id, ...(uploadsArePublic ? {} : { withheld: AWAITING }) }
      const { state, note } = await importBytes(this.#store, bytes, name, options)
      results.push({ name, state, ...(note === undefined ? {} : { note }) })
      await db
        .updateTable('upload')
        .set({ results: JSON.stringify(results) })
        .where('id', '=', id)
        .execute()
    }
    await db.updateTable('upload').set({ finished_at: new Date() }).where('id', '=', id).execute()
    await rm(this.#folder(id), { recursive: true, force: true })
  }

  /** Folders whose row was never written: whoever handed them in was told that it failed. */
  async sweep(): Promise<void> {
    const parent = join(this.#store.folder, 'uploads')
    const folders = await readdir(parent).catch(() => [])
    for (const name of folders) {
      const id = Number(name)
      if (!Number.isSafeInteger(id)) continue
      const row = await this.#store.db.selectFrom('upload').select('finished_at').where('id', '=', id).executeTakeFirst()
      if (row === undefined || row.finished_at !== null) await rm(join(parent, name), { recursive: true, force: true })
    }
  }
}

/** The files, with those in ZIP archives in place of these. A sentence where one cannot be opened. */
function unpackAll(files: readonly UploadFile[]): UploadFile[] | Words {
  const all: UploadFile[] = []
  for (const file of files) {
    const unpacked = isArchive(file) ? unpack(file) : [file]
    if (!Array.isArray(unpacked)) return unpacked
    all.push(...unpacked)
  }
  if (all.length === 0) return { zh: '没有收到文件，或压缩包是空的。', en: 'No file arrived, or the archive is empty.' }
  if (all.length > MOST_FILES)
    return {
      zh: `一次最多 ${MOST_FILES} 个文件，这里有 ${all.length} 个。请分几次，或用命令 mingzhang import。`,
      en: `At most ${MOST_FILES} files at once; these are ${all.length}. Use several goes, or the command mingzhang import.`,
    }
  return all
}

/** By its name and its bytes: a .docx is a ZIP too. */
function isArchive({ name, bytes }: UploadFile): boolean {
  return /\.zip$/iu.test(name) && bytes[0] === 0x50 && bytes[1] === 0x4b
}

function unpack({ name, bytes }: UploadFile): UploadFile[] | Words {
  try {
    const zip = new Zip(bytes, DEFAULT_LIMITS)
    return [...zip.names()]
      .filter((path) => !path.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/.*|\.[^/]*|Thumbs\.db)$/u.test(path))
      .map((path) => ({ name: path.split('/').at(-1) ?? path, bytes: partBytes(zip, path) }))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { zh: `“${name}”：${error.refusal.message.zh}`, en: `“${name}”: ${error.refusal.message.en}` }
  }
}
