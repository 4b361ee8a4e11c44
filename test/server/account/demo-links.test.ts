import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { Accounts } from '../../../src/app/accounts/accounts.ts'
import { markDemo } from '../../../src/app/accounts/demo-mark.ts'
import { setDisabled } from '../../../src/app/accounts/people.ts'
import { Archive } from '../../../src/app/archive.ts'
import { prepareDemo } from '../../../src/app/demo/demo-store.ts'
import { createServer, LIMITS } from '../../../src/server/create-server.ts'
import { start } from '../../../src/server/main.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { mingzhang } from '../../cli/run.ts'
import { temporaryStore } from '../../store/store-fixture.ts'
import { verbs } from '../../web/browser-server.ts'
import { forgetAttempts, ORIGIN, Visitor } from './staff-fixture.ts'

type Temporary = Awaited<ReturnType<typeof temporaryStore>>

const SECRET = 'test'.repeat(10)
const NO_LINK = 'A'.repeat(43)

async function addPerson({ db }: Temporary, id: string): Promise<void> {
  const names = { id, name: id, username: id, displayUsername: id, email: `${id}@account.invalid` }
  await db
    .insertInto('account_user')
    .values({ ...names, emailVerified: false, twoFactorEnabled: false })
    .execute()
}

function serverOver(store: Temporary, demo: boolean): { accounts: Accounts; visitor: () => Visitor } {
  const accounts = new Accounts(store, { address: ORIGIN, secret: SECRET, demo })
  const app = createServer(verbs, new Map(), '127.0.0.1', LIMITS, Archive.over(store), accounts)
  return { accounts, visitor: () => new Visitor(app) }
}

const signedIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/account')).status === 200

describe('a link that signs in without a password', () => {
  let store: Temporary
  beforeAll(async () => {
    store = await temporaryStore()
    for (const id of ['anna', 'bert', 'root']) await addPerson(store, id)
    await store.db.insertInto('role_grant').values({ user_id: 'root', role: 'administrator', granted_by: 'test' }).execute()
  })
  afterAll(async () => await store.close())
  afterEach(async () => await forgetAttempts(store))

  test('is not made by a server that was not started as the demonstration, which has no such address', async () => {
    const { accounts, visitor } = serverOver(store, false)
    expect(await accounts.demoLink('anna')).toBeNull()
    expect((await visitor().get(`/account/demo/${NO_LINK}`)).status).toBe(404)
  })

  test('is not made over a store that is no demonstration, and not taken there', async () => {
    const { accounts, visitor } = serverOver(store, true)
    expect(await accounts.demoLink('anna')).toBeNull()
    const stranger = visitor()
    expect((await stranger.get(`/account/demo/${NO_LINK}`)).status).toBe(410)
    expect(await signedIn(stranger)).toBe(false)
  })

  describe('over the demonstration', () => {
    beforeAll(async () => await markDemo(store))

    test('signs in once, as that person, and says so in the trail', async () => {
      const { accounts, visitor } = serverOver(store, true)
      const { pathname } = new URL((await accounts.demoLink('anna')) ?? '')
      const first = visitor()
      const answer = await first.get(pathname)
      expect(answer.status).toBe(303)
      expect(await (await first.get('/account')).text()).toContain('anna')
      const second = visitor()
      expect((await second.get(pathname)).status).toBe(410)
      expect(await signedIn(second)).toBe(false)
      const entry = await store.db.selectFrom('audit_entry').selectAll().where('action', '=', 'sign-in').executeTakeFirst()
      expect([entry?.actor, entry?.details]).toEqual(['anna', { how: 'demo-link' }])
    })

    test('is one that was made: no other is taken, nor the library’s own address', async () => {
      const { accounts, visitor } = serverOver(store, true)
      const { pathname } = new URL((await accounts.demoLink('anna')) ?? '')
      const stranger = visitor()
      const token = pathname.slice(-43)
      const other = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1) ?? ''}`
      for (const wrong of [NO_LINK, other]) {
        expect((await stranger.get(`/account/demo/${wrong}`)).status).toBe(410)
        expect(await signedIn(stranger)).toBe(false)
      }
      expect((await stranger.post('/account/auth/demo-link', { token })).status).toBe(404)
      expect(await signedIn(stranger)).toBe(false)
    })

    test('does not let in who was disabled meanwhile', async () => {
      const { accounts, visitor } = serverOver(store, true)
      const { pathname } = new URL((await accounts.demoLink('bert')) ?? '')
      expect(await setDisabled(store, 'root', 'bert', true)).toBeNull()
      const stranger = visitor()
      await stranger.get(pathname)
      expect(await signedIn(stranger)).toBe(false)
    })

    test('is worth nothing once the same store is served as any other', async () => {
      const demo = serverOver(store, true)
      const { pathname } = new URL((await demo.accounts.demoLink('anna')) ?? '')
      const { visitor } = serverOver(store, false)
      expect((await visitor().get(pathname)).status).toBe(404)
    })
  })
})

describe('the demonstration is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-no-demo-'))
  chmodSync(folder, 0o755)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  afterEach(() => vi.unstubAllEnvs())

  test('to other machines, and under an address of its own', async () => {
    await expect(start({ port: 0, host: '0.0.0.0', demo: true, store: { folder } })).rejects.toThrow(/this machine alone/u)
    vi.stubEnv('MINGZHANG_ADDRESS', 'https://ming.example')
    await expect(start({ port: 0, demo: true, store: { folder } })).rejects.toThrow(/this machine alone/u)
    expect(readdirSync(folder)).toEqual([])
  })

  test('over a store that it did not make', async () => {
    await (await openStore({ folder })).close()
    await expect(start({ port: 0, demo: true, store: { folder } })).rejects.toThrow(/no demonstration/u)
  })

  test('in a folder that it did not make: nothing there is touched', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    const before = readdirSync(folder)
    for (const fresh of [false, true])
      await expect(prepareDemo(folder, { fresh, told: () => {} })).rejects.toThrow(/no folder of a demonstration/u)
    expect(readdirSync(folder)).toEqual(before)
  })

  test('on the command line with a store that somebody names', async () => {
    for (const flags of [
      ['--data', folder],
      ['--database', 'postgres://127.0.0.1:1/none'],
    ]) {
      const { status, err } = await mingzhang(['serve', '--demo', '--port', '0', '--lang', 'en', ...flags])
      expect(status).toBe(2)
      expect(err).toContain('folder of its own')
    }
  })
})
