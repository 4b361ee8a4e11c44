import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factDownload } from '../../../src/app/download-rows.ts'
import { DownloadStreams } from '../../../src/server/api/download-stream.ts'
import { saveDisclosure } from '../../../src/store/save-disclosure.ts'
import { made, openTestStore, type TestStore } from './api-store.ts'
import { serverOver } from './ask-server.ts'

const API = '/api/v1'
const DEPARTMENTS = 12
const LINES = 9

let kept: TestStore
let ask: ReturnType<typeof serverOver>

const nameOf = (i: number) => `上海市普陀区第${String(i).padStart(2, '0')}局`
const linesOf = (i: number, edition = 0) =>
  Array.from({ length: LINES }, (_, n) => ({
    slice: { function: `20${100 + (n % 4)}0${1 + (n % 2)}`, nature: n % 2 === 0 ? 'basic' : 'project' },
    amount: (i + 1) * 1000 + n + edition * 1_000_000,
  }))
const keep = (i: number, year: number, edition = 0) =>
  saveDisclosure(kept.store, made({ department: nameOf(i), year, lines: linesOf(i, edition), edition }))

beforeAll(async () => {
  kept = await openTestStore()
  ask = serverOver(kept.archive)
  for (let i = 0; i < DEPARTMENTS; i++) for (const year of [2024, 2025]) await keep(i, year)
}, 900_000)
afterAll(() => kept.close(), 60_000)

interface Line {
  readonly department: number
  readonly year: number
  readonly disclosure: number
  readonly amount: number
  readonly href: string
}

async function page(query: string, cursor: string | null): Promise<{ items: Line[]; next: string | null }> {
  const response = await ask(`${API}/facts?${query}${cursor === null ? '' : `&cursor=${cursor}`}`)
  expect(response.status).toBe(200)
  return (await response.json()) as { items: Line[]; next: string | null }
}

async function sum(query: string): Promise<{ amount: number; facts: number }> {
  const { items } = (await (await ask(`${API}/sums?${query}`)).json()) as { items: { amount: number; facts: number }[] }
  return items[0] ?? { amount: 0, facts: 0 }
}

describe('pages', () => {
  it.each([1, 4, 9, 10, 1000])('of %i hold every fact once', async (limit) => {
    const seen: string[] = []
    let amount = 0
    for (let cursor: string | null = null; ; ) {
      const { items, next } = await page(`cut=expenditure&limit=${limit}`, cursor)
      seen.push(...items.map(({ href }) => href))
      amount += items.reduce((all, item) => all + item.amount, 0)
      if (next === null) break
      cursor = next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect({ amount, facts: seen.length }).toEqual(onlyFigures(await sum('cut=expenditure')))
  })

  it('lose and double nothing while other editions begin to count', async () => {
    const before = await sum('cut=expenditure')
    const lines: Line[] = []
    let edition = 0
    for (let cursor: string | null = null; ; ) {
      const { items, next } = await page('cut=expenditure&limit=5', cursor)
      lines.push(...items)
      if (next === null) break
      cursor = next
      // Each in turn: a department that was passed, the one that is being read, one to come, and a new one.
      edition++
      const at = Math.floor(lines.length / (2 * LINES))
      for (const i of [0, at, DEPARTMENTS - 1]) await keep(i, edition % 2 === 0 ? 2024 : 2025, edition)
      if (edition === 3) await keep(DEPARTMENTS, 2025)
    }
    // Every department and year stands there once, whole, from one disclosure.
    const groups = Map.groupBy(lines, ({ department, year }) => `${department} ${year}`)
    for (const group of groups.values())
      expect([group.length, new Set(group.map((line) => line.disclosure)).size]).toEqual([LINES, 1])
    expect(groups.size).toBeGreaterThanOrEqual(2 * DEPARTMENTS)
    expect(lines.length).toBeGreaterThanOrEqual(before.facts)
    expect(new Set(lines.map((line) => line.href)).size).toBe(lines.length)
  }, 900_000)

  it('of what came in last go on where they ended, to the microsecond', async () => {
    const seen: number[] = []
    for (let cursor: string | null = null; ; ) {
      const response = await ask(`${API}/disclosures?limit=7${cursor === null ? '' : `&cursor=${cursor}`}`)
      const { items, next } = (await response.json()) as { items: { id: number }[]; next: string | null }
      seen.push(...items.map(({ id }) => id))
      if (next === null) break
      cursor = next
    }
    const rows = await kept.store.db.selectFrom('disclosure').select('id').execute()
    expect(seen.toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b))
  })
})

