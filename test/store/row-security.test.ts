import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Archive } from '../../src/app/archive.ts'
import { CONTENT_TABLES } from '../../src/store/migrations/0006-accounts.ts'
import { ROLE_IDS, type RoleId } from '../../src/ledger/roles.ts'
import { actAs, actAsAccounts, isDenied } from '../../src/store/access/act-as.ts'
import { grams } from '../../src/store/grams.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { StoreUnavailable } from '../../src/store/store-unavailable.ts'
import { publish, withhold } from '../../src/store/withhold.ts'
import { sampleArchived, temporaryStore } from './store-fixture.ts'

let store: Awaited<ReturnType<typeof temporaryStore>>
let archive: Archive
let held: { departmentId: number; disclosureId: number }
const SECRET_HASH = 'a'.repeat(64)

async function addPerson(id: string, roles: readonly RoleId[]): Promise<void> {
  const user = { id, name: id, email: `${id}@account.invalid`, emailVerified: false, username: id, displayUsername: id }
  await store.db
    .insertInto('account_user')
    .values({ ...user, twoFactorEnabled: true })
    .execute()
  for (const role of roles) await store.db.insertInto('role_grant').values({ user_id: id, role, granted_by: 'test' }).execute()
}

beforeAll(async () => {
  store = await temporaryStore()
  archive = Archive.over(store)
  for (const role of ROLE_IDS) await addPerson(role, [role])
  await addPerson('nobody', [])
  const saved = await saveDisclosure(store, sampleArchived('a'))
  held = { departmentId: saved.departmentId, disclosureId: saved.disclosureId }
})
afterAll(async () => await store.close())

const FILTER = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const

/** Everything that the public can ask about the one disclosure. */
async function publicView(): Promise<Record<string, unknown>> {
  const { departmentId, disclosureId } = held
  const sums = await archive.sums(FILTER, ['year'])
  const facts = await archive.facts(FILTER, { limit: 10 })
  return {
    disclosures: (await archive.disclosures(departmentId)).length,
    disclosure: (await archive.disclosure(departmentId, disclosureId)) !== null,
    latest: (await archive.latest({ limit: 10 })).length,
    tables: (await archive.tables(departmentId, disclosureId)).length,
    findings: (await archive.findings(departmentId, disclosureId)).length,
    projects: (await archive.projects(departmentId, disclosureId)).length,
    passages: (await archive.passages(departmentId, disclosureId)).length,
    search: (await archive.search({ text: '秘密', limit: 10 })).length,
    sums: sums.ok ? sums.value.sums.map(({ amount }) => amount) : null,
    facts: facts.ok ? facts.value.length : null,
    rank: (await archive.rank({ ...FILTER, year: 2024, limit: 10 })).length,
    counts: (await archive.counts('130900')).length,
  }
}

const SHOWN = {
  disclosures: 1,
  disclosure: true,
  latest: 1,
  tables: 1,
  findings: 1,
  projects: 1,
  passages: 2,
  search: 1,
  sums: [35000],
  facts: 2,
  rank: 1,
  counts: 1,
}
const HIDDEN = {
  disclosures: 0,
  disclosure: false,
  latest: 0,
  tables: 0,
  findings: 0,
  projects: 0,
  passages: 0,
  search: 0,
  sums: [],
  facts: 0,
  rank: 0,
  counts: 0,
}

describe('withholding', () => {
  test('takes a disclosure out of everything that the public can ask, and publishing brings it back whole', async () => {
    expect(await publicView()).toEqual(SHOWN)
    const asPublisher = { user: 'publisher', role: 'publisher' } as const
    expect(await actAs(store, asPublisher, (tx) => withhold(tx, held, { actor: 'publisher', reason: '含个人信息' }))).toBe('done')
    expect(await publicView()).toEqual(HIDDEN)
    expect(await actAs(store, asPublisher, (tx) => withhold(tx, held, { actor: 'publisher', reason: '再次' }))).toBe('already')
    expect(await actAs(store, asPublisher, (tx) => publish(tx, held, { actor: 'publisher' }))).toBe('done')
    expect(await publicView()).toEqual(SHOWN)
  })

  test('lets the next best disclosure count instead, and the file that comes again stays withheld', async () => {
    const other = await saveDisclosure(store, sampleArchived('b', { amounts: [700], published: '2020-01-01' }))
    const best = async (): Promise<unknown> => {
      const sums = await archive.sums(FILTER, ['year'])
      return sums.ok ? sums.value.sums.map(({ amount, facts }) => [amount, facts]) : null
    }
    // The one with a day of publication counts before one without.
    expect(await best()).toEqual([[700, 1]])
    const second = { departmentId: other.departmentId, disclosureId: other.disclosureId }
    await store.db.transaction().execute((tx) => withhold(tx, second, { actor: 'system', reason: 'test' }))
    expect(await best()).toEqual([[35000, 2]])
    expect(await saveDisclosure(store, sampleArchived('b'))).toMatchObject({ isNew: false })
    expect(await best()).toEqual([[35000, 2]])
    await store.db.transaction().execute((tx) => withhold(tx, held, { actor: 'system', reason: 'test' }))
    expect(await best()).toEqual([])
    await store.db.transaction().execute((tx) => publish(tx, held, { actor: 'system' }))
    expect(await best()).toEqual([[35000, 2]])
  })

  test('can be there from the first moment', async () => {
    const saved = await saveDisclosure(store, sampleArchived('c', { year: 2030 }), { withheld: '等待发布' })
    expect(saved.current).toBe(false)
    const sums = await archive.sums({ ...FILTER, years: [2030] }, ['year'])
    expect(sums.ok && sums.value.sums).toEqual([])
  })
})

