import { OpenAPIHono, type z } from '@hono/zod-openapi'
import { ApiError } from './api-error.ts'

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
    message: issue.code === 'unrecognized_keys' ? '没有这个参数 there is no such parameter' : issue.message,
  }))
  const named = issues.map(({ path, message }) => `${path}：${message}`).join('；')
  return new ApiError(
    400,
    'parameters',
    {
      zh: `请求的参数不合要求：${named}。每个参数的写法见 /api/v1/openapi.json。`,
      en: `These parameters are not as they should be: ${named}. /api/v1/openapi.json says how each is written.`,
    },
    { issues },
  )
}
