import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import { MIGRATIONS } from '../migrations/index.ts'
import { openStore, type Store, type StoreOptions } from '../open-store.ts'
import { BACKUP_FORMAT, type BackupHead, type BackupManifest, quoted } from './back-up.ts'
import { BackupRefused } from './backup-refused.ts'
import { APPLIED } from '../access/apply-access.ts'
import { listTables } from './list-tables.ts'
import { type Piece, readPieces, SECRET_PIECE } from './pieces.ts'

const HEAD = z.object({
  format: z.literal(BACKUP_FORMAT),
  program: z.string(),
  taken: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), key: z.array(z.string()) })),
})
const MANIFEST = z.object({
  format: z.literal(BACKUP_FORMAT),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), parts: z.number(), sha256: z.string() })),
  files: z.number(),
  bytes: z.number(),
  missing: z.array(z.string()),
  // Backups of before have none.
  secret: z.string().nullable().default(null),
})

/**
 * Takes a backup back into an empty store. Everything is held against the manifest before it counts: a backup that is torn or bent leaves the store empty.
 * One of an earlier version is brought forward afterwards.
 *
 * @param keepSecret takes the accounts' secret (null where the backup has none) and the folder that it belongs into; what it throws leaves the store empty
 * @throws BackupRefused where the store is not empty, or the backup is not whole
 */
export async function restore(
  options: StoreOptions,
  path: string,
  keepSecret: (secret: string | null, folder: string) => void = () => {},
): Promise<BackupManifest> {
  const pieces = readPieces(path)
  const first = await pieces.next().catch(notWhole)
  if (first.done === true || first.value.name !== 'head.json') throw torn()
  const head = parsed(HEAD, first.value)
  const [last, ...unknown] = [head.migrations.at(-1), ...head.migrations.filter((name) => MIGRATIONS[name] === undefined)]
  if (last === undefined || unknown.length > 0)
    throw new BackupRefused({
      zh: `这份备份来自更新的版本（${head.program}）。请先更新程序。`,
      en: `This backup is of a later version (${head.program}). Update the program first.`,
    })
  const store = await openStore({ ...options, version: last })
  let manifest: BackupManifest
  try {
    manifest = await fill(store, head, pieces, keepSecret)
  } finally {
    await store.close()
  }
  await (await openStore(options)).close()
  return manifest
}

async function fill(
  store: Store,
  head: BackupHead,
  pieces: AsyncGenerator<Piece>,
  keepSecret: (secret: string | null, folder: string) => void,
): Promise<BackupManifest> {
  const client = new pg.Client({ connectionString: store.url })
  await client.connect()
  try {
    await client.query('BEGIN')
    await refuseUnlessEmpty(client)
    const loader = new Loader(client, head)
    let files = 0
    let manifest: BackupManifest | null = null
    let secret: string | null = null
    for await (const piece of pieces) {
      if (piece.name.startsWith('tables/')) await loader.add(piece)
      else if (piece.name === SECRET_PIECE) secret = piece.bytes.toString('utf8')
      else if (piece.name === 'manifest.json') manifest = parsed(MANIFEST, piece)
      else if (piece.name.startsWith('files/')) {
        if ((await store.files.keep(piece.bytes)) !== piece.name.slice(6)) throw torn(piece.name)
        files++
      }
    }
    const loaded = await loader.end()
    if (manifest === null || manifest.files !== files) throw torn()
    for (const { name, rows, sha256 } of manifest.tables) {
      const got = loaded.get(name) ?? { rows: 0, sha256: createHash('sha256').digest('hex') }
      if (got.rows !== rows || got.sha256 !== sha256) throw torn(name)
    }
    if ((secret === null ? null : createHash('sha256').update(secret).digest('hex')) !== manifest.secret) throw torn(SECRET_PIECE)
    await goOnNumbering(client)
    // What was waiting waited in a queue that is not here: the next import finds these files again.
    await client.query('DELETE FROM import_item WHERE state = 0')
    // Who may see what was said to another database: this one is still to be told.
    if (head.tables.some(({ name }) => name === 'setting')) await client.query('DELETE FROM setting WHERE key = $1', [APPLIED])
    keepSecret(secret, store.folder)
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return manifest
  } catch (error) {
    return await notWhole(error)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Copies parts of tables in, one table after another. */
class Loader {
  readonly #client: pg.Client
  readonly #head: BackupHead
  readonly #loaded = new Map<string, { rows: number; sha256: string }>()
  #open: { name: string; copy: CopyStreamQuery; hash: Hash } | null = null

  constructor(client: pg.Client, head: BackupHead) {
    this.#client = client
    this.#head = head
  }

  async add({ name, bytes }: Piece): Promise<void> {
    const wanted = /^tables\/\d+-([^/]+)\//u.exec(name)?.[1]
    const table = this.#head.tables.find((each) => each.name === wanted)
    if (table === undefined) throw torn(name)
    if (this.#open?.name !== table.name) {
      await this.#finish()
      const copy = this.#client.query(copyFrom(`COPY ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) FROM STDIN`))
      // An error is told by `finished`; without a listener it would end the process before.
      copy.on('error', () => {})
      this.#open = { name: table.name, copy, hash: createHash('sha256') }
    }
    this.#open.hash.update(bytes)
    if (!this.#open.copy.write(bytes)) await Promise.race([once(this.#open.copy, 'drain'), finished(this.#open.copy)])
  }

  async end(): Promise<ReadonlyMap<string, { readonly rows: number; readonly sha256: string }>> {
    await this.#finish()
    return this.#loaded
  }

  async #finish(): Promise<void> {
    if (this.#open === null) return
    const { name, copy, hash } = this.#open
    copy.end()
    await finished(copy)
    this.#loaded.set(name, { rows: copy.rowCount, sha256: hash.digest('hex') })
    this.#open = null
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  for (const { name } of await listTables(client)) {
    const { rowCount } = await client.query(`SELECT FROM ${quoted(name)} LIMIT 1`)
    if (rowCount !== 0)
      throw new BackupRefused({
        zh: `数据库不是空的（${name} 表里有数据），没有恢复。请用一个新的数据目录：--data 目录，或一个新的数据库：--database 地址。`,
        en: `The store is not empty (there are rows in ${name}): nothing was restored. Name a new folder with --data, or a new database with --database.`,
      })
  }
}

/** What is added next gets numbers that nothing has yet. */
async function goOnNumbering(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    SELECT table_name AS table, column_name AS column, pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
    FROM information_schema.columns WHERE table_schema = 'public'
      AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`)
  for (const { table, column, sequence } of rows)
    await client.query(
      `SELECT setval($1, max(${quoted(column)})) FROM ${quoted(table)} HAVING max(${quoted(column)}) IS NOT NULL`,
      [sequence],
    )
}

function parsed<T>(schema: z.ZodType<T>, { name, bytes }: Piece): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw torn(name)
  }
}

/** What the reader of a tar says of a torn one is no sentence for people. */
function notWhole(error: unknown): never {
  if (error instanceof Error && /^(?:invalid tar|unexpected end of data)/iu.test(error.message)) throw torn()
  throw error
}

function torn(what = ''): BackupRefused {
  const [zh, en] = what === '' ? ['', ''] : [`（${what}）`, ` (${what})`]
  return new BackupRefused({
    zh: `备份不完整或已损坏${zh}，没有恢复任何数据。请换一份备份。`,
    en: `The backup is not whole or was changed${en}: nothing was restored. Take another one.`,
  })
}
