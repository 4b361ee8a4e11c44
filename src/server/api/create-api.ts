import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import type { Archive, ChangesIn } from '../../app/archive.ts'
import { VERSION } from '../../app/version.ts'
import { originOf } from '../origin.ts'
import { keepAnswers } from '../kept-answers.ts'
import { QueueFull, WorkQueue } from '../work-queue.ts'
import { ApiError, answerError } from './api-error.ts'
import { describeAmends } from './amend-operations.ts'
import { type AskingOf, askingOf } from './asking.ts'
import { describeChecks } from './check-operations.ts'
import { departmentRoutes } from './department-routes.ts'
import { downloadRoutes } from './download-routes.ts'
import { DownloadStreams } from './download-stream.ts'
import { factRoutes } from './fact-routes.ts'
import { describeFeeds } from './feed-operations.ts'
import { describeHealth } from './health-operations.ts'
import { newRoutes } from './new-routes.ts'
import { type ApiLimits, limitRate } from './rate-limit.ts'

/** The routes that answer with JSON: what the typed client is typed by. */
export function createRoutes(asked: AskingOf) {
  return newRoutes().route('/', departmentRoutes(asked)).route('/', factRoutes(asked))
}
export type ApiRoutes = ReturnType<typeof createRoutes>

const ABOUT = {
  title: '明账 Mingzhang',
  version: VERSION,
  description:
    '已公开的部门预算和决算：每一个数字都能回到源文件的页和格。金额一律为分（整数）。Published budgets and final accounts; every figure leads back to its file, page and cell. Amounts are whole fen.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
}

/** The OpenAPI 3.1 document, from the schemas that the requests are held against. */
export function openApiDocument(routes: OpenAPIHono): ReturnType<OpenAPIHono['getOpenAPI31Document']> {
  return routes.getOpenAPI31Document({ openapi: '3.1.0', info: ABOUT, servers: [{ url: '/api/v1' }] })
}

const ONE_DEPARTMENT = /\/departments\/([1-9]\d{0,8})(?:\/|$)/u

/** An answer about one department or one place changes with nothing else. */
function tellsOf(c: Context): ChangesIn {
  const only = (name: string, shape: RegExp): string | undefined => {
    const [value, ...others] = c.req.queries(name) ?? []
    return value !== undefined && others.length === 0 && shape.test(value) ? value : undefined
  }
  const id = ONE_DEPARTMENT.exec(c.req.path)?.[1] ?? only('department', /^[1-9]\d{0,8}$/u)
  if (id !== undefined) return { department: Number(id) }
  const division = only('division', /^\d{6}$/u)
  return division === undefined ? {} : { division }
}

/** Answers may be kept for a minute; after that whoever kept one asks with its ETag. */
const FRESH = 'public, max-age=60'
const DOWNLOAD = /\.(?:csv|ndjson|json|parquet)$/u

/**
 * The API below /api/v1.
 *
 * @param isPublic whether other machines reach the server: then pages of other sites may read its answers too. On loopback none may: no foreign page
 *   shall find out what runs on a person's own machine.
 */
export function createApi(archive: Archive, limits: ApiLimits, isPublic: boolean): OpenAPIHono {
  const api = newRoutes()
  const queue = new WorkQueue(limits.concurrent, limits.waiting)
  if (isPublic) api.use(cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag', 'RateLimit', 'Retry-After'] }))
  const slow = limitRate(limits.downloads, limits.proxies)
  const isDownload = (path: string): boolean => DOWNLOAD.test(path) && !path.endsWith('/openapi.json')
  const onAnswers = (handler: MiddlewareHandler): MiddlewareHandler => {
    return (c, next) => (isDownload(c.req.path) ? next() : handler(c, next))
  }
  api.use(limitRate(limits.requests, limits.proxies))
  api.use((c, next) => (isDownload(c.req.path) ? slow(c, next) : next()))
  api.use(onAnswers(etag()))
  api.use(onAnswers(keepAnswers(archive, tellsOf)))
  api.use(
    onAnswers(async (c, next) => {
      await queue.enter(() => queue.run(next))
      if (c.res.status === 200) c.res.headers.set('Cache-Control', FRESH)
    }),
  )
  api.route('/', createRoutes(askingOf(archive, originOf)))
  api.route('/', downloadRoutes(archive, new DownloadStreams(limits.streams)))
  describeChecks(api)
  describeAmends(api)
  describeHealth(api)
  describeFeeds(api)
  const document = openApiDocument(api)
  api.get('/openapi.json', (c) => c.json(document))
  api.onError((error, c) =>
    answerError(
      error instanceof QueueFull
        ? new ApiError(503, 'busy', { zh: '服务忙，请稍后再试。', en: 'The server is busy. Try again soon.' })
        : error,
      c,
    ),
  )
  return api
}
