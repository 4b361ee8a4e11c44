import type { ReadResult } from '../budget/check-result.ts'
import type { ArchivedDocument } from './archive-document.ts'
import type { Language } from './check-result.ts'
import type { Accepted, Checked, Download, PageFrame, PageImage, PageView, Refused, WantedWords } from './checked.ts'
import { LIMITS, type WorkerLimits, WorkerPool } from './worker-pool.ts'

let pool: WorkerPool | null = null
/** For imports, where nobody waits for one file: a machine with much to do must not turn a file away that it can read. */
let patientPool: WorkerPool | null = null
const PATIENT: WorkerLimits = { ...LIMITS, timeMs: 60_000 }

function workers(): WorkerPool {
  pool ??= new WorkerPool()
  return pool
}

/** Starts a worker for the file that is sure to come. */
export function prepareWorker(): void {
  workers().prepare()
}

/**
 * Reads and checks one file in a worker that is ended after 10 seconds or 1 GiB. Never rejects for what stands in the file: a file that
 * cannot be read is a `Refused` with one sentence for a person. With `testify`, it can be held against other files afterwards.
 */
export async function checkBytes(bytes: Uint8Array, file: string, testify = false): Promise<Checked | Refused> {
  return (await workers().run({ verb: 'check', bytes, file, testify })) as Checked | Refused
}

/** Reads one file in such a worker, without checking it. */
export async function readBytes(
  bytes: Uint8Array,
  file: string,
  language: Language,
): Promise<{ ok: true; result: ReadResult } | Refused> {
  return (await workers().run({ verb: 'read', bytes, file, language })) as { ok: true; result: ReadResult } | Refused
}

/** Makes the amended copy of one file in such a worker: see `amend`. The date is that of the tracked changes: now. */
export async function amendBytes(bytes: Uint8Array, file: string, accepted: Accepted): Promise<Download | Refused> {
  const date = new Date().toISOString().replace(/\.\d+Z$/u, 'Z')
  return (await workers().run({ verb: 'amend', bytes, file, accepted, date })) as Download | Refused
}

/** Makes the open data of one file in such a worker: see `openData`. */
export async function openDataBytes(bytes: Uint8Array, file: string): Promise<Download | Refused> {
  return (await workers().run({ verb: 'open-data', bytes, file })) as Download | Refused
}

/** Makes of one file, in a worker that may take a minute, what the store keeps: see `archiveDocument`. */
export async function archiveBytes(bytes: Uint8Array, file: string): Promise<ArchivedDocument | Refused> {
  patientPool ??= new WorkerPool(undefined, PATIENT)
  return (await patientPool.run({ verb: 'archive', bytes, file })) as ArchivedDocument | Refused
}

/** Draws one page of a PDF in such a worker: a PNG, or null where it cannot be drawn. */
export async function pageImageBytes(bytes: Uint8Array, page: number): Promise<Uint8Array | null> {
  const drawn = (await workers().run({ verb: 'page-image', bytes, page })) as PageImage | Refused
  return drawn.ok ? drawn.png : null
}

/** The size of a page of a PDF, and where some words stand on it; null where there is no such page. */
export async function pageViewBytes(bytes: Uint8Array, page: number, words: readonly WantedWords[]): Promise<PageView | null> {
  const framed = (await workers().run({ verb: 'page-view', bytes, page, words })) as PageFrame | Refused
  return framed.ok ? framed.view : null
}

/** Draws an SVG of our own in such a worker, so many pixels across; null where it cannot be drawn. */
export async function svgImageBytes(svg: string, width: number): Promise<Uint8Array | null> {
  const drawn = (await workers().run({ verb: 'svg-image', svg, width })) as PageImage | Refused
  return drawn.ok ? drawn.png : null
}

/** Ends the workers, so that the process can. */
export async function closeWorkers(): Promise<void> {
  await Promise.all([pool?.close(), patientPool?.close()])
  pool = null
  patientPool = null
}
