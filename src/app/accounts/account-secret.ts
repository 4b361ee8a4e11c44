import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BackupRefused } from '../../store/backup/backup-refused.ts'
import { makeFolder } from '../../store/make-folder.ts'

const SECRET_FILE = 'account-secret'

/**
 * What signs cookies and encrypts second factors: given by MINGZHANG_SECRET where several machines serve one database, otherwise made at the first start
 * and kept beside the data, apart from the database, for this user alone.
 */
export function accountSecret(folder: string, given: string | undefined): string {
  if (given !== undefined && given !== '') {
    if (given.length < 32) throw new Error('MINGZHANG_SECRET: 至少 32 个字符 · at least 32 characters')
    return given
  }
  const path = join(folder, SECRET_FILE)
  if (!existsSync(path)) {
    makeFolder(folder)
    try {
      writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(path, 'utf8').trim()
}

/** The secret that is kept beside the data; null where none was made yet, or it is given from outside. */
export function keptSecret(folder: string): string | null {
  const path = join(folder, SECRET_FILE)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

/**
 * Puts a secret that was backed up beside data that are restored.
 *
 * @throws BackupRefused where another one is there already
 */
export function restoreSecret(secret: string, folder: string): void {
  const before = keptSecret(folder)
  if (before === null) writeFileSync(join(folder, SECRET_FILE), secret, { mode: 0o600, flag: 'wx' })
  else if (before !== secret)
    throw new BackupRefused({
      zh: `${folder} 里已有另一个 ${SECRET_FILE}，没有恢复任何数据。请用一个新的数据目录，或先把它移开。`,
      en: `There is another ${SECRET_FILE} in ${folder}: nothing was restored. Name a new folder, or move it away first.`,
    })
}
