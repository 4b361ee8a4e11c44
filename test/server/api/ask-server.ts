import type { Archive } from '../../../src/app/archive.ts'
import { API_LIMITS, type ApiLimits } from '../../../src/server/api/rate-limit.ts'
import { createServer, LIMITS } from '../../../src/server/create-server.ts'
import { verbs } from '../../web/browser-server.ts'

/** The whole server over an archive, asked without a socket. */
export function serverOver(archive: Archive, limits: Partial<ApiLimits> = {}, host = '127.0.0.1') {
  const api = { ...API_LIMITS, requests: 1_000_000, downloads: 1_000_000, ...limits }
  const app = createServer(verbs, new Map(), host, { ...LIMITS, api }, archive)
  return async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (!headers.has('host')) headers.set('host', '127.0.0.1:8000')
    return await app.request(`http://127.0.0.1:8000${path}`, { ...init, headers })
  }
}
