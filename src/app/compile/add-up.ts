import type { Fen } from '../../budget/amount.ts'
import { eliminateTransfers, type InternalTransfer } from '../../ledger/internal-transfers.ts'
import type { Line } from '../../ledger/ledger.ts'
import { spent } from '../../ledger/sum-lines.ts'

/** Units as one department. Fen. */
export interface AddedUp {
  /** What remains without what they pay each other. */
  readonly lines: readonly Line[]
  readonly transfers: readonly InternalTransfer[]
  /** What they spend one by one, and what remains of it. */
  readonly before: Fen
  readonly after: Fen
}

/** Adds the lines of a department's units up, each with its unit, less what they pay each other. */
export function addUp(units: readonly { readonly lines: readonly Line[] }[]): AddedUp {
  const all = units.flatMap(({ lines }) => lines)
  const { lines, transfers } = eliminateTransfers(all)
  return { lines, transfers, before: spent(all), after: spent(lines) }
}
