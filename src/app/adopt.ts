import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Problem } from '../budget/finding.ts'
import { readDisclosure } from '../forms/read-disclosure.ts'
import { readDocument } from '../formats/read.ts'
import { adoptReading } from '../ledger/adopt-reading.ts'
import type { LedgerRead } from './ledger-files/read-ledger.ts'
import { saveLedger, type LedgerSaved } from './open-ledger.ts'

/** A larger file is refused before it is read into memory. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Makes a ledger from a published document, as far as its tables and sentences reach; what they leave open stands in its questions.
 * Saved as a folder, or as a workbook where `path` ends in .xlsx.
 */
export async function adopt(file: string, path: string): Promise<LedgerSaved> {
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile()) return refused(file, `找不到文件${file}。`, `There is no file ${file}.`)
  if (found.size > MOST_BYTES)
    return refused(file, `${file}超过64 MiB，未读取。`, `${file} is larger than 64 MiB and was not read.`)
  const adopted = await adoptBytes(new Uint8Array(await readFile(file)), basename(file))
  return adopted.ok ? saveLedger(path, adopted.ledger) : adopted
}

/** The ledger of a published document in memory. A file that cannot be read, and one that is no disclosure, is a problem. */
export async function adoptBytes(bytes: Uint8Array, file: string): Promise<LedgerRead> {
  const opened = await readDocument(bytes, file)
  if (!opened.ok) return { ok: false, problems: [{ message: opened.refusal.message, place: { file } }] }
  const reading = readDisclosure(opened.document)
  if (!reading.forms.some((f) => f.state !== 'unread' && f.form !== 'narrative'))
    return refused(
      file,
      '文件可以打开，但没有找到部门预算或决算的公开表格，做不成账本。请确认选择的是预决算公开文件。',
      'The file opens, but has no table of a budget or final account to make a ledger from.',
    )
  return { ok: true, ledger: adoptReading(reading) }
}

function refused(file: string, zh: string, en: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ message: { zh, en }, place: { file } }] }
}
