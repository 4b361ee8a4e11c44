import type { Ledger } from '../ledger/ledger.ts'

/** A ledger as canonical JSON: keys in alphabetical order, no white space, UTF-8. Equal ledgers give equal bytes, whichever form they came in. */
export function ledgerBytes(ledger: Ledger): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(ledger, (_, value: unknown) => sorted(value)))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
