import { type RawBuilder, sql } from 'kysely'
import { ALL } from '../node-numbers.ts'
import type { Store } from '../open-store.ts'
import { WHOLE } from '../place-counts.ts'
import { ROLLED_LEVELS } from '../rollups.ts'

/** Dimensions that facts are told apart by in the store. */
export const FACT_DIMENSIONS = ['function', 'economic', 'fund', 'nature', 'item', 'project'] as const
export type FactDimension = (typeof FACT_DIMENSIONS)[number]

/** What sums can be grouped by: dimensions of the cut, and whose and when. */
export type GroupKey = FactDimension | 'year' | 'department' | 'division'

/** Facts of one cut, of disclosures that count. Never of two: the same yuan stands in each. */
export interface FactFilter {
  readonly cut: string
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  /** Every year where none is given. */
  readonly years?: readonly number[]
  /** Of a place and of all places in it; the whole country is `CN`. */
  readonly division?: string
  /** Only what is the place's own, without the places in it. */
  readonly alone?: boolean
  readonly department?: number
  /** A code stands for all below it, any other node for itself alone; of several, any. */
  readonly nodes?: Readonly<Partial<Record<FactDimension, string | readonly string[]>>>
  /** Of a dimension, one node without what is below it; '' for the facts that name none. */
  readonly exact?: Readonly<Partial<Record<FactDimension, string>>>
}

export interface FactSum {
  readonly group: Readonly<Partial<Record<GroupKey, string | number | null>>>
  /** Fen. */
  readonly amount: number
  readonly facts: number
}

/** How deep a code dimension is grouped: 3 digits are classes (类), 5 groups (款), 7 items (项). */
export type CodeDigits = 3 | 5 | 7

/**
 * Sums of facts, by whatever the cut tells apart. From the sums that the import keeps, where these carry all that is asked; otherwise from the facts.
 * With `most`, no more groups than that are read: whoever gets as many knows that there may be more.
 * Empty where a node that is asked for stands in no fact.
 */
export async function sumFacts(
  store: Store,
  filter: FactFilter,
  groupBy: readonly GroupKey[],
  {
    digits = 7,
    from = 'rollup',
    most,
  }: { readonly digits?: CodeDigits; readonly from?: 'rollup' | 'facts'; readonly most?: number | undefined } = {},
): Promise<FactSum[]> {
  const isRolled = from === 'rollup' && (await servedByRollup(store, filter, groupBy))
  const where = await factConditions(store, filter, isRolled ? 'f' : 's')
  if (where === null) return []
  const division = filter.division ?? 'CN'
  const column = (key: GroupKey): RawBuilder<unknown> => {
    if (key === 'function' || key === 'economic') return prefixed(key, digits)
    if (key === 'department') return sql.ref('f.department_id')
    if (key === 'division')
      return isRolled
        ? sql.ref('f.division')
        : sql`CASE WHEN d.ancestors[1] = ${division} THEN ${division} ELSE d.ancestors[array_position(d.ancestors, ${division}) - 1] END`
    return sql.ref(`f.${key}`)
  }
  const parents = groupBy.includes('division')
  const columns = groupBy.map((key) => sql`${column(key)} AS ${sql.ref(key)}`)
  const by = groupBy.map((_, i) => sql.lit(i + 1))
  const source = isRolled
    ? sql`rollup f WHERE ${parents ? sql`f.division = ANY (${await childrenOf(store, division)})` : sql`f.division = ${division}`} AND f.facts > 0`
    : sql`fact f JOIN disclosure s ON s.department_id = f.department_id AND s.id = f.disclosure_id AND s.current
        JOIN department d ON d.id = f.department_id
        WHERE ${inPlace(filter)}
        AND ${filter.department === undefined ? sql`true` : sql`f.department_id = ${filter.department}`}`
  const { rows } = await sql<Record<string, number | string> & { amount: number; facts: number }>`
    SELECT ${sql.join([...columns, sql`sum(f.amount) AS amount`, isRolled ? sql`sum(f.facts) AS facts` : sql`count(*) AS facts`])}
    FROM ${source} AND ${where}
    ${by.length === 0 ? sql`` : sql`GROUP BY ${sql.join(by)} ORDER BY ${sql.join(by)}`}
    ${most === undefined ? sql`` : sql`LIMIT ${most}`}`.execute(store.db)
  // A sum of nothing is no sum of zero: it is not there.
  const sums = await named(
    store,
    rows.filter((row) => row.facts > 0),
    groupBy,
  )
  return parents && isRolled ? withoutParts(sums, groupBy, division) : sums
}

