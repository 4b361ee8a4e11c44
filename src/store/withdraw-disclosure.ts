import { sql } from 'kysely'
import type { Store } from './open-store.ts'
import { chooseCurrent, lockDepartment } from './save-disclosure.ts'

/**
 * Takes a disclosure out of what counts, as when its publisher took it back: it can still be read, the next copy of its department, year, stage and scope
 * counts in its place, and the sums over departments change in the same transaction. False where there is none, or it was withdrawn before.
 */
export async function withdrawDisclosure(store: Store, departmentId: number, id: number): Promise<boolean> {
  return await store.db.transaction().execute(async (tx) => {
    const department = await tx.selectFrom('department').select('key').where('id', '=', departmentId).executeTakeFirst()
    if (department === undefined) return false
    await lockDepartment(tx, department.key)
    const { rows } = await sql<{
      year: number
      stage: number
      scope: number
      current: boolean
    }>`UPDATE disclosure SET withdrawn_at = now()
      WHERE department_id = ${departmentId} AND id = ${id} AND withdrawn_at IS NULL RETURNING year, stage, scope, current`.execute(
      tx,
    )
    const [row] = rows
    if (row === undefined) return false
    if (row.current) await chooseCurrent(tx, { departmentId, year: row.year, stage: row.stage, scope: row.scope })
    return true
  })
}
