import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Checked } from '../../src/app/checked.ts'
import { makeAsset } from '../../src/server/assets.ts'
import { createServer, LIMITS, type Limits, type Verbs } from '../../src/server/create-server.ts'
import { listen, type Listening } from '../../src/server/listen.ts'
import { BAD_BYTES, BROKEN_BYTES, verbs } from '../web/browser-server.ts'
import { nandagangItem } from '../web/nandagang.fixture.ts'

const CHECKED: Checked = { ok: true, result: nandagangItem.result, document: nandagangItem.document }

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

function app(options: { verbs?: Partial<Verbs>; limits?: Partial<Limits>; host?: string } = {}) {
  return createServer(
    { ...verbs, ...options.verbs },
    new Map([['style.css', makeAsset('text/css', 'p{}')]]),
    options.host ?? '127.0.0.1',
    {
      ...LIMITS,
      ...options.limits,
    },
  )
}

async function ask(path: string, init: RequestInit = {}, server = app()): Promise<Answer> {
  const headers = new Headers(init.headers)
  if (!headers.has('host')) headers.set('host', '127.0.0.1:8000')
  const response = await server.request(`http://127.0.0.1:8000${path}`, { ...init, headers })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

function form(...files: (readonly [string, string])[]): FormData {
  const data = new FormData()
  for (const [name, text] of files) data.append('file', new File([text], name))
  return data
}

const post = (body: FormData | string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers,
})

describe('checking', () => {
  it('answers with results in both languages and the document', async () => {
    const { status, body } = await ask('/api/v1/check', post(form(['a.docx', 'x'])))
    expect(status).toBe(200)
    const { items } = JSON.parse(body) as {
      items: { file: string; ok: boolean; result: Record<string, unknown>; document: unknown }[]
    }
    expect(items[0]).toMatchObject({
      file: 'a.docx',
      ok: true,
      result: { zh: nandagangItem.result.zh, en: nandagangItem.result.en },
    })
    expect(items[0]?.document).toEqual(nandagangItem.document)
  })

  it('takes a raw body with a name', async () => {
    const { status, body } = await ask(
      '/api/v1/check?name=预算.xlsx',
      post(new Uint8Array([1, 2]), { 'content-type': 'application/octet-stream' }),
    )
    expect(status).toBe(200)
    expect(body).toContain('预算.xlsx')
  })

  it('refuses one file beside another that it checks', async () => {
    const { status, body } = await ask('/api/v1/check', post(form(['bad', BAD_BYTES], ['good', 'x'])))
    expect(status).toBe(200)
    expect((JSON.parse(body) as { items: { ok: boolean }[] }).items.map((i) => i.ok)).toEqual([false, true])
  })

  it('answers with the refusal’s status when nothing could be read', async () => {
    const { status, body } = await ask('/api/v1/check', post(form(['bad', BAD_BYTES])))
    expect(status).toBe(415)
    expect(body).toContain('认不出')
  })

  it('survives a bug in a check and says nothing of its inside', async () => {
    const server = app()
    const { status, body } = await ask('/api/v1/check', post(form(['b', BROKEN_BYTES])), server)
    expect(status).toBe(500)
    expect(body).not.toContain('a bug in a check')
    expect((await ask('/api/v1/check', post(form(['a', 'x'])), server)).status).toBe(200)
  })

  it('renders a page for a posted form, and escapes every name', async () => {
    const { status, body, headers } = await ask('/check?lang=en', post(form(['<img src=x onerror=alert(1)>.docx', 'x'])))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/html')
    expect(body).not.toContain('<img')
    expect(body).not.toContain('<script>alert')
    expect(body).toContain('431 equations hold')
  })
})

