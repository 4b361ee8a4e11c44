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

interface Owner {
  department_id: number
  department: string
  division: string
  id: number
  year: number
  stage: number
  scope: number
  hash: string
  file: string
}

/** Disclosures that are looked through at once, at most. */
const MOST_OWNERS = 2000

/**
 * Lines of `table` (`f`) that belong to disclosures that count, page by page. First the next disclosures, then their lines: in one statement the planner
 * takes a department and its disclosure for independent, expects next to nothing, and sorts everything there is.
 *
 * @param columns what else is read of `f`
 * @param ofOwner a condition on the disclosure `s` and its department `d`
 * @param ofLine a condition on `f`
 */
export async function currentLines<T>(
  store: Store,
  {
    after,
    limit,
    ...query
  }: {
    readonly table: 'fact' | 'finding'
    readonly columns: readonly string[]
    readonly ofOwner: RawBuilder<unknown>
    readonly ofLine: RawBuilder<unknown>
    readonly after?: PageEnd | undefined
    readonly limit: number
  },
): Promise<{ readonly owner: LineOwner; readonly line: T }[]> {
  const found: { readonly owner: LineOwner; readonly line: T }[] = []
  if (after !== undefined) {
    // The one that was begun is gone on with, though another may count by now.
    const begun = await owners(store, sql`s.department_id = ${after.departmentId} AND s.id = ${after.disclosureId}`, 1)
    found.push(...(await linesOf<T>(store, query, begun, after.n, limit)))
  }
  let at = after
  for (let most = Math.min(100, Math.max(10, Math.ceil(limit / 40))); found.length < limit; ) {
    const behind =
      at === undefined
        ? sql`true`
        : sql`(s.department_id, s.year, s.stage, s.scope) > (${at.departmentId}, ${at.year}, ${at.stage}, ${at.scope})`
    const next = await owners(store, sql`s.current AND ${behind} AND ${query.ofOwner}`, most)
    const lines = await linesOf<T>(store, query, next, -1, limit - found.length)
    found.push(...lines)
    const last = next.at(-1)
    if (last === undefined || next.length < most) break
    at = endOf(last, 0)
    // Where few of them have what is asked for, more are looked through at once.
    if (lines.length * 4 < limit) most = Math.min(MOST_OWNERS, most * 4)
  }
  return found
}

async function owners(store: Store, where: RawBuilder<unknown>, most: number): Promise<Owner[]> {
  const { rows } = await sql<Owner>`
    SELECT s.department_id, d.name AS department, d.division, s.id, s.year, s.stage, s.scope, encode(s.sha256, 'hex') AS hash, src.name AS file
    FROM disclosure s JOIN department d ON d.id = s.department_id JOIN source src ON src.sha256 = s.sha256
    WHERE ${where} ORDER BY s.department_id, s.year, s.stage, s.scope LIMIT ${most}`.execute(store.db)
  return rows
}

async function linesOf<T>(
  store: Store,
  {
    table,
    columns,
    ofLine,
  }: { readonly table: string; readonly columns: readonly string[]; readonly ofLine: RawBuilder<unknown> },
  of: readonly Owner[],
  behind: number,
  most: number,
): Promise<{ readonly owner: LineOwner; readonly line: T }[]> {
  if (of.length === 0) return []
  const { rows } = await sql<T & { at: number; n: number }>`
    SELECT k.at::int AS at, f.n, ${sql.join(columns.map((column) => sql.ref(`f.${column}`)))}
    FROM unnest(${of.map((owner) => owner.department_id)}::int[], ${of.map((owner) => owner.id)}::int[]) WITH ORDINALITY AS k (department_id, id, at)
    CROSS JOIN LATERAL (SELECT * FROM ${sql.table(table)} f WHERE f.department_id = k.department_id AND f.disclosure_id = k.id
      AND f.n > ${behind} AND ${ofLine} ORDER BY f.n LIMIT ${most}) f
    ORDER BY k.at, f.n LIMIT ${most}`.execute(store.db)
  return rows.flatMap((line) => {
    const owner = of[line.at - 1]
    return owner === undefined ? [] : [{ owner: ownerOf(owner, line.n), line }]
  })
}

function endOf({ department_id: departmentId, year, stage, scope, id: disclosureId }: Owner, n: number): PageEnd {
  return { departmentId, year, stage, scope, disclosureId, n }
}

function ownerOf(owner: Owner, n: number): LineOwner {
  return {
    departmentId: owner.department_id,
    department: owner.department,
    division: owner.division,
    disclosureId: owner.id,
    n,
    year: owner.year,
    sha256: owner.hash,
    file: owner.file,
    end: endOf(owner, n),
  }
}
