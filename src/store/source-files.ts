import { createHash, randomUUID } from 'node:crypto'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

/** The published files themselves, by the hash of their bytes: what is kept once is never written again, whatever it is called. */
export class SourceFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps a file, and gives its SHA-256 (64 digits). It is on the disk whole, under its name, when this returns; never half. */
  async keep(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const path = this.#path(sha256)
    if (await this.has(sha256)) return sha256
    const folder = join(path, '..')
    makeFolder(folder)
    const draft = `${path}.${process.pid}.${randomUUID()}`
    try {
      const file = await open(draft, 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    // The name itself survives a loss of power only once its folder is written too.
    const directory = await open(folder, 'r')
    await directory.sync().catch(() => {})
    await directory.close()
    return sha256
  }

  /** The bytes of a file; null where none with that hash is kept. Bytes that do not fit their hash any more are an error. */
  async read(sha256: string): Promise<Uint8Array | null> {
    if (!/^[0-9a-f]{64}$/u.test(sha256)) return null
    const bytes = await readFile(this.#path(sha256)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (bytes !== null && createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`the kept file ${sha256} has changed on the disk`)
    return bytes
  }

  async has(sha256: string): Promise<boolean> {
    return await stat(this.#path(sha256)).then(
      () => true,
      () => false,
    )
  }

  #path(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
}
