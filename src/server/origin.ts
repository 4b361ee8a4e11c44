import type { Context, MiddlewareHandler } from 'hono'

const KEY = 'origin'

/**
 * Notes under which address each request came, so that whole addresses can be given.
 *
 * @param own the name under which a proxy with HTTPS makes us known, where there is one: it speaks plain HTTP to us
 */
export function noteOrigin(own: string | null): MiddlewareHandler {
  return async (c, next) => {
    const { protocol, hostname, host } = new URL(c.req.url)
    c.set(KEY, `${hostname === own ? 'https:' : protocol}//${host}`)
    await next()
  }
}

/** Scheme and host under which whoever asks knows this server. */
export function originOf(c: Context): string {
  const noted: unknown = c.get(KEY)
  return typeof noted === 'string' ? noted : new URL(c.req.url).origin
}
