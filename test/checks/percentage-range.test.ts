import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim } from '../../src/budget/claim.ts'
import { fits, reckon, sideOf } from '../../src/checks/laws/ratio-range.ts'

const money = (value: number): Claim => claim(value, 10_000, 'money')
const claim = (value: number, precision: number, measure: Claim['measure']): Claim => ({
  id: 0,
  form: 'narrative',
  table: 0,
  title: '',
  slice: {},
  measure,
  printed: '',
  state: 'number',
  value,
  precision,
  style: { unit: precision * 100, decimals: 2, trim: true },
  place: {},
})

const rounded = (value: number): number => Math.round(value / 10_000) * 10_000
const amount = fc.integer({ min: 1_000_000, max: 1_000_000_000_000 })

test('a rate that was reckoned before everything was rounded is never called wrong', () => {
  fc.assert(
    fc.property(amount, amount, (before, after) => {
      const rate = claim(Math.round(((after - before) / before) * 10_000), 1, 'percent')
      const [of, to, change] = [rounded(after), rounded(before), rounded(after - before)].map((v) => sideOf(money(v)))
      if (of === undefined || to === undefined || change === undefined) throw new Error('three sides')
      for (const sides of [
        { of: [of], to: [to], change: [] },
        { of: [], to: [to], change: [change] },
        { of: [of], to: [], change: [change] },
      ]) {
        const ways = reckon('growth', sides)
        expect(ways.some((w) => w === 'zero' || fits(w, rate))).toBe(true)
      }
    }),
  )
})

test('a rate that is far from what large amounts give is', () => {
  const sides = { of: [sideOf(money(1_391_680_000))], to: [], change: [sideOf(money(333_830_000))] }
  const [way] = reckon('growth', sides)
  if (way === undefined || way === 'zero') throw new Error('a rate')
  expect(Math.round(way.value)).toBe(3156)
  expect(fits(way, claim(3156, 1, 'percent'))).toBe(true)
  expect(fits(way, claim(3155, 1, 'percent'))).toBe(true)
  expect(fits(way, claim(3135, 1, 'percent'))).toBe(false)
})

test('nothing to reckon from is said, and nothing known gives no rate', () => {
  expect(reckon('share', { of: [sideOf(money(5))], to: [sideOf(money(0))], change: [] })).toEqual(['zero'])
  expect(reckon('growth', { of: [sideOf(money(5))], to: [], change: [] })).toEqual([])
})
