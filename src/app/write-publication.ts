import { mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeFolder } from '../store/make-folder.ts'
import { MANIFEST, MANIFEST_FILE, SIGNATURE_FILE } from './manifest.ts'
import { pathsIn } from './published-folder.ts'

/** A folder that is not to be written over; the message says why and what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/**
 * Looks whether a publication can be put into a folder: there is none, it is empty, or what stands in it is an earlier publication and nothing
 * else. Throws `FolderError`.
 */
export async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null)
  if (found === null) return
  if (!found.isDirectory())
    throw new FolderError(
      `${folder} 是一个文件，未写入。请给出一个文件夹。 ${folder} is a file; nothing was written. Name a folder.`,
    )
  const paths = await pathsIn(folder)
  if (paths.length === 0) return
  const published = await publishedIn(folder)
  const stranger = paths.find((path) => !published.has(path))
  if (stranger !== undefined)
    throw new FolderError(
      `${folder} 中已有其他文件（${stranger}），未写入。请给出一个新的或空的文件夹。` +
        ` ${folder} holds other files (${stranger}); nothing was written. Name a new or empty folder.`,
    )
}

/**
 * Puts a publication into a folder, whole or not at all: it is written beside it and then moved into place. A folder with an earlier
 * publication is replaced; one with anything else in it is left alone. Throws `FolderError`.
 */
export async function writePublication(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await checkFolder(folder)
  // The folder that a link leads to is replaced, not the link.
  const target = await realpath(folder).catch(() => resolve(folder))
  const exists = (await stat(target).catch(() => null)) !== null
  makeFolder(dirname(target))
  const beside = await mkdtemp(join(dirname(target), '.mingzhang-'))
  const fresh = join(beside, 'new')
  const old = join(beside, 'old')
  try {
    for (const [path, bytes] of files) {
      const to = join(fresh, path)
      makeFolder(dirname(to))
      await writeFile(to, bytes)
    }
    if (exists) await rename(target, old)
    try {
      await rename(fresh, target)
    } catch (error) {
      // The earlier publication goes back to its place: below, all that is beside it is removed.
      if (exists) await rename(old, target)
      throw error
    }
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

/** The files that a folder's manifest lists, with the manifest itself; none where it has no manifest. */
async function publishedIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    const manifest = MANIFEST.parse(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')))
    return new Set([...manifest.files.map((file) => file.path), MANIFEST_FILE, SIGNATURE_FILE])
  } catch {
    return new Set()
  }
}
