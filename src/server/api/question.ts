import { createRoute, type z } from '@hono/zod-openapi'
import { answersWith } from './api-error.ts'

/** What is said of a question in the OpenAPI document, and what holds its parameters and types its answer. */
interface QuestionDescription<Path extends string, Request, Answer extends z.ZodType> {
  readonly path: Path
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly request: Request
  /** The answer's schema, and in words what it is. */
  readonly answer: readonly [schema: Answer, words: string]
}

/** A question that is asked by GET, answered with JSON, and refused as all are. */
export function question<
  const Path extends string,
  Request extends { readonly params?: z.ZodObject; readonly query: z.ZodObject },
  Answer extends z.ZodType,
>({ answer: [schema, words], ...rest }: QuestionDescription<Path, Request, Answer>) {
  return createRoute({ ...rest, method: 'get', responses: answersWith(schema, words) })
}
