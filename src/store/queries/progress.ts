import { sql } from 'kysely'
import type { Store } from '../open-store.ts'

/** What was made public of a project through its year: at a checkpoint, or the unit's own evaluation at its end. */
export interface PublicProgress {
  /** The name under which it was said last, and every one before: a project keeps what was said of it when it is renamed. */
  readonly project: string
  readonly names: readonly string[]
  readonly unit: string
  readonly kind: 'checkpoint' | 'evaluation' | 'review'
  readonly checkpoint: string
  /** Fen since the year began. */
  readonly spent: number
  readonly reached: readonly { readonly name: string; readonly target: string; readonly value: string }[]
  readonly explanation: string
  readonly evaluation: {
    readonly total: number
    readonly agreed?: boolean
    readonly parts?: readonly {
      readonly group: string
      readonly name: string
      readonly target: string
      readonly value: string
      readonly most: number
      readonly points: number
    }[]
  } | null
}

/** What is public of the projects of a disclosure that was published here, its department's units' too; of each checkpoint what was said last. */
export async function progressOf(store: Store, departmentId: number, disclosureId: number): Promise<PublicProgress[]> {
  const { rows } = await sql<PublicProgress>`
    WITH said AS (
      SELECT p.*, o.name AS unit, p.budget_id || CASE p.code WHEN '' THEN ' ' || p.project ELSE '#' || p.code END AS one
      FROM disclosure d
        JOIN edition e ON e.department_id = d.department_id AND e.disclosure_id = d.id AND e.public
        JOIN progress p ON p.path @> e.path AND p.year = d.year AND p.public
        JOIN organisation o ON o.id = p.path[array_upper(p.path, 1)]
      WHERE d.department_id = ${departmentId} AND d.id = ${disclosureId}
    ), named AS (SELECT one, array_agg(DISTINCT project) AS names FROM said GROUP BY one)
    SELECT project, names, unit, kind, checkpoint, spent, reached, explanation, evaluation FROM (
      SELECT DISTINCT ON (one, kind, checkpoint) id, one, project, unit, kind, checkpoint, spent, actual AS reached, explanation, evaluation
      FROM said ORDER BY one, kind, checkpoint, id DESC
    ) last JOIN named USING (one) ORDER BY unit, one, id`.execute(store.db)
  return rows
}

/** Whether a project of a disclosure is the one of a unit: a department that has the name twice prints the unit's behind it. */
export function isOfProject({ names, unit }: Pick<PublicProgress, 'names' | 'unit'>, printed: string): boolean {
  return names.some((name) => printed === name || printed === `${name}（${unit}）`)
}