describe('a route whose check is left out', () => {
  beforeAll(async () => {
    await store.db.transaction().execute((tx) => withhold(tx, held, { actor: 'system', reason: 'test' }))
  })
  const secret = Buffer.from(SECRET_HASH, 'hex')

  test.each(['importer', 'administrator', 'auditor'] as const)('as %s reads nothing that is withheld', async (role) => {
    await actAs(store, { user: role, role }, async (tx) => {
      expect(await tx.selectFrom('disclosure').selectAll().where('sha256', '=', secret).execute()).toEqual([])
      expect(await tx.selectFrom('source').selectAll().where('sha256', '=', secret).execute()).toEqual([])
    })
    for (const table of CONTENT_TABLES)
      await expect(
        actAs(store, { user: role, role }, (tx) => sql`SELECT * FROM ${sql.id(`withheld_${table}`)}`.execute(tx)),
      ).rejects.toSatisfy(isDenied)
  })

  test('that asks as somebody who does not hold the role reads what is public, and writes nothing', async () => {
    for (const user of ['nobody', 'importer', 'no such person', "'; DROP TABLE fact; --", '']) {
      const actor = { user, role: 'publisher' } as const
      await actAs(store, actor, async (tx) => {
        const { rows } = await sql<{ role: string }>`SELECT current_user AS role`.execute(tx)
        expect(rows).toEqual([{ role: 'mingzhang_public' }])
        expect(await tx.selectFrom('disclosure').selectAll().where('sha256', '=', secret).execute()).toEqual([])
      })
      await expect(actAs(store, actor, (tx) => tx.selectFrom('audit_entry').selectAll().execute())).rejects.toSatisfy(isDenied)
      await expect(actAs(store, actor, (tx) => tx.deleteFrom('fact').execute())).rejects.toSatisfy(isDenied)
      await expect(actAs(store, actor, (tx) => tx.updateTable('disclosure').set({ current: false }).execute())).rejects.toSatisfy(
        isDenied,
      )
    }
  })

  test('that asks as a person who has been disabled is let in no longer', async () => {
    await addPerson('gone', ['publisher'])
    await store.db.updateTable('account_user').set({ disabled: true }).where('id', '=', 'gone').execute()
    await actAs(store, { user: 'gone', role: 'publisher' }, async (tx) => {
      expect(await tx.selectFrom('disclosure').selectAll().where('sha256', '=', secret).execute()).toEqual([])
    })
  })

  test('in the role of a person, but without the person, sees nothing', async () => {
    await store.db.transaction().execute(async (tx) => {
      await sql`SELECT set_config('role', 'mingzhang_publisher', true)`.execute(tx)
      expect(await tx.selectFrom('disclosure').selectAll().where('sha256', '=', secret).execute()).toEqual([])
      expect(await sql`SELECT * FROM withheld_fact`.execute(tx)).toMatchObject({ rows: [] })
    })
  })

  test('of the portal reads no account, no audit trail, and cannot write', async () => {
    for (const table of [
      'account_user',
      'account_session',
      'account_credential',
      'audit_entry',
      'invitation',
      'role_grant',
      'setting',
      'upload',
      'import_item',
    ])
      await expect(sql`SELECT * FROM ${sql.id(table)}`.execute(store.publicDb), table).rejects.toSatisfy(isDenied)
    await expect(sql`UPDATE department SET name = 'x'`.execute(store.publicDb)).rejects.toThrow(/read-only|permission denied/u)
    // Back to the role of the connection, not to that of who opened it.
    await sql`RESET ROLE`.execute(store.publicDb)
    expect(await sql`SELECT current_user AS role`.execute(store.publicDb)).toMatchObject({ rows: [{ role: 'mingzhang_public' }] })
  })

  test('of the library for accounts reads no disclosure and no entry of the trail beyond what it needs', async () => {
    await expect(sql`SELECT * FROM disclosure`.execute(store.accountsDb)).rejects.toSatisfy(isDenied)
    await expect(sql`SELECT details FROM audit_entry`.execute(store.accountsDb)).rejects.toSatisfy(isDenied)
    await expect(actAsAccounts(store, (tx) => tx.deleteFrom('role_grant').execute())).rejects.toSatisfy(isDenied)
  })

  test('cannot write an entry in the name of another', async () => {
    const entry = {
      n: 999_999,
      at: new Date(),
      action: 'import',
      subject: '',
      details: '{}',
      previous: Buffer.alloc(32),
      hash: Buffer.alloc(32),
    }
    await expect(
      actAs(store, { user: 'publisher', role: 'publisher' }, (tx) =>
        tx
          .insertInto('audit_entry')
          .values({ ...entry, actor: 'reviewer' })
          .execute(),
      ),
    ).rejects.toSatisfy(isDenied)
  })

  test('does not give out the file: its bytes are not in the database', async () => {
    const sha256 = await store.files.keep(new TextEncoder().encode('a file'))
    expect(await archive.file(sha256)).toBeNull()
    const saved = await saveDisclosure(store, { ...sampleArchived('e'), source: { ...sampleArchived('e').source, sha256 } })
    expect(await archive.file(sha256)).not.toBeNull()
    await store.db.transaction().execute((tx) => withhold(tx, saved, { actor: 'system', reason: 'test' }))
    expect(await archive.file(sha256)).toBeNull()
    expect(await archive.file('../../postgres-password')).toBeNull()
  })
})

