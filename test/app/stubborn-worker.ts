import { parentPort } from 'node:worker_threads'
import type { Answer, Job } from '../../src/app/worker-pool.ts'

/** Stands in for the reader of files: what a file is named decides how long it takes, and how much. */
parentPort?.on('message', (job: Job) => {
  const file = 'file' in job ? job.file : ''
  if (file === 'for ever') for (;;);
  if (file === 'too much') for (const hoard: number[][] = []; ; ) hoard.push(Array.from({ length: 10_000 }, (_, i) => i + 0.5))
  if (file === 'bug') {
    parentPort?.postMessage({ done: false, error: 'a bug of ours' } satisfies Answer)
    return
  }
  if (file === 'crash') throw new Error('a crash of ours')
  const message = { zh: file, en: file }
  parentPort?.postMessage({ done: true, answer: { ok: false, status: 400, message } } satisfies Answer)
})
