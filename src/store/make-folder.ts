import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder with all folders above it that are not there. In place of Node's `recursive`, which never returns where a file system takes no folders and
 * says so by ENOENT, as /proc does.
 *
 * @throws NodeJS.ErrnoException as `mkdir` does where it cannot be made
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const missing: string[] = []
  let at = resolve(folder)
  for (; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at)
  if (missing.length === 0 && !statSync(at).isDirectory()) mkdirSync(at, mode)
  for (const path of missing.toReversed())
    try {
      mkdirSync(path, mode)
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error
    }
}
