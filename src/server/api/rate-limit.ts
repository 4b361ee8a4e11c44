import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { ApiError, errorBody } from './api-error.ts'

export interface ApiLimits {
  /** Requests of one address a minute. */
  readonly requests: number
  /** Downloads that one address may begin in a minute. */
  readonly downloads: number
  /** Questions to the database at once, and those that may wait beyond them. */
  readonly concurrent: number
  readonly waiting: number
  /** Downloads that are under way at once, of all addresses. */
  readonly streams: number
  /** Bytes of one request to MCP. */
  readonly body: number
  /** Proxies of our own in front, each of which adds an address to X-Forwarded-For. Nobody else's word is taken for an address. */
  readonly proxies: number
}

export const API_LIMITS: ApiLimits = {
  requests: 1200,
  downloads: 30,
  concurrent: 8,
  waiting: 400,
  streams: 8,
  body: 1024 * 1024,
  proxies: 0,
}

/** The limits with what the environment says otherwise (MINGZHANG_API_REQUESTS, MINGZHANG_API_DOWNLOADS, MINGZHANG_API_STREAMS, MINGZHANG_PROXIES). */
export function apiLimits(environment: Readonly<Record<string, string | undefined>>): ApiLimits {
  const said = (name: string, standard: number): number => {
    const text = environment[name]
    if (text === undefined || text === '') return standard
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < 0)
      throw new Error(`${name} 应为非负整数，实为“${text}”。${name} should be a whole number and is “${text}”.`)
    return value
  }
  return {
    ...API_LIMITS,
    requests: said('MINGZHANG_API_REQUESTS', API_LIMITS.requests),
    downloads: said('MINGZHANG_API_DOWNLOADS', API_LIMITS.downloads),
    streams: said('MINGZHANG_API_STREAMS', API_LIMITS.streams),
    proxies: said('MINGZHANG_PROXIES', API_LIMITS.proxies),
  }
}

const MINUTE = 60_000

/** At most `limit` requests of one address in a minute; 429 with Retry-After beyond. In memory: each process counts for itself. */
export function limitRate(limit: number, proxies: number): MiddlewareHandler {
  return rateLimiter({
    windowMs: MINUTE,
    limit,
    standardHeaders: 'draft-7',
    keyGenerator: (c) => clientAddress(c, proxies),
    handler: (c) => c.json(errorBody(tooMany(limit), c.req.query('lang')), 429),
  })
}

function tooMany(limit: number): ApiError {
  return new ApiError(429, 'rate', {
    zh: `请求太多：每个地址每分钟至多 ${limit} 次。请在 Retry-After 所说的秒数之后再来；需要大量数据请用下载。`,
    en: `Too many requests: an address may make ${limit} a minute. Come again after the seconds in Retry-After; for much data take a download.`,
  })
}

/** Whose request it is, as far as we can know: an IPv6 network of one subscriber (/64) counts as one. */
export function clientAddress(c: Context, proxies: number): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const address = (proxies > 0 ? forwarded.at(-proxies) : undefined) ?? connectedAddress(c)
  if (!address.includes(':') || address.includes('.')) return address
  return address.split(':').slice(0, 4).join(':')
}

function connectedAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Asked without a socket, as tests do.
    return 'unknown'
  }
}
