import { sql } from 'kysely'
import type { Store } from '../open-store.ts'

export interface RankRow {
  readonly departmentId: number
  readonly department: string
  readonly division: string
  /** Fen. */
  readonly amount: number
}

/** Departments by what one cut adds up to in a year, the largest first. */
export async function rankDepartments(
  store: Store,
  filter: {
    readonly cut: string
    readonly year: number
    readonly stage: 'budget' | 'final'
    readonly scope: 'department' | 'unit'
    readonly division?: string
    readonly limit: number
    readonly offset?: number
  },
): Promise<RankRow[]> {
  const cut = await store.nodes.find('cut', filter.cut)
  const stage = await store.nodes.find('stage', filter.stage)
  const scope = await store.nodes.find('scope', filter.scope)
  if (cut === null || stage === null || scope === null) return []
  const { rows } = await sql<{ department_id: number; name: string; division: string; amount: number }>`
    SELECT t.department_id, d.name, d.division, t.amount FROM department_total t JOIN department d ON d.id = t.department_id
    WHERE t.cut = ${cut} AND t.year = ${filter.year} AND t.stage = ${stage} AND t.scope = ${scope}
      AND ${filter.division === undefined ? sql`true` : sql`t.ancestors @> ARRAY[${filter.division}]`}
    ORDER BY t.amount DESC, t.department_id LIMIT ${filter.limit} OFFSET ${filter.offset ?? 0}`.execute(store.db)
  return rows.map((row) => ({
    departmentId: row.department_id,
    department: row.name,
    division: row.division,
    amount: row.amount,
  }))
}

/** How many departments of a place (and all places in it) published for a year, and how consistently: neutral counts. */
export interface PlaceCount {
  readonly year: number
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  readonly departments: number
  readonly withoutError: number
  readonly errors: number
  readonly claims: number
  readonly equations: number
  readonly tablesUnread: number
}

export async function countsOf(store: Store, division: string): Promise<PlaceCount[]> {
  const { rows } = await sql<{
    year: number
    stage: 'budget' | 'final'
    scope: 'department' | 'unit'
    departments: number
    without: number
    errors: number
    claims: number
    equations: number
    unread: number
  }>`SELECT s.year, st.node AS stage, sc.node AS scope, count(*) AS departments, count(*) FILTER (WHERE s.errors = 0) AS without,
      sum(s.errors) AS errors, sum(s.claims) AS claims, sum(s.passed + s.failed) AS equations, sum(s.unread) AS unread
    FROM disclosure s JOIN department d ON d.id = s.department_id JOIN node st ON st.id = s.stage JOIN node sc ON sc.id = s.scope
    WHERE s.current AND d.ancestors @> ARRAY[${division}]
    GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3`.execute(store.db)
  return rows.map(({ without, unread, ...row }) => ({ ...row, withoutError: without, tablesUnread: unread }))
}
