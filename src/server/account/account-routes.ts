import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Accounts } from '../../app/accounts/accounts.ts'
import { passwordObjection } from '../../app/accounts/password-rules.ts'
import type { Person, SignedIn } from '../../app/accounts/sign-in.ts'
import { renderOwnAccount } from '../../web/account/own-account-page.ts'
import {
  renderSecondFactorBegin,
  renderSecondFactorCheck,
  renderSecondFactorConfirm,
  renderSetUpPage,
  renderSignInPage,
  renderToProvider,
} from '../../web/account/sign-in-pages.ts'
import { fieldsOf, goTo, languageOf, requireOrigin, setCookies, viewOf, visitOf, wrong } from './visitor.ts'

/** Bytes of a form without a file. */
export const FORM_LIMIT = 16 * 1024
const MINUTE = 60

/** Signing in and out, setting an account up, one's own password and second factor. Plain forms: nothing here needs a script. */
export function accountRoutes(accounts: Accounts): Hono {
  const app = new Hono()
  const { signIn } = accounts
  app.use(requireOrigin())
  app.use(bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.text('413\n', 413) }))

  const personOf = async (c: Context): Promise<Person | null> => {
    const found = await signIn.person(visitOf(c, accounts))
    if (found !== null) setCookies(c, found.cookies)
    return found?.person ?? null
  }

  /** Too many attempts, said as what it is, with the time to wait. */
  const tooMany = (
    c: Context,
    { retryAfter }: Extract<SignedIn, { state: 'too-many' }>,
  ): NonNullable<ReturnType<typeof wrong>> => {
    c.header('Retry-After', String(retryAfter))
    return wrong(c, 'noticeTooMany', { n: Math.ceil(retryAfter / MINUTE) })
  }

  const ownAccount = async (
    c: Context,
    person: Person,
    said?: ReturnType<typeof wrong>,
    status: 200 | 401 | 422 | 429 = 200,
  ): Promise<Response> =>
    c.html(
      renderOwnAccount(viewOf(c, person, '/account', said), person, {
        provider: signIn.provider,
        sessions: await signIn.sessions(person),
        posts: await accounts.budgets.posts(person.id),
      }),
      status,
    )

  app.get('/', async (c) => {
    const person = await personOf(c)
    if (person === null) return goTo(c, '/account/sign-in')
    return ownAccount(c, person)
  })

  app.get('/sign-in', (c) => c.html(renderSignInPage(viewOf(c, null, '/account/sign-in'), signIn.provider)))

  app.post('/sign-in', async (c) => {
    const fields = await fieldsOf(c)
    const result = await signIn.signIn(visitOf(c, accounts), fields.one('username'), fields.one('password'))
    if (result.state === 'too-many')
      return c.html(renderSignInPage(viewOf(c, null, '/account/sign-in', tooMany(c, result)), signIn.provider), 429)
    setCookies(c, result.cookies)
    if (result.state === 'refused')
      return c.html(renderSignInPage(viewOf(c, null, '/account/sign-in', wrong(c, 'noticeRefused')), signIn.provider), 401)
    return goTo(c, result.state === 'in' ? '/account' : '/account/second-factor/check')
  })

  app.post('/sign-out', async (c) => {
    setCookies(c, await signIn.signOut(visitOf(c, accounts)))
    c.header('Clear-Site-Data', '"cache", "cookies"')
    return goTo(c, '/account/sign-in', 'signed-out')
  })

  app.get('/second-factor/check', (c) => c.html(renderSecondFactorCheck(viewOf(c, null, '/account/second-factor/check'))))

  app.post('/second-factor/check', async (c) => {
    const code = (await fieldsOf(c)).one('code').replace(/\s/gu, '')
    const result = await signIn.secondFactor(visitOf(c, accounts), code)
    const view = (said: ReturnType<typeof wrong>): string =>
      renderSecondFactorCheck(viewOf(c, null, '/account/second-factor/check', said))
    if (result.state === 'too-many') return c.html(view(tooMany(c, result)), 429)
    setCookies(c, result.cookies)
    return result.state === 'in' ? goTo(c, '/account') : c.html(view(wrong(c, 'noticeCode')), 401)
  })

  app.get('/second-factor', async (c) => {
    const person = await personOf(c)
    if (person === null) return goTo(c, '/account/sign-in')
    if (person.secondFactor) return goTo(c, '/account')
    return c.html(renderSecondFactorBegin(viewOf(c, person, '/account/second-factor')))
  })

  app.post('/second-factor', async (c) => {
    const person = await personOf(c)
    if (person === null) return goTo(c, '/account/sign-in')
    const begun = await signIn.beginSecondFactor(visitOf(c, accounts), person, (await fieldsOf(c)).one('password'))
    if (begun === null)
      return c.html(renderSecondFactorBegin(viewOf(c, person, '/account/second-factor', wrong(c, 'noticeWrongPassword'))), 401)
    return c.html(renderSecondFactorConfirm(viewOf(c, person, null), begun))
  })

  app.post('/second-factor/confirm', async (c) => {
    const person = await personOf(c)
    if (person === null) return goTo(c, '/account/sign-in')
    const code = (await fieldsOf(c)).one('code').replace(/\s/gu, '')
    const result = await signIn.confirmSecondFactor(visitOf(c, accounts), person, code)
    if (result.state === 'too-many')
      return c.html(renderSecondFactorConfirm(viewOf(c, person, null, tooMany(c, result)), null), 429)
    if (result.state !== 'in')
      return c.html(renderSecondFactorConfirm(viewOf(c, person, null, wrong(c, 'noticeCode')), null), 401)
    setCookies(c, result.cookies)
    return goTo(c, '/account', 'saved')
  })

  app.post('/password', async (c) => {
    const person = await personOf(c)
    if (person === null) return goTo(c, '/account/sign-in')
    const fields = await fieldsOf(c)
    const [current, password] = [fields.one('current'), fields.one('password')]
    const objection =
      password === fields.one('repeated')
        ? passwordObjection(password, person.username)
        : { zh: '两次输入的新密码不同。', en: 'The two new passwords differ.' }
    if (objection !== null) return await ownAccount(c, person, { text: objection[languageOf(c)], wrong: true }, 422)
    const result = await signIn.changePassword(visitOf(c, accounts), person, current, password)
    if (result.state === 'too-many') return await ownAccount(c, person, tooMany(c, result), 429)
    if (result.state !== 'in') return await ownAccount(c, person, wrong(c, 'noticeWrongPassword'), 401)
    setCookies(c, result.cookies)
    return goTo(c, '/account', 'password')
  })

  app.post('/sessions', async (c) => {
    const person = await personOf(c)
    if (person === null) return goTo(c, '/account/sign-in')
    const result = await signIn.endOtherSessions(visitOf(c, accounts), person, (await fieldsOf(c)).one('proof'))
    if (result.state === 'too-many') return await ownAccount(c, person, tooMany(c, result), 429)
    if (result.state !== 'in') return await ownAccount(c, person, wrong(c, 'noticeWrongPassword'), 401)
    return goTo(c, '/account', 'saved')
  })

  if (accounts.isDemo)
    app.get('/demo/:token{[A-Za-z0-9_-]{43}}', async (c) => {
      const result = await signIn.byDemoLink(visitOf(c, accounts), c.req.param('token'))
      if (result.state === 'too-many')
        return c.html(renderSignInPage(viewOf(c, null, '/account/sign-in', tooMany(c, result)), signIn.provider), 429)
      setCookies(c, result.cookies)
      if (result.state === 'in')
        return goTo(c, (await accounts.budgets.posts(result.user ?? '')).length > 0 ? '/desk' : '/account')
      return c.html(renderSignInPage(viewOf(c, null, '/account/sign-in', wrong(c, 'noticeDemoLink')), signIn.provider), 410)
    })

  const setUpPath = (token: string): string => `/account/set-up/${token}`

  app.get('/set-up/:token{[A-Za-z0-9_-]{43}}', async (c) => {
    const token = c.req.param('token')
    const invitation = await accounts.invitation(token)
    const page = renderSetUpPage(viewOf(c, null, setUpPath(token)), invitation, setUpPath(token))
    return c.html(page, invitation === null ? 410 : 200)
  })

  app.post('/set-up/:token{[A-Za-z0-9_-]{43}}', async (c) => {
    const token = c.req.param('token')
    const fields = await fieldsOf(c)
    const typed = { name: fields.one('name'), username: fields.one('username') }
    const result = await accounts.accept(token, { ...typed, password: fields.one('password'), repeated: fields.one('repeated') })
    if (result.ok) return goTo(c, '/account/sign-in', 'set-up')
    const invitation = await accounts.invitation(token)
    const said = { text: result.message[languageOf(c)], wrong: true }
    const page = renderSetUpPage(
      viewOf(c, null, setUpPath(token), invitation === null ? undefined : said),
      invitation,
      setUpPath(token),
      typed,
    )
    return c.html(page, invitation === null ? 410 : 422)
  })

  const toProvider = async (c: Context, intent: 'sign-in' | 'connect'): Promise<Response> => {
    const person = intent === 'connect' ? await personOf(c) : null
    if (intent === 'connect' && person === null) return goTo(c, '/account/sign-in')
    const to = await signIn.toProvider(visitOf(c, accounts), intent)
    if (to === null) return goTo(c, '/account/sign-in', 'provider')
    setCookies(c, to.cookies)
    return c.html(renderToProvider(viewOf(c, null, null), signIn.provider ?? '', to.location))
  }
  app.post('/provider', (c) => toProvider(c, 'sign-in'))
  app.post('/provider/connect', (c) => toProvider(c, 'connect'))

  app.get('/auth/callback/oidc', async (c) => {
    if (signIn.provider === null) return c.notFound()
    const back = await signIn.fromProvider(visitOf(c, accounts), new URL(c.req.url).search)
    setCookies(c, back.cookies)
    return c.redirect(back.location, 303)
  })

  return app
}
