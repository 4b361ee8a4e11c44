import type { z } from '@hono/zod-openapi'
import type { Words } from '../../budget/finding.ts'

const SAID = new Map<string, Words>()

/** What a schema says of a value that does not fit, in both languages. A schema keeps one text: the other is found again by it. */
export function asWords(zh: string, en: string): string {
  SAID.set(zh, { zh, en })
  return zh
}

type Issue = z.ZodError['issues'][number]

/** What is wrong with a parameter: in our own words where its schema has some. */
export function wordsOfIssue(issue: Issue): Words {
  const own = SAID.get(issue.message)
  if (own !== undefined) return own
  if (issue.code === 'unrecognized_keys') return { zh: '没有这个参数', en: 'there is no such parameter' }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String)
    return { zh: `应为 ${choices.join('、')} 之一`, en: `should be one of ${choices.join(', ')}` }
  }
  // Parameters are texts: a list is one that was given more than once, and what is neither is not there.
  if (issue.code === 'invalid_type' && /received array/u.test(issue.message))
    return {
      zh: '写了不止一次；几个值写在一个参数里，用逗号连接',
      en: 'given more than once: write several values as one parameter, joined by commas',
    }
  if (issue.code === 'invalid_type') return { zh: '缺少这个参数', en: 'this parameter is missing' }
  if (issue.code === 'too_big')
    return { zh: `太长，至多 ${issue.maximum} 个字`, en: `too long, ${issue.maximum} characters at most` }
  if (issue.code === 'too_small') return { zh: '不能为空', en: 'should not be empty' }
  return { zh: '写法不对', en: 'not written as it should be' }
}
