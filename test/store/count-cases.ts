import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Store } from '../../src/store/open-store.ts'
import { storeStamp } from '../../src/store/queries/departments.ts'
import { saveHeadCounts } from '../../src/store/queries/head-counts.ts'
import { overviewOf, placesBelow } from '../../src/store/queries/overview.ts'
import { countsOf } from '../../src/store/queries/rankings.ts'
import { rebuildRollups } from '../../src/store/rollups.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { publish, withhold } from '../../src/store/withhold.ts'
import { archivedOf, spent } from './archived-of.ts'
import { disclosures } from './random-disclosures.ts'

const PLACES = ['CN', '130000', '130100', '130102', '310000', '310107', '999999']

/** Counts that are kept against the same counted anew from what is there. */
export function countCases(now: () => Store): void {
  test('the same as counted from every disclosure, whatever was kept, withheld and published', async () => {
    await fc.assert(
      fc.asyncProperty(disclosures, fc.infiniteStream(fc.nat(3)), async (all, acts) => {
        await clear(now())
        const nobody = archivedOf({ bytes: 'nobody', department: null })
        for (const archived of [
          ...all.map(archivedOf),
          nobody,
          archivedOf({ bytes: 'no place', department: '某处局', divisions: [] }),
        ]) {
          const saved = await saveDisclosure(now(), archived)
          const act = acts.next().value
          if (act === 0 || act === 1)
            await now()
              .db.transaction()
              .execute((tx) => withhold(tx, saved, { actor: 'test', reason: 'test' }))
          if (act === 1)
            await now()
              .db.transaction()
              .execute((tx) => publish(tx, saved, { actor: 'test' }))
        }
        const kept = await countsKept(now())
        await now().db.transaction().execute(rebuildRollups)
        expect(kept).toEqual(await countsKept(now()))
        expect(await overviewOf(now())).toEqual(await countedOverview(now()))
        for (const place of PLACES) {
          expect(await placesBelow(now(), place), place).toEqual(await countedBelow(now(), place))
          expect(await countsOf(now(), place), place).toEqual(await counted(now(), place))
        }
      }),
      { numRuns: 15, seed: 3 },
    )
  })

  test('another stamp after whatever changes an answer, and the same otherwise', async () => {
    const seen = [await storeStamp(now())]
    const changes = async (work: () => Promise<unknown>, does = true): Promise<void> => {
      await work()
      const stamp = await storeStamp(now())
      expect(seen.includes(stamp)).toBe(!does)
      seen.push(stamp)
    }
    const one = archivedOf({ bytes: 'one', facts: [spent('2010301', 'basic', 3)] })
    const saved = await saveDisclosure(now(), one)
    await changes(() => Promise.resolve())
    await changes(() => saveDisclosure(now(), one), false)
    // A copy that does not count, one without a year, one of nobody: lists of documents have them.
    await changes(() => saveDisclosure(now(), archivedOf({ bytes: 'copy' })))
    await changes(() => saveDisclosure(now(), archivedOf({ bytes: 'no year', year: null })))
    await changes(() => saveDisclosure(now(), archivedOf({ bytes: 'nobody', department: null })))
    const moved = (move: typeof withhold | typeof publish) => () =>
      now()
        .db.transaction()
        .execute((tx) => move(tx, saved, { actor: 'test', reason: 'test' }))
    await changes(moved(withhold))
    await changes(moved(publish))
    const people = { division: '130000', year: 2024, kind: 'population', count: 74_000_000, source: 'test' } as const
    await changes(() => saveHeadCounts(now(), [people]))
    await changes(() => now().db.transaction().execute(rebuildRollups))
  })
}

async function clear({ db }: Store): Promise<void> {
  const tables = [
    'department',
    'source',
    'disclosure',
    'fact',
    'rollup',
    'department_total',
    'place_count',
    'packed_claims',
  ] as const
  for (const table of tables) await db.deleteFrom(table).execute()
  for (const table of ['packed_claims', 'finding', 'project', 'fact', 'passage'])
    await sql`DELETE FROM ${sql.table(`withheld_${table}`)}`.execute(db)
}

async function countsKept({ db }: Store): Promise<unknown> {
  const { rows } =
    await sql`SELECT division, parent, year, stage, scope, known, departments, disclosures, without_error, errors, claims, passed, failed, unread
    FROM place_count WHERE known > 0 OR disclosures > 0 ORDER BY division, year, stage, scope`.execute(db)
  return rows
}

async function countedOverview({ db }: Store): Promise<unknown> {
  const { rows } = await sql<{
    passed: number
    failed: number
  }>`SELECT count(DISTINCT department_id) AS departments, count(*) AS disclosures,
      coalesce(sum(claims), 0) AS figures, coalesce(sum(passed), 0) AS passed, coalesce(sum(failed), 0) AS failed, max(year) AS year
    FROM disclosure WHERE current`.execute(db)
  return rows.map(({ passed, failed, ...rest }) => ({ ...rest, equations: { passed, failed } }))[0]
}

async function countedBelow({ db }: Store, division: string): Promise<unknown> {
  const { rows } = await sql<{ code: string | null }>`SELECT
      CASE WHEN d.division = ${division} THEN d.division ELSE d.ancestors[array_position(d.ancestors, ${division}) - 1] END AS code,
      count(DISTINCT d.id) AS departments, count(s.id) AS disclosures
    FROM department d LEFT JOIN disclosure s ON s.department_id = d.id AND s.current
    WHERE d.ancestors @> ARRAY[${division}] AND d.name <> '' GROUP BY 1 ORDER BY 1`.execute(db)
  return rows.filter(({ code }) => code !== null)
}

async function counted({ db }: Store, division: string): Promise<unknown> {
  const { rows } = await sql`SELECT s.year, st.node AS stage, sc.node AS scope, count(*) AS departments,
      count(*) FILTER (WHERE s.errors = 0) AS "withoutError", sum(s.errors) AS errors, sum(s.claims) AS claims,
      sum(s.passed + s.failed) AS equations, sum(s.unread) AS "tablesUnread"
    FROM disclosure s JOIN department d ON d.id = s.department_id JOIN node st ON st.id = s.stage JOIN node sc ON sc.id = s.scope
    WHERE s.current AND d.ancestors @> ARRAY[${division}] GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3`.execute(db)
  return rows
}
