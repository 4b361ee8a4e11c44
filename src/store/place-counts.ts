import { type Kysely, type RawBuilder, sql } from 'kysely'

/** Whatever statements can be run by: the database, or a transaction of it. */
type Runs = Pick<Kysely<unknown>, 'getExecutor'>

/** No year, stage or scope has this number: the line of a place that holds all of them together. */
export const WHOLE = 0

/** The country, which everything kept lies in. */
const COUNTRY = 'CN'

const KEY = sql.raw('division, year, stage, scope')
const COUNTS = ['known', 'departments', 'disclosures', 'without_error', 'errors', 'claims', 'passed', 'failed', 'unread'] as const

/** Places of a department `d`, the nearest first. One whose place is not known lies in the country, and in no place that has a name. */
const PLACES = sql`CASE WHEN d.division = '' THEN array_prepend('', d.ancestors) ELSE d.ancestors END`

/**
 * Counts what came in or went out in every place that a department lies in, in the transaction that changed it: pages that tell how much there is need not
 * count. In one statement and in the order of the key, as the sums are. Also where nothing begins or ceases to count: `changes` grows with everything kept.
 *
 * @param isNewDepartment whether the department itself came with it
 */
export async function addToPlaceCounts(
  tx: Runs,
  departmentId: number,
  {
    add,
    remove,
    isNewDepartment = false,
  }: { readonly add: number | null; readonly remove: number | null; readonly isNewDepartment?: boolean },
): Promise<void> {
  const moved = [add, remove].filter((id) => id !== null)
  const { rows } = await sql<{ others: boolean }>`SELECT EXISTS (SELECT FROM disclosure s WHERE s.department_id = ${departmentId}
    AND s.current AND s.id <> ALL (${moved}::int[])) AS others`.execute(tx)
  const isCounted = rows[0]?.others === true ? 0 : (add === null ? 0 : 1) - (remove === null ? 0 : 1)
  const signed = sql`SELECT *, CASE WHEN id = ${add} THEN 1 ELSE -1 END AS sign FROM disclosure
    WHERE department_id = ${departmentId} AND id = ANY (${moved}::int[])`
  const sums = sql.raw(`coalesce(sum(sign), 0) AS disclosures, coalesce(sum(sign) FILTER (WHERE errors = 0), 0) AS without_error,
    ${COUNTS.slice(4)
      .map((name) => `coalesce(sum(sign * ${name}), 0) AS ${name}`)
      .join(', ')}`)
  await insertCounts(
    tx,
    sql`SELECT a.division, a.parent, k.* FROM (
        SELECT ${WHOLE}::smallint AS year, ${WHOLE}::smallint AS stage, ${WHOLE}::smallint AS scope, 1 AS changes,
          ${isNewDepartment ? 1 : 0}::int AS known, ${isCounted}::int AS departments, ${sums} FROM (${signed}) s
        UNION ALL
        SELECT year, stage, scope, 1, 0, sum(sign), ${sums} FROM (${signed}) s GROUP BY year, stage, scope
      ) k, department d, ${placesOf()} WHERE d.id = ${departmentId} ORDER BY ${KEY}`,
  )
}

/** Counts anew what counts in every place: after disclosures came in past `saveDisclosure`. */
export async function rebuildPlaceCounts(tx: Runs): Promise<void> {
  const { rows } = await sql<{ changes: number }>`SELECT coalesce(max(changes), 0) + 1 AS changes FROM place_count`.execute(tx)
  const changes = sql`${rows[0]?.changes ?? 1}::bigint`
  await sql`DELETE FROM place_count`.execute(tx)
  const sums = (of: string): RawBuilder<unknown> =>
    sql.raw(
      COUNTS.slice(4)
        .map((name) => `coalesce(sum(s.${name}), 0)${of === '' ? '' : ` AS ${name}`}`)
        .join(', '),
    )
  await insertCounts(
    tx,
    sql`SELECT a.division, min(a.parent), ${WHOLE}, ${WHOLE}, ${WHOLE}, ${changes}, count(*) FILTER (WHERE d.name <> ''),
        count(*) FILTER (WHERE s.disclosures > 0), coalesce(sum(s.disclosures), 0), coalesce(sum(s.without_error), 0), ${sums('')}
      FROM department d CROSS JOIN ${placesOf()} LEFT JOIN (
        SELECT s.department_id, count(*) AS disclosures, count(*) FILTER (WHERE s.errors = 0) AS without_error, ${sums('s')}
        FROM disclosure s WHERE s.current GROUP BY s.department_id
      ) s ON s.department_id = d.id GROUP BY a.division`,
  )
  await insertCounts(
    tx,
    sql`SELECT a.division, min(a.parent), s.year, s.stage, s.scope, ${changes}, 0, count(*), count(*), count(*) FILTER (WHERE s.errors = 0), ${sums('')}
      FROM disclosure s JOIN department d ON d.id = s.department_id CROSS JOIN ${placesOf()}
      WHERE s.current GROUP BY a.division, s.year, s.stage, s.scope`,
  )
}

/** Says that something changed in some places that no count tells, so that kept answers are not given any more. */
export async function noteChange(tx: Runs, places: readonly string[]): Promise<void> {
  const none = sql.raw(COUNTS.map(() => '0').join(', '))
  await insertCounts(
    tx,
    sql`SELECT division, NULL::text, ${WHOLE}, ${WHOLE}, ${WHOLE}, 1, ${none}
      FROM unnest(${[...new Set([COUNTRY, ...places])].toSorted()}::text[]) AS a (division)`,
  )
}

/** Places `a` of a department, each with the one that it lies in directly. */
function placesOf(): RawBuilder<unknown> {
  return sql`LATERAL (SELECT p.places[i] AS division, p.places[i + 1] AS parent FROM (SELECT ${PLACES} AS places) p,
    generate_subscripts(p.places, 1) AS i) a`
}

async function insertCounts(tx: Runs, counts: RawBuilder<unknown>): Promise<void> {
  const columns = ['changes', ...COUNTS]
  await sql`INSERT INTO place_count AS p (division, parent, year, stage, scope, ${sql.raw(columns.join(', '))}) ${counts}
    ON CONFLICT (${KEY}) DO UPDATE SET parent = coalesce(p.parent, excluded.parent), ${sql.raw(columns.map((name) => `${name} = p.${name} + excluded.${name}`).join(', '))}`.execute(
    tx,
  )
}
