import { sql } from 'kysely'
import type { Store } from '../../src/store/open-store.ts'

/** Bytes on the disk for one fact, and of the whole database. */
export interface Bytes {
  readonly fact: number
  /** With claims, their places, and the sums that are kept. */
  readonly withClaims: number
  /** With departments, disclosures and sources. */
  readonly all: number
  readonly total: number
}

/** What tables take with their indexes and what is stored out of line. */
export async function bytesOf(store: Store, facts: number): Promise<Bytes> {
  const { rows } = await sql<{
    name: string
    bytes: number
  }>`SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`.execute(store.db)
  const size = (...names: readonly string[]): number =>
    rows.filter(({ name }) => names.length === 0 || names.includes(name)).reduce((sum, { bytes }) => sum + bytes, 0)
  const { rows: whole } = await sql<{ bytes: number }>`SELECT pg_database_size(current_database()) AS bytes`.execute(store.db)
  return {
    fact: size('fact') / facts,
    withClaims: size('fact', 'packed_claims', 'rollup', 'department_total') / facts,
    all: size() / facts,
    total: whole[0]?.bytes ?? 0,
  }
}
