import { rollForward } from '../ledger/roll-forward.ts'
import { openLedger, saveLedger, type LedgerSaved } from './open-ledger.ts'

/** Makes next year's ledger from last year's; what a person has to look at stands in its questions. Either is a folder or a workbook. */
export async function rollLedgerForward(lastYear: string, path: string): Promise<LedgerSaved> {
  const opened = await openLedger(lastYear)
  return opened.ok ? saveLedger(path, rollForward(opened.ledger)) : opened
}
