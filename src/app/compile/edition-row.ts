import type { Selectable, Transaction } from 'kysely'
import type { EditionTable } from '../../store/budget-schema.ts'
import type { Schema } from '../../store/schema.ts'
import type { EditionFile, EditionFinding } from './edition-files.ts'

/** An edition as it is kept; hashes in hexadecimal digits. */
export interface EditionRow {
  readonly budget: number
  /** 1 for the first publication. */
  readonly n: number
  readonly stage: 'budget' | 'final'
  readonly version: number
  readonly ledger: string
  readonly manifest: string
  readonly files: readonly EditionFile[]
  readonly findings: readonly EditionFinding[]
  readonly reason: string
  readonly at: Date
  readonly public: boolean
  /** Where it stands in the portal; null before it was brought there. */
  readonly disclosure: { readonly departmentId: number; readonly disclosureId: number } | null
}

/** The newest edition of a budget, public or not; null where there is none. */
export async function lastEdition(tx: Transaction<Schema>, budget: number): Promise<EditionRow | null> {
  const row = await tx
    .selectFrom('edition')
    .selectAll()
    .where('budget_id', '=', budget)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : editionRow(row)
}

export function editionRow(row: Selectable<EditionTable>): EditionRow {
  const { department_id: departmentId, disclosure_id: disclosureId } = row
  return {
    budget: row.budget_id,
    n: row.n,
    stage: row.stage === 'final' ? 'final' : 'budget',
    version: row.version,
    ledger: row.ledger.toString('hex'),
    manifest: row.manifest.toString('hex'),
    files: row.files as EditionFile[],
    findings: row.findings as EditionFinding[],
    reason: row.reason,
    at: row.at,
    public: row.public,
    disclosure: departmentId === null || disclosureId === null ? null : { departmentId, disclosureId },
  }
}
