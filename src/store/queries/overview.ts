import { sql } from 'kysely'
import type { Store } from '../open-store.ts'
import { WHOLE } from '../place-counts.ts'

/** What is kept in all: disclosures that count, and what was read and held against each other in them. */
export interface Overview {
  readonly departments: number
  readonly disclosures: number
  readonly figures: number
  readonly equations: { readonly passed: number; readonly failed: number }
  /** The newest year of all; null while nothing is kept. */
  readonly year: number | null
}

export async function overviewOf(store: Store): Promise<Overview> {
  const { rows } = await sql<{
    departments: number
    disclosures: number
    figures: number
    passed: number
    failed: number
    year: number | null
  }>`SELECT coalesce(max(departments) FILTER (WHERE year = ${WHOLE}), 0) AS departments,
      coalesce(max(disclosures) FILTER (WHERE year = ${WHOLE}), 0) AS disclosures, coalesce(max(claims) FILTER (WHERE year = ${WHOLE}), 0) AS figures,
      coalesce(max(passed) FILTER (WHERE year = ${WHOLE}), 0) AS passed, coalesce(max(failed) FILTER (WHERE year = ${WHOLE}), 0) AS failed,
      nullif(max(year), ${WHOLE}) AS year
    FROM place_count WHERE division = 'CN' AND disclosures > 0`.execute(store.db)
  const [row] = rows
  if (row === undefined) throw new Error('an aggregate has one row')
  const { passed, failed, ...rest } = row
  return { ...rest, equations: { passed, failed } }
}

/** A place with how much is kept of it and of all places in it. */
export interface PlaceBelow {
  readonly code: string
  readonly departments: number
  readonly disclosures: number
}

/** The places directly below one that have departments, by code; what belongs to the place itself stands under its own code. */
export async function placesBelow(store: Store, division: string): Promise<PlaceBelow[]> {
  const { rows } = await sql<PlaceBelow>`SELECT division AS code, known AS departments, disclosures FROM place_count
    WHERE (parent = ${division} OR division = ${division}) AND year = ${WHOLE} ORDER BY division`.execute(store.db)
  // A place holds all that lies in it: of its own it has what the places below have not.
  const own = (count: 'departments' | 'disclosures'): number =>
    rows.reduce((left, row) => left + (row.code === division ? row[count] : -row[count]), 0)
  return rows
    .map((row) => (row.code === division ? { ...row, departments: own('departments'), disclosures: own('disclosures') } : row))
    .filter(({ code, departments }) => code !== '' && departments > 0)
}

/** A disclosure that counts, as a line in a list of what was published. */
export interface PublishedLine {
  readonly departmentId: number
  readonly id: number
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  readonly published: string | null
  readonly importedAt: Date
  readonly tables: number
  readonly unread: number
  readonly equations: { readonly passed: number; readonly failed: number; readonly unchecked: number }
  readonly errors: number
}

/** What counts of some departments, the newest first. */
export async function publishedOf(store: Store, departmentIds: readonly number[]): Promise<PublishedLine[]> {
  if (departmentIds.length === 0) return []
  const { rows } = await sql<{
    department_id: number
    id: number
    year: number
    stage: 'budget' | 'final'
    scope: 'department' | 'unit'
    published: string | null
    imported_at: Date
    tables: number
    unread: number
    passed: number
    failed: number
    unchecked: number
    errors: number
  }>`SELECT d.department_id, d.id, d.year, st.node AS stage, sc.node AS scope, to_char(s.published, 'YYYY-MM-DD') AS published, d.imported_at,
      (SELECT count(*) FROM jsonb_array_elements(d.details -> 'forms') f WHERE f ->> 'form' <> 'narrative') AS tables,
      d.unread, d.passed, d.failed, d.unchecked, d.errors
    FROM disclosure d JOIN source s ON s.sha256 = d.sha256 JOIN node st ON st.id = d.stage JOIN node sc ON sc.id = d.scope
    WHERE d.department_id = ANY (${[...departmentIds]}::int[]) AND d.current
    ORDER BY d.department_id, d.year DESC, st.node, sc.node`.execute(store.db)
  return rows.map(({ department_id, imported_at, passed, failed, unchecked, year, ...row }) => ({
    ...row,
    year: year === 0 ? null : year,
    departmentId: department_id,
    importedAt: imported_at,
    equations: { passed, failed, unchecked },
  }))
}
