import { type Kysely, sql } from 'kysely'

/** What was published and taken back stays readable, and counts no more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE disclosure ADD COLUMN withdrawn_at timestamptz`.execute(db)
}
