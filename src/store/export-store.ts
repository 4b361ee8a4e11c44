import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Store } from './open-store.ts'
import { BackupRefused } from './backup/backup-refused.ts'
import { makeFolder } from './make-folder.ts'

export type ExportFormat = 'ndjson' | 'csv'

/** A dimension's node by its number: a code is its own number, all else stands in a list; nothing where it is not told apart. */
const node = (column: string): string =>
  `CASE WHEN f.${column} > 0 THEN f.${column}::text WHEN f.${column} < 0 THEN (SELECT node FROM node WHERE id = -f.${column}) END AS ${column}`
const listed = (column: string): string => `(SELECT node FROM node WHERE id = f.${column}) AS ${column}`

const DISCLOSURE = `d.department_id, d.id AS disclosure_id, encode(d.sha256, 'hex') AS sha256, nullif(d.year, 0) AS year,
  (SELECT node FROM node WHERE id = d.stage) AS stage, (SELECT node FROM node WHERE id = d.scope) AS scope`

/** What is exported, and from what. Amounts are whole fen (分). */
const CONTENTS: Readonly<Record<string, string>> = {
  departments: `SELECT id AS department_id, name, code, division, array_to_string(ancestors, ' ') AS divisions FROM department WHERE name <> '' ORDER BY id`,
  disclosures: `SELECT ${DISCLOSURE}, d.current AS counts, s.name AS file, s.type, s.published, s.address, d.claims,
      d.passed AS equations_passed, d.failed AS equations_failed, d.unchecked AS equations_unchecked, d.errors, d.warnings, d.notes,
      d.unread AS tables_unread, d.program, d.imported_at
    FROM disclosure d JOIN source s ON s.sha256 = d.sha256 WHERE NOT d.withheld ORDER BY d.department_id, d.id`,
  facts: `SELECT f.department_id, f.disclosure_id, f.n, nullif(f.year, 0) AS year, ${['stage', 'scope', 'cut', 'fund', 'nature', 'item'].map(listed).join(', ')},
      ${['function', 'economic'].map(node).join(', ')}, (SELECT name FROM project_name WHERE id = f.project) AS project, f.amount AS amount_fen, f.claim, d.current AS counts
    FROM fact f JOIN disclosure d ON d.department_id = f.department_id AND d.id = f.disclosure_id ORDER BY f.disclosure_id, f.department_id, f.n`,
  findings: `SELECT department_id, disclosure_id, n, code, (ARRAY['error', 'warning', 'note'])[severity + 1] AS severity,
      finding -> 'zh' ->> 'message' AS message_zh, finding -> 'en' ->> 'message' AS message_en, finding -> 'zh' -> 'places' AS places
    FROM finding ORDER BY department_id, disclosure_id, n`,
}

/**
 * Writes the whole store as open data into a folder: departments, disclosures, facts and findings, one file each, as one moment saw them. Streamed: as large as
 * it may be. A file stands under its name only when it is whole.
 *
 * @returns rows by name of the file
 * @throws BackupRefused where the folder has such files already
 */
export async function exportStore(store: Store, folder: string, format: ExportFormat): Promise<Readonly<Record<string, number>>> {
  makeFolder(folder)
  const paths = Object.keys(CONTENTS).map((name) => join(folder, `${name}.${format}`))
  const taken = paths.find((path) => existsSync(path))
  if (taken !== undefined)
    throw new BackupRefused({
      zh: `${taken} 已经存在，没有覆盖。请换一个文件夹。`,
      en: `${taken} exists already and was not overwritten. Name another folder.`,
    })
  const client = new pg.Client({ connectionString: store.url })
  await client.connect()
  const rows: Record<string, number> = {}
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    for (const [name, query] of Object.entries(CONTENTS)) {
      const path = join(folder, `${name}.${format}`)
      const copy = client.query(copyTo(format === 'csv' ? `COPY (${query}) TO STDOUT (FORMAT csv, HEADER)` : asLines(query)))
      try {
        await pipeline(copy, createWriteStream(`${path}.part`, { flush: true }))
      } catch (error) {
        await rm(`${path}.part`, { force: true })
        throw error
      }
      await rename(`${path}.part`, path)
      rows[`${name}.${format}`] = copy.rowCount
    }
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => {})
  }
  return rows
}

/** JSON as it is, a line a row: as CSV with marks around and between that JSON never has. */
function asLines(query: string): string {
  return `COPY (SELECT row_to_json(q) FROM (${query}) q) TO STDOUT (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')`
}
