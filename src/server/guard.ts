import type { Context, MiddlewareHandler } from 'hono'
import type { Words } from '../budget/finding.ts'
import { PHRASES } from '../web/phrases.ts'
import { noteRefusal } from './refusals.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

/** Whether a listening address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase()) || /^127(?:\.\d{1,3}){3}$/u.test(host)
}

/**
 * Refuses requests under foreign names while listening on loopback: a page elsewhere could otherwise point its own name at
 * 127.0.0.1 and read the answers (DNS rebinding).
 *
 * @param own the name under which a proxy on this machine makes us known, where there is one
 */
export function guardHost(listening: string, own: string | null = null): MiddlewareHandler {
  const open = !isLoopback(listening)
  return async (c, next) => {
    const name = hostName(c.req.header('host') ?? '')
    if (name === null || (!open && !isLoopback(name) && name !== own)) return refuse(c, 421, PHRASES.forbiddenHost)
    return next()
  }
}

/** Refuses posts from other origins: no other page may hand files to this server, or have it work. */
export function guardOrigin(): MiddlewareHandler {
  return async (c, next) => {
    // OPTIONS asks whether it may ask, and changes nothing: what answers it says which origins may.
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
    const foreignOrigin = origin !== undefined && !sameHost(origin, c.req.header('host') ?? '')
    if (foreignSite || foreignOrigin) return refuse(c, 403, PHRASES.forbiddenOrigin)
    return next()
  }
}

/** No page is drawn for strangers: a plain sentence in both languages. */
function refuse(c: Context, status: 403 | 421, words: Words): Response {
  const why = status === 421 ? 'host' : 'origin'
  noteRefusal(c.req.raw, why)
  if (c.req.path.startsWith('/api/')) return c.json({ code: why, message: words.zh, messages: words }, status)
  return c.text(`${words.zh}\n${words.en}\n`, status)
}

/** The name in a Host header without its port; null when it is no host at all. */
function hostName(header: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/iu.exec(header)
  return match?.[1]?.toLowerCase() ?? null
}

function sameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.host === host.toLowerCase()
}
