import { sql } from 'kysely'
import type { Place } from '../../budget/place.ts'
import { grams } from '../grams.ts'
import type { Store } from '../open-store.ts'
import { PASSAGE_KINDS, type PassageKind } from '../passage-runs.ts'

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
  readonly kind: PassageKind
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
 * is found by its pairs of characters. These find runs of passages; each passage of a run is then looked at with the whole words.
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
    readonly kind?: PassageKind
    readonly division?: string
    readonly limit: number
    readonly offset?: number
  },
): Promise<Hit[]> {
  const long = words.filter((word) => [...word].length >= 2)
  if (long.length === 0) return []
  const pairs = grams(...long)
  const tests = long.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/gu, '\\$&')}%`
    // Where no letter has two cases, which is most often, the database need not fold every passage: ten times as fast.
    const like = word.toLowerCase() === word.toUpperCase() ? sql`LIKE` : sql`ILIKE`
    return sql`(t.text ${like} ${pattern} OR (p.kind = ${TERM} AND p.topics[t.i] ${like} ${pattern}))`
  })
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
    place: Place | null
    file: string
    hash: string
  }>`SELECT f.department_id, dep.name AS department, f.disclosure_id, f.year, st.node AS stage, sc.node AS scope, f.n + t.i - 1 AS n, f.kind,
      t.topic, t.text, t.place, src.name AS file, encode(f.sha256, 'hex') AS hash
    FROM (
      SELECT p.department_id, p.disclosure_id, p.n, p.kind, d.year, d.stage, d.scope, d.sha256
      FROM passage p
      JOIN disclosure d ON d.department_id = p.department_id AND d.id = p.disclosure_id AND d.current
      JOIN department dep ON dep.id = p.department_id
      WHERE p.pairs @> ${pairs}::int[]
        AND ${kind === undefined ? sql`true` : sql`p.kind = ${PASSAGE_KINDS.indexOf(kind)}`}
        AND ${division === undefined ? sql`true` : sql`dep.ancestors @> ARRAY[${division}]`}
      ORDER BY d.year DESC, p.kind DESC, p.department_id, p.disclosure_id, p.n
    ) f
    CROSS JOIN LATERAL (
      SELECT t.i::int AS i, p.topics[t.i] AS topic, t.text, p.places -> (t.i - 1)::int AS place
      FROM passage p CROSS JOIN LATERAL unnest(p.texts) WITH ORDINALITY AS t (text, i)
      WHERE p.department_id = f.department_id AND p.disclosure_id = f.disclosure_id AND p.n = f.n AND ${sql.join(tests, sql` AND `)}
    ) t
    JOIN department dep ON dep.id = f.department_id
    JOIN node st ON st.id = f.stage JOIN node sc ON sc.id = f.scope
    JOIN source src ON src.sha256 = f.sha256
    ORDER BY f.year DESC, f.kind DESC, f.department_id, f.disclosure_id, f.n, t.i LIMIT ${limit} OFFSET ${offset}`.execute(
    store.db,
  )
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
    place: row.place ?? {},
    file: row.file,
    sha256: row.hash,
  }))
}
