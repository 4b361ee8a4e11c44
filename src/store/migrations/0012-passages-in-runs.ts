import { type Kysely, sql } from 'kysely'
import type { Place } from '../../budget/place.ts'
import { APPLIED } from '../access/apply-access.ts'
import { distributeByDepartment } from '../distribute.ts'
import { PASSAGE_KINDS, passageRuns } from '../passage-runs.ts'

/** Disclosures that are carried over at a time: a few thousand passages. */
const BATCH = 50

interface Disclosure {
  readonly department_id: number
  readonly disclosure_id: number
}

interface Before extends Disclosure {
  readonly kind: number
  readonly topic: string | null
  readonly text: string
  readonly place: Place
}

/**
 * Words to search by are kept in runs of passages, with their pairs of characters as numbers: row by row, and with the pairs as texts, they took ten times
 * the claims. The tables are made anew and the earlier ones dropped, so that their room is given back at once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  // However many there are.
  await run('SET LOCAL statement_timeout = 0')
  for (const table of ['passage', 'withheld_passage']) {
    const before = `${table}_before`
    await run(`ALTER TABLE ${table} RENAME TO ${before}`)
    await run(`ALTER INDEX ${table}_pkey RENAME TO ${before}_pkey`)
    await run(`CREATE TABLE ${table} (
      department_id int NOT NULL,
      disclosure_id int NOT NULL,
      n int NOT NULL,
      kind smallint NOT NULL,
      topics text[] NOT NULL,
      texts text[] NOT NULL,
      places jsonb NOT NULL,
      pairs int[] NOT NULL,
      PRIMARY KEY (department_id, disclosure_id, n)
    )`)
    // Packed by the database, but left in the row as long as a page holds it: a search reads each run that it finds.
    for (const column of ['topics', 'texts', 'places', 'pairs'])
      await run(`ALTER TABLE ${table} ALTER ${column} SET STORAGE MAIN`)
    await distributeByDepartment(db, [table], 'disclosure')
    await carryOver(db, before, table)
    await run(`DROP TABLE ${before}`)
    await run(`CREATE INDEX ${table}_pairs ON ${table} USING gin (pairs)`)
  }
  // Who may read the new tables is said at this start.
  await sql`DELETE FROM setting WHERE key = ${APPLIED}`.execute(db)
}

async function carryOver(db: Kysely<unknown>, from: string, to: string): Promise<void> {
  const { rows: disclosures } = await sql<Disclosure>`SELECT DISTINCT department_id, disclosure_id FROM ${sql.table(from)}
    ORDER BY 1, 2`.execute(db)
  for (let at = 0; at < disclosures.length; at += BATCH) {
    const batch = disclosures.slice(at, at + BATCH)
    const [first, last] = [batch[0], batch.at(-1)]
    if (first === undefined || last === undefined) continue
    const { rows } = await sql<Before>`SELECT department_id, disclosure_id, kind, topic, text, place FROM ${sql.table(from)}
      WHERE (department_id, disclosure_id) >= (${first.department_id}, ${first.disclosure_id})
        AND (department_id, disclosure_id) <= (${last.department_id}, ${last.disclosure_id})
      ORDER BY department_id, disclosure_id, n`.execute(db)
    const own = Map.groupBy(rows, (row) => `${row.department_id} ${row.disclosure_id}`)
    const runs = batch.flatMap((disclosure) => {
      const before = own.get(`${disclosure.department_id} ${disclosure.disclosure_id}`) ?? []
      const passages = before.map(({ kind, topic, text, place }) => ({ kind: PASSAGE_KINDS[kind] ?? 'text', topic, text, place }))
      return passageRuns(passages).map((run) => ({ ...disclosure, ...run }))
    })
    await sql`INSERT INTO ${sql.table(to)} (department_id, disclosure_id, n, kind, topics, texts, places, pairs)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(runs)}::jsonb)
        AS r (department_id int, disclosure_id int, n int, kind smallint, topics text[], texts text[], places jsonb, pairs int[])`.execute(
      db,
    )
  }
}
