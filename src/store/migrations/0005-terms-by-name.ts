import { type Kysely, sql } from 'kysely'
import { grams } from '../grams.ts'

const TERM = 1

/** A term is found by its own name as well as by what it means. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ department_id: number; disclosure_id: number; n: number; topic: string; text: string }>`
    SELECT department_id, disclosure_id, n, topic, text FROM passage WHERE kind = ${TERM} AND topic IS NOT NULL`.execute(db)
  for (const { department_id: department, disclosure_id: disclosure, n, topic, text } of rows)
    await sql`UPDATE passage SET grams = ${grams(`${topic} ${text}`)}
      WHERE department_id = ${department} AND disclosure_id = ${disclosure} AND n = ${n}`.execute(db)
}
