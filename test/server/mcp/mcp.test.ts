import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mingzhangClient } from '../../../src/client/mingzhang-client.ts'
import { createMcpServer } from '../../../src/server/mcp/create-mcp-server.ts'
import { TOOLS } from '../../../src/server/mcp/tools.ts'
import { saveDisclosure } from '../../../src/store/save-disclosure.ts'
import { keepSample, made, openTestStore, type TestStore } from '../api/api-store.ts'
import { serverOver } from '../api/ask-server.ts'

let kept: TestStore
let ask: ReturnType<typeof serverOver>
let client: Client
let sample = { department: 0, disclosure: 0 }
let bureau = 0

beforeAll(async () => {
  kept = await openTestStore()
  ask = serverOver(kept.archive)
  const { departmentId, disclosureId } = await keepSample(kept.store, 'many.txt')
  sample = { department: departmentId, disclosure: disclosureId }
  const lines = [
    { slice: { function: '2080501', nature: 'basic' }, amount: 123_400 },
    { slice: { function: '2080502', nature: 'project' }, amount: 500 },
  ]
  bureau = (await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', lines }))).departmentId
  client = new Client({ name: 'test', version: '1' })
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  await createMcpServer(kept.archive).connect(ours)
  await client.connect(theirs)
}, 900_000)
afterAll(async () => {
  await client.close()
  await kept.close()
}, 900_000)

interface Answer {
  readonly isError?: boolean
  readonly structuredContent?: Record<string, unknown>
  readonly content: { readonly text: string }[]
}
const call = async (name: string, given: Record<string, unknown> = {}, by = client): Promise<Answer> =>
  (await by.callTool({ name, arguments: given })) as unknown as Answer

describe('MCP', () => {
  it('lists its tools with the parameters of the API', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name))
    const facts = tools.find(({ name }) => name === 'query_facts')
    expect(facts?.inputSchema.required).toEqual(['cut'])
    expect(Object.keys(facts?.inputSchema.properties ?? {})).toContain('function')
  })

  it('answers every tool', async () => {
    const given: Record<string, Record<string, unknown>> = {
      list_disclosures: { department: bureau },
      get_disclosure: sample,
      get_table: { ...sample, table: 0 },
      get_claim: { ...sample, claim: 3 },
      list_projects: sample,
      query_facts: { cut: 'expenditure' },
      sum_facts: { cut: 'expenditure', by: ['year', 'department'] },
      rank_departments: { cut: 'expenditure', year: 2025 },
      department_series: { department: bureau, cut: 'expenditure' },
      place_series: { division: '310107', cut: 'expenditure' },
      compare: { cut: 'expenditure', items: `${bureau}:2025,${bureau}:2024` },
      search: { q: '养老' },
      get_place: { division: '310107' },
    }
    for (const { name } of TOOLS) {
      const answer = await call(name, given[name])
      expect([name, answer.isError ?? false, answer.content[0]?.text.slice(0, 200)]).toEqual([
        name,
        false,
        JSON.stringify(answer.structuredContent).slice(0, 200),
      ])
    }
  })

  it('gives a citation with every figure: file, hash, page or line, address', async () => {
    const facts = (await call('query_facts', { cut: 'expenditure', department: bureau })).structuredContent
    expect(facts?.['items']).toMatchObject([
      {
        amount: 123_400,
        citation: {
          file: '2025-0.pdf',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
          source: expect.stringContaining('/source/') as string,
          picture: expect.stringMatching(/\/page\/3\.png$/u) as string,
          claim: `/api/v1/claims/${bureau}/2/0`,
          page: `/department/${bureau}/2/figure/0`,
          printed: '0.1234',
          place: { page: 3, table: 1, row: 1, column: 2, box: [10, 20, 30, 40] },
        },
      },
      { amount: 500 },
    ])
    const sums = (await call('sum_facts', { cut: 'expenditure', by: 'function', digits: 3 })).structuredContent
    const every = sums?.['items'] as { citations: { citation: { sha256: string } | null }[] }[]
    expect(every.length).toBeGreaterThan(0)
    expect(every.every(({ citations }) => citations.length > 0 && citations.every(({ citation }) => citation !== null))).toBe(
      true,
    )
    const findings = (await call('list_findings')).structuredContent ?? {}
    for (const { citations } of findings['items'] as { citations: { sha256: string; place: object }[] }[])
      expect(citations[0]?.sha256).toMatch(/^[0-9a-f]{64}$/u)
    const table = (await call('get_table', { ...sample, table: 0 })).structuredContent ?? {}
    for (const { citation } of table['claims'] as { citation: { file: string; claim: string } }[])
      expect(citation).toMatchObject({ file: 'many.txt', claim: expect.stringContaining('/api/v1/claims/') as string })
  })

  it('refuses as the API does, and a forged id is no fault of ours', async () => {
    const refused = await call('sum_facts', { cut: 'income', by: 'function' })
    expect(refused.isError).toBe(true)
    expect(JSON.parse(refused.content[0]?.text ?? '')).toMatchObject({
      code: 'cut',
      cuts: expect.arrayContaining(['expenditure']) as string[],
    })
    for (const department of ['../../openapi.json', -1, '1;--', {}, '1/disclosures'])
      expect(JSON.parse((await call('list_disclosures', { department })).content[0]?.text ?? '')).toMatchObject({
        code: expect.stringMatching(/^(?:parameters|not-found)$/u) as string,
      })
    expect((await call('drop_table')).isError).toBe(true)
  })

  it('is served over HTTP too, without sessions', async () => {
    const remote = new Client({ name: 'test', version: '1' })
    const transport = new StreamableHTTPClientTransport(new URL('http://127.0.0.1:8000/mcp'), {
      fetch: (url, init) => ask(new URL(url).pathname, init),
    })
    await remote.connect(transport as Parameters<Client['connect']>[0])
    const answer = await call('list_cuts', {}, remote)
    expect(answer.structuredContent).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: 'income' })]) as object[],
    })
    await remote.close()
    const large = await ask('/mcp', {
      method: 'POST',
      body: `{"a":"${'x'.repeat(1_100_000)}"}`,
      headers: { 'content-type': 'application/json' },
    })
    expect(large.status).toBe(413)
    const broken = await ask('/mcp', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    })
    expect(broken.status).toBe(400)
    expect((await ask('/mcp', { method: 'POST', body: '{}', headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
  })
})

