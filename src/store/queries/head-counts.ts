import { sql } from 'kysely'
import type { Store } from '../open-store.ts'
import { noteChange } from '../place-counts.ts'

/** How many people live in a place, or are on its payroll, in a year, and who says so. */
export interface HeadCount {
  readonly division: string
  readonly year: number
  readonly kind: 'population' | 'staff'
  readonly count: number
  readonly source: string
}

/** Keeps counts; one for the same place, year and kind takes the place of an earlier one. */
export async function saveHeadCounts(store: Store, counts: readonly HeadCount[]): Promise<void> {
  if (counts.length === 0) return
  await store.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('head_count')
      .values([...counts])
      .onConflict((conflict) =>
        conflict.columns(['division', 'kind', 'year']).doUpdateSet({
          count: sql<number>`excluded.count`,
          source: sql<string>`excluded.source`,
        }),
      )
      .execute()
    await noteChange(
      tx,
      counts.map(({ division }) => division),
    )
  })
}

/** All counts of a place, the newest first. */
export async function headCountsOf(store: Store, division: string): Promise<HeadCount[]> {
  return await store.db
    .selectFrom('head_count')
    .select(['division', 'year', 'kind', 'count', 'source'])
    .where('division', '=', division)
    .orderBy('year', 'desc')
    .orderBy('kind')
    .execute()
}
