import { describe, expect, test } from 'vitest'
import { readTarget } from '../../../src/catalogue/indicator-target.ts'
import { deviations, dueOf, readLimits } from '../../../src/ledger/performance/deviation.ts'
import { evaluate, gradeOf } from '../../../src/ledger/performance/evaluation.ts'

const indicator = (level1: string, level2: string, level3: string, value: string) => ({
  level1,
  level2,
  level3,
  value,
  description: '',
  basis: '',
})

test.each([
  ['≥95%', { side: 'at-least', value: 95, unit: '%' }],
  ['＞＝95％', { side: 'at-least', value: 95, unit: '%' }],
  ['不低于 1,200户', { side: 'at-least', value: 1200, unit: '户' }],
  ['≤3天', { side: 'at-most', value: 3, unit: '天' }],
  ['5个工作日内', { side: 'at-most', value: 5, unit: '个工作日' }],
  ['20.5万元以内', { side: 'at-most', value: 20.5, unit: '万元' }],
  ['90分以上', { side: 'at-least', value: 90, unit: '分' }],
  ['12件', { side: 'exactly', value: 12, unit: '件' }],
  ['=12件', { side: 'exactly', value: 12, unit: '件' }],
  ['长期稳定', null],
  ['', null],
])('the target %s is read', (printed, target) => {
  expect(readTarget(printed)).toEqual(target)
})

describe('deviations', () => {
  const project = {
    plan: [
      { checkpoint: '3月底', value: 20 },
      { checkpoint: '6月底', value: null },
      { checkpoint: '12月底', value: 100 },
    ],
    indicators: [
      indicator('产出指标', '数量指标', '件数', '≥100件'),
      indicator('产出指标', '成本指标', '成本', '20万元'),
      indicator('效益指标', '社会效益指标', '办结率', '≥95%'),
      indicator('满意度指标', '服务对象满意度指标', '评价', '满意'),
    ],
  }
  const at = (checkpoint: string, spent: number, values: readonly string[] = [], amount = 100_000) =>
    deviations(project, amount, { checkpoint, spent, values }).map(({ zh }) => zh)

  test('spending is held against the plan, to the very edge of what is allowed', () => {
    expect(at('3月底', 10_000)).toEqual([])
    expect(at('3月底', 9_900)).toEqual(['已支出9.9%，计划20%，慢10.1个百分点。'])
    expect(at('3月底', 30_000)).toEqual([])
    expect(at('3月底', 31_000)).toEqual(['已支出31%，计划20%，快11个百分点。'])
    expect(at('6月底', 0)).toEqual([])
    expect(at('3月底', 100_001)).toEqual(['支出超过项目预算0.01元。'])
    expect(deviations(project, 100_000, { checkpoint: '3月底', spent: 0, values: [] }, { behind: 20, ahead: 0 })).toEqual([])
  })

  test('a count may still come before the end, a rate and a cost may not', () => {
    expect(at('3月底', 20_000, ['10件', '', '95%'])).toEqual([])
    expect(at('3月底', 20_000, ['9件'])).toEqual(['指标“件数”全年≥100件，到此时应完成约20%，实际9件。'])
    expect(at('3月底', 20_000, ['', '20.1万元'])).toEqual(['指标“成本”目标20万元，已是20.1万元。'])
    expect(at('3月底', 20_000, ['', '', '94.9%'])).toEqual(['指标“办结率”目标≥95%，只到94.9%。'])
    expect(at('12月底', 100_000, ['100件', '19万元', '95%', '满意'])).toEqual([])
    expect(at('12月底', 100_000, ['99件', '19万元', '95%'])).toEqual([
      '指标“件数”目标≥100件，只到99件。',
      '指标“评价”没有填写完成值。',
    ])
  })

  test('a checkpoint is at the end of its month', () => {
    expect([dueOf('2月底', 2028), dueOf('2月底', 2027), dueOf('11月底', 2026), dueOf('年底', 2026)]).toEqual([
      '2028-02-29',
      '2027-02-28',
      '2026-11-30',
      null,
    ])
  })
})

describe('evaluation', () => {
  const indicators = [
    indicator('产出指标', '数量指标', '件数', '≥100件'),
    indicator('产出指标', '时效指标', '时限', '≤10天'),
    indicator('成本指标', '经济成本指标', '成本', '≤20万元'),
    indicator('效益指标', '社会效益指标', '影响', '显著'),
    indicator('满意度指标', '服务对象满意度指标', '满意度', '≥90%'),
  ]
  const results = (values: readonly (readonly [string, number | null])[]) => values.map(([value, share]) => ({ value, share }))

  test('all that is reached is a hundred points, by the weights of the regulation', () => {
    const whole = evaluate(
      indicators,
      results([
        ['120件', null],
        ['10天', null],
        ['19万元', null],
        ['显著', 100],
        ['90%', null],
      ]),
      { spent: 50_000, amount: 50_000 },
    )
    expect(whole?.total).toBe(10_000)
    expect(whole?.parts.map(({ most }) => most)).toEqual([1000, 1667, 1667, 1666, 3000, 1000])
  })

  test('what is not reached counts in proportion', () => {
    const part = evaluate(
      indicators,
      results([
        ['50件', null],
        ['20天', null],
        ['40万元', null],
        ['一般', 60],
        ['45%', null],
      ]),
      { spent: 25_000, amount: 50_000 },
    )
    expect(part?.parts.map(({ points }) => points)).toEqual([500, 834, 834, 833, 1800, 500])
    expect(part?.total).toBe(5301)
  })

  test('a group without an indicator leaves its points to the others, and what is not said cannot be scored', () => {
    const [only] = indicators
    if (only === undefined) throw new Error('no indicator')
    const spending = { spent: 1, amount: 1 }
    expect(evaluate([only], results([['100件', null]]), spending)?.parts.map(({ most }) => most)).toEqual([1000, 9000])
    expect(evaluate([only], results([['', null]]), spending)).toBeNull()
    expect(evaluate([only], [], spending)).toBeNull()
    expect(evaluate([only], results([['完成', 101]]), spending)).toBeNull()
  })

  test('grades begin at their points', () => {
    expect([10_000, 9000, 8999, 8000, 6000, 5999, 0].map((total) => gradeOf(total).zh)).toEqual([
      '优',
      '优',
      '良',
      '良',
      '中',
      '差',
      '差',
    ])
  })
})

test('limits as they are typed: whole points from 1 to 100, blank for our own choice', () => {
  expect(readLimits({ behind: ' 15 ', ahead: '' })).toEqual({ behind: 15 })
  expect(readLimits({ behind: '', ahead: '' })).toEqual({})
  expect(readLimits({ behind: '100', ahead: '1' })).toEqual({ behind: 100, ahead: 1 })
  for (const wrong of ['0', '101', '-5', '1.5', '十', '1e1']) expect(readLimits({ behind: wrong, ahead: '' }), wrong).toBeNull()
})
