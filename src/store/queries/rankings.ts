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
  }>`SELECT p.year, st.node AS stage, sc.node AS scope, p.departments, p.without_error AS without, p.errors, p.claims,
      p.passed + p.failed AS equations, p.unread
    FROM place_count p JOIN node st ON st.id = p.stage JOIN node sc ON sc.id = p.scope
    WHERE p.division = ${division} AND p.disclosures > 0 ORDER BY 1 DESC, 2, 3`.execute(store.db)
  return rows.map(({ without, unread, ...row }) => ({ ...row, withoutError: without, tablesUnread: unread }))
}
