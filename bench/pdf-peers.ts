import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Other programs that read PDF. */

const PYTHONS = ['python3', '/usr/bin/python3']
/** Reads a path a line, says how long the analysis of all its pages took. Starting Python and importing is not in it. */
const PDFMINER = `
import sys, time
from pdfminer.high_level import extract_pages
for line in sys.stdin:
    started = time.perf_counter()
    pages = sum(1 for _ in extract_pages(line.rstrip("\\n")))
    print(1000 * (time.perf_counter() - started), pages, flush=True)
`

/** Whether poppler's pdftotext is installed. */
export function hasPdftotext(): boolean {
  return spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).status === 0
}

/** The time in ms of `pdftotext -layout` on one file, as a whole process. Throws where it fails. */
export function timePdftotext(path: string): number {
  const started = performance.now()
  const ran = spawnSync('pdftotext', ['-layout', path, '/dev/null'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const took = performance.now() - started
  if (ran.status !== 0) throw new Error(`pdftotext ${path}: ${String(ran.stderr)}`)
  return took
}

/** The time in ms of a pdftotext process that does nothing: what starting it costs. */
export function timePdftotextStart(): number {
  const started = performance.now()
  spawnSync('pdftotext', ['-v'], { stdio: 'ignore' })
  return performance.now() - started
}

/** A Python process that keeps running and analyses one file after the other with pdfminer. */
export interface Pdfminer {
  /** The time in ms of the layout analysis of all pages of one file. */
  readonly time: (path: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** Null where no Python knows pdfminer. */
export function startPdfminer(): Pdfminer | null {
  const python = PYTHONS.find((each) => spawnSync(each, ['-c', 'import pdfminer'], { stdio: 'ignore' }).status === 0)
  if (python === undefined) return null
  const child = spawn(python, ['-c', PDFMINER], { stdio: ['pipe', 'pipe', 'ignore'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    time: async (path) => {
      child.stdin.write(`${path}\n`)
      const answer = await answers.next()
      const [took] = answer.done === true ? [] : answer.value.split(' ')
      if (took === undefined) throw new Error(`pdfminer ended at ${path}`)
      return Number(took)
    },
    close: async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'close')
    },
  }
}
