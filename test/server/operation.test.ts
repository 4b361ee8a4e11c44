import { Hono } from 'hono'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { createServer } from '../../src/server/create-server.ts'
import { listen, type Listening } from '../../src/server/listen.ts'
import { verbs } from '../web/browser-server.ts'
import { noteFailure, operate, type OperationOptions, REQUEST_LIMITS } from '../../src/server/operation.ts'

interface Line {
  readonly level: number
  readonly msg: string
  readonly route?: string
  readonly status?: number
  readonly refused?: string
  readonly fault?: { readonly name: string; readonly at: readonly string[] }
}

function around(inner: Hono, options: Partial<OperationOptions> = {}) {
  const lines: string[] = []
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) })
  const operated = operate(inner, { host: '127.0.0.1', log, readiness: null, ...options })
  const get = async (path: string, headers: Record<string, string> = {}) =>
    await operated.fetch(new Request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1', ...headers } }))
  return { operated, get, lines, told: (): Line[] => lines.map((line) => JSON.parse(line) as Line) }
}

const hello = (): Hono => new Hono().all('*', (c) => (c.req.path.startsWith('/missing') ? c.notFound() : c.text('hello')))

let listening: Listening | null = null
afterEach(async () => {
  await listening?.close()
  listening = null
})

describe('health', () => {
  test('it lives as long as it answers, and is ready while its store is', async () => {
    let store: 'ready' | 'no-answer' | 'other-schema' = 'ready'
    const { get } = around(hello(), { readiness: () => Promise.resolve(store) })
    expect((await get('/health/live')).status).toBe(200)
    expect((await get('/health/ready')).status).toBe(200)
    for (const wrong of ['no-answer', 'other-schema'] as const) {
      store = wrong
      const ready = await get('/health/ready')
      expect(ready.status).toBe(503)
      expect(await ready.json()).toEqual({ status: 'not-ready', store: wrong })
      expect((await get('/health/live')).status).toBe(200)
    }
  })

  test('without a store it is ready to check files; while it stops it is not, and still answers', async () => {
    const { get, operated } = around(hello())
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready', store: 'none' })
    operated.stopping()
    expect((await get('/health/ready')).status).toBe(503)
    expect((await get('/check')).status).toBe(200)
  })
})

