import { createHash } from 'node:crypto'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Store } from '../open-store.ts'
import { type BackupTable, listTables } from './list-tables.ts'
import { type PieceWriter, SECRET_PIECE, writePieces } from './pieces.ts'

export const BACKUP_FORMAT = 'mingzhang/backup/1'

/** What stands first: what the rest is to be put into. */
export interface BackupHead {
  readonly format: typeof BACKUP_FORMAT
  readonly program: string
  /** When the snapshot was taken (ISO 8601). */
  readonly taken: string
  /** Steps of the schema that it has, in order. */
  readonly migrations: readonly string[]
  readonly tables: readonly BackupTable[]
}

/** What stands last: without it a backup is not whole. */
export interface BackupManifest {
  readonly format: typeof BACKUP_FORMAT
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly parts: number; readonly sha256: string }[]
  readonly files: number
  readonly bytes: number
  /** Hashes of sources whose file was not there. */
  readonly missing: readonly string[]
  /** SHA-256 of the accounts' secret; null where it is not in the backup. */
  readonly secret: string | null
}

/** Tables come in parts of this size, so that neither side holds a whole one. */
const PART_BYTES = 8 * 1024 * 1024

/**
 * Writes everything there is into a folder or a tar file: the tables as one moment saw them, whatever is written meanwhile, and every source file that they
 * name. Its name stands only when it is whole.
 *
 * @param secret the accounts' secret, where it is to be in the backup: whoever has both can be everybody
 * @throws BackupRefused where the name is taken, or there is no folder for it
 */
export async function backUp(store: Store, path: string, program: string, secret: string | null = null): Promise<BackupManifest> {
  const writer = await writePieces(path)
  const client = new pg.Client({ connectionString: store.url })
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables = await listTables(client)
    const migrations = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name')
    const { rows: clock } = await client.query<{ now: Date }>('SELECT now()')
    const head: BackupHead = {
      format: BACKUP_FORMAT,
      program,
      taken: (clock[0]?.now ?? new Date(0)).toISOString(),
      migrations: migrations.rows.map(({ name }) => name),
      tables,
    }
    await writer.add({ name: 'head.json', bytes: jsonBytes(head) })
    const written: BackupManifest['tables'][number][] = []
    for (const [i, table] of tables.entries()) written.push(await writeTable(client, writer, table, i))
    const { rows: sources } = await client.query<{ sha256: string }>(
      `SELECT encode(sha256, 'hex') AS sha256 FROM source
        UNION SELECT file ->> 'sha256' FROM edition CROSS JOIN LATERAL jsonb_array_elements(files) AS file ORDER BY 1`,
    )
    await client.query('COMMIT')
    const files = await writeFiles(
      store,
      writer,
      sources.map(({ sha256 }) => sha256),
    )
    if (secret !== null) await writer.add({ name: SECRET_PIECE, bytes: Buffer.from(secret) })
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      tables: written,
      ...files,
      secret: secret === null ? null : createHash('sha256').update(secret).digest('hex'),
    }
    await writer.add({ name: 'manifest.json', bytes: jsonBytes(manifest) })
    await writer.end()
    return manifest
  } catch (error) {
    await writer.abandon()
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function writeTable(
  client: pg.Client,
  writer: PieceWriter,
  table: BackupTable,
  order: number,
): Promise<BackupManifest['tables'][number]> {
  const hash = createHash('sha256')
  let blocks: Buffer[] = []
  let size = 0
  let parts = 0
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(blocks)
    blocks = []
    size = 0
    hash.update(bytes)
    await writer.add({
      name: `tables/${String(order).padStart(3, '0')}-${table.name}/${String(parts++).padStart(6, '0')}.copy`,
      bytes,
    })
  }
  const columns = table.columns.map(quoted).join(', ')
  const copy = client.query(
    copyTo(`COPY (SELECT ${columns} FROM ${quoted(table.name)} ORDER BY ${table.key.map(quoted).join(', ')}) TO STDOUT`),
  )
  for await (const block of copy) {
    blocks.push(block as Buffer)
    size += (block as Buffer).length
    if (size >= PART_BYTES) await flush()
  }
  if (size > 0) await flush()
  return { name: table.name, rows: copy.rowCount, parts, sha256: hash.digest('hex') }
}

async function writeFiles(
  { files }: Store,
  writer: PieceWriter,
  hashes: readonly string[],
): Promise<Pick<BackupManifest, 'files' | 'bytes' | 'missing'>> {
  const missing: string[] = []
  let bytes = 0
  for (const sha256 of hashes) {
    const content = await files.read(sha256)
    if (content === null) {
      missing.push(sha256)
      continue
    }
    bytes += content.length
    await writer.add({ name: `files/${sha256}`, bytes: Buffer.from(content) })
  }
  return { files: hashes.length - missing.length, bytes, missing }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
}
