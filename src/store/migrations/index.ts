import type { Migration } from 'kysely/migration'
import { up as disclosures } from './0001-disclosures.ts'
import { up as imports } from './0002-imports.ts'
import { up as headCounts } from './0007-head-counts.ts'

/** Every step of the schema, in order. Steps are only ever added: a database of any earlier version goes forward. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-disclosures': { up: disclosures },
  '0002-imports': { up: imports },
  '0007-head-counts': { up: headCounts },
}
