import { type Kysely, sql } from 'kysely'

/** What was said of a project is found again when the project has another name: by its code. Blank where the ledger has none, and in rows of before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE progress ADD COLUMN code text NOT NULL DEFAULT ''`.execute(db)
}
