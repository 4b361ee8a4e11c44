import type { Account, Fact, Stock } from '../budget/account.ts'
import type { Fen } from '../budget/amount.ts'
import { sliceKey, without, type Slice } from '../budget/slice.ts'
import { sumOf } from '../catalogue/inside.ts'
import { children, parent } from '../catalogue/tree.ts'

/** Where every printed figure of one disclosure comes from. */
export interface Source {
  readonly account: Account
  readonly year: number
  /** Fen, of flows and of what assets are worth. Null where nothing is known: a stock that nobody counted. */
  amountOf(slice: Slice): Fen | null
  /** Hundredths of what is counted; null where nobody counted it. */
  countOf(slice: Slice): number | null
  /** This year's amount less last year's; null without a last year. */
  changeOf(slice: Slice): Fen | null
}

/** @throws Error when the account has no year: nothing could be printed without one. */
export function sourceOf(account: Account): Source {
  const { year } = account.disclosure
  if (year === null)
    throw new Error('缺少预算年度，无法编制公开文本。/ The account has no year, so that nothing can be printed from it.')
  const bought = procurementFacts(account)
  const isDetailed = account.facts.some((fact) => fact.items.some((item) => parent('item', item) === 'procurement'))
  const amountOf = (slice: Slice): Fen | null => {
    if (slice.asset !== undefined) return stockOf(account.stocks, slice)
    // Goods, works and services are told apart by the lines' numbers in the catalogue where the facts do not.
    const byCatalogue = !isDetailed && slice.item !== undefined && parent('item', slice.item) === 'procurement'
    return sumOf(byCatalogue ? bought : account.facts, slice)
  }
  return {
    account,
    year,
    amountOf,
    countOf: (slice) => stockOf(account.stocks, { ...slice, measure: 'count' }) ?? countedOf(account, slice),
    changeOf: (slice) => (account.lastYear === null ? null : sumOf(account.facts, slice) - sumOf(account.lastYear, slice)),
  }
}

/**
 * The stock of a slice: what is recorded for it, else all of its parts together. Counts are not added up: square metres and vehicles
 * are no sum.
 */
function stockOf(stocks: readonly Stock[], slice: Slice): number | null {
  const keyOf = (own: Slice): string => sliceKey(own.measure === 'money' ? without(own, 'measure') : own)
  const key = keyOf(slice)
  const exact = stocks.filter((s) => keyOf(s.slice) === key)
  if (exact.length > 0) return exact.reduce((sum, s) => sum + s.value, 0)
  if (slice.asset === undefined || (slice.measure ?? 'money') !== 'money') return null
  const parts = children('asset', slice.asset).flatMap((part) => stockOf(stocks, { ...slice, asset: part }) ?? [])
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum + part, 0)
}

/** Names in a list as the narrative prints it. */
export function namesIn(words: string | undefined): readonly string[] {
  return (words ?? '').split(/[、，,\n]/u).filter((name) => name.trim() !== '')
}

/** What is counted by listing it: the units of the organisation table below the department, its projects, the offices that are named. */
function countedOf(account: Account, slice: Slice): number | null {
  if (slice.item === 'projects') return account.projects.length * 100
  if (slice.item === 'units' && account.units.length > 0) return (account.units.length - 1) * 100
  const offices = namesIn(account.words['offices']).length
  return slice.item === 'offices' && offices > 0 ? offices * 100 : null
}

/** What the first letter of a number in the catalogue of government procurement (政府采购目录) stands for. */
const CATALOGUE: Readonly<Record<string, string>> = { A: 'procurement-goods', B: 'procurement-works', C: 'procurement-services' }

/** The lines of the procurement budget as facts of a cut of their own. */
export function procurementFacts(account: Account): readonly Fact[] {
  return account.procurement.map((line) => ({
    slice: { flow: 'expenditure', fund: line.fund, project: line.project },
    amount: line.amount,
    items: [CATALOGUE[line.catalogue.slice(0, 1)] ?? 'procurement'],
  }))
}

/** The money of a project, whose facts name it by its name or its code. */
export function projectSlices(project: { readonly name: string; readonly code: string }): readonly string[] {
  return project.code === '' || project.code === project.name ? [project.name] : [project.name, project.code]
}
