import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Archive } from '../../../src/app/archive.ts'
import { addOrganisation, setPost } from '../../../src/app/compile/organisations.ts'
import { POST_ROLES, PROGRAM_ROLES, type ProgramRole, roleOf } from '../../../src/ledger/roles.ts'
import { saveDisclosure } from '../../../src/store/save-disclosure.ts'
import { sampleArchived } from '../../store/store-fixture.ts'
import { ORIGIN, type Staff, staffMember, staffServer, Visitor } from './staff-fixture.ts'

let server: Awaited<ReturnType<typeof staffServer>>
/** One person for each role of the program, and one who holds every post at every organisation, which gives nothing here. */
const staff = {} as Record<ProgramRole | 'postholder', Staff>
const EVERYBODY = [...PROGRAM_ROLES, 'postholder'] as const
let held: { departmentId: number; disclosureId: number }

beforeAll(async () => {
  server = await staffServer()
  for (const role of PROGRAM_ROLES) staff[role] = await staffMember(server, role, [role])
  staff.postholder = await staffMember(server, 'postholder', [])
  await giveEveryPost()
  held = await saveDisclosure(server.store, sampleArchived('a'))
}, 900_000)
afterAll(async () => {
  await server.accounts.uploads.stop()
  await server.store.close()
})

async function giveEveryPost(): Promise<void> {
  const [actor, user] = await Promise.all([idOf('administrator'), idOf('postholder')])
  let parent: number | null = null
  for (const kind of ['division', 'department', 'unit'] as const) {
    const organisation = await addOrganisation(server.store, actor, { name: kind, kind, code: '', parent })
    if (typeof organisation === 'string') throw new Error(organisation)
    for (const role of POST_ROLES.filter((each) => roleOf(each).at?.includes(kind)))
      expect(await setPost(server.store, actor, { user, organisation, role, held: true })).toBeNull()
    parent = organisation
  }
}

/** Everything that the pages of the staff can be asked, and who may ask it. */
const REQUESTS: readonly { readonly method: 'GET' | 'POST'; readonly path: string; readonly roles: readonly ProgramRole[] }[] = [
  { method: 'GET', path: '/admin/imports', roles: ['importer'] },
  { method: 'POST', path: '/admin/imports', roles: ['importer'] },
  { method: 'GET', path: '/admin/disclosures', roles: ['publisher', 'reviewer'] },
  { method: 'GET', path: `/admin/disclosures/file/${'a'.repeat(64)}`, roles: ['publisher', 'reviewer'] },
  { method: 'POST', path: '/admin/disclosures/99999/1/withhold', roles: ['publisher'] },
  { method: 'POST', path: '/admin/disclosures/99999/1/publish', roles: ['publisher'] },
  { method: 'GET', path: '/admin/people', roles: ['administrator', 'auditor'] },
  { method: 'POST', path: '/admin/people/invite', roles: ['administrator'] },
  { method: 'POST', path: '/admin/people/invitations/99999/withdraw', roles: ['administrator'] },
  { method: 'POST', path: '/admin/people/no-such-person/roles', roles: ['administrator'] },
  { method: 'POST', path: '/admin/people/no-such-person/disable', roles: ['administrator'] },
  { method: 'POST', path: '/admin/people/no-such-person/enable', roles: ['administrator'] },
  { method: 'POST', path: '/admin/people/no-such-person/reset', roles: ['administrator'] },
  { method: 'POST', path: '/admin/people/no-such-person/recover', roles: ['administrator'] },
  { method: 'GET', path: '/admin/organisations', roles: ['administrator'] },
  { method: 'POST', path: '/admin/organisations', roles: ['administrator'] },
  { method: 'POST', path: '/admin/organisations/posts', roles: ['administrator'] },
  { method: 'GET', path: '/admin/settings', roles: ['administrator'] },
  { method: 'POST', path: '/admin/settings', roles: ['administrator'] },
  { method: 'GET', path: '/admin/audit', roles: ['auditor'] },
]

