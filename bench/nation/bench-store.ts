import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../src/store/open-store.ts'

/** Works with an empty store of its own, and removes it: in a temporary folder, or on an empty database that is named. */
export async function withBenchStore<T>(database: string | undefined, work: (store: Store) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'))
  // PostgreSQL does not run as root: its own user must be able to get there.
  chmodSync(folder, 0o755)
  const store = await openStore({ folder, database })
  try {
    return await work(store)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
