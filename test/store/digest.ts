import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Store } from '../../src/store/open-store.ts'

/**
 * What a store holds, without what differs from one time to the next though nothing else does: numbers that were given on the way, and when. Two stores with one
 * digest answer every question alike.
 */
export async function digestOf(store: Store): Promise<Readonly<Record<string, string>>> {
  const node = (column: string): string => `(SELECT dimension || node FROM node WHERE id = abs(${column}))`
  const disclosure = `(SELECT encode(d.sha256, 'hex') FROM disclosure d WHERE d.department_id = t.department_id AND d.id = t.disclosure_id)`
  const code = (column: string): string => `CASE WHEN ${column} < 0 THEN ${node(column)} ELSE ${column}::text END`
  const nodes = ['stage', 'scope', 'cut', 'fund', 'nature', 'item'].map((column) => node(`t.${column}`)).join(', ')
  const queries: Readonly<Record<string, string>> = {
    departments: `SELECT key, name, code, division, ancestors FROM department t`,
    sources: `SELECT sha256, bytes, type FROM source t`,
    disclosures: `SELECT dep.key, t.sha256, year, ${node('stage')}, ${node('scope')}, current, t.withheld, place, units, claims, passed, failed, unchecked,
      errors, warnings, notes, unread, details FROM disclosure t JOIN department dep ON dep.id = t.department_id`,
    claims: `SELECT ${disclosure}, packed FROM packed_claims t`,
    findings: `SELECT ${disclosure}, n, code, severity, finding FROM finding t`,
    projects: `SELECT ${disclosure}, n, name, amount, card FROM project t`,
    passages: `SELECT ${disclosure}, n, kind, topics, texts, places, pairs FROM passage t`,
    facts: `SELECT ${disclosure}, n, year, amount, claim, ${nodes}, ${code('t.function')}, ${code('t.economic')},
      (SELECT name FROM project_name WHERE id = t.project) FROM fact t`,
    sums: `SELECT division, year, amount, facts, ${nodes}, ${code('t.function')}, ${code('t.economic')} FROM rollup t WHERE facts > 0`,
    places: `SELECT division, parent, year, ${node('t.stage')}, ${node('t.scope')}, known, departments, t.disclosures, without_error, errors, claims, passed,
      failed, unread FROM place_count t WHERE known > 0 OR t.disclosures > 0`,
    totals: `SELECT dep.key, year, amount, ${node('t.stage')}, ${node('t.scope')}, ${node('t.cut')} FROM department_total t JOIN department dep ON dep.id = t.department_id`,
  }
  const digests: Record<string, string> = {}
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await sql<{ line: string }>`SELECT q::text AS line FROM (${sql.raw(query)}) q ORDER BY 1`.execute(store.db)
    const hash = createHash('sha256')
    for (const { line } of rows) hash.update(`${line}\n`)
    digests[name] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`
  }
  return digests
}
