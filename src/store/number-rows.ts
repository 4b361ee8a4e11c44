import { type RawBuilder, sql } from 'kysely'
import type { Store } from './open-store.ts'

/**
 * Rows of whole numbers, asked for a column at a time: half the work of taking them apart a figure at a time, which is most of what an answer costs. The
 * query is prepared; none of its columns may be null.
 */
export async function numberRows<Column extends string>(
  store: Store,
  columns: readonly Column[],
  query: RawBuilder<unknown>,
): Promise<Record<Column, number>[]> {
  const arrays = sql.join(columns.map((column) => sql`array_agg(x.${sql.ref(column)}) AS ${sql.ref(column)}`))
  const [found] = await store.prepared(sql<Record<Column, number[] | null>>`SELECT ${arrays} FROM (${query}) x`)
  const [first] = columns
  const count = first === undefined || found === undefined ? 0 : (found[first]?.length ?? 0)
  return Array.from({ length: count }, (_, i) => {
    const row = {} as Record<Column, number>
    for (const column of columns) row[column] = found?.[column]?.[i] ?? 0
    return row
  })
}
