import { backUp as backUpStore, type BackupManifest } from '../store/backup/back-up.ts'
import { BackupRefused } from '../store/backup/backup-refused.ts'
import { restore as restoreStore } from '../store/backup/restore.ts'
import { type ExportFormat, exportStore } from '../store/export-store.ts'
import type { Store, StoreOptions } from '../store/open-store.ts'
import { keptSecret, restoreSecret } from './accounts/account-secret.ts'
import { VERSION } from './version.ts'

export { exportStore }
export type { BackupManifest, ExportFormat }

/**
 * Writes everything that is kept into a folder or a tar file.
 *
 * @param withSecret whether the accounts' secret goes along. Without it nobody's second factor works in what is restored; with it whoever has the backup can
 *   be everybody
 * @throws BackupRefused where it is asked for and lies elsewhere
 */
export async function backUp(store: Store, path: string, withSecret = false): Promise<BackupManifest> {
  const secret = withSecret ? keptSecret(store.folder) : null
  if (withSecret && secret === null)
    throw new BackupRefused({
      zh: `${store.folder} 里没有 account-secret，没有备份：密钥由 MINGZHANG_SECRET 给出时请另行保管，去掉 --with-secret 再备份。`,
      en: `There is no account-secret in ${store.folder}: nothing was backed up. One that MINGZHANG_SECRET gives is kept by whoever gives it; leave --with-secret out.`,
    })
  return await backUpStore(store, path, VERSION, secret)
}

/** What was taken back, and whether somebody has still to bring the accounts' secret. */
export interface Restored {
  readonly manifest: BackupManifest
  /** Where the data are now. */
  readonly folder: string
  /** Accounts that cannot be used fully, since their secret is not here: neither from the backup, nor in the folder, nor given. */
  readonly withoutSecret: number
}

/** Takes a backup back into an empty store. */
export async function restore(options: StoreOptions, path: string, given = process.env['MINGZHANG_SECRET']): Promise<Restored> {
  let { folder } = options
  const manifest = await restoreStore(options, path, (secret, place) => {
    folder = place
    if (secret !== null) restoreSecret(secret, place)
  })
  const hasSecret = keptSecret(folder) !== null || (given ?? '') !== ''
  return { manifest, folder, withoutSecret: hasSecret ? 0 : accountsIn(manifest) }
}

/** People with an account in a backup. */
export function accountsIn({ tables }: BackupManifest): number {
  return tables.find(({ name }) => name === 'account_user')?.rows ?? 0
}
