import { sql } from 'kysely'
import { MIGRATIONS } from './migrations/index.ts'
import type { Store } from './open-store.ts'

/** Whether questions can be asked now: the database answers, and its schema is this version's (another version may have moved it meanwhile). */
export type Readiness = 'ready' | 'no-answer' | 'other-schema'

const PATIENCE_MS = 2000

export async function readiness(store: Store): Promise<Readiness> {
  const last = Object.keys(MIGRATIONS).at(-1)
  const asked = sql<{ name: string }>`SELECT max(name) AS name FROM kysely_migration`
    .execute(store.db)
    .then(({ rows }): Readiness => (rows[0]?.name === last ? 'ready' : 'other-schema'))
    .catch((): Readiness => 'no-answer')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Readiness>((done) => (timer = setTimeout(() => done('no-answer'), PATIENCE_MS)))
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
