import { createHash } from 'node:crypto'
import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Archive } from '../../app/archive.ts'
import { departmentDownload, type Download, factDownload, findingDownload } from '../../app/download-rows.ts'
import { DOWNLOAD_FORMATS, type DownloadFormat, encodeDownload } from '../../app/encode-download.ts'
import { VERSION } from '../../app/version.ts'
import { parametersAsked } from './parameters-asked.ts'
import { given } from './given.ts'
import { ERRORS } from './api-error.ts'
import type { DownloadStreams } from './download-stream.ts'
import { newRoutes, parametersRefused } from './new-routes.ts'
import * as parameters from './parameters.ts'
import { checkFactQuery, checkPlace, findingFilter } from './questions.ts'

/** What can be downloaded whole. */
interface Subject<T extends z.ZodType> {
  readonly name: string
  readonly operationId: string
  readonly summary: string
  readonly query: T
  /** Refuses what cannot be answered, before the first byte is sent. */
  make(archive: Archive, query: z.output<T>): Promise<Download>
}

const facts: Subject<typeof parameters.FactDownloadQuery> = {
  name: 'facts',
  operationId: 'downloadFacts',
  summary: '一个口径的全部事实 Every fact of a cut',
  query: parameters.FactDownloadQuery,
  make: async (archive, query) => {
    await checkFactQuery(archive, query)
    return factDownload(archive, parameters.filterOf(query))
  },
}
const findings: Subject<typeof parameters.FindingDownloadQuery> = {
  name: 'findings',
  operationId: 'downloadFindings',
  summary: '全部核对发现 Every finding',
  query: parameters.FindingDownloadQuery,
  make: (archive, query) => {
    checkPlace(archive, query)
    return Promise.resolve(findingDownload(archive, findingFilter(query), query.lang ?? 'zh'))
  },
}
const departments: Subject<typeof parameters.DepartmentDownloadQuery> = {
  name: 'departments',
  operationId: 'downloadDepartments',
  summary: '全部部门 Every department',
  query: parameters.DepartmentDownloadQuery,
  make: (archive, query) => {
    checkPlace(archive, query)
    const { q, division } = query
    return Promise.resolve(departmentDownload(archive, given({ text: q, division })))
  },
}

const DESCRIPTION =
  '边读边发，多大都是全部；金额有两列：amount_fen 为分（整数），amount_yuan 为元。中途断开的不是全部：没有正常结束。Streamed and complete at any size; amounts stand as whole fen and as yuan. What breaks off is not complete, and does not end as if it were.'

/** Everything at once, in each format: `/facts.csv`, `/findings.ndjson`, … */
export function downloadRoutes(archive: Archive, streams: DownloadStreams): OpenAPIHono {
  const routes = newRoutes()
  for (const format of Object.keys(DOWNLOAD_FORMATS) as DownloadFormat[]) {
    add(routes, archive, streams, facts, format)
    add(routes, archive, streams, findings, format)
    add(routes, archive, streams, departments, format)
  }
  return routes
}

function add<T extends z.ZodObject>(
  routes: OpenAPIHono,
  archive: Archive,
  streams: DownloadStreams,
  { name, operationId, summary, query, make }: Subject<T>,
  format: DownloadFormat,
): void {
  const [type = ''] = DOWNLOAD_FORMATS[format].split(';')
  const route = createRoute({
    method: 'get',
    path: `/${name}.${format}`,
    operationId: `${operationId}${format[0]?.toUpperCase() ?? ''}${format.slice(1)}`,
    summary: `${summary} (${format})`,
    description: DESCRIPTION,
    request: { query },
    responses: {
      200: { description: '全部 everything', content: { [type]: { schema: { type: 'string', format: 'binary' } as const } } },
      304: { description: '没有变化 not modified' },
      ...ERRORS,
    },
  })
  routes.openAPIRegistry.registerPath(route)
  routes.get(`/${name}.${format}`, async (c) => {
    const parsed = query.safeParse(parametersAsked(c))
    if (!parsed.success) throw parametersRefused(parsed.error)
    const download = await make(archive, parsed.data as z.output<T>)
    const etag = await downloadEtag(archive, c)
    const headers = { ETag: etag, 'Cache-Control': 'public, max-age=60' }
    const known = c.req.header('if-none-match')
    if (known?.trim() === '*' || known?.includes(etag) === true) return c.body(null, 304, headers)
    const all = {
      ...headers,
      'Content-Type': DOWNLOAD_FORMATS[format],
      'Content-Disposition': `attachment; filename="mingzhang-${name}.${format}"`,
    }
    if (c.req.method === 'HEAD') return c.body(null, 200, all)
    return c.body(streams.start(encodeDownload(download, format)), 200, all)
  })
}

/** The same for as long as nothing was taken in: what is streamed cannot be hashed before. */
async function downloadEtag(archive: Archive, c: Context): Promise<string> {
  const { pathname, search } = new URL(c.req.url)
  const hash = createHash('sha256').update(`${VERSION}\n${await archive.stamp()}\n${pathname}${search}`)
  return `W/"${hash.digest('base64url').slice(0, 22)}"`
}
