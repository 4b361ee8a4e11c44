import type { Context, MiddlewareHandler } from 'hono'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Words } from '../../budget/finding.ts'
import type { Person, Visit } from '../../app/accounts/sign-in.ts'
import { type Accounts, type Duty, DUTIES, roleFor } from '../../app/accounts/accounts.ts'
import {
  ACCOUNT_PHRASES,
  type AccountPhraseKey,
  accountPhrase,
  isNotice,
  NOTICES,
  type Notice,
} from '../../web/account/account-phrases.ts'
import { type AccountView, inLanguage } from '../../web/account/account-shell.ts'
import { chooseLanguage, type Language } from '../../web/language.ts'
import { isLoopback } from '../guard.ts'

/** A field longer than this is refused: no form of ours asks for more than a quarter of it. */
const MOST_FIELD = 4000

/** What somebody typed is longer than its field takes: refused whole, for nothing is cut unsaid. */
export class FieldTooLong extends Error {
  override readonly name = 'FieldTooLong'
  readonly status = 422
  readonly words: Words

  constructor(length: number, most: number) {
    super(`a field of ${length} characters`)
    this.words = {
      zh: `没有保存：有一栏写了${length}字，最多${most}字。请返回上一页删减后再提交。`,
      en: `Not kept: a field has ${length} characters, ${most} at most. Go back and shorten it.`,
    }
  }
}

export function languageOf(c: Context): Language {
  return chooseLanguage(c.req.query('lang'))
}

export function visitOf(c: Context, accounts: Accounts): Visit {
  return { cookie: c.req.header('cookie') ?? '', address: addressOf(c, accounts), agent: c.req.header('user-agent') ?? '' }
}

/** Who is at the other end: of the connection, or, where that is a proxy on this machine, the last address that it names. */
function addressOf(c: Context, accounts: Accounts): string {
  let address: string
  try {
    address = getConnInfo(c).remote.address ?? '127.0.0.1'
  } catch {
    // Not over a socket.
    address = '127.0.0.1'
  }
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const behindProxy = accounts.address.startsWith('https:') && isLoopback(address.replace(/^::ffff:/u, ''))
  return behindProxy && forwarded !== undefined && forwarded !== '' ? forwarded : address
}

/** Hands the library's cookies on. */
export function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

/**
 * Refuses what is sent without saying from which page: browsers say so with every form, and a cookie must not be worth anything to whoever hides it.
 * That a page that is named is ours has been looked at before (`guardOrigin`).
 */
export function requireOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const isSafe = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (isSafe || c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') === 'same-origin') return next()
    return c.text(`${ACCOUNT_PHRASES.foreign.zh}\n${ACCOUNT_PHRASES.foreign.en}\n`, 403)
  }
}

/**
 * How much of a form is taken in where a field has a limit that is said: more than that, so that what is too long is refused and not cut. A Chinese character
 * takes nine bytes of a form.
 *
 * @param most characters of the longest field
 * @param besides characters of all others
 */
export function roomFor(most: number, besides = 0): { readonly field: number; readonly bytes: number } {
  return { field: 4 * most, bytes: 10 * (4 * most + besides) }
}

/**
 * The text fields of a posted form; several values under one name are a list.
 *
 * @throws FieldTooLong where one is longer than `most`
 */
export async function fieldsOf(
  c: Context,
  most: number = MOST_FIELD,
): Promise<{ one(name: string): string; all(name: string): string[] }> {
  const form = await c.req.formData().catch(() => new FormData())
  for (const [, value] of form) if (typeof value === 'string' && value.length > most) throw new FieldTooLong(value.length, most)
  const all = (name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string')
  return { one: (name) => all(name)[0] ?? '', all }
}

export function dutiesOf(person: Person): Duty[] {
  return DUTIES.filter((duty) => roleFor(person.roles, duty) !== null)
}

export function viewOf(c: Context, person: Person | null, path: string | null, said?: AccountView['notice']): AccountView {
  const language = languageOf(c)
  const asked = c.req.query('notice')
  const notice = said ?? (c.req.method === 'GET' && isNotice(asked) ? noticeOf(language, asked) : undefined)
  return { language, path, person: person === null ? null : { name: person.name, duties: dutiesOf(person) }, notice }
}

const WRONG: ReadonlySet<Notice> = new Set([
  'provider',
  'reason',
  'long-reason',
  'absent',
  'last',
  'self',
  'name',
  'no-parent',
  'wrong-kind',
  'exists',
])

function noticeOf(language: Language, notice: Notice): NonNullable<AccountView['notice']> {
  return { text: accountPhrase(language, NOTICES[notice]), wrong: WRONG.has(notice) }
}

export function wrong(
  c: Context,
  key: AccountPhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): NonNullable<AccountView['notice']> {
  return { text: accountPhrase(languageOf(c), key, values), wrong: true }
}

/** After a form: to a page that can be loaded again. */
export function goTo(c: Context, path: string, notice?: Notice): Response {
  const to = notice === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}notice=${notice}`
  return c.redirect(inLanguage(languageOf(c), to), 303)
}
