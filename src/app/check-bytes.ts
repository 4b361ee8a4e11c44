import type { ReadResult } from '../budget/check-result.ts'
import type { Language } from './check-result.ts'
import type { Checked, Refused } from './checked.ts'
import { WorkerPool } from './worker-pool.ts'

let pool: WorkerPool | null = null

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
 * cannot be read is a `Refused` with one sentence for a person.
 */
export async function checkBytes(bytes: Uint8Array, file: string): Promise<Checked | Refused> {
  return (await workers().run({ verb: 'check', bytes, file })) as Checked | Refused
}

/** Reads one file in such a worker, without checking it. */
export async function readBytes(
  bytes: Uint8Array,
  file: string,
  language: Language,
): Promise<{ ok: true; result: ReadResult } | Refused> {
  return (await workers().run({ verb: 'read', bytes, file, language })) as { ok: true; result: ReadResult } | Refused
}

/** Ends the workers, so that the process can. */
export async function closeWorkers(): Promise<void> {
  await pool?.close()
  pool = null
}
