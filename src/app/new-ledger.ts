import { exampleLedger } from '../ledger/example-ledger.ts'
import { saveLedger, type LedgerSaved } from './open-ledger.ts'

/**
 * Starts a ledger with an invented example that prints as it is: a folder, or a workbook where the path ends in .xlsx. Nothing that is
 * there already is overwritten. `year` is the budget's; by default the present one.
 */
export async function newLedger(path: string, year: number = new Date().getFullYear()): Promise<LedgerSaved> {
  return saveLedger(path, exampleLedger(year))
}
