import { sql, type Transaction } from 'kysely'
import { addToPlaceCounts } from './place-counts.ts'
import { addToRollups } from './rollups.ts'
import type { Schema } from './schema.ts'

type Tx = Transaction<Schema>

/** Until the transaction ends, nobody else writes to the department. */
export async function lockDepartment(tx: Tx, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(tx)
}

export interface Key {
  readonly departmentId: number
  readonly year: number
  readonly stage: number
  readonly scope: number
  /** Without a department or a year it can be read, but not added to anything. */
  readonly canCount: boolean
  /** Whether the department came with it. */
  readonly isNewDepartment?: boolean
}

/**
 * Decides which disclosure counts among those that are public, and moves the sums over departments from the one that did. Gives its id; null where none
 * can count.
 */
export async function chooseCurrent(
  tx: Tx,
  { departmentId, year, stage, scope, canCount, isNewDepartment = false }: Key,
): Promise<number | null> {
  const unmoved = { add: null, remove: null, isNewDepartment }
  if (!canCount) {
    await addToPlaceCounts(tx, departmentId, unmoved)
    return null
  }
  const { rows } = await sql<{ id: number; current: boolean; withheld: boolean }>`SELECT d.id, d.current, d.withheld
    FROM disclosure d JOIN source s ON s.sha256 = d.sha256
    WHERE d.department_id = ${departmentId} AND d.year = ${year} AND d.stage = ${stage} AND d.scope = ${scope}
    ORDER BY d.edition DESC NULLS LAST, s.published DESC NULLS LAST, d.claims DESC, d.sha256`.execute(tx)
  const best = rows.find((row) => !row.withheld)
  const before = rows.find((row) => row.current)
  if (best?.id === before?.id) {
    await addToPlaceCounts(tx, departmentId, unmoved)
    return best?.id ?? null
  }
  const count = async (id: number, current: boolean): Promise<unknown> =>
    await sql`UPDATE disclosure SET current = ${current} WHERE department_id = ${departmentId} AND id = ${id}`.execute(tx)
  if (before !== undefined) await count(before.id, false)
  if (best !== undefined) await count(best.id, true)
  const moved = { add: best?.id ?? null, remove: before?.id ?? null }
  await addToPlaceCounts(tx, departmentId, { ...moved, isNewDepartment })
  await addToRollups(tx, departmentId, moved)
  return best?.id ?? null
}