describe('row security', () => {
  test('leaves the indexes of Chinese search and of places usable', async () => {
    const plan = await store.publicDb.transaction().execute(async (tx) => {
      await sql`SET LOCAL enable_seqscan = off`.execute(tx)
      const passages = await sql`EXPLAIN SELECT 1 FROM passage WHERE pairs @> ${grams('公务')}::int[]`.execute(tx)
      const places = await sql`EXPLAIN SELECT 1 FROM department WHERE ancestors @> ARRAY['130000']`.execute(tx)
      return JSON.stringify([passages.rows, places.rows])
    })
    expect(plan).toContain('passage_pairs')
    expect(plan).toContain('department_ancestors')
  })

  test('is asked for in words where the user of a server may not make roles, and holds once they are there', async () => {
    await sql.raw("CREATE ROLE plain LOGIN PASSWORD 'plain' NOSUPERUSER NOCREATEROLE").execute(store.db)
    await sql.raw('CREATE DATABASE plain OWNER plain').execute(store.db)
    const url = new URL(store.url)
    url.username = 'plain'
    url.password = 'plain'
    url.pathname = '/plain'
    const open = (): Promise<Store> => openStore({ folder: store.folder, database: url.href })
    const refused = await open().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreUnavailable)
    const { words } = refused as StoreUnavailable
    expect(words.zh).toContain('CREATE ROLE mingzhang_public')
    // What it says is what helps: run by an administrator of the database.
    for (const [statement] of words.en.matchAll(/GRANT mingzhang_\w+ TO <user>/gu))
      await sql.raw(statement.replace('<user>', 'plain')).execute(store.db)
    const opened = await open()
    try {
      await saveDisclosure(opened, sampleArchived('a'))
      expect(await Archive.over(opened).latest({ limit: 5 })).toHaveLength(1)
      await expect(sql`SELECT * FROM account_user`.execute(opened.publicDb)).rejects.toSatisfy(isDenied)
    } finally {
      await opened.close()
    }
  })
})

describe('uploads', () => {
  test('are seen by who handed them in, and by no other importer', async () => {
    await addPerson('second', ['importer'])
    const upload = { host: 'h', names: ['a.docx'] }
    await actAs(store, { user: 'importer', role: 'importer' }, (tx) =>
      sql`INSERT INTO upload (user_id, host, names) VALUES ('importer', ${upload.host}, ${upload.names})`.execute(tx),
    )
    const seen = (user: string): Promise<number> =>
      actAs(store, { user, role: 'importer' }, async (tx) => (await tx.selectFrom('upload').selectAll().execute()).length)
    expect(await seen('importer')).toBe(1)
    expect(await seen('second')).toBe(0)
    await expect(
      actAs(store, { user: 'second', role: 'importer' }, (tx) =>
        sql`INSERT INTO upload (user_id, host, names) VALUES ('importer', 'h', '{}')`.execute(tx),
      ),
    ).rejects.toSatisfy(isDenied)
  })
})