/** The condition on a department (`d`) that it lies in the place that is asked for. */
export function inPlace({ division, alone }: Pick<FactFilter, 'division' | 'alone'>): RawBuilder<unknown> {
  if (division === undefined) return sql`true`
  return alone === true ? sql`d.ancestors[1] = ${division}` : sql`d.ancestors @> ARRAY[${division}]`
}

/** What stands at a place itself holds all places in it: of its own it has what they have not. */
function withoutParts(sums: readonly FactSum[], groupBy: readonly GroupKey[], division: string): FactSum[] {
  const others = groupBy.filter((key) => key !== 'division')
  const keyOf = ({ group }: FactSum): string => JSON.stringify(others.map((key) => group[key]))
  const parts = new Map<string, { amount: number; facts: number }>()
  for (const sum of sums) {
    if (sum.group.division === division) continue
    const before = parts.get(keyOf(sum)) ?? { amount: 0, facts: 0 }
    parts.set(keyOf(sum), { amount: before.amount + sum.amount, facts: before.facts + sum.facts })
  }
  return sums.flatMap((sum) => {
    if (sum.group.division !== division) return [sum]
    const part = parts.get(keyOf(sum)) ?? { amount: 0, facts: 0 }
    const facts = sum.facts - part.facts
    return facts === 0 ? [] : [{ ...sum, amount: sum.amount - part.amount, facts }]
  })
}

/** Whether a sum can be taken from what the import keeps: said beside the figure, and measured apart. */
export async function servedByRollup(store: Store, filter: FactFilter, groupBy: readonly GroupKey[]): Promise<boolean> {
  if (filter.department !== undefined || filter.alone === true) return false
  if (filter.nodes?.project !== undefined || filter.exact?.project !== undefined) return false
  if (groupBy.some((key) => key === 'project' || key === 'department')) return false
  const { division = 'CN' } = filter
  if (division === 'CN') return true
  const { rows } = await sql<{ depth: number }>`SELECT cardinality(ancestors) - array_position(ancestors, ${division}) AS depth
    FROM department WHERE ancestors @> ARRAY[${division}] LIMIT 1`.execute(store.db)
  const deepest = (rows[0]?.depth ?? 0) + (groupBy.includes('division') ? 1 : 0)
  return deepest < ROLLED_LEVELS
}

/**
 * The conditions on facts `f`; null where nothing can fulfil them. Year, stage and scope are those of the disclosure: asked of it (`s`), a place finds its
 * disclosures first and their facts then.
 */
export async function factConditions(
  store: Store,
  filter: FactFilter,
  whole: 'f' | 's' = 'f',
): Promise<RawBuilder<unknown> | null> {
  const { nodes: numbers } = store
  const cut = await numbers.find('cut', filter.cut)
  const stage = await numbers.find('stage', filter.stage)
  const scope = await numbers.find('scope', filter.scope)
  if (cut === null || stage === null || scope === null) return null
  const of = (column: string): RawBuilder<unknown> => sql.ref(`${whole}.${column}`)
  const parts = [sql`f.cut = ${cut}`, sql`${of('stage')} = ${stage}`, sql`${of('scope')} = ${scope}`]
  if (filter.years !== undefined) parts.push(sql`${of('year')} = ANY (${[...filter.years]}::smallint[])`)
  for (const dimension of FACT_DIMENSIONS) {
    const asked = filter.nodes?.[dimension]
    if (asked === undefined) continue
    const nodes = typeof asked === 'string' ? [asked] : asked
    if (dimension === 'function' || dimension === 'economic') {
      const ranges = codeRanges(nodes)
      if (ranges === null) return null
      parts.push(ranges(`f.${dimension}`))
      continue
    }
    const found: number[] = []
    for (const node of nodes) {
      const number = await numbers.find(dimension, node)
      if (number !== null) found.push(number)
    }
    if (found.length === 0) return null
    parts.push(sql`f.${sql.raw(dimension)} = ANY (${found}::int[])`)
  }
  for (const [dimension, node] of Object.entries(filter.exact ?? {}) as [FactDimension, string][]) {
    const number = node === '' ? ALL : await numbers.find(dimension, node)
    if (number === null) return null
    parts.push(sql`f.${sql.raw(dimension)} = ${number}`)
  }
  return sql.join(parts, sql` AND `)
}

