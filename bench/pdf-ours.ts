import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { checkDocument } from '../src/app/check-document.ts'
import { checkReading } from '../src/checks/check-reading.ts'
import { readDisclosure } from '../src/forms/read-disclosure.ts'
import { DocumentBuilder } from '../src/formats/document-builder.ts'
import { DEFAULT_LIMITS } from '../src/formats/limits.ts'
import { layOut } from '../src/formats/pdf/layout/lay-out.ts'
import { readPages } from '../src/formats/pdf/read-pages.ts'
import { fromRoot } from './bench-documents.ts'
import { median } from './median.ts'

/** A PDF to measure with. */
export interface Pdf {
  readonly path: string
  readonly bytes: Uint8Array
  readonly pages: number
}

/** Opens a PDF and counts its pages. Throws where it cannot be read. */
export async function openPdf(path: string): Promise<Pdf> {
  const bytes = new Uint8Array(readFileSync(path))
  return { path, bytes, pages: (await readPages(bytes, DEFAULT_LIMITS)).length }
}

/** The time in ms of reading and checking one file in this process. Throws where it is refused: a fast refusal is no fast reading. */
export async function timeWhole({ path, bytes }: Pdf): Promise<number> {
  const started = performance.now()
  const checked = await checkDocument(bytes, path)
  const took = performance.now() - started
  if (!checked.ok) throw new Error(`${path}: ${checked.message.en}`)
  return took
}

/** The time in ms of `mingzhang check` on one file, as a whole process. Throws where it fails. */
export function timeCommand({ path }: Pdf): number {
  const started = performance.now()
  const ran = spawnSync(fromRoot('bin/mingzhang'), ['check', path], { stdio: ['ignore', 'ignore', 'pipe'] })
  const took = performance.now() - started
  // 1 says that something does not agree: this too is a document read and checked.
  if (ran.status !== 0 && ran.status !== 1) throw new Error(`mingzhang check ${path}: ${String(ran.stderr)}`)
  return took
}

/** Times in ms of the four rooms that a file goes through, in their order. */
export interface Rooms {
  readonly extraction: number
  readonly layout: number
  readonly forms: number
  readonly checks: number
}

/** One file, room by room. */
export async function timeRooms({ bytes }: Pdf): Promise<Rooms> {
  const at: number[] = [performance.now()]
  const read = await readPages(bytes, DEFAULT_LIMITS)
  at.push(performance.now())
  const builder = new DocumentBuilder('pdf', DEFAULT_LIMITS)
  layOut(
    read.map(({ page }) => page),
    builder,
  )
  const document = builder.finish()
  at.push(performance.now())
  const reading = readDisclosure(document)
  at.push(performance.now())
  checkReading(reading)
  at.push(performance.now())
  const [extraction = 0, layout = 0, forms = 0, checks = 0] = at.slice(1).map((time, i) => time - (at[i] ?? time))
  return { extraction, layout, forms, checks }
}

/** Bytes in the first and the last quarter of many readings (medians): live objects with buffers, and the whole process. */
export interface MemoryCourse {
  readonly readings: number
  readonly live: { readonly first: number; readonly last: number }
  readonly resident: { readonly first: number; readonly last: number }
}

/** Reads the files over and over. Garbage is collected before each look, so that only what is kept counts. */
export async function memoryCourse(pdfs: readonly Pdf[], readings = 200): Promise<MemoryCourse> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const live: number[] = []
  const resident: number[] = []
  for (let i = 0; i < readings; i++) {
    const pdf = pdfs[i % pdfs.length]
    if (pdf !== undefined) await timeWhole(pdf)
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    live.push(heapUsed + external)
    resident.push(rss)
  }
  const quarter = readings >> 2
  const ends = (all: readonly number[]) => ({ first: median(all.slice(0, quarter)), last: median(all.slice(-quarter)) })
  return { readings, live: ends(live), resident: ends(resident) }
}
