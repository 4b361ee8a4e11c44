import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { makeFolder } from '../store/make-folder.ts'
import type { Problem, Words } from '../budget/finding.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { LEDGER_README } from './ledger-files/ledger-readme.ts'
import { readFolder, readWorkbook, type LedgerRead } from './ledger-files/read-ledger.ts'
import { writeFolder } from './ledger-files/folder.ts'
import { writeWorkbook } from './ledger-files/workbook.ts'

/** What a ledger's file was saved as, or why it was not. */
export type LedgerSaved =
  | { readonly ok: true; readonly files: readonly string[]; readonly ledger: Ledger }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** A ledger is text that people write; a file beyond this is none. */
const MOST_BYTES = 64 * 1024 * 1024
const READ_FILES = /\.(?:json|csv)$/u

/** Reads a ledger from its folder, its ledger.json or its workbook (.xlsx). Never throws for what stands there. */
export async function openLedger(path: string): Promise<LedgerRead> {
  const found = await stat(path).catch(() => null)
  if (found === null) return refused(path, `找不到${path}。`, `There is no ${path}.`)
  if (found.isDirectory()) return readFiles(path)
  if (found.size > MOST_BYTES) return refused(path, `${path}超过64 MiB，不是账本。`, `${path} is beyond 64 MiB and no ledger.`)
  if (/\.xlsx$/iu.test(path)) return readWorkbook(new Uint8Array(await readFile(path)), basename(path))
  if (basename(path) === 'ledger.json') return readFiles(join(path, '..'))
  return refused(
    path,
    `${path}不是账本。账本是含有ledger.json和lines.csv的文件夹，或一个xlsx工作簿；已公开的文件先用mingzhang adopt做成账本。`,
    `${path} is no ledger. A ledger is a folder with ledger.json and lines.csv, or a workbook (xlsx); make one from a published document with mingzhang adopt.`,
  )
}

async function readFiles(folder: string): Promise<LedgerRead> {
  const files = new Map<string, Uint8Array>()
  const strangers: string[] = []
  for (const name of (await readdir(folder)).toSorted()) {
    if (!READ_FILES.test(name)) continue
    if (!/^(?:ledger\.json|lines\.csv|last-year\.csv)$/u.test(name)) strangers.push(name)
    else files.set(name, new Uint8Array(await readFile(join(folder, name))))
  }
  const read = readFolder(files)
  if (strangers.length === 0 || !files.has('ledger.json')) return read
  const problems = strangers.map((name) =>
    problem(
      name,
      `账本文件夹里的${name}不属于账本，不会被采用。请移走，或把内容并入lines.csv。`,
      `${name} is no part of a ledger and would not be used. Move it away, or put what it has into lines.csv.`,
    ),
  )
  return { ok: false, problems: read.ok ? problems : [...problems, ...read.problems] }
}

/**
 * Saves a ledger: as a workbook where the path ends in .xlsx, else as a folder. Never overwrites: a path where something stands is refused,
 * but for an empty folder.
 */
export async function saveLedger(path: string, ledger: Ledger): Promise<LedgerSaved> {
  const found = await stat(path).catch(() => null)
  const taken = found !== null && (!found.isDirectory() || (await readdir(path)).length > 0)
  if (taken)
    return refused(
      path,
      `${path}已经存在，没有改动它。请另给一个名称。`,
      `${path} is there already and was left as it is. Give another name.`,
    )
  if (/\.xlsx$/iu.test(path)) {
    await writeFile(path, await writeWorkbook(ledger))
    return { ok: true, files: [path], ledger }
  }
  makeFolder(path)
  const files = new Map([...writeFolder(ledger), ['说明.md', new TextEncoder().encode(LEDGER_README)] as const])
  for (const [name, bytes] of files) await writeFile(join(path, name), bytes)
  return { ok: true, files: [...files.keys()].map((name) => join(path, name)), ledger }
}

function problem(file: string, zh: string, en: string): Problem {
  const message: Words = { zh, en }
  return { message, place: { file } }
}

function refused(file: string, zh: string, en: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [problem(file, zh, en)] }
}
