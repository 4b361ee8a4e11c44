import { type OpenAPIHono, z } from '@hono/zod-openapi'

/** What whoever runs the server asks of it. Described here, answered in `operation.ts`, beside /api/v1 and not below it. */

export const Live = z.object({ status: z.literal('live') }).openapi('Live')
export type Live = z.infer<typeof Live>

export const Ready = z
  .object({
    status: z.enum(['ready', 'not-ready', 'stopping']),
    store: z.enum(['ready', 'no-answer', 'other-schema', 'none']).openapi({
      description: '数据库：可用、没有回答、结构是别的版本的、没有数据库 the store, none where the server only checks files',
    }),
  })
  .openapi('Ready')
export type Ready = z.infer<typeof Ready>

/** These stand at the root of the server. */
export const AT_ROOT = [{ url: '/' }]

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } })

/** Adds them to the OpenAPI document of the API. */
export function describeHealth(api: OpenAPIHono): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/health/live',
    servers: AT_ROOT,
    operationId: 'getLive',
    summary: '程序是否在运行 Whether the program runs',
    responses: { 200: { description: '在运行 it does', content: json(Live) } },
  })
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/health/ready',
    servers: AT_ROOT,
    operationId: 'getReady',
    summary: '能否接受请求 Whether requests can be sent here',
    responses: {
      200: { description: '可以 they can', content: json(Ready) },
      503: { description: '不可以：数据库不可用，或正在停止 they cannot: no store, or it stops', content: json(Ready) },
    },
  })
}
