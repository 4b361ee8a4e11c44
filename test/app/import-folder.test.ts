import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFolder } from '../../src/app/import-folder.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))

let data = ''
let folder = ''
let store: Store

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'mingzhang-import-data-'))
  await chmod(data, 0o755)
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-import-'))
  store = await openStore({ folder: data })
  await copyFile(`${SAMPLES}correct.txt`, join(folder, 'a.txt'))
  await copyFile(`${SAMPLES}blank-total.xlsx`, join(folder, 'b.xlsx'))
  await writeFile(join(folder, 'c.pdf'), 'no budget at all')
}, 900_000)
afterAll(async () => {
  await store?.close()
  await Promise.all([data, folder].map((path) => rm(path, { recursive: true, force: true })))
})

const counts = async (signal?: AbortSignal) => {
  const { files, kept, known, refused } = await importFolder(store, folder, { concurrency: 1, ...(signal ? { signal } : {}) })
  return { files, kept, known, refused }
}

describe('the summary of an import', () => {
  it('counts what this run did: a run that is ended takes nothing, the next what is left, one more finds all there', async () => {
    expect(await counts(AbortSignal.abort())).toMatchObject({ files: 3, kept: 0, known: 0 })
    expect(await counts()).toEqual({ files: 3, kept: 2, known: 0, refused: 1 })
    expect(await counts()).toEqual({ files: 3, kept: 0, known: 2, refused: 1 })
    await copyFile(`${SAMPLES}correct.html`, join(folder, 'd.html'))
    await copyFile(`${SAMPLES}correct.txt`, join(folder, 'same.txt'))
    expect(await counts()).toEqual({ files: 5, kept: 1, known: 3, refused: 1 })
  }, 900_000)

  it('lists links, to folders and to files, and follows none', async () => {
    const outside = join(data, 'outside')
    await mkdir(outside)
    await copyFile(`${SAMPLES}correct.docx`, join(outside, 'e.docx'))
    await symlink(outside, join(folder, 'to-folder'))
    await symlink(join(outside, 'e.docx'), join(folder, 'to-file.docx'))
    await symlink(folder, join(folder, 'round'))
    const summary = await importFolder(store, folder, { concurrency: 1 })
    expect(summary.links.toSorted()).toEqual(['round', 'to-file.docx', 'to-folder'].map((name) => join(folder, name)))
    expect([summary.files, summary.kept]).toEqual([5, 0])
  }, 900_000)
})
