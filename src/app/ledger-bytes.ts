import type { Ledger } from '../ledger/ledger.ts'

/**
 * A ledger as canonical JSON: keys in alphabetical order, no white space, UTF-8. Equal ledgers give equal bytes, whichever form they came in. Where no
 * people are named the key is left out, so that the hash of a ledger from before there was one is still the one that its publication names.
 */
export function ledgerBytes({ people, ...rest }: Ledger): Uint8Array {
  const named = people.length === 0 ? rest : { ...rest, people }
  return new TextEncoder().encode(JSON.stringify(named, (_, value: unknown) => sorted(value)))
}

/** The ledger of such bytes. */
export function readLedgerText(text: string): Ledger {
  return { people: [], ...(JSON.parse(text) as Omit<Ledger, 'people'>) }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
