import { opendir, readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Words } from '../budget/finding.ts'
import { type FoundFile, ImportQueue, type ItemNote, type ItemState, type TakenItem } from '../store/import-queue.ts'
import type { Store } from '../store/open-store.ts'
import { patiently } from '../store/patience.ts'
import { importBytes } from './import-bytes.ts'

/** What an import did, and what it could not see: nothing that was not read is hidden. */
export interface ImportSummary {
  readonly format: 'mingzhang/import/1'
  readonly folder: string
  readonly files: number
  /** Taken in by this run, whoever else worked on it. */
  readonly kept: number
  /** There already: taken in by an earlier run, or the same bytes as another file. */
  readonly known: number
  readonly refused: number
  readonly failed: number
  readonly unreadTables: number
  readonly unknownYear: number
  readonly unknownDepartment: number
  readonly unknownPlace: number
  readonly withoutFacts: number
  readonly errors: number
  /** Links to files and folders, in the order of the walk: they are not followed, as what they lead to may lie anywhere or lead back. */
  readonly links: readonly string[]
  /** Every file with something to tell. */
  readonly noted: readonly { readonly path: string; readonly state: ItemState; readonly note: ItemNote }[]
}

export interface ImportOptions {
  readonly onProgress?: (done: number, all: number) => void
  /** Ends the import after the files that are being read; it goes on where it was at the next call. */
  readonly signal?: AbortSignal
  /** Files at once; by default as many as there are processors. */
  readonly concurrency?: number
}

const BATCH = 500
/** A file larger than this is no disclosure: it is refused before it is read. */
const MOST_BYTES = 128 * 1024 * 1024
const POLL_MS = 250
const PROGRESS_MS = 1000

/**
 * Takes a whole folder of disclosures into the store. Can be ended at any moment and called again, by several processes and machines at once: every
 * file is kept once. What cannot be read is noted and left; only a store that does not answer ends it.
 */
export async function importFolder(store: Store, folder: string, options: ImportOptions = {}): Promise<ImportSummary> {
  const root = resolve(folder)
  await refuseUnlessFolder(root)
  const queue = await patiently(store, () => ImportQueue.open(store))
  try {
    await patiently(store, () => queue.recover())
    const began = await patiently(store, () => queue.moment())
    const links: string[] = []
    let batch: FoundFile[] = []
    const add = () => patiently(store, () => queue.add(root, batch))
    for await (const file of filesBelow(root, links)) {
      batch.push(file)
      if (batch.length < BATCH) continue
      await add()
      batch = []
    }
    if (batch.length > 0) await add()
    await work(store, queue, root, options)
    return await patiently(store, () => summarise(queue, root, began, links))
  } finally {
    await queue.close().catch(() => {})
  }
}

/** There is no folder to take files from, with a sentence why. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}

/** @throws ImportRefused where there is no folder to take files from */
async function refuseUnlessFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new ImportRefused({ zh: `没有 ${path} 这个文件夹。请检查路径。`, en: `There is no folder ${path}. Look at its path.` })
  if (!found.isDirectory())
    throw new ImportRefused({
      zh: `${path} 是一个文件。请给出它所在的文件夹；只核对一份文件用 mingzhang check。`,
      en: `${path} is a file. Name the folder that it is in; mingzhang check reads a single file.`,
    })
}

async function work(store: Store, queue: ImportQueue, folder: string, options: ImportOptions): Promise<void> {
  const concurrency = options.concurrency ?? Math.max(1, availableParallelism())
  const isStopped = (): boolean => options.signal?.aborted === true
  let waiting = Number.POSITIVE_INFINITY
  const tell = async (): Promise<void> => {
    const counts = await queue.counts(folder)
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
    waiting = counts.waiting
    options.onProgress?.(all - waiting, all)
  }
  const loop = async (): Promise<void> => {
    while (!isStopped()) {
      const item = await patiently(store, () => queue.take(), recover)
      if (item !== null) {
        await importFile(store, queue, item)
        await patiently(store, () => queue.finish(item), recover)
      } else if (waiting === 0) return
      else {
        await new Promise((done) => setTimeout(done, POLL_MS))
        await patiently(store, tell, recover)
      }
    }
  }
  /** What was taken when the connection was cut, and never reached us, is nobody's. */
  const recover = async (): Promise<void> => void (await queue.recover())
  await patiently(store, tell)
  const timer = setInterval(() => void tell().catch(() => {}), PROGRESS_MS)
  try {
    await Promise.all(Array.from({ length: concurrency }, loop))
  } finally {
    clearInterval(timer)
  }
  await patiently(store, tell)
}

/** Reads, checks and keeps one file, and says what became of it. Never throws for what is in it; throws where the store or its disk does not answer. */
async function importFile(store: Store, queue: ImportQueue, item: TakenItem): Promise<void> {
  const read = await readWhole(item.path)
  if (!(read instanceof Uint8Array)) {
    await patiently(store, () => queue.record(item, { state: 'refused', note: { message: read } }))
    return
  }
  // What is kept is told to be kept in the transaction that keeps it; all else by itself.
  await importBytes(store, read, basename(item.path), { record: (result, tx) => queue.record(item, result, tx) })
}

async function readWhole(path: string): Promise<Uint8Array | Words> {
  try {
    const { size } = await stat(path)
    if (size > MOST_BYTES)
      return { zh: `文件过大（${size} 字节），没有读。`, en: `The file is too large (${size} bytes) and was not read.` }
    return await readFile(path)
  } catch (error) {
    const said = error instanceof Error ? error.message : 'unknown'
    return { zh: `文件打不开：${said}`, en: `The file cannot be opened: ${said}` }
  }
}

async function summarise(queue: ImportQueue, folder: string, began: string, links: readonly string[]): Promise<ImportSummary> {
  const counts = await queue.counts(folder)
  const before = await queue.keptBefore(folder, began)
  const noted = await queue.noted(folder)
  const sum = (of: (note: ItemNote) => number): number => noted.reduce((total, { note }) => total + of(note), 0)
  return {
    format: 'mingzhang/import/1',
    folder,
    files: Object.values(counts).reduce((total, n) => total + n, 0),
    kept: counts.kept - before,
    known: counts.known + before,
    refused: counts.refused,
    failed: counts.failed,
    unreadTables: sum((note) => note.unreadTables ?? 0),
    unknownYear: sum((note) => (note.unknownYear === true ? 1 : 0)),
    unknownDepartment: sum((note) => (note.unknownDepartment === true ? 1 : 0)),
    unknownPlace: sum((note) => (note.unknownPlace === true ? 1 : 0)),
    withoutFacts: sum((note) => (note.withoutFacts === true ? 1 : 0)),
    errors: sum((note) => note.errors ?? 0),
    links,
    noted,
  }
}

/** Every file below a folder; links are not followed but told, and what a file manager keeps for itself is passed over. */
async function* filesBelow(folder: string, links: string[]): AsyncGenerator<FoundFile> {
  for await (const entry of await opendir(folder, { recursive: false })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path, links)
    else if (entry.isSymbolicLink()) links.push(path)
    else if (entry.isFile() && !entry.name.startsWith('.') && entry.name !== 'Thumbs.db') {
      const { size, mtime } = await stat(path)
      yield { path, size, modified: mtime }
    }
  }
}
