import type { Ledger } from '../../../src/ledger/ledger.ts'

/** The money of ledgers together, by everything that a line says but whose it is: one text for the same money. */
export function sumOf(ledgers: readonly Ledger[]): string {
  const sums = new Map<string, number>()
  for (const { amount, note: _note, unit: _unit, ...slice } of ledgers.flatMap(({ lines }) => lines)) {
    const key = JSON.stringify(slice)
    sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  return JSON.stringify([...sums].filter(([, sum]) => sum !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
