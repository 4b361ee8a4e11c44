import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Store } from '../../src/store/open-store.ts'
import { rebuildRollups } from '../../src/store/rollups.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { archivedOf, type Made, spent } from './archived-of.ts'

/** Several writers at once: each waits for another, and none for good. */
export function concurrencyCases(now: () => Store): void {
  const facts = (i: number) => [
    spent('2010301', 'basic', 100 + i),
    spent('2050202', 'project', 7 * i),
    spent('2080505', 'basic', i),
  ]

  test('copies of one department and year: one counts', async () => {
    const all = Array.from({ length: 24 }, (_, i): Made => ({ bytes: `copy ${i}`, more: i % 5, facts: facts(i) }))
    const saved = await Promise.all(all.map((made) => saveDisclosure(now(), archivedOf(made))))
    expect(new Set(saved.map((s) => s.departmentId)).size).toBe(1)
    expect(await now().db.selectFrom('disclosure').select('id').where('current', '=', true).execute()).toHaveLength(1)
    await sumsHold(now())
  })

  test('many departments of one place', async () => {
    const all = Array.from(
      { length: 48 },
      (_, i): Made => ({
        bytes: `file ${i}`,
        department: `第${i % 16}局`,
        year: 2020 + (i % 3),
        more: i % 4,
        facts: facts(i).toReversed(),
      }),
    )
    await Promise.all(all.map((made) => saveDisclosure(now(), archivedOf(made))))
    expect(await now().db.selectFrom('disclosure').select('id').execute()).toHaveLength(48)
    await sumsHold(now())
  })

  test('the same bytes at the same moment: kept once', async () => {
    const saved = await Promise.all(
      Array.from({ length: 12 }, () => saveDisclosure(now(), archivedOf({ bytes: 'one', facts: facts(1) }))),
    )
    expect(saved.filter((s) => s.isNew)).toHaveLength(1)
    expect(new Set(saved.map((s) => s.disclosureId)).size).toBe(1)
  })
}

async function sumsHold({ db }: Store): Promise<void> {
  const kept = async () => [
    (await sql`SELECT * FROM rollup WHERE facts > 0 ORDER BY division, cut, year, function, nature`.execute(db)).rows,
    (
      await sql`SELECT division, parent, year, stage, scope, known, departments, disclosures, without_error, errors, claims, passed, failed, unread
        FROM place_count ORDER BY division, year, stage, scope`.execute(db)
    ).rows,
  ]
  const before = await kept()
  await db.transaction().execute(rebuildRollups)
  expect(before).toEqual(await kept())
}
