import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Store } from '../../src/store/open-store.ts'
import { type FactFilter, type GroupKey, sumFacts } from '../../src/store/queries/facts.ts'
import { rankDepartments } from '../../src/store/queries/rankings.ts'
import { rebuildRollups } from '../../src/store/rollups.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { withhold } from '../../src/store/withhold.ts'
import { archivedOf, type Made } from './archived-of.ts'
import { counting, disclosures } from './random-disclosures.ts'

/** A fact that counts, with whose and when. */
interface Counted {
  readonly made: Made
  readonly cut: string
  readonly slice: Readonly<Record<string, string | undefined>>
  readonly amount: number
}

const GROUPS: readonly (readonly GroupKey[])[] = [
  [],
  ['year'],
  ['function'],
  ['function', 'year'],
  ['nature'],
  ['function', 'nature', 'year'],
  ['division'],
  ['division', 'function'],
]
const DIGITS = [3, 5, 7] as const

const filters: fc.Arbitrary<FactFilter> = fc.record(
  {
    cut: fc.constant('expenditure'),
    stage: fc.constantFrom('budget' as const, 'final' as const),
    scope: fc.constantFrom('department' as const, 'unit' as const),
    years: fc.constantFrom([2023], [2024], [2023, 2024], []),
    division: fc.constantFrom('CN', '130000', '130100', '130102', '310000', '999999'),
    nodes: fc.constantFrom(
      {},
      { function: '201' },
      { function: '20103' },
      { function: '2050202' },
      { nature: 'project' },
      { nature: 'none' },
    ),
  },
  { requiredKeys: ['cut', 'stage', 'scope'] },
)

/** Sums from the store against the same from facts in memory. */
export function sumCases(now: () => Store): void {
  test('the same as a fold over facts in memory, for every filter and group, from kept sums and from facts', async () => {
    await fc.assert(
      fc.asyncProperty(
        disclosures,
        fc.array(fc.tuple(filters, fc.constantFrom(...GROUPS), fc.constantFrom(...DIGITS)), { minLength: 12, maxLength: 12 }),
        async (all, questions) => {
          await clear(now())
          const counted = await saveAll(now(), all)
          for (const [filter, groupBy, digits] of questions) {
            const expected = fold(counted, filter, groupBy, digits)
            for (const from of ['rollup', 'facts'] as const)
              expect(
                sorted(await sumFacts(now(), filter, groupBy, { digits, from })),
                JSON.stringify({ filter, groupBy, digits, from }),
              ).toEqual(expected)
          }
        },
      ),
      { numRuns: 15, seed: 7 },
    )
  })

  test('kept sums are those of the facts after additions, replacements and withholding, and when made anew', async () => {
    await fc.assert(
      fc.asyncProperty(disclosures, fc.array(fc.nat(), { maxLength: 4 }), async (all, taken) => {
        await clear(now())
        await saveAll(now(), all)
        const rows = await now().db.selectFrom('disclosure').select(['department_id', 'id']).orderBy('id').execute()
        for (const n of taken) {
          const row = rows[n % rows.length]
          if (row === undefined) continue
          const held = { departmentId: row.department_id, disclosureId: row.id }
          await now()
            .db.transaction()
            .execute((tx) => withhold(tx, held, { actor: 'test', reason: 'test' }))
        }
        const kept = await keptSums(now())
        await now().db.transaction().execute(rebuildRollups)
        expect(kept).toEqual(await keptSums(now()))
      }),
      { numRuns: 15, seed: 11 },
    )
  })

  test('departments are ranked by what they add up to', async () => {
    await fc.assert(
      fc.asyncProperty(disclosures, fc.constantFrom('CN', '130000', '130100', '130102', undefined), async (all, division) => {
        await clear(now())
        const counted = await saveAll(now(), all)
        const filter = { cut: 'expenditure', stage: 'budget', scope: 'department', year: 2024 } as const
        const ranked = await rankDepartments(now(), { ...filter, limit: 100, ...(division === undefined ? {} : { division }) })
        const inside = counted.filter(
          ({ made, cut }) =>
            cut === filter.cut &&
            made.stage === 'budget' &&
            made.scope === 'department' &&
            made.year === 2024 &&
            (division === undefined || made.divisions?.includes(division) === true),
        )
        const sums = Map.groupBy(inside, ({ made }) => made.department ?? '')
        expect(Object.fromEntries(ranked.map((row) => [row.department, row.amount]))).toEqual(
          Object.fromEntries([...sums].map(([name, facts]) => [name, facts.reduce((sum, fact) => sum + fact.amount, 0)])),
        )
        expect(ranked.map((row) => row.amount)).toEqual(ranked.map((row) => row.amount).toSorted((a, b) => b - a))
      }),
      { numRuns: 15, seed: 13 },
    )
  })
}

