import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import type { Job, Answer } from './worker-pool.ts'

/** The far side of `worker-pool.ts`: takes one file at a time, and may be ended at any moment. */

// A worker has a compile cache of its own, beside that of the command; what is imported before it is switched on is compiled every time.
if (!import.meta.url.endsWith('.ts')) enableCompileCache(fileURLToPath(new URL('./compile-cache', import.meta.url)))
const loading = import('./check-document.ts')

parentPort?.on('message', (job: Job) => {
  answer(job).then(
    (value) => reply({ done: true, answer: value }),
    // A bug of ours: the other side says so and goes on with a new worker.
    (error: unknown) => reply({ done: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})

async function answer(job: Job): Promise<Extract<Answer, { done: true }>['answer']> {
  if (job.verb === 'amend') return (await import('./amend.ts')).amend(job.bytes, job.file, job.accepted, job.date)
  if (job.verb === 'open-data') return (await import('./open-data.ts')).openData(job.bytes, job.file)
  if (job.verb === 'archive') return (await import('./archive-document.ts')).archiveDocument(job.bytes, job.file)
  if (job.verb === 'page-image') return (await import('./page-image.ts')).pageImage(job.bytes, job.page)
  if (job.verb === 'svg-image') return (await import('./page-image.ts')).svgImage(job.svg, job.width)
  if (job.verb === 'page-view') return (await import('./page-image.ts')).pageFrame(job.bytes, job.page, job.words)
  const { checkDocument, readOnly } = await loading
  return job.verb === 'check' ? checkDocument(job.bytes, job.file, job.testify) : readOnly(job.bytes, job.file, job.language)
}

function reply(message: Answer): void {
  // Before the answer, since the other side may end this worker at once. Costs nothing once the cache is filled.
  flushCompileCache()
  parentPort?.postMessage(message)
}
