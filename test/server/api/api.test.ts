import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDocument } from '../../../src/app/check-document.ts'
import { createServer, LIMITS } from '../../../src/server/create-server.ts'
import { operate } from '../../../src/server/operation.ts'
import { saveDisclosure } from '../../../src/store/save-disclosure.ts'
import { verbs } from '../../web/browser-server.ts'
import { keepSample, made, openTestStore, type TestStore } from './api-store.ts'
import { serverOver } from './ask-server.ts'

const API = '/api/v1'
/** A code that no list has, and one department prints. */
const UNLISTED = '2099901'
/** One that only a withheld document prints. */
const WITHHELD = '2099955'

interface Operation {
  readonly operationId: string
  /** Where it stands, if not below /api/v1. */
  readonly servers?: readonly { readonly url: string }[]
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[]
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: object }>> }>>
}
interface OpenApi {
  readonly openapi: string
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>
  readonly components: object
}

let kept: TestStore
let ask: ReturnType<typeof serverOver>
let document: OpenApi
/** A real sample with mistakes, read as an import reads it. */
let sample = { department: 0, disclosure: 0 }
let other = 0

beforeAll(async () => {
  kept = await openTestStore()
  ask = serverOver(kept.archive)
  const { departmentId, disclosureId } = await keepSample(kept.store, 'many.txt')
  sample = { department: departmentId, disclosure: disclosureId }
  const line = (amount: number) => ({ slice: { function: '2080501', nature: 'basic' }, amount })
  other = (await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', lines: [line(100), line(250)] })))
    .departmentId
  await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', year: 2024, lines: [line(200)] }))
  const unlisted = { slice: { function: UNLISTED, nature: 'basic' }, amount: 7 }
  await saveDisclosure(kept.store, made({ department: '某某局', division: null, lines: [unlisted] }))
  const withheld = { slice: { function: WITHHELD, nature: 'basic' }, amount: 7 }
  await saveDisclosure(kept.store, made({ department: '某某局', year: 2023, division: null, lines: [withheld] }), {
    withheld: '核实中',
  })
  document = (await (await ask(`${API}/openapi.json`)).json()) as OpenApi
}, 900_000)
afterAll(() => kept.close(), 60_000)

async function body(path: string): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await ask(`${API}${path}`)
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

/** Holds an answer against what the document says of it. Unknown fields are faults too. */
function conforms(path: string, status: number, json: unknown): string[] {
  const operation = document.paths[path]?.get ?? document.paths[path]?.post
  const schema = operation?.responses[String(status)]?.content?.['application/json']?.schema
  if (schema === undefined) return [`${path} does not say that it answers ${status}`]
  const strict = JSON.parse(
    JSON.stringify({ ...schema, components: document.components }, (_, value: unknown) =>
      isObjectSchema(value) ? { ...value, additionalProperties: value.additionalProperties ?? false } : value,
    ),
  ) as object
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  const validate = ajv.compile(strict)
  validate(json)
  return (validate.errors ?? []).map((error) => `${path}${error.instancePath} ${error.message}`)
}

function isObjectSchema(value: unknown): value is { additionalProperties?: unknown } {
  return typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
}

/** A question for every operation that answers with JSON. */
function questions(): [path: string, asked: string][] {
  const { department, disclosure } = sample
  const one = `/departments/${department}/disclosures/${disclosure}`
  return [
    ['/departments', '/departments?limit=1'],
    ['/departments/{department}', `/departments/${department}`],
    ['/departments/{department}/disclosures', `/departments/${department}/disclosures`],
    ['/departments/{department}/series', `/departments/${other}/series?cut=expenditure`],
    ['/disclosures', '/disclosures?limit=2'],
    ['/departments/{department}/disclosures/{disclosure}', one],
    ['/departments/{department}/disclosures/{disclosure}/tables', `${one}/tables`],
    ['/departments/{department}/disclosures/{disclosure}/tables/{table}', `${one}/tables/0`],
    ['/departments/{department}/disclosures/{disclosure}/findings', `${one}/findings?lang=en`],
    ['/departments/{department}/disclosures/{disclosure}/projects', `${one}/projects`],
    ['/departments/{department}/disclosures/{disclosure}/passages', `${one}/passages`],
    ['/claims/{department}/{disclosure}/{claim}', `/claims/${department}/${disclosure}/3`],
    ['/facts', '/facts?cut=expenditure&limit=2'],
    ['/sums', '/sums?cut=expenditure&by=year,department,function'],
    ['/rankings', '/rankings?cut=expenditure&year=2025'],
    ['/compare', `/compare?cut=expenditure&items=${other}:2024,${other}:2025`],
    ['/findings', '/findings?severity=error&limit=3'],
    ['/cuts', '/cuts'],
    ['/health', '/health'],
    ['/places', '/places'],
    ['/places/{division}', '/places/310107'],
    ['/places/{division}/series', '/places/310107/series?cut=expenditure&function=208'],
    ['/search', `/search?q=${encodeURIComponent('养老')}`],
  ]
}

describe('answers', () => {
  it('all fit the OpenAPI document, and every operation is asked', async () => {
    expect(document.openapi).toBe('3.1.0')
    const faults: string[] = []
    for (const [path, asked] of questions()) {
      const { status, json } = await body(asked)
      expect([asked, status]).toEqual([asked, 200])
      if (Array.isArray(json['items'])) expect([asked, json['items'].length > 0]).toEqual([asked, true])
      faults.push(...conforms(path, status, json))
    }
    expect(faults).toEqual([])
    const asked = new Set(questions().map(([path]) => path))
    const all = Object.entries(document.paths).flatMap(([path, { get }]) =>
      get === undefined || get.servers !== undefined || /\.(?:csv|ndjson|json|parquet)$/u.test(path) ? [] : [path],
    )
    expect(all.filter((path) => !asked.has(path))).toEqual([])
  })

  it('beside the API fit the document too', async () => {
    const log = pino({ level: 'silent' })
    const inner = createServer(verbs, new Map(), '127.0.0.1', LIMITS, kept.archive)
    const answers = [() => Promise.resolve('ready' as const), () => Promise.resolve('no-answer' as const), null].map(
      (readiness) => operate(inner, { host: '127.0.0.1', log, readiness }),
    )
    const faults: string[] = []
    const statuses: Record<string, number[]> = {}
    for (const { fetch } of answers)
      for (const [path, { get }] of Object.entries(document.paths)) {
        if (get?.servers === undefined) continue
        expect(get.servers).toEqual([{ url: '/' }])
        const response = await fetch(new Request(`http://127.0.0.1:8000${path}`, { headers: { host: '127.0.0.1:8000' } }))
        ;(statuses[path] ??= []).push(response.status)
        const type = response.headers.get('content-type')?.split(';')[0] ?? ''
        expect(Object.keys(get.responses[String(response.status)]?.content ?? {})).toContain(type)
        if (type === 'application/json') faults.push(...conforms(path, response.status, await response.json()))
      }
    expect(faults).toEqual([])
    expect(statuses).toEqual({
      '/health/live': [200, 200, 200],
      '/health/ready': [200, 503, 200],
      '/feed.xml': [200, 200, 200],
      '/feed.json': [200, 200, 200],
    })
  })

  it.each(['amend', 'open-data'])('of %s fit the document as well', async (name) => {
    const server = createServer({ ...verbs, check: checkDocument }, new Map(), '127.0.0.1', LIMITS, kept.archive)
    const sent = async (file: FormData | Uint8Array<ArrayBuffer>, query = '') =>
      await server.request(`http://127.0.0.1:8000${API}/${name}${query}`, {
        method: 'POST',
        body: file,
        headers: { host: '127.0.0.1:8000' },
      })
    const described = document.paths[`/${name}`]?.post?.responses ?? {}
    const sampleBytes = new Uint8Array(await readFile(new URL('../../../samples/one-cell.docx', import.meta.url)))
    const amended = await sent(sampleBytes, '?name=one-cell.docx')
    expect(amended.status).toBe(200)
    expect(Object.keys(described['200']?.content ?? {})).toContain(amended.headers.get('content-type')?.split(';')[0])
    for (const [refused, status] of [
      [await sent(new FormData()), 400],
      [await sent(sampleBytes, '?name=one-cell.docx&acept=all'), 400],
      [await sent(sampleBytes, '?name=a.docx&name=b.docx'), 400],
      [await sent(new Uint8Array([1, 2, 3, 4]), '?name=a.pdf'), 415],
    ] as const) {
      expect(refused.status).toBe(status)
      expect(conforms(`/${name}`, status, await refused.json())).toEqual([])
    }
  })

  it('of checks fit the document as well', async () => {
    const server = createServer({ ...verbs, check: checkDocument }, new Map(), '127.0.0.1', LIMITS, kept.archive)
    const check = async (sent: FormData | string | Uint8Array<ArrayBuffer>, query = '') => {
      const url = `http://127.0.0.1:8000${API}/check${query}`
      const response = await server.request(url, { method: 'POST', body: sent, headers: { host: '127.0.0.1:8000' } })
      return { status: response.status, json: (await response.json()) as { items: unknown[] } }
    }
    const form = new FormData()
    for (const name of ['many.txt', 'one-cell.docx'])
      form.append('file', new File([await readFile(new URL(`../../../samples/${name}`, import.meta.url))], name))
    const checked = await check(form)
    expect([checked.status, checked.json.items.length]).toEqual([200, 2])
    expect(conforms('/check', 200, checked.json)).toEqual([])
    const none = await check(new FormData())
    expect([none.status, conforms('/check', 400, none.json)]).toEqual([400, []])
    const asked = await check('x', '?nmae=a.txt')
    expect([asked.status, conforms('/check', 400, asked.json)]).toEqual([400, []])
    const unread = await check(new Uint8Array([1, 2, 3, 4]), '?name=a.pdf')
    expect([unread.status, conforms('/check', unread.status, unread.json)]).toEqual([415, []])
  }, 900_000)

  it('lead every figure back to its file, page and cell', async () => {
    const { json } = await body('/facts?cut=expenditure&limit=5')
    for (const fact of json['items'] as { href: string; amount: number; sha256: string }[]) {
      const claim = (await (await ask(fact.href)).json()) as {
        claim: { amount: number }
        citation: { sha256: string; source: string; place: object }
      }
      expect(claim.claim.amount).toBe(fact.amount)
      expect(claim.citation).toMatchObject({ sha256: fact.sha256, source: `/source/${fact.sha256}` })
      expect(Object.keys(claim.citation.place)).not.toEqual([])
    }
  })

  it('lead every sum back to exactly the facts that it is made of', async () => {
    const { json } = await body('/sums?cut=expenditure&by=division,function,nature&digits=3')
    const sums = json['items'] as { href: string; amount: number; facts: number }[]
    expect(sums.length).toBeGreaterThan(2)
    for (const sum of sums) {
      const { items } = (await (await ask(`${sum.href}&limit=1000`)).json()) as { items: { amount: number }[] }
      expect([sum.href, items.length, items.reduce((all, { amount }) => all + amount, 0)]).toEqual([
        sum.href,
        sum.facts,
        sum.amount,
      ])
    }
  })

  it('lead to the portal’s own pages, in the language that was asked for', async () => {
    const pages = new Set<string>()
    for (const [, asked] of questions()) {
      const { json } = await body(`${asked}${asked.includes('?') ? '&' : '?'}lang=en`)
      JSON.stringify(json, (key, value: unknown) => {
        if (key === 'page' && typeof value === 'string') pages.add(value)
        return value
      })
    }
    const kinds = [...pages].map((page) => page.replaceAll(/\d+/gu, '1').replace(/^http:\/\/[^/]+/u, ''))
    expect([...new Set(kinds)].toSorted()).toEqual([
      '/department/1/1/figure/1?lang=en',
      '/department/1/1/table/1?lang=en',
      '/department/1?document=1&lang=en',
      '/department/1?lang=en',
      '/department/1?year=1&stage=budget&scope=department&lang=en',
      '/place/1?lang=en',
      '/place/CN?lang=en',
    ])
    for (const page of [...pages].slice(0, 100)) {
      expect(page).toMatch(/^http:\/\/127\.0\.0\.1:8000\//u)
      const response = await ask(page.slice('http://127.0.0.1:8000'.length))
      expect([page, response.status]).toEqual([page, 200])
      expect(await response.text()).toContain('<html lang="en">')
    }
  })

  it('count departments of no known place in the country', async () => {
    const sum = async (query: string) =>
      ((await body(`/sums?cut=expenditure&${query}`)).json['items'] as { amount: number }[])[0]?.amount
    expect(await sum('year=2025')).toBe(await sum('year=2025&division=CN'))
    const { json } = await body(`/facts?cut=expenditure&year=2025&limit=1000`)
    expect((json['items'] as { amount: number }[]).reduce((all, { amount }) => all + amount, 0)).toBe(await sum('year=2025'))
  })

  it('give no rate where it would mean nothing, and both figures with the reason', async () => {
    const { json } = await body(`/compare?cut=expenditure&items=${other}:2024,${other}:2025,${other}:2025:final`)
    expect(json['items']).toMatchObject([
      { amount: 200, comparison: null },
      { amount: 350, comparison: { difference: 150, rate: 7500, reasons: [] } },
      { amount: null, comparison: { difference: null, rate: null, reasons: [{ code: 'stage' }, { code: 'absent' }] } },
    ])
  })
})

describe('refusals', () => {
  it('name the cuts that can answer', async () => {
    const { status, json } = await body('/sums?cut=income&by=function')
    expect(status).toBe(422)
    expect(conforms('/sums', status, json)).toEqual([])
    expect(json).toMatchObject({ code: 'cut', cuts: ['expenditure', 'general', 'government-fund', 'state-capital'] })
    expect((await body('/facts?cut=expenditure&economic=301')).json).toMatchObject({
      code: 'cut',
      cuts: ['basic-by-economic-class'],
    })
    expect((await body('/facts?cut=everything')).json['code']).toBe('cut')
    expect((await ask(`${API}/facts.csv?cut=income&function=208`)).status).toBe(422)
  })

  it('of a code that neither a list nor a document has say so, and one that a document has is asked for', async () => {
    for (const [path, dimension, node] of [
      ['/facts?cut=expenditure', 'function', '999999'],
      ['/facts?cut=expenditure', 'function', '2089988!'],
      ['/facts?cut=expenditure', 'function', `${UNLISTED}1`],
      ['/facts.csv?cut=expenditure', 'function', '999'],
      ['/sums?cut=basic-by-economic-class', 'economic', '388'],
      ['/sums?cut=expenditure', 'fund', 'no-such-fund'],
      ['/places/{division}/series?cut=expenditure', 'function', '29901'],
    ] as const) {
      const asked = `${path.replace('{division}', '310107')}&${dimension}=${encodeURIComponent(node)}&lang=en`
      const { status, json } = await body(asked)
      expect([path, status, json['code'], conforms(path.replace(/[.?].*/u, ''), status, json)]).toEqual([
        path,
        400,
        dimension,
        [],
      ])
      expect(json['message']).toContain(`“${node.replace('!', '')}”`)
    }
    const wrong = (await body('/facts?cut=expenditure&function=999999')).json['message']
    const [listing = ''] = /\/sums\?[\w=&-]+/u.exec(String(wrong)) ?? []
    expect((await body(listing)).status).toBe(200)
    // Any name may be a project's. And what only a withheld document prints is as unknown as what nobody prints.
    expect(await body(`/facts?cut=project&project=${encodeURIComponent('没有的项目')}`)).toMatchObject({
      json: { items: [] },
    })
    expect((await body(`/facts?cut=expenditure&function=${WITHHELD}`)).status).toBe(400)
    // Known, though nobody here has it: an answer that has nothing. And in no list, but printed by somebody.
    expect(await body('/facts?cut=expenditure&function=20402')).toMatchObject({ status: 200, json: { items: [] } })
    for (const code of [UNLISTED, `${UNLISTED}!`, UNLISTED.slice(0, 5)])
      expect(await body(`/facts?cut=expenditure&function=${code}`)).toMatchObject({
        status: 200,
        json: { items: [{ amount: 7 }] },
      })
  })

  it('of a parameter that was given twice say so: no question is cut to its first part', async () => {
    for (const path of ['/facts', '/facts.csv', '/facts.ndjson', '/facts.parquet', '/sums']) {
      const { status, json } = await body(`${path}?cut=expenditure&year=2024&year=2025&lang=en`)
      expect([path, status, conforms(path.replace(/\..*/u, ''), status, json)]).toEqual([path, 400, []])
      const issues = json['issues'] as { path: string; message: string }[]
      expect(issues).toMatchObject([{ path: 'year', message: expect.stringMatching(/more than once.*commas/u) as string }])
    }
    expect((await ask('/feed.json?division=310107&division=310000')).status).toBe(400)
  })

  it('are said in both languages, and first in the one that was asked for', async () => {
    const { json } = await body('/departments/999?lang=en')
    const { zh, en } = json['messages'] as { zh: string; en: string }
    expect(json['message']).toBe(en)
    expect(zh).toContain('没有')
    expect((await body('/departments/999')).json['message']).toBe(zh)
    expect((await body('/nowhere')).json).toMatchObject({ code: 'not-found' })
  })
})
