import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { PersonRefused } from '../../app/accounts/people.ts'
import type { Person } from '../../app/accounts/sign-in.ts'
import { type Accounts, type Duty, isDenied, isProgramRole, type RoleId, roleFor } from '../../app/accounts/accounts.ts'
import { renderAuditPage } from '../../web/account/audit-page.ts'
import { isPostRole, lackingIn } from '../../app/compile/budgets.ts'
import { writablePlaces } from '../../app/places.ts'
import { accountPhrase, NOTICES } from '../../web/account/account-phrases.ts'
import { ORGANISATION_FIELDS, renderOrganisationsPage } from '../../web/account/organisations-page.ts'
import { type DisclosureQuery, disclosuresPath, renderDisclosuresPage } from '../../web/account/disclosures-page.ts'
import { renderImportsPage } from '../../web/account/imports-page.ts'
import { renderDenied } from '../../web/account/own-account-page.ts'
import { renderPeoplePage } from '../../web/account/people-page.ts'
import { renderSettingsPage } from '../../web/account/settings-page.ts'
import { FILE_FIELD } from '../../web/page.ts'
import { readUploads, UploadRefused } from '../uploads.ts'
import { FORM_LIMIT } from './account-routes.ts'
import { fieldsOf, goTo, languageOf, requireOrigin, setCookies, viewOf, visitOf } from './visitor.ts'

type Env = { Variables: { person: Person; role: RoleId } }
type Staff = Context<Env>

/** A form that was refused: why, and what was typed. */
interface Refused {
  readonly notice: { readonly text: string; readonly wrong: boolean }
  readonly typed: Readonly<Record<string, string>>
}

const PAGE = 50
const MOST_NAME = 60

/**
 * The pages of the staff. What stands here chooses the page and says no in words; that nobody reads or writes what he may not is held by the database, for
 * every verb and whatever is forgotten here.
 */
