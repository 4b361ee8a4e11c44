import type { Fact } from '../budget/account.ts'
import type { Fen } from '../budget/amount.ts'
import type { Purchase } from './ledger.ts'
import { isAtOrBelow } from './at-or-below.ts'

/** What is left of a purchase that no line of money could carry. */
export interface Unplaced {
  readonly purchase: number
  readonly amount: Fen
}

/** Money carried over is a fund of its own in the procurement table, and an origin everywhere else: any appropriation may pay it. */
const FUND_OF_CARRIED: Readonly<Record<string, string>> = {
  'carried-appropriation': 'appropriation',
  'carried-other': 'non-appropriation',
}

/**
 * Marks as procurement the money that pays the purchases: a fact that pays a purchase in part is split in two, so that no sum changes.
 * First money of the same project, then (for a name that is no project, 日常公用经费 say) running costs. What no fact can carry is marked by a pair
 * of facts that cancel each other everywhere but in procurement, and is told.
 */
export function markProcurement(
  facts: readonly Fact[],
  purchases: readonly Purchase[],
): { facts: readonly Fact[]; unplaced: readonly Unplaced[] } {
  let marked = [...facts]
  const unplaced: Unplaced[] = []
  purchases.forEach((purchase, index) => {
    let left = purchase.amount
    const items = purchase.fixedAsset ? ['asset-purchase', 'procurement'] : ['procurement']
    const next: Fact[] = []
    const named = marked.some((fact) => fact.slice.project === purchase.project)
    for (const fact of marked) {
      const take = left > 0 && canPay(fact, purchase, named) ? Math.min(left, fact.amount) : 0
      if (take < fact.amount || take === 0) next.push(take === 0 ? fact : { ...fact, amount: fact.amount - take })
      if (take > 0) next.push({ ...fact, amount: take, items: [...fact.items, ...items].toSorted() })
      left -= take
    }
    if (left > 0) {
      unplaced.push({ purchase: index, amount: left })
      const slice = { flow: 'expenditure', ...(purchase.fund === '' ? {} : { fund: purchase.fund }) }
      next.push({ slice: { ...slice, ...(named ? { project: purchase.project } : {}) }, amount: left, items })
      next.push({ slice, amount: -left, items: [] })
    }
    marked = next
  })
  return { facts: marked, unplaced }
}

function canPay(fact: Fact, purchase: Purchase, named: boolean): boolean {
  const { flow, fund, project, nature } = fact.slice
  if (flow !== 'expenditure' || fact.amount <= 0 || fact.items.includes('procurement')) return false
  if (named ? project !== purchase.project : nature !== 'running') return false
  return isAtOrBelow('fund', fund, FUND_OF_CARRIED[purchase.fund] ?? purchase.fund)
}
