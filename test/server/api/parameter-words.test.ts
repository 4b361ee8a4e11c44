import type { z } from '@hono/zod-openapi'
import { expect, it } from 'vitest'
import { errorBody } from '../../../src/server/api/api-error.ts'
import { parametersRefused } from '../../../src/server/api/new-routes.ts'
import * as parameters from '../../../src/server/api/parameters.ts'

/** A question, what is asked with it, and how many of its parameters are wrong. */
const WRONG: readonly [schema: z.ZodType, asked: object, wrong: number][] = [
  [parameters.FactQuery, { cut: 'expenditure', fuction: '208' }, 1],
  [parameters.FactQuery, {}, 1],
  [parameters.FactQuery, { cut: 'E', year: '24', limit: '0', division: '31', function: '2', cursor: 'x', stage: 'plan' }, 7],
  [parameters.FactQuery, { cut: 'expenditure', year: '1800', nature: 'Basic', project: '\0', department: '-1' }, 4],
  [parameters.SumQuery, { cut: 'expenditure', by: 'colour', digits: '4' }, 2],
  [parameters.SearchQuery, { q: '长'.repeat(201) }, 1],
  [parameters.SearchQuery, { q: '' }, 1],
  [parameters.SearchQuery, { q: 'a\u0000' }, 1],
  [parameters.CompareQuery, { cut: 'expenditure', items: '1:2024' }, 1],
  [parameters.CompareQuery, { cut: 'expenditure', items: '1:1800,2:2024', function: '208!' }, 2],
  [parameters.FindingQuery, { code: 'No such', lang: 'fr' }, 2],
  [parameters.DepartmentPath, { department: '0' }, 1],
]

it.each(WRONG)('what is wrong with a parameter is said in each language by itself (%#)', (schema, asked, wrong) => {
  const parsed = schema.safeParse(asked)
  if (parsed.success) throw new Error('a question that is refused')
  const refused = parametersRefused(parsed.error)
  for (const language of ['zh', 'en'] as const) {
    const { message, messages, issues = [] } = errorBody(refused, language)
    expect(message).toBe(messages[language])
    expect(new Set(issues.map(({ path }) => path)).size).toBe(wrong)
    for (const issue of issues) {
      expect(issue.message).toBe(issue.messages[language])
      expect(issue.messages.en).toMatch(/^[^\p{Script=Han}]+$/u)
      expect(issue.messages.zh).toMatch(/\p{Script=Han}/u)
      // Ids and words of the API are the same in both, sentences are not.
      expect(issue.messages.zh).not.toMatch(/[a-z]{3,} [a-z]{2,}/u)
    }
    expect(messages.en).not.toMatch(/\p{Script=Han}/u)
  }
})
