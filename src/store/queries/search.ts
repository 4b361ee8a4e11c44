import { sql } from 'kysely'
import type { Place } from '../../budget/place.ts'
import { grams } from '../grams.ts'
import type { Store } from '../open-store.ts'
import { PASSAGE_KINDS } from '../save-disclosure.ts'

/** A paragraph, a term or a project that has the words. */
export interface Hit {
  readonly departmentId: number
  readonly department: string
  readonly disclosureId: number
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  /** Its number among the passages of its document. */
  readonly n: number
  readonly kind: (typeof PASSAGE_KINDS)[number]
  readonly topic: string | null
  readonly text: string
  readonly place: Place
  /** Name and hash of the file that it stands in. */
  readonly file: string
  readonly sha256: string
}

const TERM = PASSAGE_KINDS.indexOf('term')

/**
 * Paragraphs, terms and projects of disclosures that count in which every word stands, the newest year first. A word has two characters or more: Chinese
 * is found by its pairs of characters, and what they find is looked at again as a whole.
 */
export async function searchPassages(
  store: Store,
  {
    words,
    kind,
    division,
    limit,
    offset = 0,
  }: {
    readonly words: readonly string[]
    readonly kind?: (typeof PASSAGE_KINDS)[number]
    readonly division?: string
    readonly limit: number
    readonly offset?: number
  },
): Promise<Hit[]> {
  const long = words.filter((word) => [...word].length >= 2)
  if (long.length === 0) return []
  const pairs = long.flatMap(grams)
  const patterns = long.map((word) => `%${word.replace(/[\\%_]/gu, '\\$&')}%`)
  const { rows } = await sql<{
    department_id: number
    department: string
    disclosure_id: number
    year: number
    stage: 'budget' | 'final'
    scope: 'department' | 'unit'
    n: number
    kind: number
    topic: string | null
    text: string
    place: Place
    file: string
    hash: string
  }>`SELECT p.department_id, dep.name AS department, p.disclosure_id, d.year, st.node AS stage, sc.node AS scope, p.n, p.kind, p.topic, p.text, p.place,
      src.name AS file, encode(d.sha256, 'hex') AS hash
    FROM passage p
    JOIN disclosure d ON d.department_id = p.department_id AND d.id = p.disclosure_id AND d.current
    JOIN node st ON st.id = d.stage JOIN node sc ON sc.id = d.scope
    JOIN department dep ON dep.id = p.department_id
    JOIN source src ON src.sha256 = d.sha256
    WHERE p.grams @> ${pairs}::text[] AND ${sql.join(
      patterns.map((pattern) => sql`(p.text ILIKE ${pattern} OR (p.kind = ${TERM} AND p.topic ILIKE ${pattern}))`),
      sql` AND `,
    )}
      AND ${kind === undefined ? sql`true` : sql`p.kind = ${PASSAGE_KINDS.indexOf(kind)}`}
      AND ${division === undefined ? sql`true` : sql`dep.ancestors @> ARRAY[${division}]`}
    ORDER BY d.year DESC, p.kind DESC, p.department_id, p.disclosure_id, p.n LIMIT ${limit} OFFSET ${offset}`.execute(store.db)
  return rows.map((row) => ({
    departmentId: row.department_id,
    department: row.department,
    disclosureId: row.disclosure_id,
    year: row.year === 0 ? null : row.year,
    stage: row.stage,
    scope: row.scope,
    n: row.n,
    kind: PASSAGE_KINDS[row.kind] ?? 'text',
    topic: row.topic,
    text: row.text,
    place: row.place,
    file: row.file,
    sha256: row.hash,
  }))
}
