import { type Kysely, sql } from 'kysely'
import type { ArchivedClaim } from '../archived.ts'
import { packClaims } from '../pack-claims.ts'

interface Key {
  readonly department_id: number
  readonly id: number
}

/**
 * Claims are kept packed, all of a disclosure together: as JSON of each table they took eight times the room, and three quarters of the database. What else
 * stood with a table stands with its disclosure already (`details.forms`, in the same order). The table stays the one it was, with whoever may see it, under
 * another name. On data of an earlier version `VACUUM FULL packed_claims` gives the room back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE printed_table ADD COLUMN packed bytea`.execute(db)
  // They are as small as they get: the database need not try.
  await sql`ALTER TABLE printed_table ALTER packed SET STORAGE EXTERNAL`.execute(db)
  const { rows: disclosures } = await sql<Key>`SELECT department_id, id FROM disclosure ORDER BY 1, 2`.execute(db)
  for (const { department_id: department, id } of disclosures) {
    const { rows } = await sql<{ claims: ArchivedClaim[] }>`SELECT claims FROM printed_table
      WHERE department_id = ${department} AND disclosure_id = ${id} ORDER BY n`.execute(db)
    if (rows.length === 0) continue
    await sql`UPDATE printed_table SET packed = ${packClaims(rows.map(({ claims }) => claims))}
      WHERE department_id = ${department} AND disclosure_id = ${id} AND n = 0`.execute(db)
  }
  await sql`DELETE FROM printed_table WHERE n > 0`.execute(db)
  await sql`ALTER TABLE printed_table DROP CONSTRAINT printed_table_pkey`.execute(db)
  for (const column of ['n', 'form', 'title', 'state', 'claims'])
    await sql`ALTER TABLE printed_table DROP COLUMN ${sql.ref(column)}`.execute(db)
  await sql`ALTER TABLE printed_table ALTER packed SET NOT NULL`.execute(db)
  await sql`ALTER TABLE printed_table RENAME TO packed_claims`.execute(db)
  await sql`ALTER TABLE packed_claims ADD CONSTRAINT packed_claims_pkey PRIMARY KEY (department_id, disclosure_id)`.execute(db)
}
