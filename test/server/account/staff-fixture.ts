import { createHmac } from 'node:crypto'
import type { Hono } from 'hono'
import { Accounts } from '../../../src/app/accounts/accounts.ts'
import type { OidcSettings } from '../../../src/app/accounts/auth.ts'
import { Archive } from '../../../src/app/archive.ts'
import type { RoleId } from '../../../src/ledger/roles.ts'
import { createServer, LIMITS } from '../../../src/server/create-server.ts'
import { temporaryStore } from '../../store/store-fixture.ts'
import { verbs } from '../../web/browser-server.ts'

export const ORIGIN = 'http://127.0.0.1:8686'
export const PASSWORD = '每年三月看一遍预算 2026'

/** The server with accounts over a store of its own. */
export async function staffServer(options: { oidc?: OidcSettings; origin?: string } = {}): Promise<{
  readonly app: Hono
  readonly accounts: Accounts
  readonly store: Awaited<ReturnType<typeof temporaryStore>>
}> {
  const store = await temporaryStore()
  const accounts = new Accounts(store, { address: options.origin ?? ORIGIN, secret: 'test'.repeat(10), oidc: options.oidc })
  const assets = new Map()
  const app = createServer(verbs, assets, '127.0.0.1', LIMITS, Archive.over(store), accounts)
  return { app, accounts, store }
}

/** A browser as far as the server sees one: keeps cookies, says where a form comes from, follows nothing. */
export class Visitor {
  readonly #app: Hono
  readonly cookies = new Map<string, string>()
  readonly origin: string

  constructor(app: Hono, origin: string = ORIGIN) {
    this.#app = app
    this.origin = origin
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await this.#send(path, { headers })
  }

  async post(
    path: string,
    fields: Record<string, string | readonly string[]> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each)
    return await this.#send(path, {
      method: 'POST',
      body: body.toString(),
      headers: { origin: this.origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  }

  async upload(path: string, files: readonly { name: string; bytes: Uint8Array }[]): Promise<Response> {
    const body = new FormData()
    for (const { name, bytes } of files) body.append('file', new File([new Uint8Array(bytes)], name))
    return await this.#send(path, { method: 'POST', body, headers: { origin: this.origin } })
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: new URL(this.origin).host, ...(cookie === '' ? {} : { cookie }), ...init.headers }
    const response = await this.#app.request(`${this.origin}${path}`, { ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split('; ')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '' || attributes.some((each) => /^max-age=0$/iu.test(each))) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }
}

/** The code that an app shows for a key, as RFC 6238 has it. */
export function totp(secret: string, time: number = Date.now()): string {
  const bits = [...secret].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

export interface Staff {
  readonly visitor: Visitor
  readonly username: string
  readonly secret: string
  readonly backupCodes: readonly string[]
}

/** The key that a page shows for the app. */
export function shownSecret(page: string): string {
  return (/<p class="key"><code>([A-Z2-7 ]+)<\/code>/u.exec(page)?.[1] ?? '').replaceAll(' ', '')
}

/** Goes through the pages as a person does: link, password, sign-in, second factor. */
export async function settle(app: Hono, link: string, username: string, origin: string = ORIGIN): Promise<Staff> {
  const visitor = new Visitor(app, origin)
  const fields = { name: `${username} 的姓名`, username, password: PASSWORD, repeated: PASSWORD }
  const made = await visitor.post(new URL(link).pathname, fields)
  if (made.status !== 303) throw new Error(`set-up: ${made.status} ${await made.text()}`)
  await visitor.post('/account/sign-in', { username, password: PASSWORD })
  const page = await (await visitor.post('/account/second-factor', { password: PASSWORD })).text()
  const secret = shownSecret(page)
  const confirmed = await visitor.post('/account/second-factor/confirm', { code: totp(secret) })
  if (confirmed.status !== 303) throw new Error(`second factor: ${confirmed.status} ${await confirmed.text()}`)
  const backupCodes = [...page.matchAll(/<li><code>([^<]+)<\/code>/gu)].map(([, code = '']) => code)
  return { visitor, username, secret, backupCodes }
}

/** Somebody with these roles, invited by the first administrator. The limits on attempts are lifted for the sake of the test. */
export async function staffMember(
  server: Awaited<ReturnType<typeof staffServer>>,
  username: string,
  roles: readonly RoleId[],
): Promise<Staff> {
  const { app, accounts, store } = server
  const admin = await store.db.selectFrom('role_grant').select('user_id').where('role', '=', 'administrator').executeTakeFirst()
  const link = admin === undefined ? await accounts.firstLink() : await accounts.invite(admin.user_id, { name: username, roles })
  const staff = await settle(app, link ?? '', username, accounts.address)
  await forgetAttempts(store)
  return staff
}

export async function forgetAttempts({ db }: Awaited<ReturnType<typeof temporaryStore>>): Promise<void> {
  const { sql } = await import('kysely')
  await sql`DELETE FROM account_rate_limit`.execute(db)
}
