import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Archive } from '../../app/archive.ts'
import { ApiError, answerError, errorBody } from '../api/api-error.ts'
import { newRoutes } from '../api/new-routes.ts'
import { type ApiLimits, limitRate } from '../api/rate-limit.ts'
import { originOf } from '../origin.ts'
import { createMcpServer } from './create-mcp-server.ts'

/** MCP over Streamable HTTP at /mcp. Without sessions: every request stands by itself, and nothing is kept between two. */
export function addMcp(app: Hono, archive: Archive, limits: ApiLimits): void {
  const routes = newRoutes()
  routes.onError(answerError)
  routes.use('/mcp', limitRate(limits.requests, limits.proxies))
  const tooLarge = new ApiError(413, 'body', {
    zh: `请求体超过 ${limits.body} 字节。`,
    en: `The body has more than ${limits.body} bytes.`,
  })
  routes.post(
    '/mcp',
    bodyLimit({ maxSize: limits.body, onError: (c) => c.json(errorBody(tooLarge, c.req.query('lang')), 413) }),
    async (c) => {
      const server = createMcpServer(archive, originOf(c))
      const transport = new WebStandardStreamableHTTPServerTransport({
        enableJsonResponse: true,
        maxRequestBodySize: limits.body,
      })
      await server.connect(transport)
      try {
        return await transport.handleRequest(c.req.raw)
      } finally {
        await server.close()
      }
    },
  )
  // No stream of our own to listen to, and no session to end.
  routes.on(['GET', 'DELETE'], '/mcp', (c) => c.body(null, 405, { Allow: 'POST' }))
  app.route('/', routes)
}
