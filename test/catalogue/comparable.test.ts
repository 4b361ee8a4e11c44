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
const codes = (a: Partial<Figure>, b: Partial<Figure>) =>
  compare(figure(a), figure({ year: 2025, ...b })).reasons.map(({ code }) => code)

describe('comparing two figures', () => {
  it('gives difference and rate where they measure the same', () => {
    expect(compare(figure(), figure({ year: 2025, amount: 25_001 }))).toEqual({ difference: 5001, rate: 2501, reasons: [] })
    expect(compare(figure(), figure({ year: 2025, amount: 0 })).rate).toBe(-10_000)
    const nothing = compare(figure({ amount: 0 }), figure({ year: 2025, amount: 0 }))
    expect(nothing).toEqual({ difference: 0, rate: 0, reasons: [] })
  })

  it.each([
    ['department', { department: 1 }, { department: 2 }],
    ['cut', {}, { cut: 'income' }],
    ['cut', { cut: 'uses' }, { cut: 'expenditure' }],
    ['year', {}, { year: 2024 }],
    ['year', {}, { year: null }],
    ['blank', {}, { amount: null, state: 'blank' }],
    ['malformed', {}, { amount: null, state: 'malformed' }],
    ['precision', {}, { amount: 50_000, precision: 1_000_000 }],
    ['scope', {}, { scope: 'unit' }],
    ['stage', {}, { stage: 'final' }],
    ['units', { units: ['甲（本级）', '乙'] }, { units: ['甲(本级)', '丙'] }],
    ['departments', { departments: 3 }, { departments: 4 }],
    ['incomplete', {}, { complete: false }],
    ['absent', {}, { amount: null }],
    ['base', { amount: 0 }, {}],
    ['base', { amount: -5 }, {}],
    ['code', { nodes: { function: '205' } }, { nodes: { function: '208' } }],
  ] as const)('gives no rate, and the reason: %s', (code, a, b) => {
    const compared = compare(figure(a), figure({ year: 2025, ...b }))
    expect(compared.rate).toBeNull()
    expect(compared.reasons.map((reason) => reason.code)).toEqual([code])
    expect(compared.reasons[0]?.message.zh).toMatch(/^[^{]+。$/u)
    expect(compared.reasons[0]?.message.en).toMatch(/^[^{\p{Script=Han}]+\.$/u)
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

  it('tells totals with carried-over money from those without', () => {
    const [uses] = compare(figure({ cut: 'uses' }), figure({ cut: 'expenditure', year: 2025 })).reasons
    expect(uses?.message.zh).toContain('上年结转')
    const [income] = compare(figure(), figure({ cut: 'income', year: 2025 })).reasons
    expect(income?.message.zh).toContain('收入（按资金来源）')
  })

  it('says no difference where the coarser print could not say it', () => {
    const coarse = { year: 2025, amount: 20_400, precision: 10_000 }
    expect(compare(figure(), figure(coarse))).toEqual({ difference: 0, rate: 0, reasons: [] })
    expect(compare(figure({ precision: 10_000 }), figure(coarse)).difference).toBe(400)
    expect(compare(figure(), figure({ ...coarse, amount: 30_000 })).rate).toBe(5000)
  })

  it('names the years that say nothing, each reason once', () => {
    const { reasons } = compare(figure({ amount: null, state: 'blank' }), figure({ year: 2025, amount: null, state: 'blank' }))
    expect(reasons.map(({ message }) => message.zh)).toEqual(['2024年、2025年的数字在原文中是空白，空白不当作零。'])
  })

  it('rounds exactly, half away from zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000_000_000_000 }),
        fc.integer({ min: 0, max: 9_000_000_000_000 }),
        (base, other) => {
          const { rate } = compare(figure({ amount: base }), figure({ year: 2025, amount: other }))
          if (rate === null) return false
          const twice = 2n * BigInt(other - base) * 10_000n - 2n * BigInt(rate) * BigInt(base)
          return twice <= BigInt(base) && twice >= -BigInt(base)
        },
      ),
      { seed: 5 },
    )
  })
})
