import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { applyAccess } from './access/apply-access.ts'
import { rolePool } from './access/role-pools.ts'
import { connectionPool } from './connection-pool.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { NodeNumbers } from './node-numbers.ts'
import type { Schema } from './schema.ts'
import { SourceFiles } from './source-files.ts'
import { StoreUnavailable } from './store-unavailable.ts'

/** Everything that has been published, as far as it was taken in: a database, and beside it the files themselves. */
export interface Store {
  /** As the owner of all of it: for imports, migrations and commands, never for what a request asks. */
  readonly db: Kysely<Schema>
  /** As everybody: reads what is public, and nothing else. */
  readonly publicDb: Kysely<Schema>
  /** As the library for accounts: reaches its own tables, and nothing else. */
  readonly accountsDb: Kysely<Schema>
  /** Rows of a statement that stays planned, asked as `db` asks; and as everybody. */
  readonly ask: Ask
  readonly publicAsk: Ask
  readonly nodes: NodeNumbers
  readonly files: SourceFiles
  /** Address of the database, with its password: for our own processes alone. */
  readonly url: string
  readonly folder: string
  /** Something the person who starts it should know, such as where the data went. */
  readonly notice: { readonly zh: string; readonly en: string } | null
  close(): Promise<void>
}

/**
 * A statement that every connection of the database keeps planned under its name: for what is asked so often that planning it anew would be most of the
 * work. One name is one text, and the plan must be good for any values.
 */
export interface Prepared {
  readonly name: string
  readonly text: string
}

type Ask = <Row>(statement: Prepared, values: readonly unknown[]) => Promise<Row[]>

export interface StoreOptions {
  /** Where data are kept; the embedded database too, unless `database` is given. */
  readonly folder: string
  /** A PostgreSQL server (15 or later), plain or with Citus. */
  readonly database?: string | undefined
  /** Connections at most. */
  readonly connections?: number
  /** The step of the schema to stop at: for taking back a backup of an earlier version alone. */
  readonly version?: string
}

/** No request waits longer for the database, unless it says so itself. */
const STATEMENT_MS = 30_000

const ACCOUNTS_CONNECTIONS = 4

const INT8 = 20
const NUMERIC = 1700
/** A day stays a text: it has no time and no zone. */
const DATE = 1082
/** Arrays of whole numbers: of smallint, int, bigint. */
const NUMBERS = [1005, 1007, 1016]

/** Money stays exact: a figure that a number cannot hold is a fault, not a rounding. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`not a safe integer: ${text}`)
  return value
}

function wholeNumbers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(wholeNumber)
}

/**
 * Opens the store, starting its database and bringing its schema up to date where needed.
 *
 * @throws StoreUnavailable where the database cannot be reached or started
 */
export async function openStore({ folder, database, connections = 10, version }: StoreOptions): Promise<Store> {
  const running = database === undefined ? await startEmbeddedPostgres(folder) : null
  const url = database ?? running?.url ?? ''
  const place = running?.folder ?? resolve(folder)
  const types = {
    getTypeParser: (oid: number, format?: string) => {
      if (format === 'binary') return pg.types.getTypeParser(oid, format)
      if (oid === INT8 || oid === NUMERIC) return wholeNumber
      if (oid === DATE) return (text: string) => text
      return NUMBERS.includes(oid) ? wholeNumbers : pg.types.getTypeParser(oid, format as 'text')
    },
  } as pg.CustomTypesConfig
  const pool = connectionPool({ connectionString: url, max: connections, types, statement_timeout: STATEMENT_MS })
  const pools = { types, statementMs: STATEMENT_MS }
  const publicPool = rolePool(url, 'public', { ...pools, connections, readOnly: true })
  const accountsPool = rolePool(url, 'accounts', { ...pools, connections: ACCOUNTS_CONNECTIONS })
  const db = over(pool)
  const close = async (): Promise<void> => {
    await Promise.all([pool, publicPool, accountsPool].map((each) => each.end()))
    await running?.stop()
  }
  try {
    await migrate(db, version)
    // A schema that stops earlier has not all tables that access is said of.
    if (version === undefined) await applyAccess(db)
  } catch (error) {
    await close()
    throw unavailable(error, database)
  }
  return {
    db,
    publicDb: over(publicPool),
    accountsDb: over(accountsPool),
    ask: askOver(pool),
    publicAsk: askOver(publicPool),
    nodes: new NodeNumbers(db),
    files: new SourceFiles(join(place, 'files')),
    url,
    folder: place,
    notice: running?.notice ?? null,
    close,
  }
}

function over(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

function askOver(pool: pg.Pool): Ask {
  return async <Row>({ name, text }: Prepared, values: readonly unknown[]) =>
    (await pool.query({ name, text, values: [...values] })).rows as Row[]
}

async function migrate(db: Kysely<Schema>, version: string | undefined): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error } = version === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(version)
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed', { cause: error })
}

function unavailable(error: unknown, database: string | undefined): Error {
  if (error instanceof StoreUnavailable) return error
  const code = (error as { code?: string }).code ?? ''
  const message = error instanceof Error ? error.message : 'unknown'
  if (database === undefined || !/^(?:E[A-Z]+|28|3D|08|57)/u.test(code))
    return error instanceof Error ? error : new Error(message)
  // The address has a password in it: never said.
  return new StoreUnavailable({
    zh: `连不上 --database 指定的数据库（${code}：${message}）。请检查地址、用户、密码，以及数据库是否已启动。`,
    en: `The database named by --database cannot be reached (${code}: ${message}). Check its address, user and password, and that it runs.`,
  })
}

/** The same store as everybody may see it: queries over it cannot meet what is withheld, nor change anything. */
export function asPublic(store: Store): Store {
  return {
    ...store,
    db: store.publicDb,
    accountsDb: store.publicDb,
    ask: store.publicAsk,
    nodes: new NodeNumbers(store.publicDb),
  }
}
