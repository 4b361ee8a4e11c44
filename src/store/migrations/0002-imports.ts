import { type Kysely, sql } from 'kysely'

/** Files of folders that are being imported. Belongs to no department: on Citus it stays where it is made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE import_item (
    path text COLLATE "C" PRIMARY KEY,
    folder text NOT NULL,
    size bigint NOT NULL,
    modified timestamptz NOT NULL,
    state smallint NOT NULL DEFAULT 0,
    taken_by text,
    sha256 bytea,
    department_id int,
    disclosure_id int,
    note jsonb,
    finished_at timestamptz
  )`.execute(db)
  await sql`CREATE INDEX import_item_folder ON import_item (folder, state)`.execute(db)
}
