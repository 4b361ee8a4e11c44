import { parentPort } from 'node:worker_threads'
import { checkDocument, readOnly } from './check-document.ts'
import type { Job, Answer } from './worker-pool.ts'

/** The far side of `worker-pool.ts`: takes one file at a time, and may be ended at any moment. */
parentPort?.on('message', (job: Job) => {
  const work = job.verb === 'check' ? checkDocument(job.bytes, job.file) : readOnly(job.bytes, job.file, job.language)
  work.then(
    (answer) => parentPort?.postMessage({ done: true, answer } satisfies Answer),
    // A bug of ours: the other side says so and goes on with a new worker.
    (error: unknown) =>
      parentPort?.postMessage({
        done: false,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answer),
  )
})
