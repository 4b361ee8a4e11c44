import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { exampleLedger } from '../ledger/example-ledger.ts'
import { rollForward } from '../ledger/roll-forward.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { importWorkbook, readMapping } from './import-workbook.ts'
import { openLedger, saveLedger, type LedgerSaved } from './open-ledger.ts'

export interface ImportOptions {
  readonly workbook: string
  readonly mapping: string
  /** Last year's ledger, rolled forward, for all that the workbook does not bring; an example otherwise. */
  readonly from?: string
  readonly year: number
}

/** Makes a ledger from a workbook of another budget system, as an editable mapping of its sheets and columns says. Rejects for files that cannot be opened. */
export async function importLedger(path: string, options: ImportOptions): Promise<LedgerSaved> {
  const mapping = readMapping(await readFile(options.mapping, 'utf8'), basename(options.mapping))
  if (!mapping.ok) return mapping
  let base: Ledger = exampleLedger(options.year)
  if (options.from !== undefined) {
    const before = await openLedger(options.from)
    if (!before.ok) return before
    base = rollForward(before.ledger)
  }
  const bytes = new Uint8Array(await readFile(options.workbook))
  const imported = await importWorkbook(bytes, basename(options.workbook), mapping.mapping, base)
  return imported.ok ? saveLedger(path, imported.ledger) : imported
}
