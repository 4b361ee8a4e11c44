import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ReadResult } from '../budget/check-result.ts'
import type { ArchivedDocument } from './archive-document.ts'
import type { Language } from './check-result.ts'
import type { Accepted, Checked, Download, PageFrame, PageImage, Refused, WantedWords } from './checked.ts'

/** What a worker is asked. */
export type Job =
  | { readonly verb: 'check'; readonly bytes: Uint8Array; readonly file: string; readonly testify?: boolean }
  | { readonly verb: 'read'; readonly bytes: Uint8Array; readonly file: string; readonly language: Language }
  | {
      readonly verb: 'amend'
      readonly bytes: Uint8Array
      readonly file: string
      readonly accepted: Accepted
      readonly date: string
    }
  | { readonly verb: 'open-data'; readonly bytes: Uint8Array; readonly file: string }
  | { readonly verb: 'archive'; readonly bytes: Uint8Array; readonly file: string }
  | { readonly verb: 'page-image'; readonly bytes: Uint8Array; readonly page: number }
  | { readonly verb: 'svg-image'; readonly svg: string; readonly width: number }
  | { readonly verb: 'page-view'; readonly bytes: Uint8Array; readonly page: number; readonly words: readonly WantedWords[] }

/** What it answers; `done: false` is a bug of ours, with its trace. */
export type Answer =
  | {
      readonly done: true
      readonly answer:
        | ArchivedDocument
        | Checked
        | Refused
        | Download
        | PageImage
        | PageFrame
        | { readonly ok: true; readonly result: ReadResult }
    }
  | { readonly done: false; readonly error: string }

/** What one file may take. */
export interface WorkerLimits {
  readonly timeMs: number
  /** Of the worker's heap; what a reader inflates lies outside it and is bounded by the limits of `formats`. */
  readonly memoryMb: number
}

export const LIMITS: WorkerLimits = { timeMs: 10_000, memoryMb: 900 }

const WORKER = new URL(import.meta.url.endsWith('.ts') ? './parse-worker.ts' : './worker.mjs', import.meta.url)

/**
 * Workers that read files apart from the rest: each can be ended when a file takes too long or too much memory, and the process goes on.
 * Workers are kept for the next file, and do not keep the process alive.
 */
export class WorkerPool {
  readonly #idle: Worker[] = []
  readonly #waiting: (() => void)[] = []
  readonly #size: number
  readonly #limits: WorkerLimits
  readonly #script: URL
  #busy = 0

  /** `limits` and `script` (what the workers run) are the product's own; tests bring shorter and slower ones. */
  constructor(size = Math.max(1, availableParallelism()), limits = LIMITS, script = WORKER) {
    this.#size = size
    this.#limits = limits
    this.#script = script
  }

  /** Runs one job. Never rejects for what stands in a file; rejects for a bug of ours. */
  async run(job: Job): Promise<Extract<Answer, { done: true }>['answer']> {
    if (this.#busy >= this.#size) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#busy++
    try {
      return await this.#answer(job)
    } finally {
      this.#busy--
      this.#waiting.shift()?.()
    }
  }

  /** Ends every worker. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((w) => w.terminate()))
  }

  /** Starts a worker before it is asked for: it loads while the caller still reads its file. */
  prepare(): void {
    if (this.#idle.length > 0 || this.#busy > 0) return
    const worker = startWorker(this.#script, this.#limits)
    worker.unref()
    this.#idle.push(worker)
  }

  #answer(job: Job): Promise<Extract<Answer, { done: true }>['answer']> {
    const worker = this.#idle.pop() ?? startWorker(this.#script, this.#limits)
    worker.ref()
    return new Promise((resolve, reject) => {
      const finish = (keep: boolean): void => {
        clearTimeout(timer)
        // One by one: `removeAllListeners` would take Node's own away too, and the worker would never be heard again.
        worker.off('message', answered)
        worker.off('error', failed)
        if (!keep) {
          // What it says while it ends is of no interest any more, but an error must not go unheard.
          worker.on('error', () => {})
          void worker.terminate()
          return
        }
        worker.unref()
        this.#idle.push(worker)
      }
      const answered = (message: Answer): void => {
        finish(true)
        if (message.done) resolve(message.answer)
        else reject(new Error(message.error))
      }
      const failed = (error: NodeJS.ErrnoException): void => {
        finish(false)
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          resolve({ ...tooMuch('内存', 'memory', '1 GiB', '1 GiB'), limit: 'memory' })
        else reject(error)
      }
      const { timeMs } = this.#limits
      const timer = setTimeout(() => {
        finish(false)
        resolve({ ...tooMuch('时间', 'time', `${timeMs / 1000} 秒`, `${timeMs / 1000} seconds`), limit: 'time' })
      }, timeMs)
      worker.on('message', answered)
      worker.on('error', failed)
      // Bytes are copied and not transferred: the caller may still need them.
      worker.postMessage(job)
    })
  }
}

function startWorker(script: URL, { memoryMb }: WorkerLimits): Worker {
  return new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 } })
}

function tooMuch(zh: string, en: string, limitZh: string, limitEn: string): Refused {
  return {
    ok: false,
    status: 422,
    message: {
      zh: `读取这个文件所需的${zh}超过了 ${limitZh}，已停止。请确认文件完好，或者只保留预算公开的部分再试。`,
      en: `Reading this file took more ${en} than ${limitEn} and was stopped. Make sure that it is intact, or keep only the disclosure and try again.`,
    },
  }
}
