import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDisclosure } from '../../src/app/check-document.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Reading } from '../../src/budget/reading.ts'
import type { Slice } from '../../src/budget/slice.ts'
import { publishedFacts } from '../../src/ledger/published-facts.ts'
import { fileURLToPath } from 'node:url'

const SPENT: Slice = { flow: 'expenditure' }

/** Claims of one printed table, in the order in which they stand. */
function reading(form: string, cells: readonly (readonly [Slice, number, Partial<Claim>?])[]): Reading {
  const claims = cells.map(([slice, value, more], id): Claim => {
    return {
      id,
      form,
      table: 0,
      title: '',
      slice,
      measure: 'money',
      printed: String(value),
      state: 'number',
      value,
      precision: 0,
      style: { unit: 1, decimals: 0, trim: false },
      place: {},
      ...more,
    }
  })
  return { claims } as unknown as Reading
}

const amounts = (read: Reading): number[] => publishedFacts(read).facts.map((fact) => fact.amount)

describe('the facts of a published table', () => {
  test('are its finest figures: totals of what is printed below them are none', () => {
    const read = reading('expenditure', [
      [SPENT, 60],
      [{ ...SPENT, nature: 'basic' }, 40],
      [{ ...SPENT, nature: 'project' }, 20],
      [{ ...SPENT, function: '201' }, 60],
      [{ ...SPENT, function: '201', nature: 'basic' }, 40],
      [{ ...SPENT, function: '20103' }, 60],
      [{ ...SPENT, function: '2010301' }, 40],
      [{ ...SPENT, function: '2010301', nature: 'basic' }, 40],
      [{ ...SPENT, function: '2010302' }, 20],
      [{ ...SPENT, function: '2010302', nature: 'project' }, 20],
    ])
    expect(amounts(read)).toEqual([40, 20])
    expect(publishedFacts(read).cuts).toEqual([{ cut: 'expenditure', form: 'expenditure', facts: 2, sum: 60, total: 60 }])
  })

  test('a class that is printed without groups counts as it is', () => {
    const read = reading('expenditure', [
      [SPENT, 70],
      [{ ...SPENT, function: '201' }, 60],
      [{ ...SPENT, function: '20103' }, 60],
      [{ ...SPENT, function: '208' }, 10],
    ])
    expect(amounts(read)).toEqual([60, 10])
  })

  test('last year, changes, other measures, blanks and 其中 are no facts', () => {
    const read = reading('expenditure', [
      [{ ...SPENT, function: '201' }, 5],
      [{ ...SPENT, function: '201', year: '-1' }, 7],
      [{ ...SPENT, function: '201', measure: 'change' }, -2],
      [{ ...SPENT, function: '202' }, 900, { measure: 'percent' }],
      [{ ...SPENT, function: '203' }, 0, { state: 'blank' }],
      [{ ...SPENT, function: '20101' }, 3, { some: true }],
    ])
    expect(amounts(read)).toEqual([5])
  })

  test('one figure in two columns is one; one code on two rows is two parts', () => {
    const slice = { ...SPENT, function: '2010301' }
    expect(
      amounts(
        reading('expenditure', [
          [slice, 5],
          [slice, 5],
        ]),
      ),
    ).toEqual([5])
    expect(
      amounts(
        reading('expenditure', [
          [slice, 5, { part: 1 }],
          [slice, 6, { part: 2 }],
        ]),
      ),
    ).toEqual([5, 6])
  })

  test('a total that the rows do not reach is kept beside their sum; rows that exceed it are groups of each other and are left out', () => {
    const rows = (total: number): Reading =>
      reading('expenditure', [
        [SPENT, total],
        [{ ...SPENT, function: '201' }, 60],
        [{ ...SPENT, function: '203' }, 10],
      ])
    expect(publishedFacts(rows(100)).cuts).toEqual([{ cut: 'expenditure', form: 'expenditure', facts: 2, sum: 70, total: 100 }])
    expect(publishedFacts(rows(69)).facts).toEqual([])
  })

  test('a table that tells apart by the second dimension alone is all in its totals', () => {
    const read = reading('expenditure', [
      [SPENT, 30],
      [{ ...SPENT, nature: 'basic' }, 20],
      [{ ...SPENT, nature: 'project' }, 10],
    ])
    expect(amounts(read)).toEqual([20, 10])
  })

  test('whatever the tree: what is printed at the leaves is what the facts add up to', () => {
    const leaf = fc.record({
      group: fc.integer({ min: 1, max: 3 }),
      item: fc.integer({ min: 1, max: 9 }),
      amount: fc.integer({ min: 1, max: 1e12 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(leaf, { selector: (l) => `${l.group}/${l.item}`, minLength: 1, maxLength: 20 }), (leaves) => {
        const sum = (some: readonly { amount: number }[]): number => some.reduce((total, { amount }) => total + amount, 0)
        const groups = Map.groupBy(leaves, (l) => l.group)
        const cells: [Slice, number][] = [[SPENT, sum(leaves)]]
        for (const [group, below] of groups) {
          cells.push([{ ...SPENT, function: `2010${group}` }, sum(below)])
          for (const { item, amount } of below) cells.push([{ ...SPENT, function: `2010${group}0${item}` }, amount])
        }
        expect(amounts(reading('expenditure', cells)).toSorted()).toEqual(leaves.map((l) => l.amount).toSorted())
      }),
    )
  })
})

test("every cut of the project's own sample adds up to its printed total", async () => {
  const path = fileURLToPath(new URL('../../samples/correct.docx', import.meta.url))
  const opened = await openDisclosure(readFileSync(path), 'correct.docx')
  if (!opened.ok) throw new Error(opened.message.en)
  const { facts, cuts } = publishedFacts(opened.reading)
  expect(cuts.map((cut) => cut.cut)).toEqual(
    expect.arrayContaining(['income', 'expenditure', 'general', 'basic-by-economic-class', 'three-public']),
  )
  for (const cut of cuts) {
    expect(cut.total ?? cut.sum, cut.cut).toBe(cut.sum)
    expect(facts.filter((fact) => fact.cut === cut.cut).reduce((sum, fact) => sum + fact.amount, 0)).toBe(cut.sum)
  }
})
