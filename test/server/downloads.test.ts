import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Accepted } from '../../src/app/checked.ts'
import { createServer, LIMITS, type Limits, type Verbs } from '../../src/server/create-server.ts'
import { verbs } from '../web/browser-server.ts'

const SAMPLE = readFileSync(fileURLToPath(new URL('../../samples/one-cell.docx', import.meta.url)))

async function ask(
  path: string,
  init: RequestInit = {},
  options: { verbs?: Partial<Verbs>; limits?: Partial<Limits> } = {},
): Promise<Response> {
  const app = createServer({ ...verbs, ...options.verbs }, new Map(), '127.0.0.1', { ...LIMITS, ...options.limits })
  const headers = new Headers(init.headers)
  headers.set('host', '127.0.0.1:8000')
  return app.request(`http://127.0.0.1:8000${path}`, { ...init, headers })
}

function form(names: readonly string[], accept: readonly string[] = []): RequestInit {
  const body = new FormData()
  for (const name of names) body.append('file', new File([SAMPLE], name))
  for (const id of accept) body.append('accept', id)
  return { method: 'POST', body }
}

function nameOf(response: Response): string {
  return decodeURIComponent(response.headers.get('content-disposition')?.split("''")[1] ?? '')
}

describe('files to take away', () => {
  test('the corrected copy comes as a file, with what was done in the headers', async () => {
    const response = await ask('/api/v1/amend', form(['预算(一).docx']))
    expect(response.status).toBe(200)
    expect(nameOf(response)).toBe('预算(一)-修订稿.docx')
    expect(response.headers.get('x-mingzhang-repairs')).toBe('1')
    expect(JSON.parse(decodeURIComponent(response.headers.get('x-mingzhang-skipped') ?? ''))).toEqual({ count: 0, told: [] })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  })

  test.each([
    ['a form without a choice', '/api/v1/amend', form(['a.docx']), 'all'],
    ['a form with ids', '/api/v1/amend', form(['a.docx'], ['x', 'y']), ['x', 'y']],
    ['a form with all', '/api/v1/amend', form(['a.docx'], ['all']), 'all'],
    [
      'a raw body with ids',
      '/api/v1/amend?name=a.docx&accept=x,y',
      { method: 'POST', body: SAMPLE, headers: { 'content-type': 'application/octet-stream' } },
      ['x', 'y'],
    ],
  ] as const)('asks for what was accepted: %s', async (_, path, init, expected) => {
    const asked: Accepted[] = []
    const amend: Verbs['amend'] = async (bytes, name, accepted) => {
      asked.push(accepted)
      return verbs.amend(bytes, name, accepted)
    }
    expect((await ask(path, init, { verbs: { amend } })).status).toBe(200)
    expect(asked).toEqual([expected])
  })

  test('many sentences do not burst the header', async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `${'长'.repeat(100)}${i}`)
    const response = await ask('/api/v1/amend?lang=en', form(['a.docx'], ids))
    const header = response.headers.get('x-mingzhang-skipped') ?? ''
    expect(JSON.parse(decodeURIComponent(header))).toMatchObject({ count: 400 })
    expect(header.length).toBeLessThan(16_000)
  })

  test('open data comes as CSV', async () => {
    const response = await ask('/api/v1/open-data', form(['a.docx']))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(nameOf(response)).toBe('a-开放数据.csv')
    expect(await response.text()).toContain('42.61')
  })

  test('the same doors are shut as for a check', async () => {
    for (const path of ['/api/v1/amend', '/api/v1/open-data']) {
      expect((await ask(path, form(['a', 'b']))).status).toBe(400)
      expect((await ask(path, form([]))).status).toBe(400)
      expect((await ask(path, { ...form(['a']), headers: { origin: 'https://evil.example' } })).status).toBe(403)
      expect((await ask(path, form(['a']), { limits: { body: 1000 } })).status).toBe(413)
      expect((await ask(path, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(422)
      expect((await ask(path)).status).toBe(405)
    }
  })

  test('a sample can be taken away too', async () => {
    const response = await ask('/samples/nandagang/file')
    expect(response.status).toBe(200)
    expect(nameOf(response)).toBe('南大港样例.docx')
    expect((await ask('/samples/none/file')).status).toBe(404)
  })
})
