import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Store } from '../../src/store/open-store.ts'
import type { PageEnd } from '../../src/store/queries/current-pages.ts'
import { type FactRow, listFacts } from '../../src/store/queries/fact-pages.ts'
import type { FactFilter } from '../../src/store/queries/facts.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { archivedOf, spent } from './archived-of.ts'
import { disclosures } from './random-disclosures.ts'

interface Question extends FactFilter {
  readonly department: number
}

const CUTS = ['expenditure', 'income', 'project', 'none']

const questions = fc.record(
  {
    stage: fc.constantFrom('budget' as const, 'budget' as const, 'final' as const),
    scope: fc.constantFrom('department' as const, 'department' as const, 'unit' as const),
    years: fc.constantFrom([2023], [2024], [2023, 2024], []),
  },
  { requiredKeys: ['stage', 'scope'] },
)

/** Everything of one department is asked in one statement of its own; with a place that it lies in, in the way in which any question is asked. */
const waysToAsk = (filter: Question): readonly [FactFilter, FactFilter] => [filter, { ...filter, division: 'CN' }]

async function pages(store: Store, filter: FactFilter, limit: number): Promise<FactRow[][]> {
  const all: FactRow[][] = []
  for (let after: PageEnd | undefined; ; after = all.at(-1)?.at(-1)?.end) {
    const page = await listFacts(store, filter, { limit, ...(after === undefined ? {} : { after }) })
    if (page.length === 0) return all
    all.push(page)
  }
}

/** One department's lines are what they are, however they are asked for. */
export function pageCases(now: () => Store): void {
  test('a department at once as among all, page by page', async () => {
    let lines = 0
    await fc.assert(
      fc.asyncProperty(disclosures, questions, fc.integer({ min: 1, max: 9 }), async (all, question, limit) => {
        await clear(now())
        for (const made of all) await saveDisclosure(now(), archivedOf(made))
        const departments = await now().db.selectFrom('department').select('id').execute()
        for (const { id } of departments)
          for (const cut of CUTS) {
            const [alone, among] = waysToAsk({ ...question, cut, department: id })
            const found = await pages(now(), alone, limit)
            expect(found).toEqual(await pages(now(), among, limit))
            lines += found.flat().length
          }
      }),
      { numRuns: 20, seed: 11 },
    )
    expect(lines).toBeGreaterThan(50)
  })

  test('a function that few have, the same lines as among all lines', async () => {
    const asked = ['201', '20103', '2010302', '2239901', '999', ['2050202', '2080505']] as const
    let lines = 0
    await fc.assert(
      fc.asyncProperty(disclosures, fc.integer({ min: 1, max: 9 }), async (all, limit) => {
        await clear(now())
        for (const made of all) await saveDisclosure(now(), archivedOf(made))
        const filter = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const
        const everything = (await pages(now(), filter, 1000)).flat()
        for (const code of asked) {
          const codes = [code].flat()
          const found = (await pages(now(), { ...filter, nodes: { function: code } }, limit)).flat()
          expect(found).toEqual(everything.filter(({ slice }) => codes.some((each) => slice.function?.startsWith(each) === true)))
          lines += found.length
        }
      }),
      { numRuns: 12, seed: 7 },
    )
    expect(lines).toBeGreaterThan(50)
  })

  test('a department whose correction comes between two pages, the same in both ways', async () => {
    const made = (bytes: string, year: number, more: number) =>
      archivedOf({ bytes, year, more, facts: [1, 2, 3].map((amount) => spent('2010301', 'basic', amount * 100 + more)) })
    const first = await saveDisclosure(now(), made('first', 2023, 0))
    await saveDisclosure(now(), made('next', 2024, 0))
    const ways = waysToAsk({ cut: 'expenditure', stage: 'budget', scope: 'department', department: first.departmentId })
    const [begun] = await listFacts(now(), ways[0], { limit: 1 })
    if (begun === undefined) throw new Error('a line')
    expect((await saveDisclosure(now(), made('correction', 2023, 5))).current).toBe(true)
    const [alone, among] = await Promise.all(ways.map((way) => listFacts(now(), way, { limit: 9, after: begun.end })))
    expect(alone?.map(({ year, amount }) => [year, amount])).toEqual([
      [2023, 200],
      [2023, 300],
      [2024, 100],
      [2024, 200],
      [2024, 300],
    ])
    expect(among).toEqual(alone)
    // The end of a page of another department: gone on with there, in both ways.
    const other = await saveDisclosure(
      now(),
      archivedOf({ bytes: 'other', department: '另一局', facts: [spent('2010301', 'basic', 7)] }),
    )
    const after = { ...begun.end, n: 0 }
    for (const way of waysToAsk({ cut: 'expenditure', stage: 'budget', scope: 'department', department: other.departmentId }))
      expect((await listFacts(now(), way, { limit: 9, after })).map(({ amount }) => amount)).toEqual([100, 200, 300, 7])
  })
}

async function clear(store: Store): Promise<void> {
  await sql`TRUNCATE ${sql.join(['department', 'source', 'disclosure', 'packed_claims', 'finding', 'project', 'fact', 'rollup', 'department_total', 'place_count', 'passage'].map((name) => sql.table(name)))}`.execute(
    store.db,
  )
}
