import type { Slice } from '../../budget/slice.ts'
import { nodeName } from '../../catalogue/tree.ts'
import type { Words } from '../../budget/finding.ts'
import { classTotals, claimsFor, type Headline } from './headlines.ts'
import type { Amount, TableView } from './views.ts'

/** Where the money of a document comes from and goes to. */
export interface MoneyFlow {
  readonly sources: readonly FlowLine[]
  readonly uses: readonly UseLine[]
  /** What both sides add up to, in fen; null where they do not add up to one total, so that no picture may be drawn. */
  readonly total: number | null
}

export interface FlowLine extends Amount {
  readonly name: Words
  /** What was reckoned as the rest of a printed total, and is printed nowhere itself. */
  readonly rest?: true
}

export interface UseLine extends FlowLine {
  readonly code: string | null
  readonly basic: Amount | null
  readonly project: Amount | null
}

/** A fact of the document, as the archive keeps it. */
export interface FactView {
  readonly slice: Readonly<Partial<Record<string, string>>>
  readonly amount: number
  readonly claim: number
}

/** Sources that are no income of the year. */
const CARRIED: readonly string[] = ['brought-forward', 'reserves-used', 'account-balance']
/** Uses that are no expenditure of the year. */
const KEPT: readonly string[] = ['carried-forward', 'allocations']
const WIDER = { sources: ['sources'], uses: ['uses'] } as const

/**
 * The flow of a document's money: its income by fund and what was carried over on one side, its expenditure by function and what is carried on upon the
 * other. What printed totals have beyond their printed parts is shown as the rest, and said to be that.
 */
export function moneyFlow(
  facts: { readonly income: readonly FactView[]; readonly expenditure: readonly FactView[] },
  tables: readonly TableView[],
  headlines: readonly Headline[],
  year: number | null,
): MoneyFlow {
  const balance = tables.filter((table) => table.form === 'balance')
  const sources: FlowLine[] = group(facts.income, 'fund').map(({ node, fen, claim }) => ({
    name: node === null ? nodeName('flow', 'income', year) : nodeName('fund', node, year),
    fen,
    claim,
  }))
  const uses: UseLine[] = usesOf(facts.expenditure, tables, year)
  for (const flow of CARRIED) addTo(sources, balance, flow, year)
  for (const flow of KEPT) {
    const found = printed(balance, { flow })
    if (found !== null && found.fen !== 0)
      uses.push({ ...found, name: nodeName('flow', flow, year), code: null, basic: null, project: null })
  }
  const [intoTotal, outTotal] = [WIDER.sources, WIDER.uses].map((meanings) => {
    const headline = headlines.find(({ meaning }) => meanings.some((each) => each === meaning))
    return headline?.claim?.state === 'number' ? headline.claim.amount : null
  })
  const restIn = rest(sources, intoTotal ?? null)
  const restOut = rest(uses, outTotal ?? null)
  if (restIn > 0) sources.push({ name: REST_IN, fen: restIn, claim: null, rest: true })
  if (restOut > 0) uses.push({ name: REST_OUT, fen: restOut, claim: null, rest: true, code: null, basic: null, project: null })
  const [sumIn, sumOut] = [sumOf(sources), sumOf(uses)]
  const drawable = sumIn === sumOut && sumIn > 0 && [...sources, ...uses].every(({ fen }) => fen >= 0)
  return { sources, uses, total: drawable ? sumIn : null }
}

const REST_IN: Words = { zh: '其余（上年结转等）', en: 'the rest (brought forward and the like)' }
const REST_OUT: Words = { zh: '其余（结转下年等）', en: 'the rest (carried forward and the like)' }

function addTo(lines: FlowLine[], balance: readonly TableView[], flow: string, year: number | null): void {
  const found = printed(balance, { flow })
  if (found !== null && found.fen !== 0) lines.push({ ...found, name: nodeName('flow', flow, year) })
}

/** What the lines leave of a printed total; 0 where they leave nothing, or are more than it. */
function rest(lines: readonly FlowLine[], total: number | null): number {
  return total === null || lines.length === 0 ? 0 : Math.max(0, total - sumOf(lines))
}

function sumOf(lines: readonly FlowLine[]): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0)
}

function usesOf(facts: readonly FactView[], tables: readonly TableView[], year: number | null): UseLine[] {
  const totals = classTotals(tables)
  const byClass = Map.groupBy(facts, ({ slice }) => slice['function']?.slice(0, 3) ?? '')
  const lines = [...byClass].map(([code, parts]): UseLine => {
    const fen = parts.reduce((sum, { amount }) => sum + amount, 0)
    const whole = totals.get(code)
    const only = parts.length === 1 ? (parts[0]?.claim ?? null) : null
    // The printed total of the class is where the figure leads, as long as it is the same figure.
    const claim = whole?.amount === fen ? whole.id : only
    const name = code === '' ? nodeName('flow', 'expenditure', year) : nodeName('function', code, year)
    return { code: code === '' ? null : code, name, fen, claim, basic: natureOf(parts, BASIC), project: natureOf(parts, PROJECT) }
  })
  return lines.toSorted((a, b) => b.fen - a.fen)
}

const BASIC: readonly string[] = ['basic', 'personnel', 'running']
const PROJECT: readonly string[] = ['project']

function natureOf(facts: readonly FactView[], natures: readonly string[]): Amount | null {
  const found = facts.filter(({ slice }) => natures.includes(slice['nature'] ?? ''))
  if (found.length === 0) return null
  return { fen: found.reduce((sum, { amount }) => sum + amount, 0), claim: found.length === 1 ? (found[0]?.claim ?? null) : null }
}

function group(facts: readonly FactView[], dimension: string): { node: string | null; fen: number; claim: number | null }[] {
  const groups = Map.groupBy(facts, ({ slice }) => slice[dimension] ?? null)
  return [...groups]
    .map(([node, parts]) => ({
      node,
      fen: parts.reduce((sum, { amount }) => sum + amount, 0),
      claim: parts.length === 1 ? (parts[0]?.claim ?? null) : null,
    }))
    .toSorted((a, b) => b.fen - a.fen)
}

function printed(tables: readonly TableView[], slice: Slice): Amount | null {
  const claim = tables.flatMap((table) => claimsFor(table, slice)).find(({ state }) => state === 'number')
  return claim === undefined || claim.amount === null ? null : { fen: claim.amount, claim: claim.id }
}
