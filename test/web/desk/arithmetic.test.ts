import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compute, isSum } from '../../../src/web/desk/arithmetic.ts'

describe('sums typed into cells', () => {
  test.each([
    ['=1200*12+300', '14700'],
    ['=(1200+34.5)*2', '2469'],
    ['=0.1+0.2', '0.3'],
    ['=-5+-3', '-8'],
    ['=1,234,567.89*1', '1234567.89'],
    ['=2000*15%', '300'],
    ['＝１２００×１２÷（３＋１）', '3600'],
    ['=10/4', '2.5'],
    ['=9007199254740993*1', '9007199254740993'],
  ])('%s is %s', (typed, text) => {
    expect(compute(typed)).toEqual({ ok: true, text, rounded: false })
  })

  test.each([
    ['=10/3', '3.33'],
    ['=-10/6', '-1.67'],
    ['=0.005', '0.01'],
    ['=-0.001', '0'],
  ])('%s does not come out even, and says so: %s', (typed, text) => {
    expect(compute(typed)).toEqual({ ok: true, text, rounded: true })
  })

  test.each([
    '=',
    '=1/0',
    '=1+',
    '=(1',
    '=1)',
    '=alert(1)',
    '=1 2',
    `=${'9'.repeat(600)}`,
    `=${'('.repeat(60)}1${')'.repeat(60)}`,
  ])('%s says why it is no sum', (typed) => {
    const result = compute(typed)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.why.zh).not.toBe('')
  })

  test('a text is a sum by its first sign', () => {
    expect(isSum(' =1')).toBe(true)
    expect(isSum('1=1')).toBe(false)
  })

  test('sums of fen are exact', () => {
    const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
    fc.assert(
      fc.property(fc.array(fc.nat(10 ** 11), { minLength: 1, maxLength: 20 }), (all) => {
        const result = compute(`=${all.map(yuan).join('+')}`)
        const sum = all.reduce((total, fen) => total + BigInt(fen), 0n)
        const text = `${sum / 100n}.${(sum % 100n).toString().padStart(2, '0')}`.replace(/\.?0+$/u, '')
        expect(result).toEqual({
          ok: true,
          text: text === '' ? '0' : sum % 100n === 0n ? String(sum / 100n) : text,
          rounded: false,
        })
      }),
      { seed: 6, numRuns: 200 },
    )
  })
})
