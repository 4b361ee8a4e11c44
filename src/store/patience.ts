import { statfs } from 'node:fs/promises'
import type { Words } from '../budget/finding.ts'
import type { Store } from './open-store.ts'
import { fullDiskWords, StoreUnavailable } from './store-unavailable.ts'

/** How long work waits for a database that went away, before it ends with a sentence. */
const PATIENCE_MS = 60_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2000
/** Below this a database cannot write its next file of 16 MiB. */
const LITTLE_ROOM = 20 * 1024 * 1024

/** Connection refused, cut or reset; a server that starts, stops or was thrown out of its memory; a transaction that another one's end undid. */
const GONE = /^(?:08...|57P0[1-5]|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/u
const GONE_WORDS =
  /connection terminated|connection ended|terminating connection|client has encountered a connection error|not queryable/iu
const FULL = /^(?:53100|ENOSPC|EDQUOT)$/u

/** Whether the same work may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return GONE.test((error as { code?: string }).code ?? '') || GONE_WORDS.test(error.message)
}

/**
 * Does work that can be done twice, and does it again when the database went away meanwhile.
 *
 * @param again called before each further attempt
 * @throws StoreUnavailable when it stays away, or the disk is full
 */
export async function patiently<T>(
  store: Store,
  work: () => Promise<T>,
  again: () => Promise<void> = () => Promise.resolve(),
): Promise<T> {
  const until = Date.now() + PATIENCE_MS
  for (let pause = FIRST_PAUSE_MS, attempt = 0; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS), attempt++) {
    try {
      if (attempt > 0) await again()
      return await work()
    } catch (error) {
      const full = await fullDisk(store, error)
      if (full !== null) throw new StoreUnavailable(full)
      if (!isPassing(error)) throw error
      if (Date.now() > until)
        throw new StoreUnavailable({
          zh: '数据库连接中断，一直没有恢复。已经读入的都在；请检查数据库后再运行同一命令，会接着做。',
          en: 'The database went away and did not come back. What was taken in is kept; look after the database and run the same command again: it goes on.',
        })
      await new Promise((done) => setTimeout(done, pause))
    }
  }
}

/** The sentence where a disk has no room; null for any other error. A database that finds none for its journal just ends: then the disk itself is asked. */
async function fullDisk({ folder }: Store, error: unknown): Promise<Words | null> {
  const code = (error as { code?: string }).code ?? ''
  if (!FULL.test(code)) {
    if (!isPassing(error)) return null
    const room = await statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => Number.POSITIVE_INFINITY,
    )
    if (room >= LITTLE_ROOM) return null
  }
  return fullDiskWords(folder)
}
