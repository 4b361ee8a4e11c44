import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { ACCEPT_FIELD, FILE_FIELD, REPAIRS_HEADER, SKIPPED_HEADER } from '../../web/page.ts'
import { CheckQuery } from './check-operations.ts'
import { ERRORS, ErrorAnswer } from './api-error.ts'
import { asWords } from './parameter-words.ts'

/** One file in and one file out. Described here, answered in `download-routes.ts` of the server. */

/** Characters of a list of ids: more than any document has findings. */
const LONGEST_LIST = 100_000

const ACCEPTED =
  '接受哪些更正：发现的编号，或 all（默认） which corrections are made: ids of findings, or all, as where nothing is said'

export const OpenDataQuery = CheckQuery
export const AmendQuery = z.strictObject({
  ...CheckQuery.shape,
  [ACCEPT_FIELD]: z
    .string()
    .max(LONGEST_LIST, asWords('太长', 'too long'))
    .optional()
    .openapi({ description: `${ACCEPTED}，用逗号连接 joined by commas`, example: 'all' }),
})

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const file = z.string().openapi({ format: 'binary' })
const error = (description: string) => ({ description, content: { 'application/json': { schema: ErrorAnswer } } })
const taken = (about: string, types: readonly string[]) => ({
  description: about,
  content: Object.fromEntries(types.map((type) => [type, { schema: file }])),
  headers: z.object({
    [REPAIRS_HEADER]: z.string().openapi({ description: '更正的处数 corrections made' }),
    [SKIPPED_HEADER]: z.string().openapi({
      description: '没有更正的，百分号编码的 JSON：{count, told} what was left out, as percent-encoded JSON: {count, told}',
    }),
  }),
})

const REFUSED = {
  400: error('没有文件、不止一份，或参数不合格式 no file, more than one, or a parameter that is not well formed'),
  413: error('太大 too large'),
  415: error('不是能读的格式 of no format that is read'),
  422: error('读不出来，或没有可做的 not readable, or nothing to do'),
  500: error('程序出错 something went wrong here'),
  503: ERRORS[503],
} as const

/** Adds them to the OpenAPI document of the API. */
export function describeAmends(api: OpenAPIHono): void {
  const operation = (
    path: string,
    operationId: string,
    summary: string,
    query: z.ZodObject,
    fields: z.ZodObject,
    answer: ReturnType<typeof taken>,
  ) =>
    api.openAPIRegistry.registerPath({
      method: 'post',
      path,
      operationId,
      summary,
      description: '文件只在这次请求中读，不保存。The file is read for this request and not kept.',
      request: {
        query,
        body: {
          required: true,
          content: { 'multipart/form-data': { schema: fields }, 'application/octet-stream': { schema: file } },
        },
      },
      responses: { 200: answer, ...REFUSED },
    })
  const one = z.object({ [FILE_FIELD]: file })
  operation(
    '/amend',
    'amend',
    '按核对结果改好的修订稿 A copy with the corrections made',
    AmendQuery,
    one.extend({ [ACCEPT_FIELD]: z.array(z.string()).optional().openapi({ description: ACCEPTED }) }),
    taken('修订稿（Word 或 Excel） the corrected copy, of Word or of Excel', [DOCX, XLSX]),
  )
  operation(
    '/open-data',
    'openData',
    '一份文件的全部数字 Every figure of a document, as a table',
    OpenDataQuery,
    one,
    taken('每个数字的位置、含义和金额（分） where each figure stands, what it means, and its amount in fen', ['text/csv']),
  )
}
