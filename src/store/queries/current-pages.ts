import { type RawBuilder, sql } from 'kysely'
import type { Store } from '../open-store.ts'

/**
 * Where a page ended, in the order of department, year, stage and scope: each of these is covered by one disclosure, the one that counted when it was
 * begun. So no line is lost and none stands twice, though another disclosure begins to count between two pages.
 */
export interface PageEnd {
  readonly departmentId: number
  readonly year: number
  /** Numbers of stage and scope in the store. */
  readonly stage: number
  readonly scope: number
  readonly disclosureId: number
  readonly n: number
}

/** What stands with every line of a page. */
export interface LineOwner {
  readonly departmentId: number
  readonly department: string
  readonly division: string
  readonly disclosureId: number
  readonly n: number
  readonly year: number
  /** Hash and name of the file that it was read in. */
  readonly sha256: string
  readonly file: string
  readonly end: PageEnd
}

interface RawOwner {
  department_id: number
  department: string
  division: string
  disclosure_id: number
  n: number
  year: number
  stage: number
  scope: number
  hash: string
  file: string
}

/**
 * Lines of `table` (`f`) that belong to disclosures that count (`s`), page by page.
 *
 * @param columns what else is read of `f`
 * @param where a condition on `f`, `s` and the department `d`
 */
export async function currentLines<T>(
  store: Store,
  {
    table,
    columns,
    where,
    after,
    limit,
  }: {
    readonly table: 'fact' | 'finding'
    readonly columns: readonly string[]
    readonly where: RawBuilder<unknown>
    readonly after?: PageEnd | undefined
    readonly limit: number
  },
): Promise<{ readonly owner: LineOwner; readonly line: T }[]> {
  const page = async (part: RawBuilder<unknown>, most: number): Promise<(RawOwner & T)[]> => {
    const { rows } = await sql<RawOwner & T>`
      SELECT f.department_id, d.name AS department, d.division, f.disclosure_id, f.n, s.year, s.stage, s.scope, encode(s.sha256, 'hex') AS hash,
        src.name AS file, ${sql.join(columns.map((column) => sql.ref(`f.${column}`)))}
      FROM ${sql.table(table)} f
      JOIN disclosure s ON s.department_id = f.department_id AND s.id = f.disclosure_id
      JOIN department d ON d.id = f.department_id
      JOIN source src ON src.sha256 = s.sha256
      WHERE ${part} AND ${where}
      ORDER BY s.department_id, s.year, s.stage, s.scope, f.n LIMIT ${most}`.execute(store.db)
    return rows
  }
  const begun =
    after === undefined
      ? []
      : await page(
          sql`f.department_id = ${after.departmentId} AND f.disclosure_id = ${after.disclosureId} AND f.n > ${after.n}`,
          limit,
        )
  const following =
    begun.length === limit
      ? []
      : await page(
          after === undefined
            ? sql`s.current`
            : sql`s.current AND (s.department_id, s.year, s.stage, s.scope) > (${after.departmentId}, ${after.year}, ${after.stage}, ${after.scope})`,
          limit - begun.length,
        )
  return [...begun, ...following].map((row) => ({ owner: ownerOf(row), line: row }))
}

function ownerOf(row: RawOwner): LineOwner {
  const { department_id: departmentId, disclosure_id: disclosureId, n, year, stage, scope } = row
  return {
    departmentId,
    department: row.department,
    division: row.division,
    disclosureId,
    n,
    year,
    sha256: row.hash,
    file: row.file,
    end: { departmentId, year, stage, scope, disclosureId, n },
  }
}