/** The condition on a column that it is one of some codes or below it; null where none is a code. */
export function codeRanges(codes: string | readonly string[]): ((column: string) => RawBuilder<unknown>) | null {
  const ranges = [codes].flat().flatMap((code) => codesBelow(code) ?? [])
  if (ranges.length === 0) return null
  return (column) =>
    sql`(${sql.join(
      ranges.map(([low, high]) => sql`${sql.ref(column)} BETWEEN ${low} AND ${high}`),
      sql` OR `,
    )})`
}

/** Whether anything that counts has a node, or of a code one below it: asked of the sums, so that what is withheld gives nothing away. */
export async function hasNode(store: Store, dimension: Exclude<FactDimension, 'project'>, node: string): Promise<boolean> {
  const column = `f.${dimension}`
  const ranges = dimension === 'function' || dimension === 'economic' ? codeRanges(node) : null
  const number = ranges === null ? await store.nodes.find(dimension, node) : null
  const condition = ranges?.(column) ?? (number === null ? sql`false` : sql`${sql.ref(column)} = ${number}`)
  const { rows } = await sql`SELECT FROM rollup f WHERE f.division = 'CN' AND f.facts > 0 AND ${condition} LIMIT 1`.execute(
    store.db,
  )
  return rows.length > 0
}

/** A code and everything below it, as ranges of numbers: 20103 is 20103 itself and 2010300 to 2010399. Null for what is no code. */
function codesBelow(code: string): [number, number][] | null {
  if (!/^[1-9]\d{2,8}$/u.test(code)) return null
  const ranges: [number, number][] = []
  for (let digits = code.length; digits <= 9; digits += 2) {
    const factor = 10 ** (digits - code.length)
    ranges.push([Number(code) * factor, Number(code) * factor + factor - 1])
  }
  return ranges
}

/** A code cut down to some digits. */
function prefixed(key: 'function' | 'economic', digits: CodeDigits): RawBuilder<unknown> {
  const column = sql.ref(`f.${key}`)
  if (digits === 7) return column
  return sql`CASE WHEN ${column} > 0 THEN left(${column}::text, ${sql.lit(digits)})::int ELSE ${column} END`
}

/** The places directly below one that have departments, and the place itself: its own departments are in none of those. */
async function childrenOf(store: Store, division: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`SELECT division AS code FROM place_count
    WHERE (parent = ${division} OR division = ${division}) AND year = ${WHOLE}`.execute(store.db)
  return rows.map(({ code }) => code)
}

async function named(
  store: Store,
  rows: readonly (Record<string, number | string> & { amount: number; facts: number })[],
  groupBy: readonly GroupKey[],
): Promise<FactSum[]> {
  const groups: Partial<Record<GroupKey, string | number | null>>[] = rows.map(() => ({}))
  for (const key of groupBy) {
    const isNode = (FACT_DIMENSIONS as readonly string[]).includes(key)
    const nodes = isNode
      ? await store.nodes.names(
          key as FactDimension,
          rows.map((row) => Number(row[key])),
        )
      : null
    for (const [i, row] of rows.entries()) {
      const group = groups[i]
      const value = row[key] ?? ALL
      if (group !== undefined) group[key] = nodes === null ? value : (nodes.get(Number(value)) ?? null)
    }
  }
  return rows.map((row, i) => ({ group: groups[i] ?? {}, amount: row.amount, facts: row.facts }))
}
