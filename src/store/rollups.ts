import { sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** No disclosure has this id. */
const NO_DISCLOSURE = 0

/**
 * Moves the sums over departments when another disclosure begins to count: by division (the department's own and all above it) and by department. In one
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
  await sql`INSERT INTO department_total (amount, department_id, year, stage, scope, cut, ancestors)
    SELECT sum(f.amount), f.department_id, f.year, f.stage, f.scope, f.cut, d.ancestors
    FROM fact f JOIN department d ON d.id = f.department_id
    WHERE f.department_id = ${departmentId} AND f.disclosure_id = ${add ?? NO_DISCLOSURE}
    GROUP BY f.department_id, f.year, f.stage, f.scope, f.cut, d.ancestors`.execute(tx)
  await sql`INSERT INTO rollup AS r (amount, facts, function, economic, year, stage, scope, cut, fund, nature, item, division)
    SELECT sum(c.amount * c.sign), sum(c.sign), c.function, c.economic, c.year, c.stage, c.scope, c.cut, c.fund, c.nature, c.item, a.division
    FROM (${changed}) c JOIN department d ON d.id = c.department_id, unnest(d.ancestors) AS a (division)
    GROUP BY a.division, c.cut, c.stage, c.scope, c.year, c.function, c.economic, c.fund, c.nature, c.item
    ORDER BY a.division, c.cut, c.stage, c.scope, c.year, c.function, c.economic, c.fund, c.nature, c.item
    ON CONFLICT (division, cut, stage, scope, year, function, economic, fund, nature, item)
    DO UPDATE SET amount = r.amount + excluded.amount, facts = r.facts + excluded.facts`.execute(tx)
}
