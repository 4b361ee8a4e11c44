import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { rebuildPlaceCounts } from './place-counts.ts'
import type { Schema } from './schema.ts'

/** No disclosure has this id. */
const NO_DISCLOSURE = 0

/**
 * How many levels of places sums are kept for: the country, provinces, and what lies directly below these. A county has so few departments that its sums would
 * be nearly as many as its facts: they are added up when somebody asks.
 */
export const ROLLED_LEVELS = 3

/**
 * Moves the sums over departments when another disclosure begins to count: by division (the country and two levels below it) and by department. In one
 * statement and in the order of the key, so that two imports at once wait for each other and never block each other for good. A line that no fact is left
 * in stays as nothing: whoever asks looks at `facts`.
 */
export async function addToRollups(
  tx: Transaction<Schema>,
  departmentId: number,
  { add, remove }: { readonly add: number | null; readonly remove: number | null },
): Promise<void> {
  const moved = [add, remove].filter((id) => id !== null)
  const changed = sql`SELECT f.*, CASE WHEN f.disclosure_id = ${add ?? NO_DISCLOSURE} THEN 1 ELSE -1 END AS sign FROM fact f
    WHERE f.department_id = ${departmentId} AND f.disclosure_id = ANY (${moved}::int[])`
  await sql`DELETE FROM department_total t USING (SELECT DISTINCT year, stage, scope FROM (${changed}) c) k
    WHERE t.department_id = ${departmentId} AND t.year = k.year AND t.stage = k.stage AND t.scope = k.scope`.execute(tx)
  await insertTotals(tx, sql`f.department_id = ${departmentId} AND f.disclosure_id = ${add ?? NO_DISCLOSURE}`)
  await insertSums(tx, changed)
}

/** Makes all sums and counts over departments anew from the facts of the disclosures that count: after facts came in past `saveDisclosure`. */
export async function rebuildRollups(tx: Transaction<Schema>): Promise<void> {
  // All facts there are, once: longer than any request may take, and better in memory than on the disk.
  await sql`SET LOCAL statement_timeout = 0`.execute(tx)
  await sql`SET LOCAL work_mem = '512MB'`.execute(tx)
  // What is asked of all rows is planned as if it were asked of a few: joining them one by one, and sorting all to add up.
  await sql`SET LOCAL enable_nestloop = off`.execute(tx)
  await sql`SET LOCAL enable_sort = off`.execute(tx)
  await sql`LOCK TABLE place_count, department_total, rollup IN EXCLUSIVE MODE`.execute(tx)
  await rebuildPlaceCounts(tx)
  await sql`DELETE FROM department_total`.execute(tx)
  await sql`DELETE FROM rollup`.execute(tx)
  const counts = sql`(f.department_id, f.disclosure_id) IN (SELECT department_id, id FROM disclosure WHERE current)`
  await insertTotals(tx, counts)
  await insertSums(tx, sql`SELECT f.*, 1 AS sign FROM fact f WHERE ${counts}`)
}

async function insertTotals(tx: Kysely<Schema>, where: RawBuilder<unknown>): Promise<void> {
  await sql`INSERT INTO department_total (amount, department_id, year, stage, scope, cut, ancestors)
    SELECT sum(f.amount), f.department_id, f.year, f.stage, f.scope, f.cut, d.ancestors
    FROM fact f JOIN department d ON d.id = f.department_id WHERE ${where}
    GROUP BY f.department_id, f.year, f.stage, f.scope, f.cut, d.ancestors`.execute(tx)
}

/** @param changed facts with their `sign`: 1 begins to count, -1 ceases to */
async function insertSums(tx: Kysely<Schema>, changed: RawBuilder<unknown>): Promise<void> {
  const key = sql.raw('function, economic, year, stage, scope, cut, fund, nature, item')
  // First by the places that departments have in common, then by each of these: a third of the rows.
  await sql`INSERT INTO rollup AS r (amount, facts, function, economic, year, stage, scope, cut, fund, nature, item, division)
    SELECT sum(o.amount), sum(o.facts), ${key}, a.division
    FROM (
      SELECT sum(c.amount * c.sign)::bigint AS amount, sum(c.sign) AS facts, ${key},
        d.ancestors[greatest(cardinality(d.ancestors) - ${sql.lit(ROLLED_LEVELS - 1)}, 1):] AS places
      FROM (${changed}) c JOIN department d ON d.id = c.department_id GROUP BY places, ${key}
    ) o, unnest(o.places) AS a (division)
    GROUP BY a.division, ${key}
    ORDER BY a.division, cut, stage, scope, year, function, economic, fund, nature, item
    ON CONFLICT (division, cut, stage, scope, year, function, economic, fund, nature, item)
    DO UPDATE SET amount = r.amount + excluded.amount, facts = r.facts + excluded.facts`.execute(tx)
}
