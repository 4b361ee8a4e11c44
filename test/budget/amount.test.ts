import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FEN_PER_UNIT, figureToFen, narrow, precisionOf, printFen, readFigure, type Figure } from '../../src/budget/amount.ts'

const units = fc.constantFrom(...Object.values(FEN_PER_UNIT))
/** Amounts that are still safe integers when printed in fen with four decimals: nine billion yuan. */
const amounts = fc.integer({ min: -900_000_000_000, max: 900_000_000_000 })

function number(figure: Figure): { digits: number; decimals: number } {
  if (figure.state !== 'number') throw new Error(`expected a number, read ${figure.state}`)
  return figure
}

describe('amounts are read and printed without loss', () => {
  test('what is printed is read as the same fen, in every unit and with any number of decimals', () => {
    fc.assert(
      fc.property(amounts, units, fc.nat(4), fc.boolean(), (fen, unit, decimals, trim) => {
        const figure = number(readFigure(printFen(fen, unit, decimals, trim)))
        expect(figureToFen(figure, unit)).toBe(fen === 0 ? 0 : fen)
      }),
    )
  })

  test('amounts up to what a safe integer holds are read whole; beyond it there is no answer, and never a rounded one', () => {
    expect(figureToFen(number(readFigure('9007199254.74')), 1_000_000)).toBe(9_007_199_254_740_000)
    expect(figureToFen(number(readFigure('90071.99')), 10_000_000_000)).toBe(900_719_900_000_000)
    expect(figureToFen(number(readFigure('9007199255')), 1_000_000)).toBeNull()
  })

  test('a printed figure prints again as it stood', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(2), fc.constantFrom('元', '千元', '万元'), (digits, decimals, unit) => {
        const scale = FEN_PER_UNIT[unit] ?? 1
        const padded = String(digits).padStart(decimals + 1, '0')
        const printed = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
        const fen = figureToFen(number(readFigure(printed)), scale)
        expect(fen).not.toBeNull()
        expect(printFen(fen ?? 0, scale, decimals)).toBe(printed)
      }),
    )
  })

  test('thousands separators, full width, blanks within and accounting brackets change nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (fen) => {
        const printed = printFen(fen, 100, 2)
        const [whole = '', fraction = ''] = printed.split('.')
        const grouped = `${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}.${fraction}`
        const wide = printed.replace(/[\d.]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        for (const variant of [grouped, wide, ` ${printed}\u3000`])
          expect(figureToFen(number(readFigure(variant)), 100)).toBe(fen)
        expect(figureToFen(number(readFigure(`（${printed}）`)), 100)).toBe(-fen)
        expect(figureToFen(number(readFigure(`-${printed}`)), 100)).toBe(-fen)
      }),
    )
  })

  test('an amount finer than its column is printed finer, never rounded', () => {
    expect(printFen(149_650, 1_000_000, 2)).toBe('0.14965')
    expect(printFen(5, 100, 0)).toBe('0.05')
    expect(printFen(100_000_000, 1_000_000, 2, true)).toBe('100')
    expect(printFen(-1_400_000, 1_000_000, 2, true)).toBe('-1.4')
  })

  test('a figure that is no whole number of fen, or beyond safe integers, is no amount', () => {
    expect(figureToFen({ digits: 1, decimals: 3 }, 100)).toBeNull()
    expect(figureToFen({ digits: Number.MAX_SAFE_INTEGER, decimals: 0 }, 100)).toBeNull()
    expect(readFigure('99999999999999999999').state).toBe('malformed')
  })

  test('every text is a number, a blank or malformed, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,，。-－（）()%oOl 万元·') }), (text) => {
        expect(['number', 'blank', 'malformed']).toContain(readFigure(text).state)
      }),
      { numRuns: 500 },
    )
  })

  test.each(['', ' ', '-', '—', '——', '－', '/', '…', '\u3000'])('%j is blank, which is not zero', (text) => {
    expect(readFigure(text)).toEqual({ state: 'blank' })
  })
  test.each(['0', '0.00', '-0'])('%j is zero, which is not blank', (text) => {
    expect(readFigure(text)).toMatchObject({ state: 'number', digits: 0 })
  })

  test.each([
    ['2..5', 25, 1],
    ['14.9.6', 1496, 2],
    ['1o0', 100, 0],
    ['75，11', 7511, 2],
    ['1,23', 123, 2],
    ['12.5万', 125, 1],
    ['3。31', 331, 2],
  ])('%s is malformed and may have been meant as a number', (text, digits, decimals) => {
    const figure = readFigure(text)
    expect(figure.state).toBe('malformed')
    expect(figure.state === 'malformed' && figure.readings).toContainEqual({ digits, decimals })
  })
})

test('precision is the width of the last digit, and at least one fen', () => {
  expect(precisionOf(2, FEN_PER_UNIT['万元'] ?? 0)).toBe(10_000)
  expect(precisionOf(0, FEN_PER_UNIT['元'] ?? 0)).toBe(100)
  expect(precisionOf(6, FEN_PER_UNIT['元'] ?? 0)).toBe(1)
})

test('narrow text has no white space and no full-width digits', () => {
  expect(narrow(' １２．５％\u3000\n')).toBe('12.5%')
})