async function clear({ db }: Store): Promise<void> {
  for (const table of [
    'disclosure',
    'source',
    'fact',
    'rollup',
    'department_total',
    'packed_claims',
    'passage',
    'project',
  ] as const)
    await db.deleteFrom(table).execute()
}

async function saveAll(store: Store, all: readonly Made[]): Promise<Counted[]> {
  const archived = all.map((made) => ({ made, archived: archivedOf(made) }))
  for (const each of archived) await saveDisclosure(store, each.archived)
  const best = counting(
    archived.map(({ made, archived: a }) => ({ made, sha256: a.source.sha256, claims: a.tables[0]?.claims.length ?? 0 })),
  )
  return archived
    .filter(({ archived: a }) => best.has(a.source.sha256))
    .flatMap(({ made, archived: a }) => a.facts.map(({ cut, slice, amount }) => ({ made, cut, slice, amount })))
}

function fold(counted: readonly Counted[], filter: FactFilter, groupBy: readonly GroupKey[], digits: 3 | 5 | 7): unknown[] {
  const { division = 'CN', nodes = {} } = filter
  const inside = counted.filter(
    ({ made, cut, slice }) =>
      cut === filter.cut &&
      made.stage === filter.stage &&
      made.scope === filter.scope &&
      (filter.years === undefined || filter.years.includes(made.year ?? 0)) &&
      made.divisions?.includes(division) === true &&
      (nodes.function === undefined || [nodes.function].flat().some((code) => slice['function']?.startsWith(code) === true)) &&
      (nodes.nature === undefined || slice['nature'] === nodes.nature),
  )
  const groups = Map.groupBy(inside, ({ made, slice }) => {
    const above = made.divisions ?? []
    const of = (key: GroupKey): string | number | null => {
      if (key === 'year') return made.year ?? 0
      if (key === 'division') return above[0] === division ? division : (above[above.indexOf(division) - 1] ?? null)
      if (key === 'department') return made.department ?? ''
      const node = slice[key]
      return node === undefined ? null : key === 'function' ? node.slice(0, digits) : node
    }
    return JSON.stringify(Object.fromEntries(groupBy.map((key) => [key, of(key)])))
  })
  // Without a group there is one sum, of nothing too.
  if (groupBy.length === 0 && groups.size === 0) return []
  return sorted(
    [...groups].map(([group, facts]) => ({
      group: JSON.parse(group) as object,
      amount: facts.reduce((sum, fact) => sum + fact.amount, 0),
      facts: facts.length,
    })),
  )
}

/** Sums of nothing aside: whether such a line is told is not the question here. */
function sorted(sums: readonly { readonly group: object; readonly amount: number; readonly facts: number }[]): unknown[] {
  return sums
    .filter((sum) => sum.facts > 0)
    .map((sum) => JSON.stringify(sum))
    .toSorted()
}

async function keptSums({ db }: Store): Promise<unknown> {
  const { rows: rollup } =
    await sql`SELECT * FROM rollup WHERE facts > 0 ORDER BY division, cut, stage, scope, year, function, economic, fund, nature, item`.execute(
      db,
    )
  const { rows: totals } = await sql`SELECT * FROM department_total ORDER BY department_id, year, stage, scope, cut`.execute(db)
  return { rollup, totals }
}
