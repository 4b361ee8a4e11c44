import { sql } from 'kysely'
import type { Store } from '../open-store.ts'
import { currentLines, type LineOwner, type PageEnd } from './current-pages.ts'
import { departmentLines, type FactNumbers } from './department-lines.ts'
import { departmentsWithRare } from './rare-facts.ts'
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
  page: { readonly after?: PageEnd; readonly limit: number },
): Promise<FactRow[]> {
  const lines = (await linesOfDepartment(store, filter, page)) ?? (await linesAnywhere(store, filter, page))
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

interface Line {
  readonly owner: LineOwner
  readonly line: FactNumbers
}

/** All lines of one department, which is asked far more often than anything else; null for any other question. */
async function linesOfDepartment(
  store: Store,
  filter: FactFilter,
  page: { readonly after?: PageEnd; readonly limit: number },
): Promise<Line[] | null> {
  const { department, nodes, exact, division, years } = filter
  if (department === undefined || nodes !== undefined || exact !== undefined || division !== undefined) return null
  if (page.after !== undefined && page.after.departmentId !== department) return null
  const cut = await store.nodes.find('cut', filter.cut)
  const stage = await store.nodes.find('stage', filter.stage)
  const scope = await store.nodes.find('scope', filter.scope)
  if (cut === null || stage === null || scope === null) return []
  return await departmentLines(store, { department, cut, stage, scope, years }, page)
}

async function linesAnywhere(
  store: Store,
  filter: FactFilter,
  { after, limit }: { readonly after?: PageEnd; readonly limit: number },
): Promise<Line[]> {
  const where = await factConditions(store, filter)
  if (where === null) return []
  const stage = await store.nodes.find('stage', filter.stage)
  const scope = await store.nodes.find('scope', filter.scope)
  const conditions = [sql`s.stage = ${stage}`, sql`s.scope = ${scope}`, inPlace(filter)]
  if (filter.years !== undefined) conditions.push(sql`s.year = ANY (${[...filter.years]}::smallint[])`)
  if (filter.department !== undefined) conditions.push(sql`s.department_id = ${filter.department}`)
  else {
    const rare = await departmentsWithRare(store, filter, after?.departmentId ?? 0)
    if (rare?.length === 0) return []
    if (rare !== null) conditions.push(sql`s.department_id = ANY (${rare}::int[])`)
  }
  return await currentLines<FactNumbers>(store, {
    table: 'fact',
    columns: ['amount', 'claim', ...FACT_DIMENSIONS],
    ofOwner: sql.join(conditions, sql` AND `),
    ofLine: where,
    after,
    limit,
  })
}
