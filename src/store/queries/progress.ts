import { sql } from 'kysely'
import type { Store } from '../open-store.ts'

/** What was made public of a project through its year: at a checkpoint, or the unit's own evaluation at its end. */
export interface PublicProgress {
  readonly project: string
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
    SELECT project, unit, kind, checkpoint, spent, reached, explanation, evaluation FROM (
      SELECT DISTINCT ON (p.budget_id, p.project, p.kind, p.checkpoint) p.id, p.project, o.name AS unit, p.kind, p.checkpoint, p.spent,
        p.actual AS reached, p.explanation, p.evaluation
      FROM disclosure d
        JOIN edition e ON e.department_id = d.department_id AND e.disclosure_id = d.id AND e.public
        JOIN progress p ON p.path @> e.path AND p.year = d.year AND p.public
        JOIN organisation o ON o.id = p.path[array_upper(p.path, 1)]
      WHERE d.department_id = ${departmentId} AND d.id = ${disclosureId}
      ORDER BY p.budget_id, p.project, p.kind, p.checkpoint, p.id DESC
    ) last ORDER BY unit, project, id`.execute(store.db)
  return rows
}

/** Whether a project of a disclosure is the one of a unit: a department that has the name twice prints the unit's behind it. */
export function isOfProject({ project, unit }: Pick<PublicProgress, 'project' | 'unit'>, printed: string): boolean {
  return printed === project || printed === `${project}（${unit}）`
}
