import { type Kysely, sql } from 'kysely'
import { replicate } from '../distribute.ts'
import { rebuildPlaceCounts } from '../place-counts.ts'

/**
 * How much counts in every place, by year, stage and scope; year, stage and scope 0 stand for all of them together. The list of what came in last is one walk
 * along its index, also where many came in at one moment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE place_count (
    changes bigint NOT NULL,
    errors bigint NOT NULL,
    claims bigint NOT NULL,
    passed bigint NOT NULL,
    failed bigint NOT NULL,
    unread bigint NOT NULL,
    known int NOT NULL,
    departments int NOT NULL,
    disclosures int NOT NULL,
    without_error int NOT NULL,
    year smallint NOT NULL,
    stage smallint NOT NULL,
    scope smallint NOT NULL,
    division text COLLATE "C" NOT NULL,
    parent text COLLATE "C",
    PRIMARY KEY (division, year, stage, scope)
  ) WITH (fillfactor = 50)`.execute(db)
  await sql`CREATE INDEX place_count_below ON place_count (parent) WHERE year = 0`.execute(db)
  await replicate(db, 'place_count')
  await rebuildPlaceCounts(db)
  await sql`CREATE INDEX disclosure_latest ON disclosure (imported_at DESC, id DESC)`.execute(db)
  await sql`DROP INDEX disclosure_time`.execute(db)
}
