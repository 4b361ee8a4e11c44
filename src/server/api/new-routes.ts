import { OpenAPIHono, type z } from '@hono/zod-openapi'
import { ApiError } from './api-error.ts'
import { wordsOfIssue } from './parameter-words.ts'

/** Routes that refuse what does not fit their schemas, in the one shape of errors. */
export function newRoutes(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw parametersRefused(result.error)
    },
  })
}

/** What is wrong with each parameter, as an error for people. */
export function parametersRefused(error: Pick<z.ZodError, 'issues'>): ApiError {
  const issues = error.issues.map((issue) => ({
    path: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
    messages: wordsOfIssue(issue),
  }))
  return new ApiError(
    400,
    'parameters',
    {
      zh: `请求的参数不合要求：${issues.map(({ path, messages }) => `${path}：${messages.zh}`).join('；')}。每个参数的写法见 /api/v1/openapi.json。`,
      en: `These parameters are not as they should be: ${issues.map(({ path, messages }) => `${path}: ${messages.en}`).join('; ')}. /api/v1/openapi.json says how each is written.`,
    },
    { issues },
  )
}
