import type { Fen } from '../budget/amount.ts'
import { natureOf } from './facts-of-lines.ts'
import { BLANK_LINE, type Line, type Origin } from './ledger.ts'

/**
 * Lines of one budget that say the same of their money, as one: flow, fund, function, economic class, nature, project, origin, fen. What only people read
 * (notes, items, government classes) is left out. Kept beside every draft, so that hundreds of budgets are added up without reading their texts again.
 */
export type MoneyRow = readonly [
  flow: string,
  fund: string,
  functionCode: string,
  economic: string,
  nature: string,
  project: string,
  origin: Origin,
  amount: Fen,
]

/** The money of a budget in short. What takes back (below zero) stays apart from what it takes back from. */
export function moneyRows(lines: readonly Line[]): readonly MoneyRow[] {
  const sums = new Map<string, MoneyRow>()
  for (const line of lines) {
    if (line.amount === 0) continue
    const { flow, fund, function: code, economic, project, origin, amount } = line
    const slice = [flow, fund, code, economic, natureOf(line), project, origin] as const
    const key = JSON.stringify([...slice, amount < 0])
    sums.set(key, [...slice, amount + (sums.get(key)?.[7] ?? 0)])
  }
  return [...sums.values()]
}

/** The same as lines of a unit. */
export function linesOfMoney(unit: string, rows: readonly MoneyRow[]): readonly Line[] {
  return rows.map(([flow, fund, code, economic, nature, project, origin, amount]) => ({
    ...BLANK_LINE,
    unit,
    flow,
    fund,
    function: code,
    economic,
    nature,
    project,
    origin,
    amount,
    undecided: amount < 0,
  }))
}
