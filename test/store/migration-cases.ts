import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { rmSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { openStore } from '../../src/store/open-store.ts'
import { tablesOf } from '../../src/store/queries/contents.ts'
import { sumFacts } from '../../src/store/queries/facts.ts'
import { placesBelow } from '../../src/store/queries/overview.ts'
import { countsOf } from '../../src/store/queries/rankings.ts'
import { searchPassages } from '../../src/store/queries/search.ts'
import { archivedOf, spent } from './archived-of.ts'
import { type DatabaseServer, openFolder } from './database-server.ts'

const [FIRST = '', ...LATER] = Object.keys(MIGRATIONS)

/** Every earlier version goes to this one with its data, and the rules that a distributed database sets hold. */
export function migrationCases(now: () => DatabaseServer): void {
  test.each([FIRST, ...LATER.slice(0, -1)])('from %s, with data', async (version) => {
    const url = await now().freshDatabase()
    const hasWithheld = version >= '0006' && version < '0012'
    await withDatabase(url, async (db) => {
      const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
      const to = async (name: string): Promise<void> => {
        const { error } = await migrator.migrateTo(name)
        if (error !== undefined) throw error
      }
      await to(FIRST)
      await fillFirstVersion(db)
      await to(version)
      if (hasWithheld) await withholdPassage(db)
    })
    const folder = openFolder()
    const store = await openStore({ folder, database: url })
    try {
      const [table] = await tablesOf(store, 1, 1)
      expect(table).toMatchObject({ n: 0, form: 'expenditure', title: '部门预算支出总表', state: 'read' })
      expect(table?.claims).toEqual(ARCHIVED.tables[0]?.claims)
      const filter = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const
      for (const division of ['CN', '130000', '130100', '130102'])
        for (const from of ['rollup', 'facts'] as const)
          expect(await sumFacts(store, { ...filter, division }, ['year'], { from })).toEqual([
            { group: { year: 2024 }, amount: 30, facts: 2 },
          ])
      expect(await placesBelow(store, '130000')).toEqual([{ code: '130100', departments: 1, disclosures: 1 }])
      expect(await countsOf(store, '130102')).toMatchObject([{ year: 2024, departments: 1, withoutError: 1, claims: 2 }])
      expect(await searchPassages(store, { words: ['三公'], limit: 2 })).toHaveLength(1)
      const { rows: withheld } = await sql`SELECT disclosure_id, n, kind, topics, texts, places FROM withheld_passage`.execute(
        store.db,
      )
      expect(withheld).toEqual(
        hasWithheld ? [{ disclosure_id: 2, n: 0, kind: 1, topics: ['三公经费'], texts: ['指出国等支出'], places: [{}] }] : [],
      )
      expect(await store.db.selectFrom('rollup').select('division').where('division', '=', '130102').execute()).toEqual([])
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('and twice is once', async () => {
    const url = await now().freshDatabase()
    const folder = openFolder()
    const both = await Promise.all([openStore({ folder, database: url }), openStore({ folder, database: url })])
    for (const store of both) await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every table of departments has the department in its key; no triggers, no foreign keys to or from it', async () => {
    const url = await now().freshDatabase()
    const folder = openFolder()
    await (await openStore({ folder, database: url })).close()
    rmSync(folder, { recursive: true, force: true })
    await withDatabase(url, async (db) => {
      const { rows: owned } = await sql<{ name: string; keyed: boolean }>`SELECT c.relname AS name, EXISTS (
          SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)) AS keyed
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'department_id' AND a.attnotnull
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`.execute(db)
      expect(owned.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['disclosure', 'fact', 'finding', 'packed_claims', 'passage', 'project']),
      )
      expect(owned.filter(({ keyed }) => !keyed)).toEqual([])
      const { rows: unique } = await sql<{ name: string }>`SELECT i.indexrelid::regclass::text AS name
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'department_id' AND a.attnotnull
        JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
        WHERE i.indisunique AND NOT a.attnum = ANY (i.indkey)`.execute(db)
      expect(unique).toEqual([])
      const names = owned.map(({ name }) => name)
      const { rows: keys } = await sql<{ name: string }>`SELECT conname AS name FROM pg_constraint WHERE contype = 'f'
        AND (conrelid::regclass::text = ANY (${names}) OR confrelid::regclass::text = ANY (${names}))`.execute(db)
      expect(keys).toEqual([])
      const { rows: triggers } = await sql`SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace`.execute(db)
      expect(triggers).toEqual([])
    })
  })
}

const ARCHIVED = archivedOf({ bytes: 'first version', facts: [spent('2010301', 'basic', 10), spent('2010302', 'project', 20)] })

/** One disclosure as the first version wrote it. */
async function fillFirstVersion(db: Kysely<unknown>): Promise<void> {
  const [table] = ARCHIVED.tables
  if (table === undefined) throw new Error('a table')
  const ancestors = ARCHIVED.divisions
  const nodes = ['stage/budget', 'scope/department', 'cut/expenditure', 'nature/basic', 'nature/project']
  for (const node of nodes)
    await sql`INSERT INTO node (dimension, node) VALUES (${node.split('/')[0]}, ${node.split('/')[1]})`.execute(db)
  await sql`INSERT INTO department (key, name, division, ancestors) VALUES ('示例县财政局', '示例县财政局', '130102', ${ancestors})`.execute(
    db,
  )
  const sha256 = Buffer.from(ARCHIVED.source.sha256, 'hex')
  await sql`INSERT INTO source (sha256, bytes, type, name) VALUES (${sha256}, 13, 'txt', 'a.txt')`.execute(db)
  const { claims, ...form } = table
  const details = JSON.stringify({ forms: [{ ...form, claims: claims.length }], cuts: [], reasons: [], problems: [] })
  await sql`INSERT INTO disclosure (department_id, sha256, year, stage, scope, current, units, claims, passed, failed, unchecked, errors, warnings, notes,
      unread, program, details)
    VALUES (1, ${sha256}, 2024, 1, 2, true, '{万元}', 2, 0, 0, 0, 0, 0, 0, 0, '0', ${details})`.execute(db)
  await sql`INSERT INTO printed_table (department_id, disclosure_id, n, form, title, state, claims)
    VALUES (1, 1, 0, ${form.form}, ${form.title}, ${form.state}, ${JSON.stringify(claims)})`.execute(db)
  await sql`INSERT INTO fact (amount, department_id, disclosure_id, function, economic, project, claim, n, year, stage, scope, cut, fund, nature, item)
    VALUES (10, 1, 1, 2010301, 0, 0, 0, 1, 2024, 1, 2, 3, 0, 4, 0), (20, 1, 1, 2010302, 0, 0, 1, 2, 2024, 1, 2, 3, 0, 5, 0)`.execute(
    db,
  )
  await sql`INSERT INTO passage (department_id, disclosure_id, n, kind, topic, text, place, grams)
    VALUES (1, 1, 0, 1, '三公经费', '指出国等支出', '{}', ${['指出', '出国', '国等', '等支', '支出']})`.execute(db)
  await sql`INSERT INTO rollup (amount, facts, function, economic, year, stage, scope, cut, fund, nature, item, division)
    SELECT f.amount, 1, f.function, 0, 2024, 1, 2, 3, 0, f.nature, 0, a FROM fact f, unnest(${ancestors}::text[]) AS a`.execute(
    db,
  )
}

/** What versions from the sixth to the eleventh have of a disclosure that is kept from the public. */
async function withholdPassage(db: Kysely<unknown>): Promise<void> {
  await sql`INSERT INTO withheld_passage (department_id, disclosure_id, n, kind, topic, text, place, grams)
    SELECT department_id, 2, n, kind, topic, text, place, grams FROM passage`.execute(db)
}

async function withDatabase(url: string, work: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 2 }) }) })
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}
