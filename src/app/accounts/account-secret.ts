import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What signs cookies and encrypts second factors: given by MINGZHANG_SECRET where several machines serve one database, otherwise made at the first start
 * and kept beside the data, apart from the database, for this user alone.
 */
export function accountSecret(folder: string, given: string | undefined): string {
  if (given !== undefined && given !== '') {
    if (given.length < 32) throw new Error('MINGZHANG_SECRET: 至少 32 个字符 · at least 32 characters')
    return given
  }
  const path = join(folder, 'account-secret')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    try {
      writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(path, 'utf8').trim()
}
