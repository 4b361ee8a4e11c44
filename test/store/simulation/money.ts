import type { Ledger } from '../../../src/ledger/ledger.ts'

/** The money of ledgers together, by what a line says of it but whose it is: one text for the same money. Projects of two units may have one name. */
export function sumOf(ledgers: readonly Ledger[]): string {
  const sums = new Map<string, number>()
  for (const { amount, flow, fund, function: code, economic, origin } of ledgers.flatMap(({ lines }) => lines)) {
    const key = JSON.stringify([flow, fund, code, economic, origin])
    sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  return JSON.stringify([...sums].filter(([, sum]) => sum !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
