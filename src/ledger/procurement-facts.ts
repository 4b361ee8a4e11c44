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

/** A fact while purchases are paid from it: what is left of it, and the marked facts that it gave. */
interface Purse {
  readonly fact: Fact
  readonly index: number
  left: Fen
  readonly given: Fact[]
}

/** Purses in their order, by fund; those in front that are empty are passed over for good. */
type Queue = Map<string, { readonly purses: Purse[]; at: number }>

/**
 * Marks as procurement the money that pays the purchases: a fact that pays a purchase in part is split in two, so that no sum changes.
 * First money of the same project, then (for a name that is no project, 日常公用经费 say) running costs. What no fact can carry is marked by a pair
 * of facts that cancel each other everywhere but in procurement, and is told. Linear in facts and purchases: whole departments are marked at once.
 */
export function markProcurement(
  facts: readonly Fact[],
  purchases: readonly Purchase[],
): { facts: readonly Fact[]; unplaced: readonly Unplaced[] } {
  const purses = facts.map((fact, index): Purse => ({ fact, index, left: fact.amount, given: [] }))
  const projects = new Set(facts.map(({ slice }) => slice.project))
  const ofProject = queuesBy(purses, ({ slice }) => slice.project)
  const running = queuesBy(purses, ({ slice }) => (slice.nature === 'running' ? 'running' : undefined)).get('running')
  const unplaced: Unplaced[] = []
  const pairs: Fact[] = []
  purchases.forEach((purchase, index) => {
    const items = purchase.fixedAsset ? ['asset-purchase', 'procurement'] : ['procurement']
    const named = projects.has(purchase.project)
    const queue = named ? ofProject.get(purchase.project) : running
    let left = purchase.amount
    while (left > 0) {
      const purse = queue === undefined ? null : nextPurse(queue, FUND_OF_CARRIED[purchase.fund] ?? purchase.fund)
      if (purse === null) break
      const amount = Math.min(left, purse.left)
      purse.given.unshift({ ...purse.fact, amount, items: [...purse.fact.items, ...items].toSorted() })
      purse.left -= amount
      left -= amount
    }
    if (left <= 0) return
    unplaced.push({ purchase: index, amount: left })
    const slice = { flow: 'expenditure', ...(purchase.fund === '' ? {} : { fund: purchase.fund }) }
    pairs.push({ slice: { ...slice, ...(named ? { project: purchase.project } : {}) }, amount: left, items })
    pairs.push({ slice, amount: -left, items: [] })
  })
  const marked = purses.flatMap(({ fact, left, given }) => {
    if (given.length === 0) return [fact]
    return left === 0 ? given : [{ ...fact, amount: left }, ...given]
  })
  return { facts: [...marked, ...pairs], unplaced }
}

/** What can pay a purchase, in queues by a key. What is marked already pays nothing again. */
function queuesBy(purses: readonly Purse[], keyOf: (fact: Fact) => string | undefined): ReadonlyMap<string, Queue> {
  const queues = new Map<string, Queue>()
  for (const purse of purses) {
    const { slice, amount, items } = purse.fact
    const key = keyOf(purse.fact)
    if (key === undefined || slice.flow !== 'expenditure' || amount <= 0 || items.includes('procurement')) continue
    const queue = queues.get(key) ?? new Map()
    queues.set(key, queue)
    const fund = slice.fund ?? ''
    const line = queue.get(fund) ?? { purses: [], at: 0 }
    queue.set(fund, line)
    line.purses.push(purse)
  }
  return queues
}

/** The first purse with money of a fund, or of one below it. */
function nextPurse(queue: Queue, fund: string): Purse | null {
  let next: Purse | null = null
  for (const [own, line] of queue) {
    if (!isAtOrBelow('fund', own === '' ? undefined : own, fund)) continue
    while (line.purses[line.at]?.left === 0) line.at += 1
    const first = line.purses[line.at]
    if (first !== undefined && (next === null || first.index < next.index)) next = first
  }
  return next
}
