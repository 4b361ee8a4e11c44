import { type Kysely, sql } from 'kysely'
import { replicate } from '../distribute.ts'

/** People who live in a place or are on its payroll, from sourced tables: what money per head is reckoned by. Belongs to no department. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE head_count (
    division text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (kind IN ('population', 'staff')),
    year smallint NOT NULL,
    count bigint NOT NULL CHECK (count > 0),
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (division, kind, year)
  )`.execute(db)
  await replicate(db, 'head_count')
}
