import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../src/app/archive.ts'
import { createServer, LIMITS } from '../../src/server/create-server.ts'
import { keepAnswers } from '../../src/server/kept-answers.ts'
import { publish, withhold } from '../../src/store/withhold.ts'
import { verbs } from '../web/browser-server.ts'
import { keepSample, openTestStore, type TestStore } from './api/api-store.ts'

describe('answers that are kept', () => {
  /** A server whose store says what the test says, and that counts what it was asked. */
  function serverOf(stamp: () => string | Promise<string>, answer: (n: number) => Response | Promise<Response>, room?: number) {
    const app = new Hono()
    let asked = 0
    const archive: Pick<Archive, 'stamp'> = { stamp: async () => stamp() }
    app.get('*', etag(), (c, next) => {
      c.header('RateLimit', `remaining=${asked}`)
      return next()
    })
    app.get(
      '*',
      keepAnswers(archive, () => ({}), room),
      () => answer(++asked),
    )
    const ask = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
      await app.request(`http://127.0.0.1${path}`, { headers })
    return { ask, asked: () => asked }
  }
  const text = async (response: Promise<Response>): Promise<string> => await (await response).text()

  it('are given again until something changed', async () => {
    let stamp = '1'
    const server = serverOf(
      () => stamp,
      (n) => new Response(`answer ${n}`),
    )
    expect(await text(server.ask('/a'))).toBe('answer 1')
    expect(await text(server.ask('/a'))).toBe('answer 1')
    expect(await text(server.ask('/a?x'))).toBe('answer 2')
    stamp = '2'
    expect(await text(server.ask('/a'))).toBe('answer 3')
    stamp = '1'
    expect(await text(server.ask('/a'))).toBe('answer 4')
  })

  it('have one tag, the type that they had, and nothing of the request before', async () => {
    const server = serverOf(
      () => '1',
      (n) => new Response(`answer ${n}`, { headers: { 'Content-Type': 'text/x-test', 'Cache-Control': 'public', Other: 'own' } }),
    )
    const [first, second] = [await server.ask('/a'), await server.ask('/a')]
    const tag = first.headers.get('ETag') ?? ''
    expect(tag).toMatch(/^"[\w-]{27}"$/u)
    expect(second.headers.get('ETag')).toBe(tag)
    expect(second.headers.get('Content-Type')).toBe('text/x-test')
    expect(second.headers.get('Cache-Control')).toBe('public')
    expect(second.headers.get('Other')).toBeNull()
    expect(second.headers.get('RateLimit')).toBe('remaining=1')
    expect((await server.ask('/a', { 'If-None-Match': tag })).status).toBe(304)
    expect(server.asked()).toBe(1)
  })

  it('are made once for all who ask at the same time, and by each where there is nothing to keep', async () => {
    const slow = async (response: Response): Promise<Response> => {
      await new Promise((done) => setTimeout(done, 20))
      return response
    }
    const found = serverOf(
      () => '1',
      (n) => slow(new Response(`answer ${n}`)),
    )
    const all = await Promise.all([1, 2, 3, 4].map(() => text(found.ask('/a'))))
    expect(new Set(all)).toEqual(new Set(['answer 1']))
    const missing = serverOf(
      () => '1',
      () => slow(new Response('none', { status: 404 })),
    )
    const none = await Promise.all([1, 2, 3].map(() => missing.ask('/a')))
    expect(none.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(missing.asked()).toBe(3)
  })

  it('take no more room than they may: what was asked for longest ago goes', async () => {
    const server = serverOf(
      () => '1',
      (n) => new Response(`${n}`.padEnd(40, '.')),
      100,
    )
    for (const path of ['/a', '/b', '/a', '/c', '/a']) await server.ask(path)
    expect(server.asked()).toBe(3)
    await server.ask('/b')
    expect(server.asked()).toBe(4)
  })
})

describe('a page that is kept', () => {
  let test: TestStore
  beforeAll(async () => {
    test = await openTestStore()
  }, 900_000)
  afterAll(async () => test.close())

  it('is gone with what is withheld, and back when it is published', async () => {
    const app = createServer(verbs, new Map(), '127.0.0.1', LIMITS, test.archive)
    const saved = await keepSample(test.store, 'correct.txt')
    const shows = async (): Promise<boolean[]> =>
      await Promise.all(
        [`/department/${saved.departmentId}`, `/api/v1/facts?cut=expenditure&department=${saved.departmentId}`, '/'].map(
          async (path) => {
            const response = await app.request(`http://127.0.0.1:8000${path}`, { headers: { host: '127.0.0.1:8000' } })
            const body = await response.text()
            return response.status === 200 && body.includes('局') && !body.includes('"items":[]')
          },
        ),
      )
    const before = await shows()
    expect(before).toEqual([true, true, true])
    await shows()
    await test.store.db.transaction().execute((tx) => withhold(tx, saved, { actor: 'test', reason: 'test' }))
    expect(await shows()).toEqual([false, false, false])
    await test.store.db.transaction().execute((tx) => publish(tx, saved, { actor: 'test' }))
    expect(await shows()).toEqual(before)
  })
})
