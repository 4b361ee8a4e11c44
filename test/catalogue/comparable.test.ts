import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, type Figure } from '../../src/catalogue/comparable.ts'

const figure = (change: Partial<Figure> = {}): Figure => ({
  cut: 'general',
  year: 2024,
  stage: 'budget',
  scope: 'department',
  nodes: {},
  amount: 20_000,
  ...change,
})
const codes = (a: Partial<Figure>, b: Partial<Figure>) => compare(figure(a), figure(b)).reasons.map(({ code }) => code)

describe('comparing two figures', () => {
  it('gives difference and rate where they measure the same', () => {
    expect(compare(figure(), figure({ year: 2025, amount: 25_001 }))).toEqual({ difference: 5001, rate: 2501, reasons: [] })
    expect(compare(figure(), figure({ year: 2025, amount: 0 })).rate).toBe(-10_000)
  })

  it.each([
    ['cut', {}, { cut: 'income' }],
    ['scope', {}, { scope: 'unit' }],
    ['stage', {}, { stage: 'final' }],
    ['units', { units: ['甲（本级）', '乙'] }, { units: ['甲(本级)', '丙'] }],
    ['departments', { departments: 3 }, { departments: 4 }],
    ['incomplete', {}, { complete: false }],
    ['absent', {}, { amount: null }],
    ['base', { amount: 0 }, {}],
    ['code', { nodes: { function: '205' } }, { nodes: { function: '208' } }],
  ] as const)('gives no rate, and the reason: %s', (code, a, b) => {
    const compared = compare(figure(a), figure(b))
    expect(compared.rate).toBeNull()
    expect(compared.reasons.map((reason) => reason.code)).toEqual([code])
    expect(compared.reasons[0]?.message.zh).not.toBe('')
  })

  it('knows codes that are new, gone or renamed', () => {
    const over = (node: string, from: number, to: number) =>
      codes({ year: from, nodes: { function: node } }, { year: to, nodes: { function: node } })
    // 20139 社会工作事务 since 2024; 2010308 信访事务 until 2023; 2013804 市场主体管理 is 经营主体管理 from 2026 on.
    expect(over('20139', 2023, 2024)).toEqual(['code'])
    expect(over('2010308', 2023, 2024)).toEqual(['code'])
    expect(over('2013804', 2025, 2026)).toEqual(['code'])
    expect(over('2013804', 2024, 2025)).toEqual([])
    expect(over('208', 2023, 2024)).toEqual([])
  })

  it('does not hold lists of units against each other that a document does not give', () => {
    expect(codes({ units: ['甲'] }, { units: [] })).toEqual([])
  })

  it('rounds exactly, half away from zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000_000_000_000 }),
        fc.integer({ min: 0, max: 9_000_000_000_000 }),
        (base, other) => {
          const { rate } = compare(figure({ amount: base }), figure({ amount: other }))
          if (rate === null) return false
          const twice = 2n * BigInt(other - base) * 10_000n - 2n * BigInt(rate) * BigInt(base)
          return twice <= BigInt(base) && twice >= -BigInt(base)
        },
      ),
      { seed: 5 },
    )
  })
})