describe('what cannot be checked', () => {
  it.each([
    ['no field', post(new FormData()), 400],
    ['an empty choice', post(form(['', ''])), 400],
    ['an empty body', post(new Uint8Array(), { 'content-type': 'application/octet-stream' }), 400],
    ['a torn form', post('--x\r\nbroken', { 'content-type': 'multipart/form-data; boundary=x' }), 400],
    ['a form without boundary', post('x', { 'content-type': 'multipart/form-data' }), 400],
    ['fields instead of files', post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['too many files', post(form(...Array.from({ length: 21 }, (_, i) => [`${i}`, 'x'] as const))), 413],
  ])('%s', async (_, init, expected) => {
    const { status, body } = await ask('/api/v1/check?lang=en', init)
    expect(status).toBe(expected)
    const { message } = JSON.parse(body) as { message: string }
    expect(message.length).toBeGreaterThan(10)
    const page = await ask('/check', init)
    expect(page.status).toBe(expected)
    expect(page.body).toContain('role="alert"')
  })

  it('a body beyond the limit, with or without its length', async () => {
    const server = app({ limits: { body: 1000 } })
    const big = 'x'.repeat(2000)
    expect((await ask('/api/v1/check', post(big, { 'content-length': '2000' }), server)).status).toBe(413)
    expect((await ask('/api/v1/check', post(big, { 'transfer-encoding': 'chunked' }), server)).status).toBe(413)
    expect((await ask('/api/v1/check', post(form(['a', 'x']), {}), app({ limits: { body: 100_000 } }))).status).toBe(200)
  })

  it('unknown addresses and samples, and paths that climb', async () => {
    for (const path of [
      '/nothing',
      '/samples/none',
      '/assets/none.js',
      '/assets/..%2f..%2fpackage.json',
      '/assets/../../package.json',
      '/samples/..%2f..%2fpackage.json',
    ]) {
      expect((await ask(path)).status, path).toBe(404)
    }
  })
})

describe('who may ask', () => {
  it.each(['localhost:8000', '127.0.0.1', '127.0.0.1:9', '[::1]:8000', '127.8.8.8', 'LOCALHOST'])(
    'by the name %s',
    async (host) => {
      expect((await ask('/', { headers: { host } })).status).toBe(200)
    },
  )

  it.each([
    'evil.example',
    'evil.example:8000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.7',
    'a b',
    '127.0.0.1:8000@evil.example',
  ])('not by the name %s', async (host) => {
    expect((await ask('/', { headers: { host } })).status).toBe(421)
  })

  it('by any name when it listens to the network', async () => {
    expect((await ask('/', { headers: { host: 'budget.example' } }, app({ host: '0.0.0.0' }))).status).toBe(200)
  })

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['the null origin', { origin: 'null' }, 403],
    ['another port', { origin: 'http://127.0.0.1:9999' }, 403],
    ['a foreign page', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['its own origin', { origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-origin' }, 200],
    ['a program without either', {}, 200],
  ])('posts from %s', async (_, headers, expected) => {
    const { status, body } = await ask('/api/v1/check', post(form(['a', 'x']), headers))
    expect(status).toBe(expected)
    if (status !== 200) expect(JSON.parse(body)).toMatchObject({ code: status === 421 ? 'host' : 'origin' })
    expect((await ask('/check', post(form(['a', 'x']), headers))).status).toBe(expected)
  })
})

describe('every answer', () => {
  it.each(['/', '/nothing', '/api/v1/health', '/assets/style.css', '/samples/nandagang'])(
    'carries the security headers: %s',
    async (path) => {
      const { headers, body } = await ask(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe-inline')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(body).not.toMatch(/ style="| on[a-z]+="/u)
    },
  )

  it('is in the language that was asked for', async () => {
    expect((await ask('/')).body).toContain('<html lang="zh-CN">')
    // Chinese first, whatever the browser prefers; English at the switch.
    expect((await ask('/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })).body).toContain('<html lang="zh-CN">')
    expect((await ask('/?lang=en')).body).toContain('<html lang="en">')
    expect((await ask('/?lang=xx')).body).toContain('<html lang="zh-CN">')
  })
})

describe('under load', () => {
  it('checks two at once, keeps a few waiting, and sends the rest away for a while', async () => {
    let running = 0
    let most = 0
    const gates: (() => void)[] = []
    const check = async (): Promise<Checked> => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => gates.push(resolve))
      running--
      return CHECKED
    }
    const server = app({ verbs: { check }, limits: { concurrent: 2, waiting: 3, room: Number.POSITIVE_INFINITY } })
    const asked = Array.from({ length: 8 }, () => ask('/api/v1/check', post(form(['a', 'x'])), server))
    const refused = await Promise.race(asked)
    expect(refused.status).toBe(503)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const timer = setInterval(() => gates.shift()?.(), 1)
    const statuses = (await Promise.all(asked)).map((a) => a.status)
    clearInterval(timer)
    expect(statuses.filter((s) => s === 200)).toHaveLength(5)
    expect(statuses.filter((s) => s === 503)).toHaveLength(3)
    expect(most).toBe(2)
    expect(JSON.parse((await ask('/api/v1/health', {}, server)).body)).toEqual({ status: 'ok', running: 0, waiting: 0 })
  })
})

describe('the memory of waiting uploads', () => {
  it('lets many small uploads wait, and few large ones', async () => {
    const gates: (() => void)[] = []
    const check = async (): Promise<Checked> => {
      await new Promise<void>((resolve) => gates.push(resolve))
      return CHECKED
    }
    const server = app({ verbs: { check }, limits: { concurrent: 2, waiting: 62, room: 10_000 } })
    const upload = (bytes: number) =>
      ask(
        '/api/v1/check?name=a.txt',
        { method: 'POST', body: 'x'.repeat(bytes), headers: { 'content-type': 'text/plain', 'content-length': String(bytes) } },
        server,
      )
    const asked = [...Array.from({ length: 20 }, () => upload(100)), upload(9_000)]
    const timer = setInterval(() => gates.shift()?.(), 1)
    const statuses = (await Promise.all(asked)).map((a) => a.status)
    clearInterval(timer)
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 503])
  })
})

describe('on a real socket', () => {
  let server: Listening | undefined
  afterEach(async () => {
    await server?.close()
    server = undefined
  })

  it('serves others while one uploads slowly, and after one breaks off', async () => {
    server = await listen(app(), 0, '127.0.0.1')
    const { port } = new URL(server.url)
    const slow = request({
      host: '127.0.0.1',
      port,
      path: '/api/v1/check',
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'content-length': '1000' },
    })
    slow.on('error', () => undefined)
    slow.write('x')
    const torn = connect(Number(port), '127.0.0.1', () =>
      torn.end('POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nx'),
    )
    torn.on('error', () => undefined)
    const response = await fetch(`${server.url}api/v1/check`, { method: 'POST', body: form(['a', 'x']) })
    expect(response.status).toBe(200)
    slow.destroy()
    torn.destroy()
    expect((await fetch(`${server.url}api/v1/health`)).status).toBe(200)
  })

  it('says that a port is taken', async () => {
    server = await listen(app(), 0, '127.0.0.1')
    await expect(listen(app(), Number(new URL(server.url).port), '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('finishes what runs before it stops', async () => {
    const began = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    const check = async (): Promise<Checked> => {
      began.resolve()
      await mayEnd.promise
      return CHECKED
    }
    const stopping = await listen(app({ verbs: { check } }), 0, '127.0.0.1')
    const answer = fetch(`${stopping.url}api/v1/check`, { method: 'POST', body: form(['a', 'x']) })
    await began.promise
    const closed = stopping.close()
    mayEnd.resolve()
    expect((await answer).status).toBe(200)
    await closed
    await expect(fetch(stopping.url)).rejects.toThrow('fetch failed')
  })
})
