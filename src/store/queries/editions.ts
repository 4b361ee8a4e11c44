import { sql } from 'kysely'
import type { Store } from '../open-store.ts'

/** A publication of a budget that was made here. */
export interface PublishedEdition {
  readonly budget: number
  readonly n: number
  readonly departmentId: number
  readonly disclosureId: number
  /** Why it corrects the one before; empty for the first. */
  readonly reason: string
  readonly manifest: string
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[]
  /** `approval.json`, and signatures by their path: made when it was published. */
  readonly approval: string
  readonly signatures: Readonly<Record<string, string>>
}

/**
 * Public editions whose disclosure is public too: what is withheld from the portal is not given out here either. With a department all of its, with a
 * budget all of that; the newest first.
 */
export async function publicEditions(
  store: Store,
  of: { readonly departmentId: number } | { readonly budget: number },
): Promise<PublishedEdition[]> {
  const { rows } =
    await sql<PublishedEdition>`SELECT e.budget_id AS budget, e.n, e.department_id AS "departmentId", e.disclosure_id AS "disclosureId",
      e.reason, encode(e.manifest, 'hex') AS manifest, e.files, e.approval, e.signatures
    FROM edition e JOIN disclosure d ON d.department_id = e.department_id AND d.id = e.disclosure_id
    WHERE e.public AND NOT d.withheld AND ${'budget' in of ? sql`e.budget_id = ${of.budget}` : sql`e.department_id = ${of.departmentId}`}
    ORDER BY e.budget_id DESC, e.n DESC`.execute(store.db)
  return rows
}
