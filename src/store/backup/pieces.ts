import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { finished } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { makeFolder } from '../make-folder.ts'
import { BackupRefused } from './backup-refused.ts'

/** One file of a backup. None is large: tables come in parts. */
export interface Piece {
  readonly name: string
  readonly bytes: Buffer
}

/** What cookies and second factors of the accounts hang on, where it was asked to be in the backup. */
export const SECRET_PIECE = 'account-secret'

/** Where a backup is written: nothing stands under its name before it is whole. */
export interface PieceWriter {
  add(piece: Piece): Promise<void>
  end(): Promise<void>
  abandon(): Promise<void>
}

/** A folder, or one tar file where the name ends so. */
export async function writePieces(path: string): Promise<PieceWriter> {
  if (existsSync(path))
    throw new BackupRefused({
      zh: `${path} 已经存在，没有覆盖。请换一个名字。`,
      en: `${path} exists already and was not overwritten. Choose another name.`,
    })
  if (!existsSync(dirname(path)))
    throw new BackupRefused({
      zh: `没有 ${dirname(path)} 这个文件夹，没有备份。请先建立它，或换一个地方。`,
      en: `There is no folder ${dirname(path)}: nothing was backed up. Make it first, or name another place.`,
    })
  const draft = `${path}.part`
  await rm(draft, { recursive: true, force: true })
  const writer = path.endsWith('.tar') ? tarWriter(draft) : folderWriter(draft)
  return {
    add: writer.add,
    end: async () => {
      await writer.end()
      await rename(draft, path)
    },
    abandon: async () => {
      await writer.abandon()
      await rm(draft, { recursive: true, force: true })
    },
  }
}

function tarWriter(path: string): PieceWriter {
  const tar = pack()
  const file = createWriteStream(path, { flush: true, mode: 0o600 })
  // A file that cannot be written ends the tar too, and an error that nobody listens for would end the process: `done` tells it.
  tar.on('error', () => {})
  const done = finished(tar.pipe(file))
  // Told to whoever waits for `end`, and to each piece that cannot be written any more.
  let failed: Error | null = null
  done.catch((error: Error) => (failed = error))
  file.once('error', () => tar.destroy())
  return {
    add: ({ name, bytes }) =>
      new Promise((added, fail) => {
        if (failed !== null) return fail(failed)
        const stop = (error: Error): void => fail(error)
        file.once('error', stop)
        tar.entry({ name, mode: 0o600 }, bytes, (error) => {
          file.off('error', stop)
          if (error) fail(failed ?? error)
          else added()
        })
      }),
    end: async () => {
      tar.finalize()
      await done
    },
    abandon: async () => {
      tar.destroy()
      file.destroy()
      await done.catch(() => {})
    },
  }
}

function folderWriter(path: string): PieceWriter {
  return {
    add: async ({ name, bytes }) => {
      const to = join(path, ...name.split('/'))
      makeFolder(dirname(to), 0o700)
      await writeFile(to, bytes, { mode: 0o600, flush: true })
    },
    end: async () => {
      const folder = await open(path, 'r')
      await folder.sync().catch(() => {})
      await folder.close()
    },
    abandon: () => Promise.resolve(),
  }
}

/** The pieces of a backup in the order in which they were written: its head first, its manifest last. */
export async function* readPieces(path: string): AsyncGenerator<Piece> {
  if (!existsSync(path)) throw new BackupRefused({ zh: `没有 ${path}。`, en: `There is no ${path}.` })
  if (statSync(path).isDirectory()) yield* folderPieces(path)
  else yield* tarPieces(path)
}

async function* tarPieces(path: string): AsyncGenerator<Piece> {
  const entries = createReadStream(path).pipe(extract())
  for await (const entry of entries) {
    const blocks: Buffer[] = []
    for await (const block of entry) blocks.push(block as Buffer)
    yield { name: entry.header.name, bytes: Buffer.concat(blocks) }
  }
}

async function* folderPieces(path: string): AsyncGenerator<Piece> {
  const found = await readdir(path, { recursive: true, withFileTypes: true })
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const rank = (name: string): string => {
    const at = ['head.json', 'tables/', 'files/', SECRET_PIECE, 'manifest.json'].findIndex((start) => name.startsWith(start))
    return `${at}${name}`
  }
  for (const name of names.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)))
    yield { name, bytes: await readFile(join(path, ...name.split('/'))) }
}
