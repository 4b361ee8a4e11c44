import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { Server } from 'node:http'

/** A server that is listening. */
export interface Listening {
  readonly url: string
  /** Takes no new requests, lets the running ones finish for a few seconds, then ends what is left. */
  close(): Promise<void>
}

/** An upload that has not arrived whole by then is cut off. Long enough for 64 MiB over a slow line. */
const REQUEST_TIMEOUT = 120_000
const HEADERS_TIMEOUT = 15_000
/** A reader's connection stays open between pages. Longer than a proxy keeps its own: the one that closes first must not be the one that is asked. */
const KEEP_ALIVE = 75_000
/** Beyond these a connection is closed at once: each takes memory before it asks for anything. */
const MOST_CONNECTIONS = 2000
const GRACE = 5_000

/** Listens on a port (0 for a free one). Rejects when the port is taken. */
export async function listen({ fetch }: Pick<Hono, 'fetch'>, port: number, host: string): Promise<Listening> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: HEADERS_TIMEOUT,
      keepAliveTimeout: KEEP_ALIVE,
      connectionsCheckingInterval: 5_000,
    },
  })
  if (!(server instanceof Server)) throw new Error('expected a plain HTTP server')
  server.maxConnections = MOST_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`, close: () => close(server) }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const end = setTimeout(() => server.closeAllConnections(), GRACE)
    server.close(() => {
      clearTimeout(end)
      resolve()
    })
    server.closeIdleConnections()
  })
}
