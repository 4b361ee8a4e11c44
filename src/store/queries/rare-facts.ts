import { sql } from 'kysely'
import type { Store } from '../open-store.ts'
import { codeRanges, type FactFilter } from './facts.ts'

/** With more facts than these a page is soon full, whichever departments are looked through. */
const MOST_RARE = 5000

/**
 * Departments, from one on, that have facts of the functions that are asked for, where these are few: looked for among all departments, a page of a function
 * that one in fifty has would read the other forty-nine. Null where no function is asked for, or it is not rare.
 */
export async function departmentsWithRare(
  store: Store,
  { cut, nodes, exact }: FactFilter,
  from: number,
): Promise<number[] | null> {
  const asked = nodes?.function ?? exact?.function
  if (asked === undefined || asked === '') return null
  const number = await store.nodes.find('cut', cut)
  const ranges = codeRanges(asked)
  if (number === null || ranges === null) return null
  const { rows } = await sql<{ department_id: number }>`SELECT f.department_id FROM fact f
    WHERE f.cut = ${number} AND ${ranges('f.function')} AND f.department_id >= ${from} LIMIT ${MOST_RARE + 1}`.execute(store.db)
  return rows.length > MOST_RARE ? null : [...new Set(rows.map((row) => row.department_id))]
}
