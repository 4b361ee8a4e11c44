import type { Context } from 'hono'

/** What a browser may show by itself; anything else is saved. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const SAVED: ReadonlySet<string> = new Set(['docx', 'xlsx'])

/** The path of a file in an edition, behind `/files/` in an address; null where it is not one that could be. */
export function pathInEdition(c: Context): string | null {
  const path = decoded(c.req.path.split('/files/').slice(1).join('/files/'))
  return path !== null && /^[\w./-]{1,200}$/u.test(path) ? path : null
}

/** Answers with a file of an edition. It never changes, but may be withheld: no cache keeps it longer than five minutes. */
export function answerFile(c: Context, path: string, bytes: Uint8Array, cache: 'public, max-age=300' | 'no-store'): Response {
  const ending = path.slice(path.lastIndexOf('.') + 1)
  const name = path.slice(path.lastIndexOf('/') + 1)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': TYPES[ending] ?? 'application/octet-stream',
    'Cache-Control': cache,
    ...(SAVED.has(ending) ? { 'Content-Disposition': `attachment; filename="${name}"` } : {}),
  }) as Response
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
