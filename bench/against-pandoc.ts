import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBytes, closeWorkers } from '../src/app/check-bytes.ts'
import { checkDocument } from '../src/app/check-document.ts'
import { fromRoot } from './bench-documents.ts'
import { median } from './median.ts'

const PEER = 'pandoc'

/** Medians in ms, all of the same rounds on the same machine. `pandoc` is null where it is not installed. */
export interface AgainstPandoc {
  readonly rounds: number
  /** `./bin/mingzhang check`, the whole process. */
  readonly command: number
  /** `checkDocument` in this process, warm. */
  readonly inProcess: number
  /** `checkBytes`, warm: the same in a worker, with the document handed over and back. */
  readonly inWorker: number
  /** `pandoc -o out.html`, the whole process: it only converts. */
  readonly pandoc: number | null
}

/**
 * Reads and checks one docx in three ways and has pandoc convert it, in turn, so that whatever else the machine does meets all of them.
 * Throws where a program fails: a fast failure must not count as a fast run.
 */
export async function againstPandoc(docx: string, rounds = 15): Promise<AgainstPandoc> {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'))
  const html = join(folder, 'out.html')
  const hasPandoc = spawnSync(PEER, ['--version'], { stdio: 'ignore' }).status === 0
  const bytes = readFileSync(docx)
  const ways: Readonly<Record<'command' | 'inProcess' | 'inWorker' | 'pandoc', () => Promise<void> | void>> = {
    // Exit status 1 says that something does not agree: this too is a document read and checked.
    command: () => runs(fromRoot('bin/mingzhang'), ['check', docx], [0, 1]),
    inProcess: async () => accepted(await checkDocument(bytes, docx)),
    inWorker: async () => accepted(await checkBytes(bytes, docx)),
    pandoc: () => (hasPandoc ? runs(PEER, ['-o', html, docx], [0]) : undefined),
  }
  const names = ['command', 'inProcess', 'inWorker', 'pandoc'] as const
  const times: Record<(typeof names)[number], number[]> = { command: [], inProcess: [], inWorker: [], pandoc: [] }
  try {
    // The first command builds and fills the compile cache; code that runs often is compiled only after some runs.
    for (let i = 0; i < 2; i++) await ways.command()
    await ways.pandoc()
    for (let i = 0; i < 30; i++) for (const name of ['inProcess', 'inWorker'] as const) await ways[name]()
    for (let round = 0; round < rounds; round++) {
      for (const name of names) {
        const start = performance.now()
        await ways[name]()
        times[name].push(performance.now() - start)
      }
    }
  } finally {
    await closeWorkers()
    rmSync(folder, { recursive: true })
  }
  return {
    rounds,
    command: median(times.command),
    inProcess: median(times.inProcess),
    inWorker: median(times.inWorker),
    pandoc: hasPandoc ? median(times.pandoc) : null,
  }
}

function runs(program: string, args: readonly string[], good: readonly number[]): void {
  const ran = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  if (ran.status === null || !good.includes(ran.status))
    throw new Error(`${program} ${args.join(' ')} ended with ${ran.status ?? ran.signal}: ${String(ran.stderr)}`)
}

function accepted(checked: { readonly ok: boolean }): void {
  if (!checked.ok) throw new Error('the document to measure with was refused')
}
