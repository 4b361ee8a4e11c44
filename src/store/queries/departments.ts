import { sql } from 'kysely'
import type { Prepared, Store } from '../open-store.ts'
import { WHOLE } from '../place-counts.ts'

/** A department with what is kept of it. */
export interface DepartmentRow {
  readonly id: number
  readonly name: string
  readonly code: string | null
  readonly division: string
  readonly ancestors: readonly string[]
}

/** One disclosure, without its contents. */
export interface DisclosureRow {
  readonly departmentId: number
  readonly id: number
  readonly sha256: string
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  /** Whether it is the one that counts among those of one department, year, stage and scope. */
  readonly current: boolean
  readonly place: string | null
  readonly units: readonly string[]
  readonly claims: number
  readonly equations: { readonly passed: number; readonly failed: number; readonly unchecked: number }
  readonly findings: { readonly errors: number; readonly warnings: number; readonly notes: number }
  readonly unread: number
  readonly program: string
  readonly file: string
  readonly type: string
  readonly bytes: number
  readonly published: string | null
  readonly address: string | null
  readonly importedAt: Date
}

/** One department; null for none. */
export async function department(store: Store, id: number): Promise<DepartmentRow | null> {
  const row = await store.db.selectFrom('department').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined
    ? null
    : { id: row.id, name: row.name, code: row.code, division: row.division, ancestors: row.ancestors }
}

