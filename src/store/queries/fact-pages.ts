import { sql } from 'kysely'
import type { Store } from '../open-store.ts'
import { currentLines, type LineOwner, type PageEnd } from './current-pages.ts'
import { FACT_DIMENSIONS, type FactDimension, type FactFilter, factConditions, inPlace } from './facts.ts'

/** A fact with where it comes from. */
export interface FactRow extends LineOwner {
  readonly slice: Readonly<Partial<Record<FactDimension, string>>>
  /** Fen. */
  readonly amount: number
  /** The claim in the disclosure that says so. */
  readonly claim: number
}

/** Facts themselves, page by page, in the order of department, year and number; `after` is the last one of the page before. */
export async function listFacts(
  store: Store,
  filter: FactFilter,
  { after, limit }: { readonly after?: PageEnd; readonly limit: number },
): Promise<FactRow[]> {
  const where = await factConditions(store, filter)
  if (where === null) return []
  const { department } = filter
  const lines = await currentLines<Record<FactDimension | 'amount' | 'claim', number>>(store, {
    table: 'fact',
    columns: ['amount', 'claim', ...FACT_DIMENSIONS],
    where: sql`${where} AND ${inPlace(filter)}
      AND ${department === undefined ? sql`true` : sql`f.department_id = ${department}`}`,
    after,
    limit,
  })
  const slices: Partial<Record<FactDimension, string>>[] = lines.map(() => ({}))
  for (const dimension of FACT_DIMENSIONS) {
    const nodes = await store.nodes.names(
      dimension,
      lines.map(({ line }) => line[dimension]),
    )
    for (const [i, { line }] of lines.entries()) {
      const node = nodes.get(line[dimension])
      const slice = slices[i]
      if (node !== undefined && slice !== undefined) slice[dimension] = node
    }
  }
  return lines.map(({ owner, line }, i) => ({ ...owner, slice: slices[i] ?? {}, amount: line.amount, claim: line.claim }))
}