describe('downloads', () => {
  it('are in every format what the sum adds up', async () => {
    const whole = await sum('cut=expenditure&year=2025')
    const path = (format: string) => `${API}/facts.${format}?cut=expenditure&year=2025`
    const csv = await (await ask(path('csv'))).arrayBuffer()
    expect([...new Uint8Array(csv.slice(0, 3))]).toEqual([0xef, 0xbb, 0xbf])
    const [header = '', ...rows] = new TextDecoder().decode(csv).trimEnd().split('\n')
    const at = header.split(',').indexOf('amount_fen')
    const yuan = header.split(',').indexOf('amount_yuan')
    const cells = rows.map((row) => row.split(','))
    const adds = (amounts: number[]) => ({ facts: amounts.length, amount: amounts.reduce((all, each) => all + each, 0) })
    expect(adds(cells.map((row) => Number(row[at])))).toEqual(onlyFigures(whole))
    expect(cells.every((row) => Number(row[at]) === Math.round(Number(row[yuan]) * 100))).toBe(true)

    const ndjson = (await (await ask(path('ndjson'))).text()).trimEnd().split('\n')
    expect(adds(ndjson.map((line) => (JSON.parse(line) as { amount_fen: number }).amount_fen))).toEqual(onlyFigures(whole))
    const json = (await (await ask(path('json'))).json()) as { amount_fen: number }[]
    expect(adds(json.map((line) => line.amount_fen))).toEqual(onlyFigures(whole))
    const file = await (await ask(path('parquet'))).arrayBuffer()
    expect(parquetMetadata(file).schema.find(({ name }) => name === 'amount_yuan')).toMatchObject({
      type: 'INT64',
      converted_type: 'DECIMAL',
      precision: 18,
      scale: 2,
    })
    const parquet = await parquetReadObjects({ file })
    expect(adds(parquet.map((line) => Number(line['amount_fen'])))).toEqual(onlyFigures(whole))
    // This reader gives decimals as floats; to the nearest fen they are the fen that stand beside them.
    const plain = (key: string, value: unknown) =>
      key === 'amount_yuan' ? Math.round(Number(value) * 100) : typeof value === 'bigint' ? Number(value) : value
    const lines = parquet.map((line) => Object.fromEntries(Object.entries(line).map(([key, value]) => [key, plain(key, value)])))
    expect(lines).toEqual(json.map((line) => ({ ...line, amount_yuan: line.amount_fen })))
  })

  it('of nothing are empty and whole', async () => {
    const text = async (format: string) => await (await ask(`${API}/facts.${format}?cut=project&year=1999`)).text()
    expect(JSON.parse(await text('json'))).toEqual([])
    expect(await text('ndjson')).toBe('')
    expect((await text('csv')).trimEnd().split('\n')).toHaveLength(1)
    expect(
      await parquetReadObjects({ file: await (await ask(`${API}/facts.parquet?cut=project&year=1999`)).arrayBuffer() }),
    ).toEqual([])
  })

  it('of departments and findings are there too', async () => {
    const departments = (await (await ask(`${API}/departments.json?division=310107`)).json()) as object[]
    expect(departments).toHaveLength(DEPARTMENTS + 1)
    expect((await (await ask(`${API}/findings.csv`)).text()).startsWith('department_id,')).toBe(true)
  })

  it('read pages of any size to the same rows, and no page before it is asked for', async () => {
    const filter = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const
    const all = async (rowsAtOnce: number) => {
      const rows: unknown[] = []
      for await (const part of factDownload(kept.archive, filter, rowsAtOnce).pages()) rows.push(...part)
      return rows
    }
    expect(await all(7)).toEqual(await all(5000))
  })

  it('are read only as fast as they are taken, and end when nobody takes them', async () => {
    let taken = 0
    let ended = false
    async function* parts(): AsyncGenerator<Uint8Array, void, void> {
      try {
        for (;;) {
          taken++
          yield await Promise.resolve(new Uint8Array(1000))
        }
      } finally {
        ended = true
      }
    }
    const streams = new DownloadStreams(1, 50)
    const reader = streams.start(parts()).getReader()
    expect(taken).toBe(0)
    await reader.read()
    expect(taken).toBe(1)
    await expect.poll(() => [streams.open, ended]).toEqual([0, true])
    await expect(reader.read()).rejects.toThrow('nobody takes')
  })

  it('that fail do not end as if they were whole', async () => {
    async function* parts(): AsyncGenerator<Uint8Array, void, void> {
      yield await Promise.resolve(new Uint8Array(3))
      throw new Error('gone')
    }
    const streams = new DownloadStreams(1)
    await expect(new Response(streams.start(parts())).arrayBuffer()).rejects.toThrow('gone')
    expect(streams.open).toBe(0)
  })
})

function onlyFigures({ amount, facts }: { amount: number; facts: number }) {
  return { amount, facts }
}
