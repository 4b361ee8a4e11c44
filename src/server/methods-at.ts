import type { Hono } from 'hono'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods that some route answers at a path; those of what stands before all routes do not count. */
export function methodsAt(app: Hono, path: string): string[] {
  return METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method && !route.path.endsWith('*')),
  ).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}