describe('every page of the staff', () => {
  test('is in the table of this test', () => {
    const routes = server.app.routes.filter(
      ({ path, method, handler }) => path.startsWith('/admin/') && method !== 'ALL' && handler.length >= 1,
    )
    const patterns = new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/(:\w+)\{.*?\}(?=\/|$)/gu, '$1')}`))
    const known = new Set(
      REQUESTS.map(({ method, path }) => `${method} ${path}`).map((each) =>
        each
          .replace('/file/' + 'a'.repeat(64), '/file/:sha256')
          .replace(/99999\/1\/(?:withhold|publish)/u, ':department/:id/:verb')
          .replace('invitations/99999', 'invitations/:id')
          .replace(/no-such-person\/(?:disable|enable)/u, ':id/:verb')
          .replace('no-such-person', ':id'),
      ),
    )
    expect([...patterns].filter((each) => each !== 'GET /admin/').sort()).toEqual([...known].sort())
  })

  test.each(REQUESTS)('$method $path: $roles', async ({ method, path, roles }) => {
    const ask = (visitor: Visitor, headers: Record<string, string> = {}): Promise<Response> =>
      method === 'GET' ? visitor.get(path, headers) : visitor.post(path, {}, headers)
    const before = await trail()
    // Nobody, and somebody with the session of another role.
    expect((await ask(new Visitor(server.app))).headers.get('location')).toBe('/account/sign-in')
    for (const role of EVERYBODY.filter((each) => each === 'postholder' || !roles.includes(each)))
      expect((await ask(staff[role].visitor)).status, role).toBe(403)
    const allowed = roles.map((role) => staff[role].visitor)
    if (method === 'POST')
      for (const visitor of allowed) {
        // Another site, a page that hides where it is from, and a name that resembles ours.
        for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`])
          expect((await visitor.post(path, {}, { origin })).status, origin).toBe(403)
        expect((await visitor.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
        const silent = await server.app.request(`${ORIGIN}${path}`, {
          method: 'POST',
          headers: { host: new URL(ORIGIN).host, cookie: [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
        })
        expect(silent.status).toBe(403)
      }
    // What was refused has changed nothing, and stands in the trail where somebody was signed in.
    expect(await trail()).toBe(before + EVERYBODY.length - roles.length)
    if (method === 'GET') for (const visitor of allowed) expect([200, 404]).toContain((await ask(visitor)).status)
  })
})

async function trail(): Promise<number> {
  return (await server.store.db.selectFrom('audit_entry').select('n').execute()).length
}

async function idOf(username: string): Promise<string> {
  return (
    await server.store.db.selectFrom('account_user').select('id').where('username', '=', username).executeTakeFirstOrThrow()
  ).id
}

describe('withholding', () => {
  test('asks for a reason, hides, is seen by the reviewer, and is undone by publishing', async () => {
    const archive = Archive.over(server.store)
    const at = `/admin/disclosures/${held.departmentId}/${held.disclosureId}`
    const { visitor } = staff.publisher
    expect((await visitor.post(`${at}/withhold`, { reason: '  ' })).headers.get('location')).toContain('notice=reason')
    expect(await archive.disclosures(held.departmentId)).toHaveLength(1)
    const reason = `含<script>alert(1)</script>'; DROP TABLE fact; --`
    expect((await visitor.post(`${at}/withhold`, { reason })).headers.get('location')).toContain('notice=withheld')
    expect(await archive.disclosures(held.departmentId)).toEqual([])
    const list = await (await staff.reviewer.visitor.get('/admin/disclosures')).text()
    expect(list).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(list).not.toContain('<form method="post" action="/admin/disclosures')
    expect((await visitor.post(`${at}/publish`)).headers.get('location')).toContain('notice=published')
    expect(await archive.disclosures(held.departmentId)).toHaveLength(1)
    const facts = await archive.facts({ cut: 'expenditure', stage: 'budget', scope: 'department' }, { limit: 9 })
    expect(facts.ok && facts.value).toHaveLength(2)
  })

  test('of what is not there says so', async () => {
    for (const path of ['/admin/disclosures/99999/1/withhold', `/admin/disclosures/${held.departmentId}/999999/withhold`])
      expect((await staff.publisher.visitor.post(path, { reason: 'x' })).headers.get('location')).toContain('notice=absent')
    for (const path of [
      '/admin/disclosures/1e3/1/withhold',
      '/admin/disclosures/-1/1/withhold',
      '/admin/disclosures/1/..%2f2/withhold',
    ])
      expect((await staff.publisher.visitor.post(path, { reason: 'x' })).status).toBe(404)
  })

  test('is searched by words that mean nothing to the database', async () => {
    for (const q of ["' OR 1=1 --", '%', '_', '\\', '\0', "'; DELETE FROM disclosure; --", '\ud800'])
      expect(
        (await staff.publisher.visitor.get(`/admin/disclosures?show=public&q=${encodeURIComponent(q.toWellFormed())}`)).status,
      ).toBe(200)
    for (const offset of ['-1', '1e99', 'x', '999999999999999999'])
      expect((await staff.publisher.visitor.get(`/admin/disclosures?offset=${offset}`)).status).toBe(200)
  })
})