/** Departments whose name has all the words, of a place and all places in it, by name; `after` is the last one of the page before. */
export async function listDepartments(
  store: Store,
  {
    words = [],
    division,
    after,
    limit,
    offset = 0,
  }: {
    readonly words?: readonly string[]
    readonly division?: string
    readonly after?: readonly [string, number]
    readonly limit: number
    readonly offset?: number
  },
): Promise<DepartmentRow[]> {
  let query = store.db.selectFrom('department').select(['id', 'name', 'code', 'division', 'ancestors']).where('name', '<>', '')
  for (const word of words) query = query.where('name', 'like', `%${word.replace(/[\\%_]/gu, '\\$&')}%`)
  if (division !== undefined) query = query.where(sql<boolean>`ancestors @> ARRAY[${division}]`)
  if (after !== undefined) query = query.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]})`)
  return await query.orderBy('name').orderBy('id').limit(limit).offset(offset).execute()
}

/** Without its `details`, which are large and wanted of one disclosure at a time. */
const COLUMNS = sql`d.department_id, d.id, d.year, d.stage, d.scope, d.current, d.place, d.units, d.claims, d.passed, d.failed, d.unchecked, d.errors,
    d.warnings, d.notes, d.unread, d.program, d.imported_at, encode(d.sha256, 'hex') AS hash, s.name AS file, s.type, s.bytes,
    to_char(s.published, 'YYYY-MM-DD') AS published, s.address, st.node AS stage_name, sc.node AS scope_name`
const TABLES = sql`disclosure d JOIN source s ON s.sha256 = d.sha256 JOIN node st ON st.id = d.stage JOIN node sc ON sc.id = d.scope`
const DISCLOSURE = sql<RawDisclosure>`SELECT ${COLUMNS} FROM ${TABLES}`

interface RawDisclosure {
  department_id: number
  id: number
  hash: string
  year: number
  stage_name: 'budget' | 'final'
  scope_name: 'department' | 'unit'
  current: boolean
  place: string | null
  units: string[]
  claims: number
  passed: number
  failed: number
  unchecked: number
  errors: number
  warnings: number
  notes: number
  unread: number
  program: string
  file: string
  type: string
  bytes: number
  published: string | null
  address: string | null
  imported_at: Date
}

/** What stands with a disclosure as a whole. */
export interface Details {
  readonly forms: readonly { form: string; title: string; state: string; claims: number; place: object }[]
  readonly cuts: readonly { cut: string; form: string; facts: number; sum: number; total: number | null }[]
  readonly reasons: readonly { reason: string; count: number }[]
  readonly problems: readonly { message: { zh: string; en: string }; place: object }[]
}

/** All disclosures of a department, the newest year first, the one that counts before its other copies. */
export async function disclosuresOf(store: Store, departmentId: number): Promise<DisclosureRow[]> {
  const { rows } = await sql<RawDisclosure>`${DISCLOSURE} WHERE d.department_id = ${departmentId}
    ORDER BY d.year DESC, st.node, sc.node, d.current DESC, d.id`.execute(store.db)
  return rows.map(disclosureRow)
}

/** One disclosure with what stands with it as a whole; null for none. */
export async function disclosure(
  store: Store,
  departmentId: number,
  id: number,
): Promise<(DisclosureRow & { readonly details: Details }) | null> {
  const { rows } = await sql<RawDisclosure & { details: Details }>`SELECT ${COLUMNS}, d.details FROM ${TABLES}
    WHERE d.department_id = ${departmentId} AND d.id = ${id}`.execute(store.db)
  const [row] = rows
  return row === undefined ? null : { ...disclosureRow(row), details: row.details }
}

/** Whether a file belongs to a disclosure that the asker may see: its bytes lie outside the database, where no row policy guards them. */
export async function isPublicFile(store: Store, sha256: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/u.test(sha256)) return false
  const found = await store.db
    .selectFrom('disclosure')
    .select('id')
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** A disclosure as it came in. */
export interface LatestRow extends DisclosureRow {
  readonly department: string
  readonly division: string
  /** When it came in, to the microsecond: what the next page goes on from. */
  readonly at: string
  /**
   * Whether another file for the same department, year, stage and scope was there before: it is a correction, or another copy. Of files that do not say whose
   * they are, or of which year, nobody can say so.
   */
  readonly again: boolean
  /** Which publication it is of a budget that was made here, and why it corrects the one before (empty for the first); null for others. */
  readonly edition: { readonly budget: number; readonly n: number; readonly reason: string } | null
}

/** Disclosures as they came in, the newest first: what is new and what was corrected. `before` is the last one of the page before (`at`, id). */
export async function latestDisclosures(
  store: Store,
  {
    before,
    limit,
    division,
  }: { readonly before?: readonly [string, number]; readonly limit: number; readonly division?: string },
): Promise<LatestRow[]> {
  const { rows } = await sql<
    RawDisclosure & Pick<LatestRow, 'department' | 'division' | 'at' | 'again'> & { made: LatestRow['edition'] }
  >`
    SELECT x.*, dep.name AS department, dep.division, to_char(x.imported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
      x.year <> 0 AND dep.name <> '' AND EXISTS (SELECT FROM disclosure o WHERE o.department_id = x.department_id AND o.year = x.year AND o.stage = x.stage AND o.scope = x.scope
        AND (o.imported_at, o.id) < (x.imported_at, x.id)) AS again,
      (SELECT jsonb_build_object('budget', e.budget_id, 'n', e.n, 'reason', e.reason) FROM edition e
        WHERE e.public AND e.department_id = x.department_id AND e.disclosure_id = x.id ORDER BY e.n DESC LIMIT 1) AS made
    FROM (${DISCLOSURE}) x JOIN department dep ON dep.id = x.department_id
    WHERE ${division === undefined ? sql`true` : sql`dep.ancestors @> ARRAY[${division}]`}
      AND ${before === undefined ? sql`true` : sql`(x.imported_at, x.id) < (${before[0]}::timestamptz, ${before[1]})`}
    ORDER BY x.imported_at DESC, x.id DESC LIMIT ${limit}`.execute(store.db)
  return rows.map((row) => ({
    ...disclosureRow(row),
    department: row.department,
    division: row.division,
    at: row.at,
    again: row.again,
    edition: row.made,
  }))
}

/** Names of several departments. */
export async function departmentNames(
  store: Store,
  ids: readonly number[],
): Promise<Map<number, { readonly name: string; readonly division: string }>> {
  const { rows } = await sql<{ id: number; name: string; division: string }>`
    SELECT id, name, division FROM department WHERE id = ANY (${[...new Set(ids)]}::int[])`.execute(store.db)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Where changes are looked for: in a department, in a place and all places in it, or anywhere. */
export interface ChangesIn {
  readonly department?: number
  readonly division?: string
}

const WHOLE_LINE = `p.year = ${WHOLE} AND p.stage = ${WHOLE} AND p.scope = ${WHOLE}`
const OF_PLACE: Prepared = {
  name: 'changes-of-place',
  text: `SELECT p.changes FROM place_count p WHERE p.division = $1 AND ${WHOLE_LINE}`,
}
const OF_DEPARTMENT: Prepared = {
  name: 'changes-of-department',
  text: `SELECT p.changes FROM department d JOIN place_count p ON p.division = d.division WHERE d.id = $1 AND ${WHOLE_LINE}`,
}

/** What is other after every change of what is kept, withheld or published; of a department, also after a change of another one of its place. */
export async function storeStamp(store: Store, { department: id, division = 'CN' }: ChangesIn = {}): Promise<string> {
  const asked =
    id === undefined ? store.ask<{ changes: number }>(OF_PLACE, [division]) : store.ask<{ changes: number }>(OF_DEPARTMENT, [id])
  const [row] = await asked
  return String(row?.changes ?? 0)
}

function disclosureRow(row: RawDisclosure): DisclosureRow {
  return {
    departmentId: row.department_id,
    id: row.id,
    sha256: row.hash,
    year: row.year === 0 ? null : row.year,
    stage: row.stage_name,
    scope: row.scope_name,
    current: row.current,
    place: row.place,
    units: row.units,
    claims: row.claims,
    equations: { passed: row.passed, failed: row.failed, unchecked: row.unchecked },
    findings: { errors: row.errors, warnings: row.warnings, notes: row.notes },
    unread: row.unread,
    program: row.program,
    file: row.file,
    type: row.type,
    bytes: row.bytes,
    published: row.published,
    address: row.address,
    importedAt: row.imported_at,
  }
}
