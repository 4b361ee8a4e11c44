import { expect, test } from 'vitest'
import { unitLedger } from '../../bench/division/unit-ledger.ts'
import { BLANK_LINE } from '../../src/ledger/ledger.ts'
import { linesOfMoney, packMoney } from '../../src/ledger/packed-money.ts'
import { SUM_AXES, spent, sumByNode } from '../../src/ledger/sum-lines.ts'
import { compareControl } from '../../src/ledger/workflow/control.ts'

const { lines } = unitLedger({ name: '甲', code: '001', year: 2026, lines: 200, seed: 'packed', pays: 700, gets: 500 })

test('money in short says the same of money as the lines it was made of', () => {
  const again = linesOfMoney('甲', packMoney(lines))
  expect(again.length).toBeLessThanOrEqual(lines.length)
  expect(spent(again)).toBe(spent(lines))
  for (const axis of SUM_AXES) expect(sumByNode(again, axis, 1), axis).toEqual(sumByNode(lines, axis, 1))
  const sorted = (of: typeof lines) =>
    compareControl(of, []).toSorted((a, b) => (a.project + a.fund + a.nature < b.project + b.fund + b.nature ? -1 : 1))
  expect(sorted(again)).toEqual(sorted(lines))
  expect(packMoney(again)).toEqual(packMoney(lines))
})

test('equal lines are one; what takes back stays apart', () => {
  const line = { ...BLANK_LINE, fund: 'general', economic: '30101' }
  const packed = packMoney([
    { ...line, amount: 5, note: '一' },
    { ...line, amount: 7 },
    { ...line, amount: -2, undecided: true },
    { ...line, amount: 0 },
  ])
  expect(linesOfMoney('甲', packed).map(({ amount, nature, undecided }) => [amount, nature, undecided])).toEqual([
    [12, 'personnel', false],
    [-2, 'personnel', true],
  ])
})
