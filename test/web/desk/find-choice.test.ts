import { describe, expect, test } from 'vitest'
import { choicesWithPinyin } from '../../../src/app/compile/choices-with-pinyin.ts'
import { SHEET_FIELDS } from '../../../src/ledger/rows/fields.ts'
import { findChoices } from '../../../src/web/desk/find-choice.ts'

describe('code pickers', () => {
  const choices = choicesWithPinyin(2026)

  test.each([
    ['economic', '30201', '30201 办公费'],
    ['economic', '办公费', '30201 办公费'],
    ['economic', 'bgf', '30201 办公费'],
    ['economic', 'BGF', '30201 办公费'],
    ['economic', 'bangongfei', '30201 办公费'],
    ['economic', 'zfgjj', '30113 住房公积金'],
    ['function', 'xzyx', '2010101 行政运行'],
    // The whole name stands before names that only begin so.
    ['function', 'jiaoyu', '2300305 教育'],
    ['function', '2010301', '2010301 行政运行'],
    // 行 is read háng in a bank.
    ['function', 'yhyx', null],
    ['nature', 'ryjf', '人员经费'],
    ['flag', 'shi', '是'],
  ] as const)('in %s, %s finds %s', (list, typed, value) => {
    expect(findChoices(choices[list] ?? [], typed)[0]?.value ?? null).toBe(value)
  })

  test('what begins with it stands before what only contains it', () => {
    const values = findChoices(choices.economic ?? [], '差旅').map((choice) => choice.value)
    expect(values[0]).toBe('30211 差旅费')
    expect(findChoices(choices.economic ?? [], 'qqqqq')).toEqual([])
    expect(findChoices(choices.function ?? [], '', 7)).toHaveLength(7)
  })

  test('every list of the fields but the draft’s own is there', () => {
    const asked = Object.values(SHEET_FIELDS).flatMap((fields) => fields.flatMap((field) => field.choices ?? []))
    const lists = new Set(asked.filter((list) => list !== 'unit' && list !== 'project'))
    expect(lists.size).toBeGreaterThan(9)
    expect([...lists].filter((list) => (choices[list]?.length ?? 0) === 0)).toEqual([])
  })
})
