import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { checkDocument } from '../src/app/check-document.ts'
import type { BenchDocument } from './bench-documents.ts'
import { median } from './median.ts'

/** Times in ms of reading and checking one document in this process. */
export interface FormatRow {
  readonly format: string
  readonly first: number
  readonly warm: number
}

/** One document in every format it has; `first` of the first format includes what all of them share. */
export async function timeFormats(documents: readonly BenchDocument[], runs = 25): Promise<FormatRow[]> {
  const rows: FormatRow[] = []
  for (const { format, path } of documents) {
    const bytes = readFileSync(path)
    const times: number[] = []
    for (let i = 0; i < runs; i++) {
      const start = performance.now()
      await checkDocument(bytes, path)
      times.push(performance.now() - start)
    }
    rows.push({ format, first: times[0] ?? Number.NaN, warm: median(times.slice(runs >> 1)) })
  }
  return rows
}

/** Bytes of live objects, garbage collected before. */
export interface MemoryRow {
  readonly readings: number
  readonly early: number
  readonly late: number
}

/** What stays in memory after half of the readings and after all of them: a server reads for weeks. */
export async function measureMemory(documents: readonly BenchDocument[], readings = 200): Promise<MemoryRow> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const files = documents.map(({ path }) => ({ path, bytes: readFileSync(path) }))
  const live = (): number => {
    // Twice: what the first finds dead may have held what only the second frees.
    collect()
    collect()
    return process.memoryUsage().heapUsed
  }
  let early = 0
  for (let i = 1; i <= readings; i++) {
    const file = files[i % files.length]
    if (file !== undefined) await checkDocument(file.bytes, file.path)
    if (i === readings >> 1) early = live()
  }
  return { readings, early, late: live() }
}
