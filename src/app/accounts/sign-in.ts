import { createHmac } from 'node:crypto'
import type { Store } from '../../store/open-store.ts'
import { actAsAccounts } from '../../store/access/act-as.ts'
import { appendAudit, type Deed } from '../../store/audit/audit-trail.ts'
import { type RoleId, isProgramRole } from '../../ledger/roles.ts'
import { DEMO_LINK_PATH, makeDemoLink } from './demo-links.ts'
import { isDemoStore } from './demo-mark.ts'
import { spendCode } from './spent-codes.ts'
import { ADDRESS_HEADER, type Auth, AUTH_PATH, type AuthSettings, createAuth, OIDC_PROVIDER } from './auth.ts'

/** A request as far as letting somebody in is concerned. */
export interface Visit {
  /** The whole Cookie header; empty for none. */
  readonly cookie: string
  /** Address of the other end of the connection. */
  readonly address: string
  readonly agent: string
}

/** Somebody who is signed in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly roles: readonly RoleId[]
  readonly secondFactor: boolean
  /** Whether a second factor has to be set up before anything else: always, but for who signs in with a provider alone. */
  readonly needsSecondFactor: boolean
}

export interface OpenSession {
  readonly since: Date
  /** What the browser calls itself. */
  readonly agent: string | null
}

/** `cookies`: Set-Cookie headers to hand on. */
export type SignedIn =
  | { readonly state: 'in' | 'second-factor'; readonly cookies: readonly string[] }
  | { readonly state: 'refused'; readonly cookies: readonly string[] }
  | { readonly state: 'too-many'; readonly retryAfter: number }

interface Answer {
  readonly status: number
  readonly data: Readonly<Record<string, unknown>>
  readonly cookies: readonly string[]
  readonly headers: Headers
}

/** No session lasts longer, however busy. */
const LONGEST_MS = 12 * 60 * 60 * 1000
/** So many wrong passwords for one name within the window close it for the rest of it, wherever they came from. */
const MOST_FAILURES = 10
const LOCKED_SECONDS = 15 * 60
const TOO_MANY = 429

/** Letting people in and out, by the library for accounts, with every step in the audit trail. */
export class SignIn {
  readonly #store: Store
  readonly #settings: AuthSettings
  #made: Auth | null = null

  constructor(store: Store, settings: AuthSettings) {
    this.#store = store
    this.#settings = settings
  }

