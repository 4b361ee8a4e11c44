import { type Kysely, sql } from 'kysely'

/** A link for a lost password leaves the second factor as it is; one for both is another kind. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE invitation DROP CONSTRAINT invitation_kind_check`.execute(db)
  await sql`ALTER TABLE invitation ADD CONSTRAINT invitation_kind_check CHECK (kind IN ('first', 'invited', 'reset', 'recover'))`.execute(
    db,
  )
}
