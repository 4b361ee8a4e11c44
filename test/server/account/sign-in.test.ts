import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  forgetAttempts,
  ORIGIN,
  PASSWORD,
  settle,
  shownSecret,
  type Staff,
  staffMember,
  staffServer,
  totp,
  Visitor,
} from './staff-fixture.ts'

let server: Awaited<ReturnType<typeof staffServer>>
let admin: Staff
let firstPath: string

beforeAll(async () => {
  server = await staffServer()
  const first = (await server.accounts.firstLink()) ?? ''
  // Each start makes another link, and the one before is worth nothing.
  const second = (await server.accounts.firstLink()) ?? ''
  expect(await (await new Visitor(server.app).get(new URL(first).pathname)).text()).toContain('已经用过')
  firstPath = new URL(second).pathname
  admin = await settle(server.app, second, 'admin')
})
beforeEach(async () => await forgetAttempts(server.store))
afterAll(async () => await server.store.close())

async function actions(): Promise<string[]> {
  const rows = await server.store.db.selectFrom('audit_entry').select(['action', 'subject']).orderBy('n').execute()
  return rows.map(({ action, subject }) => `${action} ${subject}`)
}

/** Taken already, though its time begins in half a minute: the code of now was spent at the set-up. */
function nextCode(secret: string): string {
  return totp(secret, Date.now() + 30_000)
}

