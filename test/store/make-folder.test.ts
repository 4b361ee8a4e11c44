import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../../src/store/make-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import { StoreUnavailable } from '../../src/store/store-unavailable.ts'

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-folders-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('makeFolder', () => {
  test('makes all that is missing, and leaves what is there', () => {
    const deep = join(folder, 'a', 'b', 'c')
    makeFolder(deep, 0o700)
    makeFolder(deep)
    expect(statSync(deep).mode & 0o777).toBe(0o700)
  })

  test('does not take a file for a folder', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(file)).toThrow(/EEXIST/u)
    expect(() => makeFolder(join(file, 'below'))).toThrow(/ENOTDIR/u)
  })
})

// Where not even root can make a folder, and `mkdir` says that there is none.
describe.skipIf(process.platform !== 'linux')('a file system that takes no folders', () => {
  test.each(['/proc/mingzhang', '/proc/mingzhang/data'])('ends in an error: %s', (path) => {
    expect(() => makeFolder(path)).toThrow(/ENOENT/u)
  })

  test.each(['/proc/mingzhang', '/proc/self'])('ends in a sentence where it is to hold data: %s', async (path) => {
    const refused: unknown = await openStore({ folder: path }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreUnavailable)
    expect((refused as StoreUnavailable).words.en).toContain(`The data folder ${path} cannot be written`)
  })
})