describe('mingzhang mcp', () => {
  it('speaks over standard input and output, and writes nothing else there', async () => {
    const program = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url))
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [program, 'mcp', '--data', kept.store.folder],
      stderr: 'pipe',
    })
    const other = new Client({ name: 'test', version: '1' })
    const errors: Error[] = []
    // What is no message of the protocol comes here.
    Object.assign(transport, { onerror: (error: Error) => errors.push(error) })
    await other.connect(transport)
    const answer = await call('find_departments', { q: '民政' }, other)
    expect(answer.structuredContent).toMatchObject({ items: [{ name: '上海市普陀区民政局' }] })
    await other.close()
    expect(errors).toEqual([])
  }, 900_000)
})

describe('the typed client', () => {
  it('asks and reads what the schemas say', async () => {
    const { api, pages, download } = mingzhangClient('http://127.0.0.1:8000', {
      fetch: (url, init) => {
        const { pathname, search } = new URL(url instanceof Request ? url.url : url)
        return ask(`${pathname}${search}`, init)
      },
    })
    const one = await api.departments[':department'].$get({ param: { department: String(bureau) }, query: {} })
    expect(one.status).toBe(200)
    if (one.status === 200) expect((await one.json()).name).toBe('上海市普陀区民政局')
    const refused = await api.sums.$get({ query: { cut: 'income', by: 'function' } })
    if (refused.status === 422) expect((await refused.json()).cuts).toContain('expenditure')
    expect(refused.status).toBe(422)
    let amount = 0
    for await (const items of pages(async (cursor) => {
      const answer = await api.facts.$get({
        query: { cut: 'expenditure', department: String(bureau), limit: '1', ...(cursor === undefined ? {} : { cursor }) },
      })
      if (answer.status !== 200) throw new Error(`status ${answer.status}`)
      return await answer.json()
    }))
      amount += items.reduce((all, fact) => all + fact.amount, 0)
    expect(amount).toBe(123_900)
    expect(await (await download('facts.csv', { cut: 'expenditure' })).text()).toContain('1234.00')
  })
})

describe('feeds', () => {
  it('tell what is new and what was corrected, everywhere or in a place', async () => {
    await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', edition: 1, lines: [{ slice: {}, amount: 1 }] }))
    const atom = await ask('/feed.xml?division=310107')
    const xml = await atom.text()
    expect(atom.headers.get('content-type')).toContain('application/atom+xml')
    expect(xml.match(/<entry>/gu)).toHaveLength(2)
    expect(xml).toContain('更正或另一副本')
    expect(xml).toContain('<id>urn:mingzhang:disclosure:')
    const tag = atom.headers.get('etag') ?? ''
    expect((await ask('/feed.xml?division=310107', { headers: { 'if-none-match': tag } })).status).toBe(304)
    const json = (await (await ask('/feed.json')).json()) as { items: { id: string; url: string }[] }
    expect(json.items).toHaveLength(3)
    for (const { url } of json.items) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8000\/department\/\d+\?document=\d+$/u)
      expect((await ask(url.slice('http://127.0.0.1:8000'.length))).status).toBe(200)
    }
    expect(await (await ask('/feed.xml?lang=en')).text()).toMatch(/\?document=\d+&amp;lang=en"/u)
    expect((await ask('/feed.xml?division=999999')).status).toBe(400)
    expect((await ask('/feed.xml?division=%00')).status).toBe(400)
  })

  it('show names of files as text', async () => {
    const archived = made({ department: '上海市普陀区<script>局', lines: [{ slice: {}, amount: 1 }] })
    await saveDisclosure(kept.store, archived)
    expect(await (await ask('/feed.xml')).text()).not.toContain('<script>')
  })
})
