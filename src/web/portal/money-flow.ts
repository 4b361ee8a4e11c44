import type { Slice } from '../../budget/slice.ts'
import { nodeName } from '../../catalogue/tree.ts'
import type { Words } from '../../budget/finding.ts'
import { classTotals, claimsFor, type Headline } from './headlines.ts'
import { precisionOfClaim } from '../../budget/printed-precision.ts'
import type { Amount, ClaimView, TableView } from './views.ts'

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
  const sources: FlowLine[] = byFund(facts.income, tables).map(({ node, ...amount }) => ({
    name: node === null ? nodeName('flow', 'income', year) : nodeName('fund', node, year),
    ...amount,
  }))
  const uses: UseLine[] = usesOf(facts.expenditure, tables, year)
  for (const flow of CARRIED) addTo(sources, balance, flow, year)
  for (const flow of KEPT) {
    const found = printedIn(balance, { flow })
    if (found !== null && found.fen !== 0)
      uses.push({ ...found, name: nodeName('flow', flow, year), code: null, basic: null, project: null })
  }
  const [into, out] = [totalOf(headlines, 'sources'), totalOf(headlines, 'uses')]
  const restIn = rest(sources, into)
  const restOut = rest(uses, out)
  if (restIn > 0) sources.push({ name: REST, fen: restIn, claim: null, rest: true })
  if (restOut > 0) uses.push({ name: REST, fen: restOut, claim: null, rest: true, code: null, basic: null, project: null })
  const [sumIn, sumOut] = [sumOf(sources), sumOf(uses)]
  // Printed figures are rounded one by one: their sums may differ by that, and the picture is of one total all the same.
  const slack = Math.max(slackOf(sources, into), slackOf(uses, out))
  const drawable = Math.abs(sumIn - sumOut) <= slack && sumIn > 0 && [...sources, ...uses].every(({ fen }) => fen >= 0)
  return { sources, uses, total: drawable ? (into?.total ?? out?.total ?? sumIn) : null }
}

interface Total {
  readonly total: number
  readonly precision: number
}

/** A printed total with carried-over money; null where none is printed. */
function totalOf(headlines: readonly Headline[], meaning: 'sources' | 'uses'): Total | null {
  const claim = headlines.find((headline) => headline.meaning === meaning)?.claim
  return claim?.state === 'number' && claim.amount !== null ? { total: claim.amount, precision: precisionOfClaim(claim) } : null
}

/** What rounding alone may make of a sum; nothing where the unit is not known. */
function slackOf(lines: readonly FlowLine[], printed: Total | null): number {
  return printed === null || printed.precision === 1 ? 0 : (printed.precision * (lines.length + 1)) / 2
}

/** What it is made of is not said: nothing that was read says it. */
const REST: Words = { zh: '其余（未逐项读出）', en: 'the rest (not read line by line)' }

function addTo(lines: FlowLine[], balance: readonly TableView[], flow: string, year: number | null): void {
  const found = printedIn(balance, { flow })
  if (found !== null && found.fen !== 0) lines.push({ ...found, name: nodeName('flow', flow, year) })
}

/** What the lines leave of a printed total; 0 where that is nothing but rounding, or they are more than it. */
function rest(lines: readonly FlowLine[], printed: Total | null): number {
  if (printed === null || lines.length === 0) return 0
  const left = printed.total - sumOf(lines)
  return left > slackOf(lines, printed) ? left : 0
}

function sumOf(lines: readonly FlowLine[]): number {
  return lines.reduce((sum, { fen }) => sum + fen, 0)
}

function usesOf(facts: readonly FactView[], tables: readonly TableView[], year: number | null): UseLine[] {
  const [totals, basic, project] = [undefined, 'basic', 'project'].map((nature) => classTotals(tables, nature))
  const byClass = Map.groupBy(facts, ({ slice }) => slice['function']?.slice(0, 3) ?? '')
  const lines = [...byClass].map(([code, parts]): UseLine => {
    const ofNature = (natures: readonly string[]): FactView[] =>
      parts.filter(({ slice }) => natures.includes(slice['nature'] ?? ''))
    return {
      code: code === '' ? null : code,
      name: code === '' ? nodeName('flow', 'expenditure', year) : nodeName('function', code, year),
      ...added(parts, totals?.get(code), tables),
      basic: addedOrNone(ofNature(BASIC), basic?.get(code), tables),
      project: addedOrNone(ofNature(PROJECT), project?.get(code), tables),
    }
  })
  return lines.toSorted((a, b) => b.fen - a.fen)
}

const BASIC: readonly string[] = ['basic', 'personnel', 'running']
const PROJECT: readonly string[] = ['project']

/** The sum of facts: it leads to its printed total where that is the same figure, else to the only part, else to the table of the parts. */
function added(parts: readonly FactView[], whole: ClaimView | undefined, tables: readonly TableView[]): Amount {
  const fen = parts.reduce((sum, { amount }) => sum + amount, 0)
  const [first] = parts
  if (whole?.amount === fen) return { fen, claim: whole.id }
  if (parts.length === 1 && first !== undefined) return { fen, claim: first.claim }
  const table = tables.find(({ claims }) => claims.some(({ id }) => id === first?.claim))
  return { fen, claim: null, ...(table === undefined ? {} : { table: table.n }) }
}

function addedOrNone(parts: readonly FactView[], whole: ClaimView | undefined, tables: readonly TableView[]): Amount | null {
  return parts.length === 0 ? null : added(parts, whole, tables)
}

function byFund(facts: readonly FactView[], tables: readonly TableView[]): (Amount & { readonly node: string | null })[] {
  const groups = Map.groupBy(facts, ({ slice }) => slice['fund'] ?? null)
  return [...groups].map(([node, parts]) => ({ node, ...added(parts, undefined, tables) })).toSorted((a, b) => b.fen - a.fen)
}

function printedIn(tables: readonly TableView[], slice: Slice): Amount | null {
  const claim = tables.flatMap((table) => claimsFor(table, slice)).find(({ state }) => state === 'number')
  return claim === undefined || claim.amount === null ? null : { fen: claim.amount, claim: claim.id }
}
