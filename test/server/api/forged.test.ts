import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveDisclosure } from '../../../src/store/save-disclosure.ts'
import { made, openTestStore, type TestStore } from './api-store.ts'
import { serverOver } from './ask-server.ts'

const API = '/api/v1'

let kept: TestStore
let ask: ReturnType<typeof serverOver>

beforeAll(async () => {
  kept = await openTestStore()
  ask = serverOver(kept.archive)
  const line = (amount: number) => ({ slice: { function: '2080501', nature: 'basic' }, amount })
  await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', lines: [line(100), line(250)] }))
  await saveDisclosure(kept.store, made({ department: '上海市普陀区民政局', year: 2024, lines: [line(200)] }))
}, 900_000)
afterAll(() => kept.close(), 60_000)

async function body(path: string): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await ask(`${API}${path}`)
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

const forged = [
  '-1',
  '0',
  '1e3',
  '0x1',
  '99999999999999999999',
  '2147483648',
  "1'--",
  '1;DROP TABLE fact',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff',
  'NaN',
  '１',
  '%27%20OR%201=1',
]

it('forged ids and paths are never a fault of ours', async () => {
  const paths = forged.flatMap((id) => [
    `/departments/${id}`,
    `/departments/${id}/series?cut=expenditure`,
    `/departments/1/disclosures/${id}/tables`,
    `/departments/1/disclosures/1/tables/${id}x`,
    `/claims/1/1/${id}%00`,
    `/claims/${id}/${id}/${id}`,
    `/places/${id}`,
  ])
  for (const path of paths) {
    const { status } = await ask(`${API}${path}`)
    expect([path, [400, 404].includes(status)]).toEqual([path, true])
  }
})

it('forged parameters are never a fault of ours', async () => {
  const asked = forged.flatMap((value) => [
    `/facts?cut=${value}`,
    `/facts?cut=expenditure&function=${value}`,
    `/facts?cut=expenditure&nature=${value}`,
    `/facts?cut=project&project=${value}`,
    `/facts?cut=expenditure&year=${value}`,
    `/facts?cut=expenditure&division=${value}`,
    `/facts?cut=expenditure&department=${value}`,
    `/facts?cut=expenditure&limit=${value}`,
    `/facts?cut=expenditure&cursor=${value}`,
    `/facts?cut=expenditure&function=${value}!`,
    `/sums?cut=expenditure&by=${value}`,
    `/findings?code=${value}`,
    `/search?q=${value}`,
    `/departments?q=${value}`,
    `/compare?cut=expenditure&items=${value}:2024,1:2025`,
    `/rankings?cut=expenditure&year=${value}`,
    `/facts.csv?cut=expenditure&function=${value}`,
    `/places/310107/series?cut=${value}`,
    `/facts?cut=expenditure&function=208&nonsense=${value}`,
  ])
  for (const path of asked) {
    const { status } = await ask(`${API}${path}`)
    expect([path, status < 500]).toEqual([path, true])
  }
  expect((await ask(`${API}/facts?cut=expenditure&fuction=208`)).status).toBe(400)
})

it('cursors of nobody and of other questions are refused', async () => {
  const { next } = (await body('/facts?cut=expenditure&limit=1')).json as { next: string }
  expect((await body(`/facts?cut=expenditure&limit=2&cursor=${next}`)).status).toBe(200)
  expect((await body(`/facts?cut=expenditure&year=2025&cursor=${next}`)).json['code']).toBe('cursor')
  const own = (end: unknown) => {
    const [mark] = JSON.parse(Buffer.from(next, 'base64url').toString()) as [string]
    return Buffer.from(JSON.stringify([mark, end])).toString('base64url')
  }
  for (const end of [
    null,
    { departmentId: "1' OR 1=1", year: 1, stage: 1, scope: 1, disclosureId: 1, n: 1 },
    { departmentId: 1e99 },
    [],
  ])
    expect((await body(`/facts?cut=expenditure&cursor=${own(end)}`)).status).toBe(400)
})
