import { expect, it } from 'vitest'
import { precisionOfClaim, precisionOfTable, unitOf } from '../../src/budget/printed-precision.ts'

const WAN = 1_000_000

it('tells the unit and the last digit of a figure from its amount', () => {
  expect(unitOf({ printed: '75.11', amount: 75.11 * WAN })).toBe('万元')
  expect(precisionOfClaim({ printed: '75.11', amount: 75.11 * WAN })).toBe(10_000)
  expect(precisionOfClaim({ printed: '751,100', amount: 75.11 * WAN })).toBe(100)
  expect(precisionOfClaim({ printed: '0', amount: 0 })).toBe(1)
})

it('takes the finest figure of a table: end zeros are dropped', () => {
  const claims = [
    { printed: '100', amount: 100 * WAN },
    { printed: '0.2', amount: 0.2 * WAN },
    { printed: '', amount: null },
    { printed: '3.125', amount: null, unit: 'percent' },
  ]
  expect(precisionOfTable(claims)).toBe(100_000)
  expect(precisionOfTable([])).toBe(1)
})
