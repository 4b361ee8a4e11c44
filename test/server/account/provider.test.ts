import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetAttempts, PASSWORD, type Staff, staffMember, staffServer, Visitor } from './staff-fixture.ts'

/** A provider of identities as far as signing in goes: says yes to whoever comes, in the name of `subject`. */
class Provider {
  readonly #server: Server
  readonly #keys = generateKeyPair('RS256', { extractable: true })
  readonly #asked = new Map<string, URLSearchParams>()
  subject = 'alice'
  /** Signs with a key that it does not publish. */
  forges = false

  constructor() {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', this.url)
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const form = new URLSearchParams(Buffer.concat(parts).toString())
        const answer = async (): Promise<void> => {
          const body = await this.#answer(url.pathname, form)
          response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' })
          response.end(JSON.stringify(body))
        }
        void answer()
      })
    })
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What the browser brings back from the provider's page. */
  authorise(location: string): string {
    const asked = new URL(location).searchParams
    const code = `code-${this.#asked.size}`
    this.#asked.set(code, asked)
    return `/account/auth/callback/oidc?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
  }

  async #answer(path: string, body: URLSearchParams): Promise<object | null> {
    const { publicKey, privateKey } = await this.#keys
    if (path === '/.well-known/openid-configuration')
      return {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        userinfo_endpoint: `${this.url}/userinfo`,
        jwks_uri: `${this.url}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
      }
    if (path === '/jwks') return { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: '1' }] }
    const asked = this.#asked.get(body.get('code') ?? '')
    if (path !== '/token' || asked === undefined || body.get('code_verifier') === null) return null
    const key = this.forges ? (await generateKeyPair('RS256')).privateKey : privateKey
    const nonce = asked.get('nonce')
    const token = await new SignJWT({
      email: `${this.subject}@provider.example`,
      name: this.subject,
      ...(nonce === null ? {} : { nonce }),
    })
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .setIssuer(this.url)
      .setAudience('mingzhang')
      .setSubject(this.subject)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key)
    return { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: token }
  }
}

const provider = new Provider()
let server: Awaited<ReturnType<typeof staffServer>>
let admin: Staff

beforeAll(async () => {
  await provider.listen()
  const oidc = {
    discovery: `${provider.url}/.well-known/openid-configuration`,
    clientId: 'mingzhang',
    clientSecret: 'secret',
    name: '统一身份',
  }
  server = await staffServer({ oidc })
  admin = await staffMember(server, 'admin', ['administrator'])
})
beforeEach(async () => await forgetAttempts(server.store))
afterAll(async () => {
  provider.close()
  await server.store.close()
})

/** Through the provider and back. */
async function through(visitor: Visitor, path: string): Promise<Response> {
  const page = await (await visitor.post(path)).text()
  const location = (/<a href="(http:[^"]*authorize[^"]*)"/u.exec(page)?.[1] ?? '').replaceAll('&amp;', '&')
  expect(location).toContain('code_challenge_method=S256')
  return await visitor.get(provider.authorise(location))
}

describe('a provider of identities', () => {
  test('lets nobody in whom no account has connected, and makes no account', async () => {
    const visitor = new Visitor(server.app)
    const back = await through(visitor, '/account/provider')
    expect(back.headers.get('location')).toMatch(/^\/account\/sign-in\?/u)
    expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect(await server.store.db.selectFrom('account_user').select('username').execute()).toHaveLength(1)
  })

  test('lets in who connected it, and says so in the trail', async () => {
    const connected = await through(admin.visitor, '/account/provider/connect')
    expect(connected.headers.get('location')).toBe('/account')
    const visitor = new Visitor(server.app)
    const back = await through(visitor, '/account/provider')
    expect(back.headers.get('location')).toBe('/account')
    expect((await visitor.get('/admin/people')).status).toBe(200)
    const rows = await server.store.db
      .selectFrom('audit_entry')
      .select(['action', 'details'])
      .orderBy('n', 'desc')
      .limit(2)
      .execute()
    expect(rows).toEqual([
      { action: 'sign-in', details: { how: 'provider' } },
      { action: 'provider-connected', details: {} },
    ])
  })

  test('is believed with its own signature alone', async () => {
    provider.forges = true
    const visitor = new Visitor(server.app)
    await through(visitor, '/account/provider')
    provider.forges = false
    expect((await visitor.get('/account')).headers.get('location')).toBe('/account/sign-in')
  })

  test('cannot be answered for by another browser: the state belongs to the one that asked', async () => {
    const asking = new Visitor(server.app)
    const page = await (await asking.post('/account/provider')).text()
    const location = (/<a href="(http:[^"]*authorize[^"]*)"/u.exec(page)?.[1] ?? '').replaceAll('&amp;', '&')
    const victim = new Visitor(server.app)
    await victim.get(provider.authorise(location))
    expect((await victim.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect((await victim.get('/account/auth/callback/oidc?code=x&state=made-up')).headers.get('location')).not.toContain('http')
  })

  test('does not stand in for the password where one is set up', async () => {
    const visitor = new Visitor(server.app)
    const signedIn = await visitor.post('/account/sign-in', { username: 'admin', password: PASSWORD })
    expect(signedIn.headers.get('location')).toBe('/account/second-factor/check')
  })
})
