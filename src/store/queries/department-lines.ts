import { type Prepared, type Store, wholeNumber } from '../open-store.ts'
import type { LineOwner, PageEnd } from './current-pages.ts'
import { FACT_DIMENSIONS, type FactDimension } from './facts.ts'

/** Numbers of a fact's nodes in the store, its amount in fen and its claim. */
export type FactNumbers = Readonly<Record<FactDimension | 'amount' | 'claim', number>>

/** Facts of one department of one cut, stage and scope: by the numbers that these have in the store. */
export interface DepartmentQuestion {
  readonly department: number
  readonly cut: number
  readonly stage: number
  readonly scope: number
  /** Every year where none is given. */
  readonly years?: readonly number[] | undefined
}

const COLUMNS = ['n', 'amount', 'claim', ...FACT_DIMENSIONS] as const

/** No disclosure has this id, and no line or year stands before this one. */
const NONE = 0
const BEFORE_ALL = -1

/**
 * $1 to $6: department, cut, stage, scope, how many, years or null; $7 to $11: the disclosure that the page before ended in, its last line, and its year,
 * stage and scope. A row is a disclosure with its lines in one text of numbers: a third faster than a row for each line, and than arrays.
 */
const LINES: Prepared = {
  name: 'department-lines',
  text: `SELECT s.id, s.year, s.stage, s.scope, encode(s.sha256, 'hex') AS hash, src.name AS file, d.name AS department, d.division, f.lines
    FROM disclosure s JOIN source src ON src.sha256 = s.sha256 JOIN department d ON d.id = s.department_id CROSS JOIN LATERAL (
      SELECT string_agg(concat_ws(' ', ${COLUMNS.map((column) => `l.${column}`).join(', ')}), ',' ORDER BY l.n) AS lines FROM (
        SELECT ${COLUMNS.map((column) => `f.${column}`).join(', ')} FROM fact f
        WHERE f.department_id = $1 AND f.disclosure_id = s.id AND f.n > CASE WHEN s.id = $7 THEN $8::int ELSE ${BEFORE_ALL} END
          AND f.cut = $2 AND f.stage = $3 AND f.scope = $4 AND ($6::smallint[] IS NULL OR f.year = ANY ($6))
        ORDER BY f.n LIMIT $5) l) f
    WHERE s.department_id = $1 AND f.lines IS NOT NULL AND (s.id = $7 OR s.current AND s.stage = $3 AND s.scope = $4
      AND ($6::smallint[] IS NULL OR s.year = ANY ($6)) AND (s.year, s.stage, s.scope) > ($9::int, $10::int, $11::int))
    ORDER BY s.year, s.stage, s.scope`,
}

interface Row {
  readonly id: number
  readonly year: number
  readonly stage: number
  readonly scope: number
  readonly hash: string
  readonly file: string
  readonly department: string
  readonly division: string
  /** Numbers in the order of `COLUMNS`, a comma between lines. */
  readonly lines: string
}

/**
 * The same lines as `currentLines` gives of one department, in one statement that stays planned: with one department given the planner cannot go wrong, and
 * what is left of a request is mostly going there and back.
 *
 * @param after the end of the page before, in the same department
 */
export async function departmentLines(
  store: Store,
  { department, cut, stage, scope, years }: DepartmentQuestion,
  { after, limit }: { readonly after?: PageEnd | undefined; readonly limit: number },
): Promise<{ readonly owner: LineOwner; readonly line: FactNumbers }[]> {
  const behind =
    after === undefined
      ? [NONE, BEFORE_ALL, BEFORE_ALL, BEFORE_ALL, BEFORE_ALL]
      : [after.disclosureId, after.n, after.year, after.stage, after.scope]
  const rows = await store.ask<Row>(LINES, [department, cut, stage, scope, limit, years ?? null, ...behind])
  const found = rows.flatMap((row) => {
    const end = { departmentId: department, year: row.year, stage: row.stage, scope: row.scope, disclosureId: row.id }
    const owner = {
      departmentId: department,
      department: row.department,
      division: row.division,
      disclosureId: row.id,
      year: row.year,
      sha256: row.hash,
      file: row.file,
    }
    return row.lines.split(',').map((text) => {
      const { n, ...line } = numbersOf(text)
      return { owner: { ...owner, n, end: { ...end, n } }, line }
    })
  })
  // Each disclosure gave as many as the whole page may have.
  return found.slice(0, limit)
}

function numbersOf(text: string): Record<(typeof COLUMNS)[number], number> {
  const numbers = text.split(' ')
  return Object.fromEntries(COLUMNS.map((column, i) => [column, wholeNumber(numbers[i] ?? 'nothing')])) as Record<
    (typeof COLUMNS)[number],
    number
  >
}
