import type { Context, MiddlewareHandler } from 'hono'
import { createHash } from 'node:crypto'
import type { Archive, ChangesIn } from '../app/archive.ts'

/** Bytes of answers that are kept in memory. */
const ROOM = 32 * 1024 * 1024
/** What belongs to an answer; all else belongs to the request, such as how many its address has left. */
const KEPT_HEADERS = ['Content-Type', 'Cache-Control'] as const

interface Kept {
  readonly stamp: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Answers that were given stay in memory until something changes in what they tell of: each request asks the store for the number of changes there, so that
 * what was withheld a moment ago is not told any more. Who asks for the same at the same time waits for one answer. Only for what is the same for everybody.
 *
 * @param tellsOf the place or the department that an answer is confined to; {} for what may tell of anything
 * @param room bytes of answers that are kept
 */
export function keepAnswers(archive: Pick<Archive, 'stamp'>, tellsOf: (c: Context) => ChangesIn, room = ROOM): MiddlewareHandler {
  /** The one that was asked for longest ago first. */
  const kept = new Map<string, Kept>()
  const coming = new Map<string, Promise<Kept | null>>()
  let bytes = 0

  const keep = (address: string, answer: Kept): void => {
    bytes += answer.body.length - (kept.get(address)?.body.length ?? 0)
    kept.delete(address)
    kept.set(address, answer)
    for (const [oldest, { body }] of kept) {
      if (bytes <= room) break
      kept.delete(oldest)
      bytes -= body.length
    }
  }

  return async (c, next) => {
    const address = c.req.url
    // Before anything else is asked: an answer is never older than its stamp.
    const stamp = await archive.stamp(tellsOf(c))
    const before = kept.get(address)
    const others = coming.get(`${stamp} ${address}`)
    const answer = before?.stamp === stamp ? before : others === undefined ? null : await others
    if (answer !== null) {
      if (kept.has(address)) keep(address, answer)
      return c.body(answer.body, 200, answer.headers)
    }
    const { promise, resolve } = Promise.withResolvers<Kept | null>()
    coming.set(`${stamp} ${address}`, promise)
    let made: Kept | null = null
    try {
      await next()
      made = await keptOf(c.res, stamp)
      if (made === null) return undefined
      keep(address, made)
      c.res.headers.set('ETag', made.headers['ETag'] ?? '')
      return undefined
    } finally {
      coming.delete(`${stamp} ${address}`)
      resolve(made)
    }
  }
}

/** An answer as it is kept; null for what is no whole answer, or none that has its address for itself. */
async function keptOf(response: Response, stamp: string): Promise<Kept | null> {
  if (response.status !== 200) return null
  const body = new Uint8Array(await response.clone().arrayBuffer())
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 27)
  const headers: Record<string, string> = { ETag: `"${tag}"` }
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  return { stamp, body, headers }
}
