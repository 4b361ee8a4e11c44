import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountSecret } from '../../src/app/accounts/account-secret.ts'
import { backUp as backUpAll, restore as restoreAll } from '../../src/app/keep-safe.ts'
import { backUp } from '../../src/store/backup/back-up.ts'
import { restore } from '../../src/store/backup/restore.ts'
import { exportStore } from '../../src/store/export-store.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { archivedOf, spent } from './archived-of.ts'
import { type DatabaseServer, databaseKinds, openFolder } from './database-server.ts'
import { digestOf } from './digest.ts'

const [KIND] = databaseKinds()

/** The drill: what was backed up while an import went on is there again, whole. */
describe('backup and restore', () => {
  let server: DatabaseServer
  let store: Store
  const folder = openFolder()

  beforeAll(async () => {
    if (KIND === undefined) throw new Error('no database')
    server = await KIND.start()
    store = await openStore({ folder: join(folder, 'a'), database: await server.freshDatabase() })
  })

  afterAll(async () => {
    await store.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const save = async (i: number): Promise<void> => {
    const bytes = `file ${i} \\ "quoted"\n`
    await store.files.keep(new TextEncoder().encode(bytes))
    const facts = [spent('2010301', 'basic', 100 * i), spent('2050202', 'project', 7)]
    const passages = [{ kind: 'term' as const, topic: `词\t${i}`, text: '反斜\\杠，换\n行', place: { line: i } }]
    await saveDisclosure(
      store,
      archivedOf({
        bytes,
        department: `第${i % 5}局`,
        year: 2020 + (i % 3),
        more: i % 4,
        facts,
        passages,
        projects: [`项目${i}`],
      }),
    )
  }

  test.each(['store.tar', 'store'])('while an import goes on, to %s and back', async (name) => {
    for (let i = 0; i < 12; i++) await save(i)
    const writing = (async () => {
      for (let i = 12; i < 40; i++) await save(i)
    })()
    const path = join(folder, name)
    const manifest = await backUp(store, path, 'test')
    await writing
    expect(manifest.missing).toEqual([])
    const restored = { folder: join(folder, `restored-${name}`), database: await server.freshDatabase() }
    expect(await restore(restored, path)).toEqual(manifest)
    const again = await openStore(restored)
    try {
      const sources = manifest.tables.find((table) => table.name === 'source')
      expect((await digestOf(again))['sources']).toMatch(new RegExp(`^${sources?.rows ?? 0} `, 'u'))
      // The same rows are the same bytes: what is backed up from there is what was backed up here.
      const second = await backUp(again, `${path}-again`, 'test')
      expect(second).toEqual(manifest)
      expect(await again.files.read(archivedOf({ bytes: 'file 3 \\ "quoted"\n' }).source.sha256)).not.toBeNull()
      // And it goes on: new departments get numbers of their own.
      expect(await saveDisclosure(again, archivedOf({ bytes: 'new', department: '新局' }))).toMatchObject({
        isNew: true,
        current: true,
      })
    } finally {
      await again.close()
    }
    for (let i = 0; i < 40; i++) await save(i)
  })

  test('the same content as the store that nobody wrote to meanwhile', async () => {
    const path = join(folder, 'quiet.tar')
    await backUp(store, path, 'test')
    const restored = { folder: join(folder, 'quiet'), database: await server.freshDatabase() }
    await restore(restored, path)
    const again = await openStore(restored)
    expect(await digestOf(again)).toEqual(await digestOf(store))
    await again.close()
  })

  test('never over something: not over a backup, not into a store with rows', async () => {
    const path = join(folder, 'once.tar')
    await backUp(store, path, 'test')
    await expect(backUp(store, path, 'test')).rejects.toThrow(/exists already/u)
    await expect(restore({ folder: join(folder, 'a'), database: store.url }, path)).rejects.toThrow(/not empty/u)
  })

  test('the accounts’ secret goes along where it is asked for, and back to its place', async () => {
    await expect(backUpAll(store, join(folder, 'no-secret.tar'), true)).rejects.toThrow(/no account-secret/u)
    expect(existsSync(join(folder, 'no-secret.tar'))).toBe(false)
    const secret = accountSecret(store.folder, undefined)
    await sql`INSERT INTO account_user (id, name, email, "emailVerified", username) VALUES ('u', '某人', 'u@x', true, 'u')`.execute(
      store.db,
    )
    for (const name of ['secret.tar', 'secret']) {
      const path = join(folder, name)
      expect((await backUpAll(store, path, true)).secret).toMatch(/^[0-9a-f]{64}$/u)
      const place = join(folder, `back-${name}`)
      const restored = await restoreAll({ folder: place, database: await server.freshDatabase() }, path, undefined)
      expect(restored).toMatchObject({ folder: place, withoutSecret: 0 })
      expect(accountSecret(place, undefined)).toBe(secret)
      expect(statSync(join(place, 'account-secret')).mode & 0o777).toBe(0o600)
    }
  })

  test('without it whoever restores is told of how many accounts it is missing, unless it is there', async () => {
    const path = join(folder, 'plain.tar')
    expect((await backUpAll(store, path)).secret).toBeNull()
    expect(readFileSync(path).includes(accountSecret(store.folder, undefined))).toBe(false)
    const into = async (name: string, given?: string) =>
      (await restoreAll({ folder: join(folder, name), database: await server.freshDatabase() }, path, given)).withoutSecret
    expect(await into('bare')).toBe(1)
    expect(await into('given', 'x'.repeat(32))).toBe(0)
    accountSecret(join(folder, 'put'), undefined)
    expect(await into('put')).toBe(0)
  })

  test('a secret that was changed, or another one in the folder, leaves the store empty', async () => {
    const path = join(folder, 'mixed.tar')
    await backUpAll(store, path, true)
    const bytes = readFileSync(path)
    const at = bytes.indexOf(accountSecret(store.folder, undefined))
    bytes[at] = bytes[at] === 0x30 ? 0x31 : 0x30
    const bent = join(folder, 'bent-secret.tar')
    writeFileSync(bent, bytes)
    const other = join(folder, 'other-secret')
    accountSecret(other, undefined)
    for (const [place, from, said] of [
      [join(folder, 'bent-secret'), bent, /changed.*account-secret|account-secret.*nothing/u],
      [other, path, /another account-secret/u],
    ] as const) {
      const options = { folder: place, database: await server.freshDatabase() }
      await expect(restoreAll(options, from, undefined)).rejects.toThrow(said)
      const empty = await openStore(options)
      expect(await empty.db.selectFrom('disclosure').select('id').execute()).toEqual([])
      await empty.close()
    }
  })

  test('what cannot be written is an error of its own, and leaves nothing behind', async () => {
    const nowhere = join(folder, 'nowhere', 'x.tar')
    await expect(backUp(store, nowhere, 'test')).rejects.toThrow(/There is no folder/u)
    const long = join(folder, `${'x'.repeat(250)}.tar`)
    await expect(backUp(store, long, 'test')).rejects.toThrow(/ENAMETOOLONG/u)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a backup that is torn, bent or of a later version leaves the store empty', async () => {
    const path = join(folder, 'whole.tar')
    await backUp(store, path, 'test')
    const whole = readFileSync(path)
    const bent = Buffer.from(whole)
    // A figure in the middle of the facts.
    const at = bent.indexOf('2010301')
    bent[at] = 0x33
    const later = Buffer.from(whole.toString('latin1').replace('"0001-disclosures"', '"9001-disclosures"'), 'latin1')
    for (const [name, bytes, said] of [
      ['torn', whole.subarray(0, Math.floor(whole.length / 2)), /not whole/u],
      ['short', whole.subarray(0, 100), /not whole/u],
      ['bent', bent, /not whole|changed/u],
      ['later', later, /later version/u],
      ['other', Buffer.from('no backup at all'), /not whole/u],
    ] as const) {
      const file = join(folder, `${name}.tar`)
      writeFileSync(file, bytes)
      const options = { folder: join(folder, name), database: await server.freshDatabase() }
      await expect(restore(options, file), name).rejects.toThrow(said)
      const empty = await openStore(options)
      expect(await empty.db.selectFrom('disclosure').select('id').execute()).toEqual([])
      await empty.close()
    }
    await expect(restore({ folder: join(folder, 'none') }, join(folder, 'missing.tar'))).rejects.toThrow(/There is no/u)
  })

  test('everything as open data, in both formats with the same rows', async () => {
    const lines = await exportStore(store, join(folder, 'lines'), 'ndjson')
    const table = await exportStore(store, join(folder, 'table'), 'csv')
    expect(Object.values(lines)).toEqual(Object.values(table))
    const facts = readFileSync(join(folder, 'lines', 'facts.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(facts).toHaveLength(lines['facts.ndjson'] ?? 0)
    expect(facts[0]).toMatchObject({
      year: 2020,
      stage: 'budget',
      scope: 'department',
      cut: 'expenditure',
      function: '2010301',
      nature: 'basic',
      economic: null,
      amount_fen: 0,
      counts: expect.any(Boolean) as boolean,
    })
    expect(readFileSync(join(folder, 'table', 'departments.csv'), 'utf8')).toContain('第0局')
    expect(existsSync(join(folder, 'lines', 'facts.ndjson.part'))).toBe(false)
    await expect(exportStore(store, join(folder, 'lines'), 'ndjson')).rejects.toThrow(/exists already/u)
  })
})