describe('organisations', () => {
  test('whose names have a character that no PDF can print are refused where they are named, and what was typed stays', async () => {
    const { visitor } = staff.administrator
    const typed = { kind: 'division', parent: '', name: '青禾县😀财政', code: '130998', place: 'hebei' }
    for (const [path, said] of [
      ['/admin/organisations', '“青禾县😀财政”里的“😀”（U+1F600）印不出来'],
      ['/admin/organisations?lang=en', '“😀” (U+1F600) in “青禾县😀财政” cannot be printed'],
    ] as const) {
      const refused = await visitor.post(path, typed)
      expect(refused.status).toBe(422)
      const page = await refused.text()
      expect(page).toContain(said)
      expect(page).toContain('value="青禾县😀财政"')
      expect(page).toContain('value="130998"')
    }
    const known = await server.store.db.selectFrom('organisation').select('name').where('name', 'like', '青禾县%').execute()
    expect(known).toEqual([])
    const twin = await visitor.post('/admin/organisations', { ...typed, name: ' ' })
    expect(twin.status).toBe(422)
  })
})

describe('people', () => {
  test('are listed with their posts, and whoever gives posts is led there; an auditor sees them and is not', async () => {
    const page = async (who: 'administrator' | 'auditor'): Promise<string> =>
      await (await staff[who].visitor.get('/admin/people')).text()
    const [own, seen] = [await page('administrator'), await page('auditor')]
    for (const each of [own, seen]) expect(each).toContain('<li><span lang="zh-CN">division</span> 财政预算处</li>')
    expect([own, seen].map((each) => each.split('<main')[1]?.includes('href="/admin/organisations"'))).toEqual([true, false])
  })

  test('are told when a field is too long, and nothing of it is kept', async () => {
    const answer = await staff.administrator.visitor.post('/admin/people/invite', { name: 'x'.repeat(4001), role: ['reviewer'] })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('有一栏写了4001字，最多4000字')
    const reason = '长'.repeat(301)
    const refused = await staff.publisher.visitor.post('/admin/disclosures/1/1/withhold', { reason })
    expect(refused.headers.get('location')).toContain('notice=long-reason')
  })

  test('get and lose roles at once, all of it in the trail', async () => {
    const id = await idOf('reviewer')
    const { visitor } = staff.administrator
    expect((await staff.reviewer.visitor.get('/admin/audit')).status).toBe(403)
    await visitor.post(`/admin/people/${id}/roles`, { role: ['reviewer', 'auditor', 'emperor'] })
    expect((await staff.reviewer.visitor.get('/admin/audit')).status).toBe(200)
    await visitor.post(`/admin/people/${id}/roles`, { role: ['reviewer'] })
    expect((await staff.reviewer.visitor.get('/admin/audit')).status).toBe(403)
    const rows = await server.store.db
      .selectFrom('audit_entry')
      .select(['action', 'details'])
      .where('subject', '=', 'reviewer')
      .execute()
    expect(rows.filter(({ action }) => action.startsWith('role-'))).toEqual([
      { action: 'role-given', details: { roles: ['auditor'] } },
      { action: 'role-taken', details: { roles: ['auditor'] } },
    ])
  })

  test('keep one administrator', async () => {
    const id = await idOf('administrator')
    const { visitor } = staff.administrator
    expect((await visitor.post(`/admin/people/${id}/roles`, { role: ['auditor'] })).headers.get('location')).toContain(
      'notice=last',
    )
    expect((await visitor.post(`/admin/people/${id}/disable`)).headers.get('location')).toContain('notice=self')
    expect((await visitor.get('/admin/people')).status).toBe(200)
  })

  test('give themselves no role, whatever they send', async () => {
    const id = await idOf('importer')
    expect((await staff.importer.visitor.post(`/admin/people/${id}/roles`, { role: ['administrator'] })).status).toBe(403)
    await expect(server.accounts.setRoles(id, id, ['administrator'])).rejects.toMatchObject({ code: '42501' })
    await expect(server.accounts.invite(id, { name: 'x', roles: ['administrator'] })).rejects.toMatchObject({ code: '42501' })
    await expect(server.accounts.changeSettings(id, { uploadsArePublic: false })).rejects.toMatchObject({ code: '42501' })
    await expect(server.accounts.audit(id, { limit: 1 })).rejects.toMatchObject({ code: '42501' })
    await expect(server.accounts.withhold(id, held, 'x')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('what is sent', () => {
  test('that is too long is not read', async () => {
    const long = { reason: 'x'.repeat(20_000) }
    expect(
      (await staff.publisher.visitor.post(`/admin/disclosures/${held.departmentId}/${held.disclosureId}/withhold`, long)).status,
    ).toBe(413)
    expect((await new Visitor(server.app).post('/account/sign-in', { username: 'x', password: 'x'.repeat(20_000) })).status).toBe(
      413,
    )
  })

  test('that is no form is no reason to fail', async () => {
    const headers = { origin: ORIGIN, host: new URL(ORIGIN).host }
    for (const [type, body] of [
      ['application/json', '{"username":{"$ne":1}}'],
      ['multipart/form-data', 'broken'],
      ['text/plain', '\0'],
    ] as const) {
      const response = await server.app.request(`${ORIGIN}/account/sign-in`, {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body,
      })
      expect([401, 429]).toContain(response.status)
    }
  })

  test('as a notice is printed only where it is one of ours', async () => {
    const page = await (await new Visitor(server.app).get('/account/sign-in?notice=<script>&lang=en')).text()
    expect(page).not.toContain('script')
    for (const notice of ['constructor', '__proto__', 'toString'])
      expect((await new Visitor(server.app).get(`/account/sign-in?notice=${notice}`)).status).toBe(200)
  })
})

describe('uploads', () => {
  const text = (words: string): Uint8Array => new TextEncoder().encode(words)

  test('are taken in in the background, archives file by file, and each is told what became of it', async () => {
    const zip = zipSync({
      '../../../etc/passwd.txt': text('no budget'),
      'folder/二.txt': text('no budget either'),
      '.hidden': text('x'),
    })
    const { visitor } = staff.importer
    const handed = await visitor.upload('/admin/imports', [
      { name: 'all.zip', bytes: zip },
      { name: 'x.bin', bytes: new Uint8Array([1, 2, 3]) },
    ])
    expect(handed.headers.get('location')).toBe('/admin/imports?notice=handed-in')
    await server.accounts.uploads.settled()
    const [upload] = await server.accounts.uploads.list(await idOf('importer'))
    expect(upload?.finishedAt).not.toBeNull()
    expect(upload?.results.map(({ name }) => name)).toEqual(['passwd.txt', '二.txt', 'x.bin'])
    expect(upload?.results.at(-1)?.state).toBe('refused')
    expect(await (await visitor.get('/admin/imports')).text()).toContain('二.txt')
    const actions = await server.store.db
      .selectFrom('audit_entry')
      .select(['action', 'actor'])
      .where('action', '=', 'upload')
      .execute()
    expect(actions).toEqual([{ action: 'upload', actor: await idOf('importer') }])
  })

  test('go on after the process that had them ended', async () => {
    await server.accounts.uploads.stop()
    const { Uploads } = await import('../../../src/app/accounts/uploads.ts')
    const stopped = new Uploads(server.store)
    await stopped.stop()
    const id = await idOf('importer')
    expect(await stopped.handIn(id, [{ name: 'later.txt', bytes: text('later') }])).toMatchObject({ ok: true })
    await stopped.settled()
    expect((await stopped.list(id))[0]).toMatchObject({ finishedAt: null, results: [] })
    const next = new Uploads(server.store)
    await next.sweep()
    await next.resume()
    await next.settled()
    expect((await next.list(id))[0]?.results).toMatchObject([{ name: 'later.txt' }])
  })

  test('of a broken archive are refused with a sentence', async () => {
    const response = await staff.importer.visitor.upload('/admin/imports', [
      { name: 'x.zip', bytes: text('PK\u0003\u0004 nothing') },
    ])
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('x.zip')
  })

  test('are withheld where the administrator has said so', async () => {
    await staff.administrator.visitor.post('/admin/settings', {})
    expect(await server.accounts.settings(await idOf('administrator'))).toEqual({ uploadsArePublic: false })
    const row = await server.store.db.selectFrom('audit_entry').selectAll().where('action', '=', 'setting-changed').execute()
    expect(row.length).toBeGreaterThan(0)
  })
})
