import { type Kysely, sql } from 'kysely'
import type { ArchivedClaim } from '../archived.ts'
import { distributeByDepartment } from '../distribute.ts'
import { packClaims } from '../pack-claims.ts'

interface Key {
  readonly department_id: number
  readonly id: number
}

/**
 * Claims are kept packed, all of a disclosure together: as JSON of each table they took eight times the room, and three quarters of the database. What else
 * stood with a table stands with its disclosure already (`details.forms`, in the same order).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE packed_claims (
    department_id int NOT NULL,
    disclosure_id int NOT NULL,
    packed bytea NOT NULL,
    PRIMARY KEY (department_id, disclosure_id)
  )`.execute(db)
  // They are as small as they get: the database need not try.
  await sql`ALTER TABLE packed_claims ALTER packed SET STORAGE EXTERNAL`.execute(db)
  await distributeByDepartment(db, ['packed_claims'], 'disclosure')
  const { rows: disclosures } = await sql<Key>`SELECT department_id, id FROM disclosure ORDER BY 1, 2`.execute(db)
  for (const { department_id: department, id } of disclosures) {
    const { rows } = await sql<{ claims: ArchivedClaim[] }>`SELECT claims FROM printed_table
      WHERE department_id = ${department} AND disclosure_id = ${id} ORDER BY n`.execute(db)
    if (rows.length === 0) continue
    await sql`INSERT INTO packed_claims (department_id, disclosure_id, packed)
      VALUES (${department}, ${id}, ${packClaims(rows.map(({ claims }) => claims))})`.execute(db)
  }
  await sql`DROP TABLE printed_table`.execute(db)
}
