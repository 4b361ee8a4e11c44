import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { MANIFEST_FILE } from './manifest.ts'

/** A folder that is not to be written over; the message says why and what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/**
 * Puts a publication into a folder, whole or not at all: it is written beside it and then moved into place. A folder with an earlier
 * publication is replaced; one with anything else in it is left alone. Throws `FolderError`.
 */
export async function writePublication(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const target = resolve(folder)
  const before = await entriesOf(target)
  if (before !== null && before.length > 0 && !(await isPublication(target))) {
    throw new FolderError(
      `${folder} 中已有其他文件，未写入。请给出一个新的或空的文件夹。 ${folder} holds other files; nothing was written. Name a new or empty folder.`,
    )
  }
  await mkdir(dirname(target), { recursive: true })
  const beside = await mkdtemp(join(dirname(target), '.mingzhang-'))
  try {
    const fresh = join(beside, 'new')
    for (const [path, bytes] of files) {
      const to = join(fresh, path)
      await mkdir(dirname(to), { recursive: true })
      await writeFile(to, bytes)
    }
    if (before !== null) await rename(target, join(beside, 'old'))
    await rename(fresh, target)
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

async function entriesOf(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function isPublication(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8'))
    return typeof manifest === 'object' && manifest !== null && 'format' in manifest && manifest.format === 'mingzhang/manifest/1'
  } catch {
    return false
  }
}
