import { constants } from 'node:fs'
import { access, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Words } from '../budget/finding.ts'

/** Why a file cannot be written, told before anything is checked; null where nothing stands in its way. */
export async function outputFault(path: string, inputs: readonly string[]): Promise<Words | null> {
  const itself = await realpath(path).catch(() => null)
  if (itself !== null) {
    if ((await stat(itself)).isDirectory())
      return { zh: `${path} 是一个文件夹，请给出要写入的文件名。`, en: `${path} is a folder. Name a file to write.` }
    for (const input of inputs) {
      if ((await realpath(input).catch(() => null)) === itself)
        return {
          zh: `${path} 是要核对的文件本身，不能覆盖，请换一个文件名。`,
          en: `${path} is one of the files to check and is not overwritten. Name another file.`,
        }
    }
  }
  try {
    await access(itself ?? dirname(path), constants.W_OK)
    return null
  } catch (error) {
    return unwritable(path, error)
  }
}

/** Writes a file that was asked for; null where that went well, otherwise why not. */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<Words | null> {
  try {
    await writeFile(path, content)
    return null
  } catch (error) {
    return unwritable(path, error)
  }
}

function unwritable(path: string, error: unknown): Words {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why: Readonly<Record<string, Words>> = {
    ENOENT: { zh: '没有这个文件夹', en: 'there is no such folder' },
    ENOTDIR: { zh: '没有这个文件夹', en: 'there is no such folder' },
    EACCES: { zh: '没有写入的权限', en: 'you may not write there' },
    EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
    ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  }
  const { zh, en } = why[code] ?? { zh: code, en: code }
  return { zh: `无法写入 ${path}：${zh}。`, en: `${path} cannot be written: ${en}.` }
}
