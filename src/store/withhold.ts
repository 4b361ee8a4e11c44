import { sql, type Transaction } from 'kysely'
import { appendAudit } from './audit/audit-trail.ts'
import { chooseCurrent, lockDepartment } from './choose-current.ts'
import { CONTENT_TABLES } from './migrations/0006-accounts.ts'
import type { Schema } from './schema.ts'

type Tx = Transaction<Schema>

export interface Held {
  readonly departmentId: number
  readonly disclosureId: number
}

/** Nothing was done where the disclosure is not there (for whoever asks), or is in that state already. */
export type Moved = 'done' | 'absent' | 'already'

/**
 * Keeps a disclosure from the public: it counts no longer, another one of the same department, year, stage and scope does where there is one, its contents
 * leave the tables that the public reads, and its file is not given out. The reason is told to those who may see it, and to the audit trail.
 */
export async function withhold(
  tx: Tx,
  held: Held,
  { actor, reason }: { readonly actor: string; readonly reason: string },
): Promise<Moved> {
  const found = await lockedDisclosure(tx, held)
  if (found === null) return 'absent'
  if (found.withheld) return 'already'
  await setWithheld(tx, held, found.sha256, reason)
  // Its facts still stand: the sums lose them first.
  await chooseCurrent(tx, { ...held, ...found })
  await moveContents(tx, held, (table) => [table, `withheld_${table}`])
  await appendAudit(tx, { actor, action: 'withheld', subject: found.sha256.toString('hex'), details: { ...held, reason } })
  return 'done'
}

/** Gives a disclosure back to the public. */
export async function publish(tx: Tx, held: Held, { actor }: { readonly actor: string }): Promise<Moved> {
  const found = await lockedDisclosure(tx, held)
  if (found === null) return 'absent'
  if (!found.withheld) return 'already'
  await setWithheld(tx, held, found.sha256, null)
  await moveContents(tx, held, (table) => [`withheld_${table}`, table])
  await chooseCurrent(tx, { ...held, ...found })
  await appendAudit(tx, { actor, action: 'published', subject: found.sha256.toString('hex'), details: { ...held } })
  return 'done'
}

interface Found {
  readonly sha256: Buffer
  readonly year: number
  readonly stage: number
  readonly scope: number
  readonly withheld: boolean
  readonly canCount: boolean
}

async function lockedDisclosure(tx: Tx, { departmentId, disclosureId }: Held): Promise<Found | null> {
  const department = await tx.selectFrom('department').select(['key', 'name']).where('id', '=', departmentId).executeTakeFirst()
  if (department === undefined) return null
  await lockDepartment(tx, department.key)
  const row = await tx
    .selectFrom('disclosure')
    .select(['sha256', 'year', 'stage', 'scope', 'withheld'])
    .where('department_id', '=', departmentId)
    .where('id', '=', disclosureId)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, canCount: row.year !== 0 && department.name !== '' }
}

async function setWithheld(tx: Tx, { departmentId, disclosureId }: Held, sha256: Buffer, reason: string | null): Promise<void> {
  const isWithheld = reason !== null
  await sql`UPDATE disclosure SET withheld = ${isWithheld}, withheld_reason = ${reason}
    WHERE department_id = ${departmentId} AND id = ${disclosureId}`.execute(tx)
  await sql`UPDATE source SET withheld = ${isWithheld} WHERE sha256 = ${sha256}`.execute(tx)
}

async function moveContents(tx: Tx, held: Held, between: (table: string) => readonly [string, string]): Promise<void> {
  const own = sql`department_id = ${held.departmentId} AND disclosure_id = ${held.disclosureId}`
  for (const table of CONTENT_TABLES) {
    const [from, to] = between(table)
    // Columns by name: a later version may add one to either table in another order.
    const { rows } = await sql<{ name: string }>`SELECT attname AS name FROM pg_attribute
      WHERE attrelid = ${from}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`.execute(tx)
    const columns = sql.join(rows.map(({ name }) => sql.id(name)))
    await sql`INSERT INTO ${sql.id(to)} (${columns}) SELECT ${columns} FROM ${sql.id(from)} WHERE ${own}`.execute(tx)
    await sql`DELETE FROM ${sql.id(from)} WHERE ${own}`.execute(tx)
  }
}
