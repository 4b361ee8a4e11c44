import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Comparison } from '../../src/catalogue/comparable.ts'
import { compareView } from '../../src/server/portal/compare-view.ts'
import { openSampleArchive, type SampleArchive } from '../setup/archive.ts'
import { serverOver } from './api/ask-server.ts'

let sample: SampleArchive
let ask: ReturnType<typeof serverOver>

beforeAll(async () => {
  sample = await openSampleArchive()
  ask = serverOver(sample.archive)
}, 900_000)
afterAll(async () => sample?.close())

interface Compared {
  readonly amount: number | null
  readonly comparison: Comparison | null
}

/** What the API and the portal say of two documents in one class, or in all their general public budget. */
async function bothOf(one: readonly [number, number, number], two: readonly [number, number, number], code: string | null) {
  const items = [one, two].map(([department, , year]) => `${department}:${year}`)
  const asked = code === null ? 'cut=general' : `cut=expenditure&function=${code}`
  const answer = await ask(`/api/v1/compare?${asked}&items=${items.join(',')}`)
  const api = ((await answer.json()) as { items: Compared[] }).items
  const names = [one, two].map(([department, disclosure]) => `${department}:${disclosure}`)
  const { rows } = await compareView(sample.archive, names, '')
  const cells = rows.find((row) => (code === null ? row.headline === 'general' : row.code === code))?.cells
  const page = await (await ask(`/compare?${names.map((name) => `d=${name}`).join('&')}`)).text()
  return { api, portal: cells?.map(({ claim, compared }) => ({ amount: claim?.amount ?? null, comparison: compared })), page }
}

it('the API and the portal say the same of the same pair of figures', async () => {
  const documents = async (department: number) =>
    (await sample.archive.disclosures(department)).flatMap(({ id, year, current }) =>
      current && year !== null ? [[department, id, year] as const] : [],
    )
  const all = [...(await documents(sample.department)), ...(await documents(sample.hostile))]
  expect(all.length).toBeGreaterThan(2)
  const said = { rates: 0, refused: 0 }
  for (const one of all)
    for (const two of all.filter((other) => other !== one))
      for (const code of ['201', '208', null]) {
        const { api, portal, page } = await bothOf(one, two, code)
        if (portal === undefined) {
          expect(api.map(({ amount }) => amount)).toEqual([null, null])
          continue
        }
        expect([one, two, code, portal]).toEqual([one, two, code, api.map(({ amount, comparison }) => ({ amount, comparison }))])
        const comparison = portal[1]?.comparison
        if (comparison?.rate === null) said.refused++
        else said.rates++
        for (const { message } of comparison?.reasons ?? []) expect(page).toContain(message.zh)
      }
  expect(said.rates).toBeGreaterThan(0)
  expect(said.refused).toBeGreaterThan(0)
})
