import type { Context } from 'hono'

/** The parameters of a request as they were sent: one that was given more than once is a list, which no schema takes, and is refused instead of being cut to its first. */
export function parametersAsked(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, [first = '', ...others]]) => [
      name,
      others.length === 0 ? first : [first, ...others],
    ]),
  )
}
