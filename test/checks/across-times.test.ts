import { describe, expect, test } from 'vitest'
import { across, GENERAL, small, SPENT, type Figure } from './across-documents.ts'

const of = (year: number, figures: readonly Figure[], more: object = {}) => small({ file: String(year), year, figures, ...more })
const LAST = { ...GENERAL, year: '-1' }
const CHANGE = { ...GENERAL, measure: 'change' }

describe("last year's figures", () => {
  test('agree with what was disclosed last year', () => {
    const { told, ties } = across(
      of(2024, [[GENERAL, 80]]),
      of(2025, [
        [GENERAL, 100],
        [LAST, 80],
      ]),
    )
    expect(told).toEqual([])
    expect(ties).toEqual(['last-year 1/1'])
  })

  test('that differ are a warning which says that last year may have been adjusted', () => {
    const { told, proof } = across(
      of(2024, [[GENERAL, 80]]),
      of(2025, [
        [GENERAL, 100],
        [LAST, 88, { proven: 1 }],
      ]),
    )
    expect(told).toEqual(['warning same !: 2025 88.00 → 80.00'])
    expect(proof.findings[0]?.message.zh).toContain('也可能已经调整')
    expect(proof.findings[0]?.suspects[0]?.slip).toBe('digit')
  })

  test('the order in which the files are named is no matter', () => {
    const documents = [of(2025, [[LAST, 88, { proven: 0 }]]), of(2024, [[GENERAL, 80]])] as const
    expect(across(...documents).told).toEqual(['warning same !: 2025 88.00 → 80.00'])
  })

  test('that were executed are no budget', () => {
    const executed = { ...LAST, stage: 'executed' }
    const { told, proof } = across(of(2024, [[GENERAL, 80]]), of(2025, [[executed, 79]]))
    expect(told).toEqual([])
    expect(proof.incomparable[0]?.reason.zh).toContain('没有找到同口径的数')
  })

  test('that were final accounts are held against the final account, and its approved budget against the budget', () => {
    const final = of(
      2024,
      [
        [GENERAL, 75],
        [{ ...GENERAL, stage: 'approved' }, 81],
      ],
      { file: '决算', stage: 'final' },
    )
    const later = of(2025, [
      [{ ...LAST, stage: 'final' }, 76],
      [LAST, 80],
    ])
    const { told } = across(final, later)
    expect(told).toHaveLength(2)
    expect(across(of(2024, [[GENERAL, 80]]), final).told).toEqual(['warning same: 决算 81.00 → 80.00 | 2024 80.00 → 81.00'])
  })

  test('two final accounts: last year is last year', () => {
    const documents = [of(2023, [[GENERAL, 80]], { stage: 'final' }), of(2024, [[LAST, 80]], { stage: 'final' })]
    expect(across(...documents).ties).toEqual(['last-year 1/1'])
  })

  test('a printed change implies its base, as finely as it is printed', () => {
    const later = (change: number) =>
      of(2025, [
        [GENERAL, 100, { proven: 5 }],
        [CHANGE, change, { proven: 0, form: 'narrative' }],
      ])
    const earlier = of(2024, [[GENERAL, 80]])
    expect(across(earlier, later(20)).told).toEqual([])
    expect(across(earlier, later(20.01)).told).toEqual([])
    expect(across(earlier, later(22)).told).toEqual(['warning change !: 2025 22.00 → 增加20.00'])
  })

  test('a change whose base is printed beside it is told once, by the base', () => {
    const later = of(2025, [
      [GENERAL, 100],
      [LAST, 81],
      [CHANGE, 19],
    ])
    expect(across(of(2024, [[GENERAL, 80]]), later).told).toHaveLength(1)
  })

  test('a change from what was executed is none from the budget, in whichever way it says so', () => {
    const earlier = of(2024, [[GENERAL, 80]])
    const sentence = { form: 'narrative', sentence: '支出预算100万元，比2024年预算执行数增加30万元。' }
    expect(
      across(
        earlier,
        of(2025, [
          [GENERAL, 100],
          [CHANGE, 30, sentence],
        ]),
      ).ties,
    ).toEqual([])
    expect(
      across(
        earlier,
        of(2025, [
          [GENERAL, 100],
          [{ ...CHANGE, stage: 'executed' }, 30],
        ]),
      ).ties,
    ).toEqual([])
  })

  test('where most of many figures differ, the two do not show the same: one finding', () => {
    const codes = ['201', '203', '205', '207', '208', '210', '221']
    const figures = (n: number, year?: string): readonly Figure[] =>
      codes.map((code, i) => [{ ...GENERAL, function: code, ...(year === undefined ? {} : { year }) }, 10 + i * n])
    const { proof } = across(of(2024, figures(3)), of(2025, figures(5, '-1')))
    expect(proof.findings).toHaveLength(1)
    expect(proof.findings[0]?.message.zh).toContain('口径不同')
    expect(proof.findings[0]?.equations).toHaveLength(6)
  })

  test('a blank column of last year says nothing', () => {
    expect(across(of(2024, [[GENERAL, 80]]), of(2025, [[LAST, null]])).told).toEqual([])
  })
})

describe('two versions of one disclosure', () => {
  test('print the same figures', () => {
    const { told, ties } = across(
      of(2025, [
        [SPENT, 80],
        [GENERAL, 70],
      ]),
      small({
        file: 'b',
        year: 2025,
        figures: [
          [SPENT, 80],
          [GENERAL, 71],
        ],
      }),
    )
    expect(ties).toEqual(['version 1/2'])
    expect(told).toHaveLength(1)
  })
})
