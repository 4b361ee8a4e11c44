import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { FILE_FIELD } from '../../web/page.ts'
import { Claim, equationsOf, Place, Words } from './answer-schemas.ts'
import { ERRORS, ErrorAnswer } from './api-error.ts'
import { lang } from './parameters.ts'
import { asWords } from './parameter-words.ts'

/** What is asked of the server besides what it keeps: reading and checking files, and whether it lives. Described here, answered in `create-server.ts`. */

const list = <T extends z.ZodType>(schema: T) => z.array(schema).readonly()
const count = z.number().int().nonnegative()

const InFile = z.object({ ...Place.shape, file: z.string().optional() }).openapi('PlaceInFile')
const CheckedClaim = z.object({ ...Claim.omit({ href: true, id: true }).shape, place: InFile }).openapi('CheckedClaim')
const CheckedFinding = z
  .object({
    id: z.string(),
    code: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    message: z.string(),
    basis: z.string().optional(),
    places: list(InFile),
    subject: z
      .object({
        form: z.string().optional(),
        card: count.optional(),
        row: z.object({ code: z.string().optional(), label: z.string().optional() }).optional(),
        field: z.string().optional(),
      })
      .optional(),
    equations: equationsOf(CheckedClaim),
    suspects: list(
      z.object({
        set: count,
        claim: z.union([CheckedClaim, z.null()]),
        repair: z.object({ amount: z.number().int(), printed: z.string() }).nullable(),
        slip: z.enum(['digit', 'transposition', 'decimal', 'shift', 'blank', 'unit', 'sign', 'row', 'year']).optional(),
      }),
    ),
    unique: z.boolean(),
    setAside: z.object({ reason: z.string(), by: z.string().optional() }).optional(),
    since: z.enum(['new', 'remaining']).optional(),
  })
  .openapi('CheckedFinding')

const Checked = z
  .object({
    format: z.literal('mingzhang/check/1'),
    document: z.object({
      file: z.string(),
      sha256: z.string(),
      type: z.string(),
      department: z.object({ code: z.string().optional(), name: z.string().optional() }),
      year: z.number().int().nullable(),
      stage: z.enum(['budget', 'final']),
      scope: z.enum(['department', 'unit']),
      units: list(z.string()),
      place: z.string().nullable(),
    }),
    forms: list(
      z.object({
        form: z.string(),
        title: z.string(),
        state: z.enum(['read', 'empty', 'inferred', 'unread']),
        claims: count,
        place: InFile,
      }),
    ),
    equations: z.object({
      passed: count,
      failed: count,
      unchecked: count,
      reasons: list(z.object({ reason: z.string(), count })),
    }),
    findings: list(CheckedFinding),
    problems: list(z.object({ message: z.string(), place: InFile })),
    mended: list(CheckedFinding).optional(),
  })
  .openapi('CheckResult', { description: '与 mingzhang check --json 相同 the same as mingzhang check --json' })

const Item = z.union([
  z
    .object({
      file: z.string(),
      ok: z.literal(true),
      result: z.object({ zh: Checked, en: Checked }),
      document: z.unknown().openapi({
        type: 'object',
        description:
          '读出的文件：标题、段落和表格，各有位置 the document as read: headings, paragraphs and tables with their places',
      }),
      pages: list(
        z.unknown().openapi({ type: 'object', description: '有发现的页 pages on which something was found' }),
      ).optional(),
    })
    .openapi('CheckedFile'),
  z.object({ file: z.string(), ok: z.literal(false), status: z.number().int(), message: Words }).openapi('RefusedFile'),
])

export const CheckAnswer = z.object({ items: list(Item) }).openapi('CheckAnswer')
export type CheckAnswer = z.infer<typeof CheckAnswer>

export const CheckQuery = z.strictObject({
  lang,
  name: z
    .string()
    .max(1000, asWords('文件名太长', 'the name of the file is too long'))
    .optional()
    .openapi({ description: '请求体就是文件时的文件名 name of the file, where the body is the file itself' }),
})

export type Health = z.infer<typeof Health>
export const Health = z
  .object({ status: z.literal('ok'), running: count, waiting: count })
  .openapi('Health', { description: '正在核对和等待的请求数 checks under way, and requests that wait' })

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } })
const file = z.string().openapi({ format: 'binary' })
/** Where no file of a request could be read the answer still says of each why; where the request holds none there is only an error. */
const refused = (description: string) => ({ description, content: json(z.union([CheckAnswer, ErrorAnswer])) })

/** Adds them to the OpenAPI document of the API. */
export function describeChecks(api: OpenAPIHono): void {
  api.openAPIRegistry.registerPath({
    method: 'post',
    path: '/check',
    operationId: 'check',
    summary: '读并核对文件 Reads and checks files',
    description: '文件只在这次请求中读，不保存。一次至多 20 份。Files are read for this request and not kept; 20 at most.',
    request: {
      query: CheckQuery,
      body: {
        required: true,
        content: {
          'multipart/form-data': { schema: z.object({ [FILE_FIELD]: list(file) }) },
          'application/octet-stream': { schema: file },
        },
      },
    },
    responses: {
      200: { description: '至少核对了一份 one of them at least was checked', content: json(CheckAnswer) },
      400: refused('没有文件，或参数不合格式 no file, or a parameter that is not well formed'),
      413: refused('太大或太多 too large, or too many'),
      415: refused('不是能读的格式 of no format that is read'),
      422: refused('读不出来 not readable'),
      500: refused('程序出错 something went wrong here'),
      503: ERRORS[503],
    },
  })
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/health',
    operationId: 'getHealth',
    summary: '服务是否在运行 Whether the server answers',
    responses: { 200: { description: '在运行 it does', content: json(Health) } },
  })
}
