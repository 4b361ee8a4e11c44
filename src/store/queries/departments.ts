import { sql } from 'kysely'
import type { Store } from '../open-store.ts'

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

const DISCLOSURE = sql<RawDisclosure>`SELECT d.*, encode(d.sha256, 'hex') AS hash, s.name AS file, s.type, s.bytes,
    to_char(s.published, 'YYYY-MM-DD') AS published, s.address, st.node AS stage_name, sc.node AS scope_name
  FROM disclosure d JOIN source s ON s.sha256 = d.sha256 JOIN node st ON st.id = d.stage JOIN node sc ON sc.id = d.scope`

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
  details: Details
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
  const { rows } = await sql<RawDisclosure>`${DISCLOSURE} WHERE d.department_id = ${departmentId} AND d.id = ${id}`.execute(
    store.db,
  )
  const [row] = rows
  return row === undefined ? null : { ...disclosureRow(row), details: row.details }
}

/** Disclosures as they came in, the newest first: what is new and what was corrected. `before` is the last one of the page before. */
export async function latestDisclosures(
  store: Store,
  { before, limit, division }: { readonly before?: readonly [Date, number]; readonly limit: number; readonly division?: string },
): Promise<(DisclosureRow & { readonly department: string })[]> {
  const { rows } = await sql<RawDisclosure & { department: string }>`SELECT x.*, dep.name AS department FROM (${DISCLOSURE}) x
    JOIN department dep ON dep.id = x.department_id
    WHERE ${division === undefined ? sql`true` : sql`dep.ancestors @> ARRAY[${division}]`}
      AND ${before === undefined ? sql`true` : sql`(x.imported_at, x.id) < (${before[0]}, ${before[1]})`}
    ORDER BY x.imported_at DESC, x.id DESC LIMIT ${limit}`.execute(store.db)
  return rows.map((row) => ({ ...disclosureRow(row), department: row.department }))
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
