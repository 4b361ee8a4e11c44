import type { Item } from '../item.ts'
import type { Language } from '../language.ts'
import { FILE_FIELD, UPLOAD_LIMIT } from '../page.ts'
import { phrase } from '../phrases.ts'

/** What came of handing files in: their items, or one sentence why not. */
export type Answer = { readonly ok: true; readonly items: readonly Item[] } | { readonly ok: false; readonly message: string }

/** Hands files to this page's own server. Never rejects: what goes wrong becomes a sentence. */
export async function checkFiles(files: readonly File[], language: Language): Promise<Answer> {
  // A server that refuses in the middle of an upload looks like a broken line, so this is said before.
  if (files.reduce((sum, file) => sum + file.size, 0) > UPLOAD_LIMIT) {
    return { ok: false, message: phrase(language, 'tooLarge', { n: UPLOAD_LIMIT / 1024 / 1024 }) }
  }
  const form = new FormData()
  for (const file of files) form.append(FILE_FIELD, file, file.name)
  let body: { items?: readonly Item[]; message?: unknown }
  try {
    const response = await fetch(`/api/v1/check?lang=${language}`, { method: 'POST', body: form })
    body = (await response.json()) as typeof body
  } catch {
    return { ok: false, message: phrase(language, 'checkFailed') }
  }
  // Files that were refused come as items too, so that each says so beside the others.
  if (body.items !== undefined) return { ok: true, items: body.items }
  return { ok: false, message: typeof body.message === 'string' ? body.message : phrase(language, 'checkFailed') }
}
