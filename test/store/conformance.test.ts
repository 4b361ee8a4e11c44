import { sql } from 'kysely'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { concurrencyCases } from './concurrency-cases.ts'
import { countCases } from './count-cases.ts'
import { databaseKinds, type DatabaseServer, openFolder } from './database-server.ts'
import { keepCases } from './keep-cases.ts'
import { migrationCases } from './migration-cases.ts'
import { pageCases } from './page-cases.ts'
import { searchCases } from './search-cases.ts'
import { sumCases } from './sum-cases.ts'

/** What every store must do, whatever database it stands on. */
describe.each(databaseKinds().map((kind) => [kind.name, kind] as const))('the store on %s', (_, kind) => {
  let server: DatabaseServer
  let store: Store
  let folder: string

  beforeAll(async () => {
    server = await kind.start()
    folder = openFolder()
    store = await openStore({ folder, database: await server.freshDatabase(), connections: 16 })
  })

  beforeEach(() => empty(store))

  afterAll(async () => {
    await store.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const now = (): Store => store
  describe('keeps', () => {
    keepCases(now)
  })
  describe('adds up', () => {
    sumCases(now)
  })
  describe('counts', () => {
    countCases(now)
  })
  describe('tells line by line', () => {
    pageCases(now)
  })
  describe('finds', () => {
    searchCases(now)
  })
  describe('is written by several at once', () => {
    concurrencyCases(now)
  })
  describe('goes from version to version', () => {
    migrationCases(() => server)
  })
})

/** Takes everything out but the numbers of nodes, which a store keeps in memory. */
async function empty(store: Store): Promise<void> {
  const tables = [
    'department',
    'source',
    'disclosure',
    'packed_claims',
    'finding',
    'project',
    'fact',
    'rollup',
    'department_total',
    'place_count',
    'passage',
  ]
  await sql`TRUNCATE ${sql.join([...tables, 'import_item'].map((name) => sql.table(name)))}`.execute(store.db)
}