describe('metrics', () => {
  test('for this machine, not for others and not through a proxy on it', async () => {
    const { operated } = around(hello())
    listening = await listen(operated, 0, '127.0.0.1')
    await fetch(`${listening.url}departments/12/2024`)
    const metrics = await fetch(`${listening.url}metrics`)
    expect(metrics.status).toBe(200)
    const text = await metrics.text()
    expect(text).toMatch(/^mingzhang_http_requests_total\{method="GET",route="\/departments\/:x\/:x",status="200"\} 1$/mu)
    expect(text).toMatch(/^mingzhang_http_request_seconds_bucket\{le="0.25",method="GET",route="\/departments\/:x\/:x"\} 1$/mu)
    const forwarded = await fetch(`${listening.url}metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(forwarded.status).toBe(404)
  })

  test('elsewhere only with the token', async () => {
    const { get } = around(hello(), { metricsToken: 'secret' })
    expect((await get('/metrics')).status).toBe(404)
    expect((await get('/metrics', { authorization: 'Bearer wrong' })).status).toBe(404)
    expect((await get('/metrics', { authorization: 'Bearer secret' })).status).toBe(200)
  })

  test('paths that are not there are one kind, whatever they are called', async () => {
    const { get, told } = around(hello())
    for (const path of ['/missing/a', '/missing/b']) await get(path)
    expect(told().map((line) => line.route)).toEqual(['none', 'none'])
  })
})

describe('behind a proxy', () => {
  test('health is told under the name of the proxy, and under no other', async () => {
    const { get } = around(hello(), { hostName: 'ming.example.gov.cn' })
    expect((await get('/health/ready', { host: 'ming.example.gov.cn' })).status).toBe(200)
    expect((await get('/health/ready', { host: 'evil.example' })).status).toBe(421)
    expect((await get('/', { host: 'ming.example.gov.cn' })).status).toBe(200)
  })
})

describe('the log', () => {
  test('tells neither words that were looked for, nor names, nor addresses', async () => {
    const { get, lines } = around(hello())
    const words = encodeURIComponent('张三的信访')
    await get(`/search/${words}?q=${words}&token=abcdef`, {
      'x-forwarded-for': '203.0.113.9',
      'user-agent': 'someone',
      cookie: 'session=1',
    })
    expect(lines).toHaveLength(1)
    for (const secret of ['张三', words, 'abcdef', '203.0.113.9', 'someone', 'session']) expect(lines[0]).not.toContain(secret)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'GET', route: '/search/:x', status: 200, msg: 'request' })
  })

  test('tells which requests were turned away, and why', async () => {
    const server = createServer(verbs, new Map(), '127.0.0.1')
    const { operated, told } = around(server, { hostName: null })
    const ask = async (path: string, init: RequestInit) => await operated.fetch(new Request(`http://127.0.0.1${path}`, init))
    const foreign = { host: '127.0.0.1', origin: 'https://elsewhere.example' }
    expect((await ask('/check', { method: 'POST', body: 'x', headers: foreign })).status).toBe(403)
    expect((await ask('/', { headers: { host: 'elsewhere.example' } })).status).toBe(421)
    const busy = new Hono().all('*', (c) => c.text('slower', 429))
    const slowed = around(busy)
    await slowed.get('/account/sign-in')
    expect([...told(), ...slowed.told()]).toMatchObject([
      { level: 40, msg: 'request refused', route: '/check', refused: 'origin' },
      { level: 40, msg: 'request refused', route: '/', refused: 'host' },
      { level: 40, msg: 'request refused', route: '/account/sign-in', refused: 'too-many' },
    ])
  })

  test('tells where a fault broke, not what it was about', async () => {
    const inner = hello()
    const failing = new Hono()
      .get('/fails', () => {
        throw new TypeError('cannot read 张三')
      })
      .onError((error, c) => {
        noteFailure(c.req.raw, error)
        return c.text('fault', 500)
      })
      .route('/', inner)
    const { get, told, lines } = around(failing)
    expect((await get('/fails')).status).toBe(500)
    expect(told()[0]).toMatchObject({ level: 50, status: 500, fault: { name: 'TypeError' } })
    expect(told()[0]?.fault?.at[0]).toContain('operation.test.ts')
    expect(lines[0]).not.toContain('张三')
  })
})

describe('limits', () => {
  test('on requests at once, on time, and on what is sent to routes that take no files', async () => {
    let release = (): void => {}
    const held = new Promise<void>((done) => (release = done))
    const inner = new Hono()
      .get('/slow', async (c) => {
        await held
        return c.text('late')
      })
      .all('*', (c) => c.text('hello'))
    const { get, operated } = around(inner, { limits: { ...REQUEST_LIMITS, concurrent: 1 } })
    const first = get('/slow')
    const second = await get('/check')
    expect(second.status).toBe(503)
    expect(second.headers.get('retry-after')).toBe('5')
    release()
    expect((await first).status).toBe(200)
    expect((await get('/check')).status).toBe(200)
    const post = (path: string) =>
      operated.fetch(
        new Request(`http://127.0.0.1${path}`, {
          method: 'POST',
          headers: { host: '127.0.0.1', 'content-length': String(2 * 1024 * 1024) },
        }),
      )
    expect((await post('/mcp')).status).toBe(413)
    expect((await post('/api/v1/check')).status).toBe(200)

    const never = new Hono().all('*', () => new Promise<Response>(() => {}))
    const impatient = around(never, { limits: { ...REQUEST_LIMITS, time: 20 } })
    expect((await impatient.get('/anything')).status).toBe(503)
  })
})
