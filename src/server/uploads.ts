import type { Context } from 'hono'
import { FILE_FIELD } from '../web/page.ts'
import { type PhraseKey, phraseWords } from '../web/phrases.ts'
import type { Words } from '../budget/finding.ts'

/** A file as it arrived: its name without any path, and its bytes. */
export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A request that holds no file to check, with the status and the sentence to answer it with. */
export class UploadRefused extends Error {
  readonly status: 400 | 413 | 415
  readonly words: Words

  constructor(status: 400 | 413 | 415, key: PhraseKey, values: Readonly<Record<string, number>> = {}) {
    super(phraseWords(key, values).en)
    this.name = 'UploadRefused'
    this.status = status
    this.words = phraseWords(key, values)
  }
}

/** More files than this in one request are refused. */
export const MAX_FILES = 20
const MAX_NAME = 200

/**
 * The files of a request: a multipart form with one or several fields `file`, or a raw body with its name in `?name=`.
 * Throws `UploadRefused` where there is none, or too many.
 */
export async function readUploads(c: Context): Promise<Upload[]> {
  const type = (c.req.header('content-type') ?? '').toLowerCase()
  return type.startsWith('multipart/form-data') ? readForm(c) : readRaw(c, type)
}

async function readForm(c: Context): Promise<Upload[]> {
  let form: FormData
  try {
    form = await c.req.formData()
  } catch {
    throw new UploadRefused(400, 'badForm')
  }
  const files = form.getAll(FILE_FIELD).filter((entry) => typeof entry !== 'string')
  // A form that is sent without a choice carries one empty file without a name.
  const chosen = files.filter((file) => file.name !== '' || file.size > 0)
  if (chosen.length === 0) throw new UploadRefused(400, 'noFile')
  if (chosen.length > MAX_FILES) throw new UploadRefused(413, 'tooMany', { n: MAX_FILES })
  return Promise.all(
    chosen.map(async (file) => ({ name: cleanName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
}

async function readRaw(c: Context, type: string): Promise<Upload[]> {
  if (type.startsWith('application/x-www-form-urlencoded')) throw new UploadRefused(415, 'noFile')
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (bytes.length === 0) throw new UploadRefused(400, 'noFile')
  return [{ name: cleanName(c.req.query('name') ?? ''), bytes }]
}

/** The last part of a path, without control characters, short enough to print. It is only ever shown, never opened. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/u).pop() ?? ''
  const clean = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim()
  return clean === '' || clean === '.' || clean === '..' ? 'document' : clean.slice(0, MAX_NAME)
}
