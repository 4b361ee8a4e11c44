import type { OpenAPIHono } from '@hono/zod-openapi'
import { ERRORS } from './api-error.ts'
import { AT_ROOT } from './health-operations.ts'
import { FeedQuery } from './parameters.ts'

const FEEDS = [
  ['xml', 'getFeedAtom', 'application/atom+xml', 'Atom', 'string'],
  ['json', 'getFeedJson', 'application/feed+json', 'JSON Feed', 'object'],
] as const

/** Adds the feeds to the OpenAPI document of the API: they are answered in `feed-routes.ts`, beside /api/v1 and not below it. */
export function describeFeeds(api: OpenAPIHono): void {
  for (const [kind, operationId, content, name, type] of FEEDS)
    api.openAPIRegistry.registerPath({
      method: 'get',
      path: `/feed.${kind}`,
      servers: AT_ROOT,
      operationId,
      summary: `新公开和更正 New disclosures and corrections (${name})`,
      request: { query: FeedQuery },
      responses: {
        200: { description: '最近的五十份 the last fifty', content: { [content]: { schema: { type } } } },
        304: { description: '没有变化 not modified' },
        400: ERRORS[400],
        404: ERRORS[404],
        429: ERRORS[429],
      },
    })
}
