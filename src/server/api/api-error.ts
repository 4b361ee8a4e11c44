import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Words } from '../../budget/finding.ts'
import { chooseLanguage } from '../../web/language.ts'

export type ApiStatus = 400 | 404 | 406 | 413 | 422 | 429 | 500 | 503 | 504

/** The one shape of every error: a code for programs, and what was expected, found, and to be done, for people. */
export const ErrorAnswer = z
  .object({
    code: z.string().openapi({ example: 'cut' }),
    message: z.string().openapi({ description: 'In the language that was asked for (lang).' }),
    messages: z.object({ zh: z.string(), en: z.string() }),
    cuts: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({ description: 'Of a question that no cut answers: ids of those that can be asked instead.' }),
    issues: z
      .array(z.object({ path: z.string(), message: z.string(), messages: z.object({ zh: z.string(), en: z.string() }) }))
      .readonly()
      .optional()
      .openapi({ description: 'Of a request that is not well formed: each parameter and what is wrong with it.' }),
  })
  .openapi('Error')

/** What an error says besides, not yet in one language. */
interface Extra {
  readonly cuts?: readonly string[]
  readonly issues?: readonly { readonly path: string; readonly messages: Words }[]
}

/** What is answered instead of an answer. Thrown anywhere below a route; no route answers it by itself. */
export class ApiError extends Error {
  readonly status: ApiStatus
  readonly code: string
  readonly words: Words
  readonly extra: Extra

  constructor(status: ApiStatus, code: string, words: Words, extra: Extra = {}) {
    super(words.en)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.words = words
    this.extra = extra
  }
}

/** Nothing stands under an address that is well formed. */
export function notFound(zh: string, en: string): ApiError {
  return new ApiError(404, 'not-found', { zh: `没有${zh}。`, en: `There is no ${en}.` })
}

/** Any error as its answer. What nobody foresaw is a 500 without details; the database's own limits are told apart. */
export function answerError(error: unknown, c: Context): Response {
  const known = error instanceof ApiError ? error : unforeseen(error)
  if (known.status === 429 || known.status === 503) c.header('Retry-After', c.res.headers.get('Retry-After') ?? '5')
  c.header('Cache-Control', 'no-store')
  return c.json(errorBody(known, c.req.query('lang')), known.status)
}

export function errorBody(error: ApiError, language: string | undefined): z.infer<typeof ErrorAnswer> {
  const { code, words, extra } = error
  const said = ({ zh, en }: Words) => ({ message: chooseLanguage(language) === 'en' ? en : zh, messages: { zh, en } })
  return {
    code,
    ...said(words),
    ...(extra.cuts === undefined ? {} : { cuts: extra.cuts }),
    ...(extra.issues === undefined ? {} : { issues: extra.issues.map(({ path, messages }) => ({ path, ...said(messages) })) }),
  }
}

/** PostgreSQL: statement_timeout, and what a connection that is gone or refused says. */
const TOO_LONG = '57014'
const NO_DATABASE = /^(?:08|57P|53|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT)/u

function unforeseen(error: unknown): ApiError {
  const code = (error as { code?: unknown } | null)?.code
  if (code === TOO_LONG)
    return new ApiError(504, 'too-long', {
      zh: '这个问题要查的数据太多，没有在限定时间内查完。请缩小范围（地区、年度、科目），或下载全部数据。',
      en: 'This question needs more data than can be looked through in time. Narrow it (place, year, code), or download the data.',
    })
  if (typeof code === 'string' && NO_DATABASE.test(code))
    return new ApiError(503, 'database', {
      zh: '数据库暂时连不上，请稍后再试。',
      en: 'The database cannot be reached. Try again soon.',
    })
  return new ApiError(500, 'internal', {
    zh: '程序出错了，这不是您的问题。请稍后再试，或报告给维护者。',
    en: 'Something went wrong here, not with your request. Try again, or tell the maintainers.',
  })
}

const description = (zh: string, en: string): string => `${zh} ${en}`
const json = { 'application/json': { schema: ErrorAnswer } }

/** Answers that any question may get. */
export const ERRORS = {
  400: { description: description('请求不合格式。', 'The request is not well formed.'), content: json },
  404: { description: description('没有这一对象。', 'There is no such thing.'), content: json },
  422: { description: description('问题有歧义或没有口径可以回答。', 'No cut can answer this.'), content: json },
  429: { description: description('请求太多，稍后再来。', 'Too many requests; see Retry-After.'), content: json },
  503: { description: description('服务忙。', 'Busy; see Retry-After.'), content: json },
  504: { description: description('查询超时。', 'It took too long.'), content: json },
} as const

/** The answers of a route: its own and those errors. */
export function answersWith<T extends z.ZodType>(schema: T, text: string) {
  return {
    200: { description: text, content: { 'application/json': { schema } } },
    304: { description: description('没有变化。', 'Not modified: the ETag that was sent still holds.') },
    ...ERRORS,
  } as const
}