describe('the first set-up', () => {
  test('works once, and no further link is made once there is somebody', async () => {
    const again = await new Visitor(server.app).post(firstPath, {
      name: 'x',
      username: 'second',
      password: PASSWORD,
      repeated: PASSWORD,
    })
    expect(again.status).toBe(410)
    expect(await server.accounts.firstLink()).toBeNull()
    expect(await server.store.db.selectFrom('account_user').select('username').execute()).toEqual([{ username: 'admin' }])
  })

  test('of two who use one link at the same moment lets one in', async () => {
    const link = (await server.accounts.invite(await idOf('admin'), { name: '赛跑', roles: ['reviewer'] })) ?? ''
    const tries = await Promise.all(
      ['racer1', 'racer2'].map((username) =>
        new Visitor(server.app).post(new URL(link).pathname, { name: 'x', username, password: PASSWORD, repeated: PASSWORD }),
      ),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  test('by a link that has expired, or was made up, or was withdrawn, lets nobody in', async () => {
    const link = (await server.accounts.invite(await idOf('admin'), { name: '迟到', roles: ['reviewer'] })) ?? ''
    const path = new URL(link).pathname
    const fields = { name: 'x', username: 'late', password: PASSWORD, repeated: PASSWORD }
    await server.store.db
      .updateTable('invitation')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('name', '=', '迟到')
      .execute()
    expect((await new Visitor(server.app).get(path)).status).toBe(410)
    expect((await new Visitor(server.app).post(path, fields)).status).toBe(410)
    expect((await new Visitor(server.app).post(`/account/set-up/${'A'.repeat(43)}`, fields)).status).toBe(410)
    const other = (await server.accounts.invite(await idOf('admin'), { name: '撤回', roles: ['reviewer'] })) ?? ''
    const open = await server.accounts.openInvitations(await idOf('admin'))
    await server.accounts.withdraw(await idOf('admin'), open.find(({ name }) => name === '撤回')?.id ?? 0)
    expect((await new Visitor(server.app).post(new URL(other).pathname, fields)).status).toBe(410)
  })

  test('keeps of the token its hash alone', async () => {
    const token = firstPath.split('/').at(-1) ?? ''
    const { rows } = await sql<{ text: string }>`SELECT i::text AS text FROM invitation i`.execute(server.store.db)
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toContain(token)
  })

  test.each([
    ['short', 'elevenchars'],
    ['widely known', 'passwordpassword'],
    ['a run', '123456789012'],
    ['one character', 'aaaaaaaaaaaaa'],
    ['the user name and little else', 'somebody2024'],
  ])('refuses a password that is %s', async (_, password) => {
    const link = (await server.accounts.invite(await idOf('admin'), { name: 'x', roles: ['reviewer'] })) ?? ''
    const response = await new Visitor(server.app).post(new URL(link).pathname, {
      name: 'x',
      username: 'somebody',
      password,
      repeated: password,
    })
    expect(response.status).toBe(422)
  })
})

async function idOf(username: string): Promise<string> {
  return (
    await server.store.db.selectFrom('account_user').select('id').where('username', '=', username).executeTakeFirstOrThrow()
  ).id
}

describe('signing in', () => {
  test('needs both factors, and gives a new session each time', async () => {
    const visitor = new Visitor(server.app)
    expect((await visitor.get('/admin/people')).headers.get('location')).toBe('/account/sign-in')
    const first = await visitor.post('/account/sign-in', { username: 'ADMIN', password: PASSWORD })
    expect(first.headers.get('location')).toBe('/account/second-factor/check')
    expect((await visitor.get('/admin/people')).headers.get('location')).toBe('/account/sign-in')
    const second = await visitor.post('/account/second-factor/check', { code: nextCode(admin.secret) })
    expect(second.headers.get('location')).toBe('/account')
    expect((await visitor.get('/admin/people')).status).toBe(200)
    expect(visitor.cookies.get('mingzhang.session_token')).not.toBe(admin.visitor.cookies.get('mingzhang.session_token'))
    expect((await actions()).filter((each) => each === 'sign-in admin').length).toBeGreaterThan(1)
  })

  test('by a code that was used before is refused', async () => {
    const { secret } = await staffMember(server, 'twice', ['reviewer'])
    const code = nextCode(secret)
    for (const status of [303, 401]) {
      const visitor = new Visitor(server.app)
      await visitor.post('/account/sign-in', { username: 'twice', password: PASSWORD })
      expect((await visitor.post('/account/second-factor/check', { code })).status).toBe(status)
      await forgetAttempts(server.store)
      if (status === 401) expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
    }
  })

  test('by a backup code works once', async () => {
    const [code = ''] = admin.backupCodes
    for (const status of [303, 401]) {
      const visitor = new Visitor(server.app)
      await visitor.post('/account/sign-in', { username: 'admin', password: PASSWORD })
      expect((await visitor.post('/account/second-factor/check', { code })).status).toBe(status)
      await forgetAttempts(server.store)
    }
  })

  test('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const visitor = new Visitor(server.app)
    const response = await visitor.post('/account/sign-in', { username: 'admin', password: PASSWORD })
    for (const cookie of response.headers.getSetCookie()) {
      expect(cookie).toMatch(/HttpOnly/u)
      expect(cookie).toMatch(/SameSite=Lax/u)
    }
  })

  test('says the same of a wrong password and of a name that nobody has, and keeps neither in the trail', async () => {
    const wrong = await new Visitor(server.app).post('/account/sign-in', { username: 'admin', password: 'my secret sentence' })
    const unknown = await new Visitor(server.app).post('/account/sign-in', { username: 'my.own.password', password: 'x' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
    const { rows } = await sql<{ text: string }>`SELECT a::text AS text FROM audit_entry a`.execute(server.store.db)
    expect(rows.some(({ text }) => text.includes('sign-in-failed') && text.includes('admin'))).toBe(true)
    for (const { text } of rows) expect(text).not.toMatch(/my secret|my\.own/u)
  })

  test('by guessing is answered with 429, from one address and for one name from many', async () => {
    const fromOne = new Visitor(server.app)
    const statuses: number[] = []
    for (let i = 0; i < 12; i++)
      statuses.push((await fromOne.post('/account/sign-in', { username: `guess${i}`, password: 'x' })).status)
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
    expect(statuses.slice(10)).toEqual([429, 429])

    const link = (await server.accounts.invite(await idOf('admin'), { name: 'x', roles: ['reviewer'] })) ?? ''
    await forgetAttempts(server.store)
    await settle(server.app, link, 'target')
    for (let i = 0; i < 10; i++) {
      await forgetAttempts(server.store)
      expect((await new Visitor(server.app).post('/account/sign-in', { username: 'target', password: `x${i}` })).status).toBe(401)
    }
    await forgetAttempts(server.store)
    const right = await new Visitor(server.app).post('/account/sign-in', { username: 'target', password: PASSWORD })
    expect(right.status).toBe(429)
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('by guessing the second factor ends the attempt', async () => {
    const visitor = new Visitor(server.app)
    await visitor.post('/account/sign-in', { username: 'admin', password: PASSWORD })
    const statuses = new Set<number>()
    for (let i = 0; i < 8; i++) {
      await forgetAttempts(server.store)
      statuses.add((await visitor.post('/account/second-factor/check', { code: `00000${i}` })).status)
    }
    expect(statuses).toEqual(new Set([401]))
    // The right code comes too late: the attempt is spent.
    await forgetAttempts(server.store)
    expect((await visitor.post('/account/second-factor/check', { code: nextCode(admin.secret) })).status).toBe(401)
    await sql`UPDATE account_second_factor SET "failedVerificationCount" = 0, "lockedUntil" = NULL`.execute(server.store.db)
  })

  test('with a cookie that was made up or changed is nobody', async () => {
    const good = admin.visitor.cookies.get('mingzhang.session_token') ?? ''
    for (const token of [
      'x',
      `${good.slice(0, -6)}AAAAAA`,
      good.split('.')[0] ?? '',
      "' OR '1'='1",
      good.replace(/^./u, (first) => (first === 'Z' ? 'Y' : 'Z')),
    ]) {
      const visitor = new Visitor(server.app)
      visitor.cookies.set('mingzhang.session_token', encodeURIComponent(decodeURIComponent(token)))
      expect((await visitor.get('/admin/people')).headers.get('location')).toBe('/account/sign-in')
    }
  })
})

describe('a session', () => {
  test('ends with signing out, on the server too', async () => {
    const { visitor } = await staffMember(server, 'leaver', ['reviewer'])
    const kept = new Map(visitor.cookies)
    expect((await visitor.get('/account')).status).toBe(200)
    expect((await visitor.post('/account/sign-out')).status).toBe(303)
    for (const [name, value] of kept) visitor.cookies.set(name, value)
    expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
  })

  test('ends after an hour without a request, and after twelve hours whatever happens', async () => {
    const { visitor } = await staffMember(server, 'idler', ['reviewer'])
    const id = await idOf('idler')
    await sql`UPDATE account_session SET "expiresAt" = now() - interval '1 second' WHERE "userId" = ${id}`.execute(
      server.store.db,
    )
    expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')

    const other = await staffMember(server, 'worker', ['reviewer'])
    await sql`UPDATE account_session SET "createdAt" = now() - interval '13 hours' WHERE "userId" = ${await idOf('worker')}`.execute(
      server.store.db,
    )
    expect((await other.visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect(
      await server.store.db
        .selectFrom('account_session')
        .select('id')
        .where('userId', '=', await idOf('worker'))
        .execute(),
    ).toEqual([])
  })

  test('elsewhere ends when the password is changed, and the old password with it', async () => {
    const { visitor, secret } = await staffMember(server, 'changer', ['reviewer'])
    const elsewhere = new Visitor(server.app)
    await elsewhere.post('/account/sign-in', { username: 'changer', password: PASSWORD })
    await elsewhere.post('/account/second-factor/check', { code: nextCode(secret) })
    expect((await elsewhere.get('/account')).status).toBe(200)
    const before = visitor.cookies.get('mingzhang.session_token')
    const password = '另一句只有自己才知道的话'
    const wrong = await visitor.post('/account/password', { current: 'not it', password, repeated: password })
    expect(wrong.status).toBe(401)
    const changed = await visitor.post('/account/password', { current: PASSWORD, password, repeated: password })
    expect(changed.headers.get('location')).toBe('/account?notice=password')
    expect(visitor.cookies.get('mingzhang.session_token')).not.toBe(before)
    expect((await visitor.get('/account')).status).toBe(200)
    expect((await elsewhere.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect((await new Visitor(server.app).post('/account/sign-in', { username: 'changer', password: PASSWORD })).status).toBe(401)
  })

  test('elsewhere is seen and ended by who knows the password', async () => {
    const { visitor, secret } = await staffMember(server, 'twofold', ['reviewer'])
    const elsewhere = new Visitor(server.app)
    await elsewhere.post('/account/sign-in', { username: 'twofold', password: PASSWORD }, { 'user-agent': 'Somewhere else' })
    await elsewhere.post('/account/second-factor/check', { code: nextCode(secret) }, { 'user-agent': 'Somewhere else' })
    expect(await (await visitor.get('/account')).text()).toContain('Somewhere else')
    expect((await visitor.post('/account/sessions', { proof: 'wrong' })).status).toBe(401)
    expect((await elsewhere.get('/account')).status).toBe(200)
    expect((await visitor.post('/account/sessions', { proof: PASSWORD })).status).toBe(303)
    expect((await elsewhere.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect((await visitor.get('/account')).status).toBe(200)
  })

  test('of somebody who is disabled ends at once, and none begins', async () => {
    const { visitor } = await staffMember(server, 'disabled', ['reviewer'])
    await server.accounts.setDisabled(await idOf('admin'), await idOf('disabled'), true)
    expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect(
      (await new Visitor(server.app).post('/account/sign-in', { username: 'disabled', password: PASSWORD })).status,
    ).not.toBe(303)
  })

  test('without a second factor opens no page of the staff', async () => {
    const link = (await server.accounts.invite(await idOf('admin'), { name: 'x', roles: ['publisher'] })) ?? ''
    const visitor = new Visitor(server.app)
    await visitor.post(new URL(link).pathname, { name: 'x', username: 'single', password: PASSWORD, repeated: PASSWORD })
    await visitor.post('/account/sign-in', { username: 'single', password: PASSWORD })
    expect((await visitor.get('/admin/disclosures')).headers.get('location')).toBe('/account/second-factor')
    expect((await visitor.post('/admin/disclosures/1/1/withhold', { reason: 'x' })).headers.get('location')).toBe(
      '/account/second-factor',
    )
    expect((await visitor.post('/account/second-factor', { password: 'wrong' })).status).toBe(401)
  })
})

describe('a lost password', () => {
  const password = '这次写在纸上锁进保险柜里'
  /** Follows a link, with another person's name in the form; all that was open ends. */
  const renew = async (
    username: string,
    kind: 'reset' | 'recover',
  ): Promise<{ secret: string; signedIn: Visitor; to: string | null }> => {
    const { visitor, secret } = await staffMember(server, username, ['reviewer'])
    const link = (await server.accounts.invite(await idOf('admin'), { userId: await idOf(username), kind })) ?? ''
    const path = new URL(link).pathname
    expect(await (await new Visitor(server.app).get(path)).text()).toContain(
      kind === 'reset' ? '验证器不变' : '原来的验证器和已登录的会话都会作废',
    )
    const done = await new Visitor(server.app).post(path, { username: 'admin', password, repeated: password })
    expect(done.status).toBe(303)
    expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
    const signedIn = new Visitor(server.app)
    const first = await signedIn.post('/account/sign-in', { username, password })
    return { secret, signedIn, to: first.headers.get('location') }
  }

  test('is set anew by a link, which ends all sessions and does not go round the second factor', async () => {
    const { secret, signedIn, to } = await renew('forgetful', 'reset')
    expect(to).toBe('/account/second-factor/check')
    expect((await signedIn.get('/account')).headers.get('location')).toBe('/account/sign-in')
    const second = await signedIn.post('/account/second-factor/check', { code: nextCode(secret) })
    expect(second.headers.get('location')).toBe('/account')
    // Whoever sends another's name with it changes nothing of the other.
    await forgetAttempts(server.store)
    expect((await new Visitor(server.app).post('/account/sign-in', { username: 'admin', password: PASSWORD })).status).toBe(303)
  })

  test('is set anew with the second factor by a link of another kind', async () => {
    const { signedIn, to } = await renew('robbed', 'recover')
    expect(to).toBe('/account')
    expect((await signedIn.get('/admin/disclosures')).headers.get('location')).toBe('/account/second-factor')
    expect(shownSecret(await (await signedIn.post('/account/second-factor', { password })).text())).toMatch(/^[A-Z2-7]{20,}$/u)
  })
})

test('the pages of the library itself are not served', async () => {
  const visitor = new Visitor(server.app)
  for (const path of [
    '/account/auth/sign-up/email',
    '/account/auth/sign-in/email',
    '/account/auth/get-session',
    '/account/auth/update-user',
    '/api/auth/ok',
  ])
    for (const response of [await visitor.get(path), await visitor.post(path, { username: 'admin' })])
      expect(response.status, path).toBe(404)
  expect((await visitor.get('/account/auth/callback/oidc?code=x&state=y')).status).toBe(404)
  expect(ORIGIN).toContain('127.0.0.1')
})