export function adminRoutes(accounts: Accounts): Hono<Env> {
  const app = new Hono<Env>()
  app.use(requireOrigin())

  // Before any body is read.
  app.use(async (c, next) => {
    const found = await accounts.signIn.person(visitOf(c, accounts))
    if (found === null) return goTo(c, '/account/sign-in')
    setCookies(c, found.cookies)
    if (found.person.needsSecondFactor) return goTo(c, '/account/second-factor')
    c.set('person', found.person)
    return next()
  })

  const denied = async (c: Staff): Promise<Response> => {
    await accounts.signIn.recordDenied(c.get('person'), `${c.req.method} ${c.req.path}`)
    return c.html(renderDenied(viewOf(c, c.get('person'), null)), 403)
  }

  /** Lets on who has one of the duties, in the role that carries it. */
  const needs =
    (...duties: readonly Duty[]) =>
    async (c: Staff, next: () => Promise<void>): Promise<Response | undefined> => {
      const { roles } = c.get('person')
      const role = duties.map((duty) => roleFor(roles, duty)).find((each) => each !== null)
      if (role === undefined) return await denied(c)
      c.set('role', role)
      await next()
      return undefined
    }
  const form = bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.text('413\n', 413) })
  const me = (c: Staff): string => c.get('person').id
  const has = (c: Staff, duty: Duty): boolean => roleFor(c.get('person').roles, duty) !== null

  app.get('/', (c) => goTo(c, '/account'))

  app.get('/imports', needs('import'), async (c) =>
    c.html(renderImportsPage(viewOf(c, c.get('person'), '/admin/imports'), await accounts.uploads.list(me(c)), FILE_FIELD)),
  )

  app.post('/imports', needs('import'), async (c) => {
    const page = async (text: string): Promise<string> =>
      renderImportsPage(
        viewOf(c, c.get('person'), '/admin/imports', { text, wrong: true }),
        await accounts.uploads.list(me(c)),
        FILE_FIELD,
      )
    try {
      const handed = await accounts.uploads.handIn(me(c), await readUploads(c))
      return handed.ok ? goTo(c, '/admin/imports', 'handed-in') : c.html(await page(handed.message[languageOf(c)]), 422)
    } catch (error) {
      if (!(error instanceof UploadRefused)) throw error
      return c.html(await page(error.words[languageOf(c)]), error.status)
    }
  })

  app.get('/disclosures', needs('withhold', 'read-withheld'), async (c) => {
    const query = disclosureQuery(c)
    const found = await accounts.disclosures(me(c), c.get('role'), { ...query, limit: PAGE })
    const view = viewOf(c, c.get('person'), disclosuresPath(query))
    return c.html(renderDisclosuresPage(view, found, { ...query, limit: PAGE, mayDecide: has(c, 'withhold') }))
  })

  app.get('/disclosures/file/:sha256{[0-9a-f]{64}}', needs('read-withheld'), async (c) => {
    const bytes = await accounts.file(me(c), c.get('role'), c.req.param('sha256') ?? '')
    if (bytes === null) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment' })
  })

  app.post('/disclosures/:department{[0-9]{1,9}}/:id{[0-9]{1,9}}/:verb{withhold|publish}', form, needs('withhold'), async (c) => {
    const held = { departmentId: Number(c.req.param('department')), disclosureId: Number(c.req.param('id')) }
    const isPublishing = c.req.param('verb') === 'publish'
    const list = disclosuresPath({ withheld: isPublishing, text: '', offset: 0 })
    const decided = isPublishing
      ? await accounts.publish(me(c), held)
      : await accounts.withhold(me(c), held, (await fieldsOf(c)).one('reason'))
    if (decided === 'no-reason') return goTo(c, list, 'reason')
    if (decided === 'long-reason') return goTo(c, list, 'long-reason')
    if (decided === 'absent') return goTo(c, list, 'absent')
    return goTo(c, list, isPublishing ? 'published' : 'withheld')
  })

  const peoplePage = async (c: Staff, link: string | null): Promise<Response> => {
    const mayManage = has(c, 'manage-users')
    const content = {
      people: await accounts.people(me(c), c.get('role')),
      posts: await accounts.budgets.allPosts({ user: me(c), role: c.get('role') }),
      organisations: await accounts.budgets.organisations(),
      mayPost: has(c, 'manage-organisations'),
      invitations: mayManage ? await accounts.openInvitations(me(c)) : [],
      mayManage,
      link,
    }
    return c.html(renderPeoplePage(viewOf(c, c.get('person'), link === null ? '/admin/people' : null), content))
  }

  app.get('/people', needs('manage-users', 'see-users'), (c) => peoplePage(c, null))

  app.post('/people/invite', form, needs('manage-users'), async (c) => {
    const fields = await fieldsOf(c)
    const [name, roles] = [fields.one('name').replaceAll('\0', '').trim(), fields.all('role').filter(isProgramRole)]
    if (name === '' || name.length > MOST_NAME) return goTo(c, '/admin/people', 'name')
    return await peoplePage(c, await accounts.invite(me(c), { name, roles: [...new Set(roles)] }))
  })

  app.post('/people/invitations/:id{[0-9]{1,9}}/withdraw', form, needs('manage-users'), async (c) => {
    await accounts.withdraw(me(c), Number(c.req.param('id')))
    return goTo(c, '/admin/people', 'saved')
  })

  const changed = (c: Staff, refused: PersonRefused | null): Response =>
    goTo(c, '/admin/people', refused === null ? 'saved' : refused === 'last-administrator' ? 'last' : refused)

  app.post('/people/:id{[A-Za-z0-9-]{1,64}}/roles', form, needs('manage-users'), async (c) => {
    const roles = [...new Set((await fieldsOf(c)).all('role').filter(isProgramRole))]
    return changed(c, await accounts.setRoles(me(c), c.req.param('id'), roles))
  })

  app.post('/people/:id{[A-Za-z0-9-]{1,64}}/:verb{disable|enable}', form, needs('manage-users'), async (c) =>
    changed(c, await accounts.setDisabled(me(c), c.req.param('id'), c.req.param('verb') === 'disable')),
  )

  for (const kind of ['reset', 'recover'] as const)
    app.post(`/people/:id{[A-Za-z0-9-]{1,64}}/${kind}`, form, needs('manage-users'), async (c) => {
      const link = await accounts.invite(me(c), { userId: c.req.param('id'), kind })
      return link === null ? goTo(c, '/admin/people', 'absent') : await peoplePage(c, link)
    })

  const organisationsPage = async (c: Staff, refused: Refused | null): Promise<Response> => {
    const content = {
      typed: refused?.typed ?? {},
      organisations: await accounts.budgets.organisations(),
      posts: await accounts.budgets.allPosts({ user: me(c), role: 'administrator' }),
      people: await accounts.people(me(c), 'administrator'),
      places: writablePlaces(),
    }
    const view = viewOf(c, c.get('person'), refused === null ? '/admin/organisations' : null, refused?.notice)
    return c.html(renderOrganisationsPage(view, content), refused === null ? 200 : 422)
  }

  app.get('/organisations', needs('manage-organisations'), (c) => organisationsPage(c, null))

  app.post('/organisations', form, needs('manage-organisations'), async (c) => {
    const fields = await fieldsOf(c)
    const parent = fields.one('parent')
    const made = await accounts.budgets.addOrganisation(me(c), {
      parent: parent === '' ? null : Number(parent),
      kind: (['division', 'department', 'unit'] as const).find((kind) => kind === fields.one('kind')) ?? 'unit',
      code: fields.one('code').replaceAll('\0', '').trim(),
      name: fields.one('name'),
      place: writablePlaces().find(({ id }) => id === fields.one('place'))?.id ?? '',
      details: { kind: fields.one('unit-kind'), grade: fields.one('grade'), funding: fields.one('funding') },
    })
    if (typeof made === 'number') return goTo(c, '/admin/organisations', 'saved')
    const text =
      made === 'unprintable'
        ? lackingIn(fields.one('name'))
            .map((each) => each[languageOf(c)])
            .join(' ')
        : accountPhrase(languageOf(c), NOTICES[made])
    const typed = Object.fromEntries(ORGANISATION_FIELDS.map((name) => [name, fields.one(name)]))
    return await organisationsPage(c, { notice: { text, wrong: true }, typed })
  })

  app.post('/organisations/posts', form, needs('manage-organisations'), async (c) => {
    const fields = await fieldsOf(c)
    const [role, organisation] = [fields.one('role'), Number(fields.one('organisation'))]
    if (!isPostRole(role) || !Number.isSafeInteger(organisation)) return goTo(c, '/admin/organisations', 'absent')
    const post = { user: fields.one('user'), organisation, role, held: fields.one('held') === 'yes' }
    return goTo(c, '/admin/organisations', (await accounts.budgets.setPost(me(c), post)) ?? 'saved')
  })

  app.get('/settings', needs('change-settings'), async (c) =>
    c.html(renderSettingsPage(viewOf(c, c.get('person'), '/admin/settings'), await accounts.settings(me(c)))),
  )

  app.post('/settings', form, needs('change-settings'), async (c) => {
    const fields = await fieldsOf(c)
    await accounts.changeSettings(me(c), { uploadsArePublic: fields.one('uploads-are-public') === 'yes' })
    return goTo(c, '/admin/settings', 'saved')
  })

  app.get('/audit', needs('see-audit'), async (c) => {
    const before = /^[1-9]\d{0,14}$/u.test(c.req.query('before') ?? '') ? Number(c.req.query('before')) : undefined
    const entries = await accounts.audit(me(c), { limit: PAGE, ...(before === undefined ? {} : { before }) })
    const people = await accounts.people(me(c), c.get('role'))
    const names = new Map(people.map(({ id, username }) => [id, username]))
    const last = entries.at(-1)
    const older = entries.length === PAGE && last !== undefined && last.n > 1 ? last.n : null
    const path = before === undefined ? '/admin/audit' : `/admin/audit?before=${before}`
    return c.html(renderAuditPage(viewOf(c, c.get('person'), path), entries, names, older))
  })

  // The database said no where this file had not: the answer is the same.
  app.onError((error, c) => {
    if (!isDenied(error)) throw error
    return denied(c)
  })

  return app
}

function disclosureQuery(c: Context): DisclosureQuery {
  const offset = Number(c.req.query('offset') ?? 0)
  return {
    withheld: c.req.query('show') !== 'public',
    text: (c.req.query('q') ?? '').slice(0, MOST_NAME),
    offset: Number.isSafeInteger(offset) && offset >= 0 && offset <= 1_000_000 ? offset : 0,
  }
}
