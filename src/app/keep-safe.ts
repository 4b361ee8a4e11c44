import { backUp as backUpStore, type BackupManifest } from '../store/backup/back-up.ts'
import { restore as restoreStore } from '../store/backup/restore.ts'
import { type ExportFormat, exportStore } from '../store/export-store.ts'
import type { Store, StoreOptions } from '../store/open-store.ts'
import { VERSION } from './version.ts'

export { exportStore }
export type { BackupManifest, ExportFormat }

/** Writes everything that is kept into a folder or a tar file. */
export function backUp(store: Store, path: string): Promise<BackupManifest> {
  return backUpStore(store, path, VERSION)
}

/** Takes a backup back into an empty store. */
export function restore(options: StoreOptions, path: string): Promise<BackupManifest> {
  return restoreStore(options, path)
}
