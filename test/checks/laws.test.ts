import { describe, expect, test } from 'vitest'
import { correctSample } from '../../scripts/samples/sample-files.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { LAWS } from '../../src/checks/laws/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { tableHtml } from '../forms/page.ts'
import { CARD_CASES } from './card-cases.ts'
import { findingsOf } from './findings.ts'
import { FORM_CASES } from './form-cases.ts'
import { EMPTY, FUNCTIONS, FUND, GENERAL, good, titled } from './law-pages.ts'
import { PERCENTAGE_CASES } from './percentage-cases.ts'
import { WORDING_CASES } from './wording-cases.ts'

const CASES = [...FORM_CASES, ...CARD_CASES, ...PERCENTAGE_CASES, ...WORDING_CASES]

describe.each(CASES.map((c) => [`${c.law}: ${c.name}`, c] as const))('%s', (_, { broken, kept, code, severity, at, says }) => {
  const like = (zh: string): boolean => says.every((words) => zh.includes(words))

  test('is told where it is broken', async () => {
    const found = await findingsOf(broken, code)
    const finding = found.find((f) => f.at[0] === at && like(f.zh))
    expect(finding, JSON.stringify(found, null, 1)).toMatchObject({ code, severity })
    expect(finding?.zh).toMatch(/[。：]/u)
    expect(finding?.en).not.toBe('')
  })

  test('and not where it is kept', async () => {
    expect((await findingsOf(kept, code)).filter((f) => f.at[0] === at && like(f.zh))).toEqual([])
    // Nor does anything else come up that was not there before.
    const before = (await findingsOf(broken)).length
    expect((await findingsOf(kept)).length).toBeLessThanOrEqual(before)
  })
})

describe('the tables that the law asks for', () => {
  const TITLES = [
    '部门预算收支总表',
    '部门预算收入总表',
    '部门预算支出总表',
    '部门预算财政拨款收支总表',
    GENERAL,
    '部门预算一般公共预算财政拨款基本支出表',
    FUND,
    '部门预算财政拨款“三公”经费支出表',
  ]

  test('one that is missing among the others is an error', () => {
    const { blocks, ...rest } = correctSample()
    const table = blocks.findIndex((b) => b.kind === 'table')
    const [finding, ...others] = checkReading(readDisclosure({ ...rest, blocks: blocks.toSpliced(table, 1) })).findings.filter(
      (f) => f.code === 'missing' && f.places.length === 0,
    )
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'error', subject: { form: 'balance' } })
  })

  test('a few tables alone are a part of a disclosure: each other one is a note with its name', async () => {
    const missing = await findingsOf(good, 'missing')
    expect(missing.map((f) => [f.severity, f.at])).toEqual(TITLES.map(() => ['note', []]))
    for (const [i, title] of TITLES.entries())
      expect(missing[i]?.zh).toContain(
        title
          .replace('部门预算财政拨款', '财政拨款')
          .replace(/^部门预算(?=一般|政府)/u, '')
          .replace('部门预算', '部门'),
      )
  })

  test('a table that was not recognised may be the missing one: then it is a note', async () => {
    const missing = await findingsOf(
      `${good}${tableHtml([
        ['甲', '乙'],
        ['1', '2'],
      ])}`,
      'missing',
    )
    expect(new Set(missing.map((f) => f.severity))).toEqual(new Set(['note']))
  })

  test('an empty table is there', async () => {
    const missing = await findingsOf(titled(FUND, [...FUNCTIONS, EMPTY], '注：无政府性基金预算，空表列示。'), 'missing')
    expect(missing.some((f) => f.zh.includes('政府性基金'))).toBe(false)
  })
})

test('every declared law has a case', () => {
  expect(LAWS).toHaveLength(19)
  // The tables that are due have their own cases.
  expect(new Set(CASES.map((c) => c.law)).size).toBe(LAWS.length - 1)
})
