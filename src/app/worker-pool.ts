import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ReadResult } from '../budget/check-result.ts'
import type { Language } from './check-result.ts'
import type { Checked, Refused } from './checked.ts'

/** What a worker is asked. */
export type Job =
  | { readonly verb: 'check'; readonly bytes: Uint8Array; readonly file: string }
  | { readonly verb: 'read'; readonly bytes: Uint8Array; readonly file: string; readonly language: Language }

/** What it answers; `done: false` is a bug of ours, with its trace. */
export type Answer =
  | { readonly done: true; readonly answer: Checked | Refused | { readonly ok: true; readonly result: ReadResult } }
  | { readonly done: false; readonly error: string }

/** A file may take this long, and this much memory. */
const TIME_MS = 10_000
const MEMORY_MB = 900

const WORKER = new URL(import.meta.url.endsWith('.ts') ? './parse-worker.ts' : './worker.mjs', import.meta.url)

/**
 * Workers that read files apart from the rest: each can be ended when a file takes too long or too much memory, and the process goes on.
 * Workers are kept for the next file, and do not keep the process alive.
 */
export class WorkerPool {
  readonly #idle: Worker[] = []
  readonly #waiting: (() => void)[] = []
  readonly #size: number
  #busy = 0

  constructor(size = Math.max(1, availableParallelism())) {
    this.#size = size
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

  #answer(job: Job): Promise<Extract<Answer, { done: true }>['answer']> {
    const worker =
      this.#idle.pop() ??
      new Worker(WORKER, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 64 } })
    worker.ref()
    return new Promise((resolve, reject) => {
      const finish = (keep: boolean): void => {
        clearTimeout(timer)
        // By name: without one, Node takes away its own listeners too and the worker falls silent.
        worker.removeAllListeners('message')
        worker.removeAllListeners('error')
        if (!keep) {
          // What it says while it ends is of no interest any more, but must not be unheard.
          worker.on('error', () => {})
          void worker.terminate()
          return
        }
        worker.unref()
        this.#idle.push(worker)
      }
      const timer = setTimeout(() => {
        finish(false)
        resolve(tooMuch('时间', 'time', `${TIME_MS / 1000} 秒`, `${TIME_MS / 1000} seconds`))
      }, TIME_MS)
      worker.once('message', (message: Answer) => {
        finish(true)
        if (message.done) resolve(message.answer)
        else reject(new Error(message.error))
      })
      worker.once('error', (error: NodeJS.ErrnoException) => {
        finish(false)
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch('内存', 'memory', '1 GiB', '1 GiB'))
        else reject(error)
      })
      // Bytes are copied and not transferred: the caller may still need them.
      worker.postMessage(job)
    })
  }
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
