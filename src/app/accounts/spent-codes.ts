import { sql } from 'kysely'
import { createHash, randomUUID } from 'node:crypto'
import { actAsAccounts } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'

/** Longer than any code of an app is taken: the one before, the one now, the one after. */
const SECONDS = 120

/** Uses a code of an app up; false where it was used before. The library takes a code as often as it comes within its time. */
export async function spendCode(store: Store, userId: string, code: string): Promise<boolean> {
  const identifier = `spent-${createHash('sha256').update(`${userId}:${code}`).digest('hex')}`
  return await actAsAccounts(store, async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${identifier}, 2))`.execute(tx)
    const { rows } =
      await sql`SELECT 1 FROM account_verification WHERE identifier = ${identifier} AND "expiresAt" > now()`.execute(tx)
    if (rows.length > 0) return false
    await sql`INSERT INTO account_verification (id, identifier, value, "expiresAt")
      VALUES (${randomUUID()}, ${identifier}, '', now() + ${SECONDS} * interval '1 second')`.execute(tx)
    return true
  })
}
