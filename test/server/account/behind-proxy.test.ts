import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, type Staff, staffMember, staffServer, Visitor } from './staff-fixture.ts'

const ORIGIN = 'https://ming.example.gov.cn'
let server: Awaited<ReturnType<typeof staffServer>>
let admin: Staff

beforeAll(async () => {
  server = await staffServer({ origin: ORIGIN })
  admin = await staffMember(server, 'admin', ['administrator'])
})
afterAll(async () => await server.store.close())

describe('behind a proxy with HTTPS', () => {
  test('cookies travel over HTTPS alone and belong to this very host', async () => {
    const visitor = new Visitor(server.app, ORIGIN)
    const response = await visitor.post('/account/sign-in', { username: 'admin', password: PASSWORD })
    const cookies = response.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-mingzhang\./u)
      expect(cookie).toMatch(/; Secure/u)
      expect(cookie).toMatch(/; Path=\/(?:;|$)/u)
      expect(cookie).not.toMatch(/domain=/iu)
    }
    expect((await admin.visitor.get('/admin/people')).status).toBe(200)
  })

  test('browsers are told to come no other way', async () => {
    const response = await new Visitor(server.app, ORIGIN).get('/account/sign-in')
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age=31536000; includeSubDomains/u)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('the address that the proxy names counts, the one that a client claims before it does not', async () => {
    const { sql } = await import('kysely')
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      const headers = { 'x-forwarded-for': `198.51.100.${i}, 203.0.113.7`, 'x-mingzhang-address': `198.51.100.${i}` }
      statuses.push(
        (await new Visitor(server.app, ORIGIN).post('/account/sign-in', { username: `g${i}`, password: 'x' }, headers)).status,
      )
    }
    expect(statuses.slice(-2)).toEqual([429, 429])
    const { rows } = await sql<{ key: string }>`SELECT key FROM account_rate_limit WHERE key LIKE '203.0.113.7%'`.execute(
      server.store.db,
    )
    expect(rows.length).toBeGreaterThan(0)
  })

  test('whole addresses are those that the proxy is reached by, though it speaks plain HTTP to us', async () => {
    const asked = async (path: string): Promise<string> =>
      await (
        await server.app.request(`${ORIGIN.replace('https:', 'http:')}${path}`, { headers: { host: new URL(ORIGIN).host } })
      ).text()
    expect(await asked('/api/v1/places/CN')).toContain(`"page":"${ORIGIN}/place/CN"`)
    expect(await asked('/')).toContain(`<link rel="canonical" href="${ORIGIN}/">`)
    expect(await asked('/feed.xml')).toContain(`<id>${ORIGIN}/feed.xml</id>`)
  })

  test('other names are still refused', async () => {
    const response = await server.app.request('https://evil.example/account/sign-in', { headers: { host: 'evil.example' } })
    expect(response.status).toBe(421)
  })
})
