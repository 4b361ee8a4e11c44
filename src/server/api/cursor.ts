import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { ApiError } from './api-error.ts'

const Sealed = z.tuple([z.string(), z.unknown()])

/**
 * Where a page ended, as a text that nobody needs to understand. It goes on with the question that it was made for alone: with another one it would
 * leave out what that one has.
 */
export function sealCursor(question: object, end: unknown): string {
  return Buffer.from(JSON.stringify([markOf(question), end])).toString('base64url')
}

/** @throws ApiError 400 for what is no cursor, or one of another question */
export function openCursor<T>(cursor: string | undefined, question: object, shape: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  try {
    const [mark, end] = Sealed.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (mark === markOf(question)) return shape.parse(end)
  } catch {
    // What is no cursor is told below, however it is broken.
  }
  throw new ApiError(400, 'cursor', {
    zh: '翻页标记 cursor 不是这个问题上一页给出的。请用上一页 next 中的值，其余参数不变；或去掉 cursor 从头开始。',
    en: 'This cursor is not from a page of this question. Take the one in `next` and leave the other parameters as they were, or begin anew without it.',
  })
}

/** What makes two pages pages of one question: everything but how long they are, where they begin and the language. */
function markOf(question: object): string {
  const parts = Object.entries(question)
    .filter(([key, value]) => value !== undefined && key !== 'cursor' && key !== 'limit' && key !== 'lang')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12)
}

const whole = z.number().int().nonnegative().max(2_147_483_647)

/** The end of a page of facts or findings. */
export const PageEndShape = z.object({
  departmentId: whole,
  year: z.number().int().min(0).max(32_767),
  stage: z.number().int().min(0).max(32_767),
  scope: z.number().int().min(0).max(32_767),
  disclosureId: whole,
  n: whole,
})
export const NamedEndShape = z.tuple([z.string().max(500).refine(isPlain), whole])
export const TimedEndShape = z.tuple([
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u)
    .refine(isTime),
  whole,
])
export const OffsetShape = whole.max(100_000)

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text))
}

/** A text that PostgreSQL takes. */
export function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u.test(text) && text.isWellFormed()
}
