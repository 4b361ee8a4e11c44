import { sql } from 'kysely'
import type { FindingResult } from '../../budget/check-result.ts'
import type { ArchivedClaim } from '../archived.ts'
import type { Store } from '../open-store.ts'
import { unpackClaims } from '../pack-claims.ts'
import { type Passage, passagesOfRun } from '../passage-runs.ts'
import { SEVERITIES } from '../save-disclosure.ts'

/** A printed table with every figure in it. */
export interface TableRow {
  readonly n: number
  readonly form: string
  readonly title: string
  readonly state: string
  readonly claims: readonly ArchivedClaim[]
}

/** The printed tables of a disclosure in order; the running text is the one of form `narrative`. */
export async function tablesOf(store: Store, departmentId: number, disclosureId: number): Promise<TableRow[]> {
  const { rows } = await sql<{ forms: Omit<TableRow, 'n' | 'claims'>[]; packed: Buffer | null }>`
    SELECT d.details -> 'forms' AS forms, c.packed FROM disclosure d
    LEFT JOIN packed_claims c ON c.department_id = d.department_id AND c.disclosure_id = d.id
    WHERE d.department_id = ${departmentId} AND d.id = ${disclosureId}`.execute(store.db)
  const [row] = rows
  if (row === undefined) return []
  const claims = row.packed === null ? [] : unpackClaims(row.packed)
  return row.forms.map(({ form, title, state }, n) => ({ n, form, title, state, claims: claims[n] ?? [] }))
}

/** One claim with the table that it stands in: what a fact leads back to. Null for none. */
export async function claimOf(
  store: Store,
  departmentId: number,
  disclosureId: number,
  claim: number,
): Promise<{ readonly table: Omit<TableRow, 'claims'>; readonly claim: ArchivedClaim } | null> {
  return (await claimsOf(store, departmentId, disclosureId, [claim])).get(claim) ?? null
}

/** Several claims of one disclosure, by their numbers. */
export async function claimsOf(
  store: Store,
  departmentId: number,
  disclosureId: number,
  claims: readonly number[],
): Promise<Map<number, { readonly table: Omit<TableRow, 'claims'>; readonly claim: ArchivedClaim }>> {
  const wanted = new Set(claims)
  const tables = await tablesOf(store, departmentId, disclosureId)
  return new Map(
    tables.flatMap(({ claims: own, ...table }) =>
      own.flatMap((claim) => (wanted.has(claim.id) ? [[claim.id, { table, claim }] as const] : [])),
    ),
  )
}

export interface FindingRow {
  readonly n: number
  readonly code: string
  readonly severity: (typeof SEVERITIES)[number]
  readonly zh: FindingResult
  readonly en: FindingResult
}

/** What was found in a disclosure, the gravest first. */
export async function findingsOf(store: Store, departmentId: number, disclosureId: number): Promise<FindingRow[]> {
  const rows = await store.db
    .selectFrom('finding')
    .select(['n', 'code', 'severity', 'finding'])
    .where('department_id', '=', departmentId)
    .where('disclosure_id', '=', disclosureId)
    .orderBy('n')
    .execute()
  return rows.map(({ n, code, severity, finding }) => ({
    n,
    code,
    severity: SEVERITIES[severity] ?? 'note',
    ...(finding as { zh: FindingResult; en: FindingResult }),
  }))
}

export interface ProjectRow {
  readonly n: number
  readonly name: string
  /** Fen; null where none is printed. */
  readonly amount: number | null
  /** The performance target card as read; empty where the project stands in a list alone. */
  readonly card: object
}

export async function projectsOf(store: Store, departmentId: number, disclosureId: number): Promise<ProjectRow[]> {
  return await store.db
    .selectFrom('project')
    .select(['n', 'name', 'amount', 'card'])
    .where('department_id', '=', departmentId)
    .where('disclosure_id', '=', disclosureId)
    .orderBy('n')
    .execute()
}

export type PassageRow = Passage & {
  /** Its number among the passages of its disclosure. */
  readonly n: number
}

/** Paragraphs and terms of a disclosure in order. */
export async function passagesOf(store: Store, departmentId: number, disclosureId: number): Promise<PassageRow[]> {
  const runs = await store.db
    .selectFrom('passage')
    .select(['n', 'kind', 'topics', 'texts', 'places'])
    .where('department_id', '=', departmentId)
    .where('disclosure_id', '=', disclosureId)
    .orderBy('n')
    .execute()
  return runs.flatMap(passagesOfRun)
}
