import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'

/** Paths of everything in a folder that is no folder itself, links included, with `/` and in alphabetical order. */
export async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
}

/** Whether a path can only mean one file within its folder: relative, without `..`, without a second way to write it. */
export function staysWithin(path: string): boolean {
  if (path === '' || path === '.' || /[\\:\0]/u.test(path)) return false
  return !posix.isAbsolute(path) && posix.normalize(path) === path && path !== '..' && !path.startsWith('../')
}

/**
 * The bytes of a plain file in a folder. Null where there is none, or where a link stands on the way to it: a link could lead out of the folder,
 * to what changes later. `size` in bytes, where it is known, keeps a file of another size from being read.
 *
 * @param folder a real path, without links
 */
export async function readPlainFile(folder: string, path: string, size?: number): Promise<Uint8Array | 'other-size' | null> {
  try {
    const target = join(folder, path)
    const found = await lstat(target)
    if (!found.isFile() || (await realpath(target)) !== target) return null
    if (size !== undefined && found.size !== size) return 'other-size'
    return await readFile(target)
  } catch {
    return null
  }
}
