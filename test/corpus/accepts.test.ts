import { expect, test } from 'vitest'
import type { Disclosure } from '../../src/budget/reading.ts'
import { meaningKey } from '../../bench/truth/accepts.ts'

const disclosure: Pick<Disclosure, 'year' | 'stage'> = { year: 2025, stage: 'budget' }

test.each([
  ['2080505', true],
  ['20805', true],
  // An item that a place has added below a group of the list.
  ['2013850', true],
  // A class has groups of several funds.
  ['208', false],
  ['2120803', false],
  ['20822', false],
  ['2230105', false],
  // Nothing is known of its group.
  ['2997701', false],
])('appropriations on %s are those of the general public budget: %s', (code, isSame) => {
  const key = (fund: string): string => meaningKey({ flow: 'expenditure', fund, function: code }, disclosure as Disclosure)
  expect(key('appropriation') === key('general')).toBe(isSame)
  expect(key('appropriation')).not.toBe(key('government-fund'))
})
