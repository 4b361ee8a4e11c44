import { open, type FileHandle } from 'node:fs/promises'
import type { Refused } from '../app/checked.ts'
import type { Words } from '../budget/finding.ts'

/** Exit status: 0 nothing at that level, 1 findings at it, 2 a file could not be read. */
export type Exit = 0 | 1 | 2

/** Larger files are refused before they are read into memory. */
const MOST_BYTES = 64 * 1024 * 1024

type Input = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: Words }

const TOO_LARGE: Words = {
  zh: '文件超过 64 MiB，未读取。',
  en: 'The file is larger than 64 MiB and was not read.',
}

/** All bytes, or null where there are too many: a pipe or a device does not say its size. */
async function readWhole(handle: FileHandle): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
    pieces.push(piece as Uint8Array)
    size += (piece as Uint8Array).length
    if (size > MOST_BYTES) return null
  }
  return Buffer.concat(pieces)
}

/** The bytes of a file, or one sentence that says why there are none. */
export async function readInput(file: string): Promise<Input> {
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > MOST_BYTES) {
        const mib = Math.ceil(size / 1024 / 1024)
        return {
          ok: false,
          message: {
            zh: `文件有 ${mib} MiB，超过 64 MiB，未读取。`,
            en: `The file has ${mib} MiB, more than 64, and was not read.`,
          },
        }
      }
      const bytes = await readWhole(handle)
      return bytes === null ? { ok: false, message: TOO_LARGE } : { ok: true, bytes }
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const known: Readonly<Record<string, Words>> = {
      ENOENT: { zh: '没有这个文件，请检查路径。', en: 'There is no such file. Check the path.' },
      EACCES: { zh: '没有读取这个文件的权限。', en: 'This file may not be read by you.' },
      EISDIR: { zh: '这是一个文件夹，请给出其中的文件。', en: 'This is a folder. Name the files in it.' },
    }
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, message: known[code] ?? { zh: `文件无法打开：${why}`, en: `The file cannot be opened: ${why}` } }
  }
}

export function refusedInput(input: Extract<Input, { ok: false }>): Refused {
  return { ok: false, status: 400, message: input.message }
}
