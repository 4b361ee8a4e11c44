import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authOptions } from '../../src/app/accounts/auth.ts'
import { ACCESS } from '../../src/store/access/access-rules.ts'
import { CONTENT_TABLES } from '../../src/store/migrations/0006-accounts.ts'
import { DATABASE_ROLES } from '../../src/store/access/rule.ts'
import { temporaryStore } from './store-fixture.ts'

let store: Awaited<ReturnType<typeof temporaryStore>>
beforeAll(async () => {
  store = await temporaryStore()
})
afterAll(async () => await store.close())

/** Kept by the migrations and the queue, and read by nobody who serves requests. */
const INTERNAL = ['kysely_migration', 'kysely_migration_lock', 'import_item']

describe('the tables of accounts', () => {
  test('are what the library expects: it finds nothing to add', async () => {
    const options = {
      ...authOptions(store, { address: 'http://127.0.0.1:1' }),
      database: { db: store.db, type: 'postgres' as const },
    }
    const plan = await getMigrations(options, { throwOnUnsafe: false })
    expect(plan.toBeCreated).toEqual([])
    expect(plan.toBeAdded).toEqual([])
    expect(plan.toBeAddedIndexes).toEqual([])
    expect(plan.unsafeChanges).toEqual([])
    expect(plan.schemaProblems).toEqual([])
  })

  test('withheld contents have the columns of public ones', async () => {
    const columns = async (table: string): Promise<string[]> => {
      const { rows } = await sql<{
        column: string
      }>`SELECT attname || ' ' || format_type(atttypid, atttypmod) AS column FROM pg_attribute
        WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`.execute(store.db)
      return rows.map((row) => row.column)
    }
    for (const table of CONTENT_TABLES) expect(await columns(`withheld_${table}`), table).toEqual(await columns(table))
  })
})

describe('access', () => {
  test('is said of every table, and every table has row security', async () => {
    const { rows } = await sql<{ name: string; secured: boolean }>`SELECT relname AS name, relrowsecurity AS secured FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`.execute(store.db)
    const known = new Set(ACCESS.flatMap((rule) => rule.tables))
    expect(rows.filter(({ name }) => !known.has(name) && !INTERNAL.includes(name))).toEqual([])
    expect(rows.filter(({ name, secured }) => known.has(name) && !secured)).toEqual([])
  })

  test('has roles that are nobody special: no superuser, no login, no way round row security', async () => {
    const { rows } = await sql<
      Record<string, boolean>
    >`SELECT rolsuper, rolcanlogin, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
      FROM pg_roles WHERE rolname LIKE 'mingzhang\_%'`.execute(store.db)
    expect(rows).toHaveLength(DATABASE_ROLES.length)
    for (const role of rows) expect(Object.values(role)).toEqual([false, false, false, false, false, false])
  })

  test('lets nobody who serves requests change or delete an audit entry', async () => {
    const { rows } = await sql<{ grantee: string }>`SELECT grantee FROM information_schema.role_table_grants
      WHERE table_name = 'audit_entry' AND grantee LIKE 'mingzhang\_%' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`.execute(
      store.db,
    )
    expect(rows).toEqual([])
  })

  test('uses no condition on another table, which Citus would refuse', () => {
    for (const { rows } of ACCESS) expect(rows).not.toMatch(/select|exists|\bfrom\b/iu)
  })
})
