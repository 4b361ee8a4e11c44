import { type Kysely, sql } from 'kysely'

/**
 * The key of a fact begins with its disclosure, whose number grows with each that comes in: its index is then written at its end alone and stays full, where
 * every second year of a department went into the middle of pages and left them half empty. 54 bytes a fact become 31. Facts are always asked for by department and disclosure.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // However many there are.
  await sql`SET LOCAL statement_timeout = 0`.execute(db)
  await sql`ALTER TABLE fact DROP CONSTRAINT fact_pkey`.execute(db)
  await sql`ALTER TABLE fact ADD CONSTRAINT fact_pkey PRIMARY KEY (disclosure_id, department_id, n)`.execute(db)
}
