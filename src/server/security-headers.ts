import type { MiddlewareHandler } from 'hono'

/** Scripts, styles and requests from this server only, nothing inline, no frames. Downloads are made in the page as blobs. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: a form post would then carry `Origin: null` and be taken for a foreign one.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'X-Frame-Options': 'DENY',
}

/** What views show in short, for the pages of other sites: as a frame, or as a picture. Nothing can be done in them, so nobody can be made to do it. */
const EMBEDDED = /^\/embed\/|^\/(?:department|place|compare)(?:\/[^/]+)*\/card\.(?:svg|png)$/u

const EMBEDDED_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** Printed files of an edition: pages of ours without any script, with their style in them. They can be shown within a page of ours, and nothing runs in them. */
const PRINTED = /^\/(?:editions|desk\/publication)\/\d+\/\d+\/files\//u

const PRINTED_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'X-Frame-Options': 'SAMEORIGIN',
}

/** The page on which somebody looks at such files before they are published. */
const LOOKS_AT_PRINTED = /^\/desk\/publication\/\d+$/u

const YEAR_SECONDS = 31_536_000

/**
 * Sets the headers on every answer, errors included. Results are never cached.
 *
 * @param isSecure whether browsers reach us over HTTPS: then they are told to come no other way
 */
export function securityHeaders(isSecure = false): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (isSecure) c.res.headers.set('Strict-Transport-Security', `max-age=${YEAR_SECONDS}; includeSubDomains`)
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value)
    if (EMBEDDED.test(c.req.path)) {
      for (const [name, value] of Object.entries(EMBEDDED_HEADERS)) c.res.headers.set(name, value)
      c.res.headers.delete('X-Frame-Options')
    }
    if (PRINTED.test(c.req.path)) for (const [name, value] of Object.entries(PRINTED_HEADERS)) c.res.headers.set(name, value)
    if (LOOKS_AT_PRINTED.test(c.req.path))
      c.res.headers.set('Content-Security-Policy', `${CONTENT_SECURITY_POLICY}; frame-src 'self'`)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  }
}
