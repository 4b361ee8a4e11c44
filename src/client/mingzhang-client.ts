import { hc } from 'hono/client'
import type { ApiRoutes } from '../server/api/create-api.ts'

/** What is downloaded whole, and as what. */
export type DownloadFile = `${'facts' | 'findings' | 'departments'}.${'csv' | 'ndjson' | 'json' | 'parquet'}`

export interface ClientOptions {
  /** Instead of the global one. */
  readonly fetch?: typeof fetch
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * A client of the API, typed by the very schemas that its requests are held against and its answers are described by:
 *
 *     const { api } = mingzhangClient('https://example.org')
 *     const answer = await api.facts.$get({ query: { cut: 'expenditure', year: '2025' } })
 *     if (answer.status === 200) for (const fact of (await answer.json()).items) …
 *
 * @param origin of the server, without /api/v1
 */
export function mingzhangClient(origin: string, { fetch: ask = fetch, headers = {} }: ClientOptions = {}) {
  const base = `${origin.replace(/\/$/u, '')}/api/v1`
  return {
    api: hc<ApiRoutes>(base, { fetch: ask, headers: { ...headers } }),
    /** A download as it comes; its body can be read as a stream. */
    download: (file: DownloadFile, query: Readonly<Record<string, string>> = {}): Promise<Response> =>
      ask(`${base}/${file}?${new URLSearchParams(query)}`, { headers: { ...headers } }),
    /** Pages of a list one after the other, until there is none. `page` asks for one with a cursor, or the first one without. */
    pages,
  }
}

async function* pages<T>(
  page: (cursor: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
): AsyncGenerator<readonly T[], void, void> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await page(cursor)
    yield items
    if (next === null) return
    cursor = next
  }
}
