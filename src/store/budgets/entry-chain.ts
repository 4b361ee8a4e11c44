import { createHash } from 'node:crypto'
import type { Change } from '../../ledger/draft/changes.ts'
import { canonicalJson } from '../audit/audit-entry.ts'

/** One person's action on a draft, chained to the one before it. */
export interface BudgetEntry {
  readonly budget: number
  /** 1 for the first, without gaps. */
  readonly n: number
  readonly key: string
  readonly actor: string
  /** UTC, to the millisecond. */
  readonly at: string
  readonly reason: string
  readonly changes: readonly Change[]
  /** Hash of the entry before, 64 hexadecimal digits; for the first that of what the draft began as (`draftHash`). */
  readonly previous: string
}

/** SHA-256 of the canonical text of an entry. A version names the hash of its last one: with it every entry before is fixed. */
export function budgetEntryHash(entry: BudgetEntry): string {
  return createHash('sha256').update(canonicalJson(entry), 'utf8').digest('hex')
}

/** SHA-256 of the canonical text of a draft. The chain of its entries hangs on that of what it began as. */
export function draftHash(draft: object): string {
  return createHash('sha256').update(canonicalJson(draft), 'utf8').digest('hex')
}
