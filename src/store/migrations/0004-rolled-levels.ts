import { type Kysely, sql } from 'kysely'

/** Sums are no longer kept for places three levels below the country and deeper: there they were nearly as many as the facts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`DELETE FROM rollup WHERE division IN (SELECT a.division FROM department d, unnest(d.ancestors) WITH ORDINALITY AS a (division, place)
    WHERE cardinality(d.ancestors) - a.place >= 3)`.execute(db)
}
