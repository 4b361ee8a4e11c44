import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveDisclosure } from '../../../src/store/save-disclosure.ts'
import { made, openTestStore, type TestStore } from './api-store.ts'
import { serverOver } from './ask-server.ts'

const API = '/api/v1'

let kept: TestStore
let ask: ReturnType<typeof serverOver>
let other = 0

beforeAll(async () => {
  kept = await openTestStore()
  ask = serverOver(kept.archive)
  const lines = [{ slice: { function: '2080501', nature: 'basic' }, amount: 100 }]
  other = (await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', lines }))).departmentId
}, 900_000)
afterAll(() => kept.close(), 60_000)

describe('a method that an address does not take', () => {
  it('is answered 405 with those that it takes; an address that is none stays 404', async () => {
    for (const [method, path, allow] of [
      ['POST', '/facts?cut=expenditure', 'GET, HEAD'],
      ['DELETE', `/departments/${other}`, 'GET, HEAD'],
      ['PUT', '/facts.csv', 'GET, HEAD'],
      ['POST', '/openapi.json', 'GET, HEAD'],
      ['GET', '/check', 'POST'],
    ] as const) {
      const answer = await ask(`${API}${path}`, { method })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allow])
      expect(await answer.json()).toMatchObject({ code: 'method', messages: { zh: expect.stringContaining(method) as string } })
    }
    const none = await ask(`${API}/nothing`, { method: 'POST' })
    expect([none.status, none.headers.get('allow')]).toEqual([404, null])
  })
})

describe('caching', () => {
  it('answers 304 to a tag that still holds, and not after a change', async () => {
    for (const path of ['/sums?cut=expenditure', '/facts.csv?cut=expenditure', '/disclosures', '/openapi.json']) {
      const first = await ask(`${API}${path}`)
      const tag = first.headers.get('etag') ?? ''
      expect([path, tag !== '', first.headers.get('cache-control')?.startsWith('public')]).toEqual([path, true, true])
      await first.text()
      const again = await ask(`${API}${path}`, { headers: { 'if-none-match': tag } })
      expect([path, again.status, await again.text()]).toEqual([path, 304, ''])
    }
    const before = (await ask(`${API}/facts.csv?cut=expenditure`)).headers.get('etag')
    await saveDisclosure(
      kept.store,
      made({ department: '上海市普陀区文化局', lines: [{ slice: { function: '2070101' }, amount: 5 }] }),
    )
    const changed = await ask(`${API}/facts.csv?cut=expenditure`, { headers: { 'if-none-match': before ?? '' } })
    expect(changed.status).toBe(200)
    await changed.body?.cancel()
  })

  it('is not offered for errors', async () => {
    expect((await ask(`${API}/departments/999`)).headers.get('cache-control')).toBe('no-store')
  })
})

describe('limits', () => {
  it('answer 429 with Retry-After, each address by itself', async () => {
    const limited = serverOver(kept.archive, { requests: 3, proxies: 1 })
    const from = (address: string) => limited(`${API}/cuts`, { headers: { 'x-forwarded-for': `6.6.6.6, ${address}` } })
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await from('10.0.0.1')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await from('10.0.0.1')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ code: expect.any(String) as string, message: expect.any(String) as string })
    expect((await from('10.0.0.2')).status).toBe(200)
  })

  it('do not take a stranger’s word for his address', async () => {
    const limited = serverOver(kept.archive, { requests: 1 })
    const from = (address: string) => limited(`${API}/cuts`, { headers: { 'x-forwarded-for': address } })
    expect([(await from('10.0.0.1')).status, (await from('10.0.0.2')).status]).toEqual([200, 429])
  })

  it('let only so many downloads run, and give the place back', async () => {
    const limited = serverOver(kept.archive, { streams: 1 })
    const path = `${API}/facts.csv?cut=expenditure`
    const first = await limited(path)
    const second = await limited(path)
    expect([first.status, second.status, second.headers.has('retry-after')]).toEqual([200, 503, true])
    await first.body?.cancel()
    expect((await limited(path, { method: 'HEAD' })).status).toBe(200)
    expect(await (await limited(path)).text()).toContain('amount_fen')
    expect((await limited(path)).status).toBe(200)
  })

  it('open answers to pages of other sites only where the server is public', async () => {
    const origin = { headers: { origin: 'https://elsewhere.example' } }
    expect((await ask(`${API}/cuts`, origin)).headers.get('access-control-allow-origin')).toBeNull()
    const open = serverOver(kept.archive, {}, '0.0.0.0')
    expect((await open(`${API}/cuts`, origin)).headers.get('access-control-allow-origin')).toBe('*')
    // A page that sends its ETag along is asked for first.
    const preflight = {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    }
    const allowed = await open(`${API}/cuts`, preflight)
    expect([allowed.status, allowed.headers.get('access-control-allow-headers')]).toEqual([204, 'if-none-match'])
    expect((await ask(`${API}/cuts`, preflight)).headers.get('access-control-allow-origin')).toBeNull()
    // Nothing that writes is opened by it.
    expect((await open(`${API}/check`, { ...preflight, method: 'POST' })).status).toBe(403)
    expect((await open('/admin', preflight)).headers.get('access-control-allow-origin')).toBeNull()
  })
})

it('files that do not say whose they are are no copies of one another', async () => {
  const lines = [{ slice: { function: '2070101' }, amount: 5 }]
  const unnamed = (edition: number) => ({
    ...made({ department: '', division: null, lines, edition }),
    department: { name: null, code: null },
  })
  const [first, second] = [await saveDisclosure(kept.store, unnamed(1)), await saveDisclosure(kept.store, unnamed(2))]
  expect(second.departmentId).toBe(first.departmentId)
  const { items } = (await (await ask(`${API}/disclosures?limit=200`)).json()) as {
    items: { departmentName: string; again: boolean; current: boolean }[]
  }
  const found = items.filter(({ departmentName }) => departmentName === '')
  expect(found).toMatchObject([
    { again: false, current: false },
    { again: false, current: false },
  ])
  const feed = (await (await ask('/feed.json')).json()) as { items: { title: string }[] }
  const titles = feed.items.filter(({ title }) => title.startsWith('（未写明部门）')).map(({ title }) => title)
  expect(titles).toEqual(['（未写明部门） 2025年预算', '（未写明部门） 2025年预算'])
  const page = await (await ask(`/department/${first.departmentId}?document=${first.disclosureId}`)).text()
  expect(page).toContain('没有写明部门的文件')
  // Whatever opens first: each of them is listed, and reached by its own number.
  for (const { disclosureId } of [first, second]) {
    const address = `/department/${first.departmentId}?document=${disclosureId}`
    expect((await (await ask(`/department/${first.departmentId}`)).text()).split(`href="${address}"`).length - 1).toBe(1)
    const reached = await ask(address)
    expect(reached.status).toBe(200)
    expect(await reached.text()).toContain(`href="${address}" aria-current="page"`)
  }
  expect(page).not.toContain('同一份的其他格式或版本')
  const named = await (await ask(`/department/${other}?year=2025`)).text()
  expect(named).not.toContain('没有写明部门的文件')
})
