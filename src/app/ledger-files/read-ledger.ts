import type { Problem } from '../../budget/finding.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { readFolderRows } from './folder.ts'
import { readLedgerRows, type LedgerRows } from '../../ledger/rows/ledger-rows.ts'
import { readWorkbookRows } from './workbook.ts'

/** A ledger, or everything that is wrong with its file: all at once, each with its place. */
export type LedgerRead =
  | { readonly ok: true; readonly ledger: Ledger }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads the files of a ledger's folder, given by their names. */
export function readFolder(files: ReadonlyMap<string, Uint8Array>): LedgerRead {
  const problems: Problem[] = []
  return finish(readFolderRows(files, problems), problems)
}

/** Reads a ledger's workbook; `file` is its name in messages. */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<LedgerRead> {
  const problems: Problem[] = []
  return finish(await readWorkbookRows(bytes, file, problems), problems)
}

function finish(rows: LedgerRows | null, problems: Problem[]): LedgerRead {
  if (rows === null) return { ok: false, problems }
  const ledger = readLedgerRows(rows, problems)
  return problems.length === 0 ? { ok: true, ledger } : { ok: false, problems }
}