  /** Made at its first use: only then is the address known under which the server listens. */
  get #auth(): Auth {
    this.#made ??= createAuth(this.#store, this.#settings)
    return this.#made
  }

  get provider(): string | null {
    return this.#settings.oidc?.name ?? null
  }

  async hash(password: string): Promise<string> {
    return await (await this.#auth.$context).password.hash(password)
  }

  /** Who is behind a request; null for nobody. `cookies` prolong the session. */
  async person(visit: Visit): Promise<{ readonly person: Person; readonly cookies: readonly string[] } | null> {
    if (!visit.cookie.includes('mingzhang.')) return null
    const { data, cookies } = await this.#call('GET', '/get-session', visit)
    const { session, user } = data as { session?: { createdAt: string }; user?: { id: string } }
    if (session === undefined || user === undefined) return null
    if (Date.now() - Date.parse(session.createdAt) > LONGEST_MS) {
      await this.#call('POST', '/sign-out', visit, {})
      return null
    }
    const person = await this.#personOf(user.id)
    return person === null ? null : { person, cookies }
  }

  async #personOf(id: string): Promise<Person | null> {
    const db = this.#store.accountsDb
    const user = await db.selectFrom('account_user').selectAll().where('id', '=', id).executeTakeFirst()
    if (user === undefined || user.disabled) return null
    const grants = await db.selectFrom('role_grant').select('role').where('user_id', '=', id).execute()
    const secondFactor = user.twoFactorEnabled === true
    const withPassword = await db
      .selectFrom('account_credential')
      .select('id')
      .where('userId', '=', id)
      .where('providerId', '=', 'credential')
      .executeTakeFirst()
    return {
      id,
      name: user.name,
      username: user.username ?? '',
      roles: grants.map(({ role }) => role).filter(isProgramRole),
      secondFactor,
      needsSecondFactor: !secondFactor && withPassword !== undefined,
    }
  }

  async signIn(visit: Visit, username: string, password: string): Promise<SignedIn> {
    const name = await this.#auditName(username)
    if ((await this.#recentFailures(name)) >= MOST_FAILURES) return { state: 'too-many', retryAfter: LOCKED_SECONDS }
    const { status, data, cookies, headers } = await this.#call(
      'POST',
      '/sign-in/username',
      { ...visit, cookie: '' },
      { username, password },
    )
    if (status === TOO_MANY) return { state: 'too-many', retryAfter: retryAfter(headers) }
    if (status !== 200) {
      await this.#record({ actor: 'anonymous', action: 'sign-in-failed', subject: name, details: { step: 'password' } })
      return { state: 'refused', cookies: [] }
    }
    if (data['twoFactorRedirect'] === true) return { state: 'second-factor', cookies }
    await this.#recordEntry(cookies, 'password')
    return { state: 'in', cookies }
  }

  /** The second step: a code of the app, or one of the codes kept for when it is lost. */
  async secondFactor(visit: Visit, code: string): Promise<SignedIn> {
    const isTotp = /^\d{6}$/u.test(code)
    const path = isTotp ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
    const { status, cookies, headers } = await this.#call('POST', path, visit, { code })
    if (status === TOO_MANY) return { state: 'too-many', retryAfter: retryAfter(headers) }
    if (status !== 200) {
      await this.#record({
        actor: 'anonymous',
        action: 'sign-in-failed',
        subject: 'second-factor',
        details: { step: 'second-factor' },
      })
      return { state: 'refused', cookies }
    }
    const user = await this.#userOf(cookies)
    if (isTotp && !(await spendCode(this.#store, user.id, code))) {
      await this.#call('POST', '/sign-out', { ...visit, cookie: sent(cookies) }, {})
      return { state: 'refused', cookies: [] }
    }
    await this.#record({
      actor: user.id,
      action: 'sign-in',
      subject: user.username,
      details: { how: isTotp ? 'second-factor' : 'backup-code' },
    })
    return { state: 'in', cookies }
  }

  async signOut(visit: Visit): Promise<readonly string[]> {
    const found = await this.person(visit)
    if (found !== null) await this.#record({ actor: found.person.id, action: 'sign-out', subject: found.person.username })
    return (await this.#call('POST', '/sign-out', visit, {})).cookies
  }

  /** Ends every other session of the person too. */
  async changePassword(visit: Visit, person: Person, currentPassword: string, newPassword: string): Promise<SignedIn> {
    const body = { currentPassword, newPassword, revokeOtherSessions: true }
    const { status, cookies, headers } = await this.#call('POST', '/change-password', visit, body)
    if (status === TOO_MANY) return { state: 'too-many', retryAfter: retryAfter(headers) }
    if (status !== 200) return { state: 'refused', cookies: [] }
    await this.#record({ actor: person.id, action: 'password-changed', subject: person.username })
    return { state: 'in', cookies }
  }

  /** Where the person is signed in, this very session among them. */
  async sessions(person: Person): Promise<readonly OpenSession[]> {
    return await this.#store.accountsDb
      .selectFrom('account_session')
      .select(['createdAt as since', 'userAgent as agent'])
      .where('userId', '=', person.id)
      .where('expiresAt', '>', new Date())
      .orderBy('createdAt', 'desc')
      .execute()
  }

  /** Ends all sessions but this one, for who knows the password. */
  async endOtherSessions(visit: Visit, person: Person, password: string): Promise<SignedIn> {
    const { status, headers } = await this.#call('POST', '/verify-password', visit, { password })
    if (status === TOO_MANY) return { state: 'too-many', retryAfter: retryAfter(headers) }
    if (status !== 200) return { state: 'refused', cookies: [] }
    const { cookies } = await this.#call('POST', '/revoke-other-sessions', visit, {})
    await this.#record({ actor: person.id, action: 'sessions-ended', subject: person.username })
    return { state: 'in', cookies }
  }

  /** What an app needs for a second factor, and codes for when it is lost; null where the password is wrong or one is set up already. */
  async beginSecondFactor(
    visit: Visit,
    person: Person,
    password: string,
  ): Promise<{ readonly uri: string; readonly backupCodes: readonly string[] } | null> {
    const { status, data } = await this.#call('POST', '/two-factor/enable', visit, { password, method: 'totp' })
    if (status !== 200) return null
    // The app lists it under the name that the person knows, not under the address that the library asks for.
    const uri = String(data['totpURI']).replace(/:[^:?]+\?/u, `:${encodeURIComponent(person.username)}?`)
    return { uri, backupCodes: data['backupCodes'] as string[] }
  }

  async confirmSecondFactor(visit: Visit, person: Person, code: string): Promise<SignedIn> {
    const { status, cookies, headers } = await this.#call('POST', '/two-factor/verify-totp', visit, { code })
    if (status === TOO_MANY) return { state: 'too-many', retryAfter: retryAfter(headers) }
    if (status !== 200 || !(await spendCode(this.#store, person.id, code))) return { state: 'refused', cookies: [] }
    await this.#record({ actor: person.id, action: 'second-factor-changed', subject: person.username, details: { state: 'on' } })
    return { state: 'in', cookies }
  }

  /** Where to send the browser to sign in with the provider, or to connect it to an account; null where there is none. */
  async toProvider(
    visit: Visit,
    intent: 'sign-in' | 'connect',
  ): Promise<{ readonly location: string; readonly cookies: readonly string[] } | null> {
    if (this.provider === null) return null
    const body = { provider: OIDC_PROVIDER, callbackURL: '/account', errorCallbackURL: '/account/sign-in?notice=provider' }
    const { status, data, cookies } = await this.#call(
      'POST',
      intent === 'sign-in' ? '/sign-in/social' : '/link-social',
      visit,
      body,
    )
    const location = data['url']
    return status === 200 && typeof location === 'string' ? { location, cookies } : null
  }

  /** The provider's answer, brought back by the browser. */
  async fromProvider(visit: Visit, query: string): Promise<{ readonly location: string; readonly cookies: readonly string[] }> {
    const { cookies, headers } = await this.#call('GET', `/callback/${OIDC_PROVIDER}${query}`, visit)
    const found = await this.person(visit)
    if (cookies.some(isSession)) await this.#recordEntry(cookies, 'provider')
    else if (found !== null && headers.get('location')?.includes('error') === false)
      await this.#record({ actor: found.person.id, action: 'provider-connected', subject: found.person.username })
    const location = headers.get('location') ?? '/account/sign-in?notice=provider'
    return { location: ownPath(location, this.#settings.address), cookies }
  }

  /** A link that signs a person of the demonstration in once: its token. Null where the program or its store is no demonstration. */
  async demoToken(user: string): Promise<string | null> {
    if (!(await this.#isDemo())) return null
    return await makeDemoLink((await this.#auth.$context).internalAdapter, user)
  }

  /** Signs in by a link of the demonstration. */
  async byDemoLink(visit: Visit, token: string): Promise<SignedIn & { readonly user?: string }> {
    if (!(await this.#isDemo())) return { state: 'refused', cookies: [] }
    const { status, data, cookies, headers } = await this.#call('POST', DEMO_LINK_PATH, { ...visit, cookie: '' }, { token })
    if (status === TOO_MANY) return { state: 'too-many', retryAfter: retryAfter(headers) }
    if (status !== 200) return { state: 'refused', cookies: [] }
    await this.#recordEntry(cookies, 'demo-link')
    return { state: 'in', cookies, user: String(data['user']) }
  }

  async #isDemo(): Promise<boolean> {
    return this.#settings.demo === true && (await isDemoStore(this.#store))
  }

  /** Nobody is told that he is in before the trail says so: where it cannot be written, the cookie is not handed on. */
  async #recordEntry(cookies: readonly string[], how: string): Promise<void> {
    const user = await this.#userOf(cookies)
    await this.#record({ actor: user.id, action: 'sign-in', subject: user.username, details: { how } })
  }

  async #userOf(cookies: readonly string[]): Promise<{ readonly id: string; readonly username: string }> {
    const { data } = await this.#call('GET', '/get-session', { cookie: sent(cookies), address: '127.0.0.1', agent: '' })
    const { user } = data as { user?: { id: string; username?: string | null } }
    if (user === undefined) throw new Error('a session that is none')
    return { id: user.id, username: user.username ?? '' }
  }

  /** Somebody asked for what his roles do not include. */
  async recordDenied(person: Person, what: string): Promise<void> {
    await this.#record({ actor: person.id, action: 'denied', subject: what })
  }

  async #record(deed: Deed): Promise<void> {
    await actAsAccounts(this.#store, (tx) => appendAudit(tx, deed))
  }

  /** The name as the trail keeps it. One that nobody has may be a password in the wrong field: it is kept as a keyed hash alone. */
  async #auditName(username: string): Promise<string> {
    const name = username.toLowerCase().slice(0, 200)
    const known = await this.#store.accountsDb
      .selectFrom('account_user')
      .select('username')
      .where('username', '=', name.replaceAll('\0', ''))
      .executeTakeFirst()
    if (known?.username !== undefined && known.username !== null) return known.username
    return `?${createHmac('sha256', this.#settings.secret).update(name).digest('hex').slice(0, 16)}`
  }

  async #recentFailures(name: string): Promise<number> {
    const since = new Date(Date.now() - LOCKED_SECONDS * 1000)
    const row = await this.#store.accountsDb
      .selectFrom('audit_entry')
      .select(({ fn }) => fn.count<number>('n').as('n'))
      .where('action', '=', 'sign-in-failed')
      .where('subject', '=', name)
      .where('at', '>', since)
      .executeTakeFirst()
    return row?.n ?? 0
  }

  async #call(method: 'GET' | 'POST', path: string, visit: Visit, body?: object): Promise<Answer> {
    const headers = new Headers({
      [ADDRESS_HEADER]: visit.address,
      'user-agent': visit.agent.slice(0, 200),
      ...(visit.cookie === '' ? {} : { cookie: visit.cookie }),
      // The server has looked at the browser's own origin before it came here.
      ...(method === 'POST' ? { 'content-type': 'application/json', origin: new URL(this.#settings.address).origin } : {}),
    })
    const url = new URL(`${AUTH_PATH}${path}`, this.#settings.address)
    const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const response = await this.#auth.handler(request)
    const text = await response.text()
    const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {}
    return {
      status: response.status,
      data: parsed as Record<string, unknown>,
      cookies: response.headers.getSetCookie(),
      headers: response.headers,
    }
  }
}

function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('x-retry-after'))
  return Number.isInteger(seconds) && seconds > 0 ? seconds : LOCKED_SECONDS
}

/** What a browser sends back of what it was given. */
function sent(cookies: readonly string[]): string {
  return cookies.map((each) => each.split(';')[0] ?? '').join('; ')
}

function isSession(cookie: string): boolean {
  return /^(?:__Host-)?mingzhang\.session_token=[^;]/u.test(cookie)
}

/** A path of this server, whatever was asked for: no redirect leads elsewhere. */
function ownPath(location: string, address: string): string {
  const url = URL.canParse(location, address) ? new URL(location, address) : null
  return url === null || url.origin !== new URL(address).origin ? '/account' : `${url.pathname}${url.search}`
}
