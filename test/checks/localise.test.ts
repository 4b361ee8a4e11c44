import { describe, expect, test } from 'vitest'
import { makeBudget, seededRandom } from '../../bench/hierarchical-budget.ts'
import { type LinearEquation, localise } from '../../src/checks/localise.ts'
import { equation, explanations, residuals, type Values, variablesOf } from './localise-oracle.ts'

// A 2 × 2 table with its totals: rows 0=1+2, 3=4+5, 6=7+8; columns 6=0+3, 7=1+4, 8=2+5.
const TABLE = ['+0-1-2', '+3-4-5', '+6-7-8', '+6-0-3', '+7-1-4', '+8-2-5']
const table = (tolerance: number): LinearEquation[] => TABLE.map((terms) => equation(tolerance, terms))

describe('a wrong value is found', () => {
  test('in its row and its column: one explanation, with the right value', () => {
    const result = localise({ values: [30, 10, 25, 70, 30, 40, 100, 40, 60], equations: table(0) })
    expect(result).toEqual({
      components: [{ equations: [0, 5], common: [{ variable: 2, value: 20 }], alternatives: [], complete: true, capped: false }],
      rounding: [],
      unknown: [],
    })
  })

  test('nothing is said about values that agree', () => {
    expect(localise({ values: [30, 10, 20, 70, 30, 40, 100, 40, 60], equations: table(0) })).toEqual({
      components: [],
      rounding: [],
      unknown: [],
    })
  })

  test('an equation by itself has as many equal explanations as terms, the lightest first', () => {
    const input = { values: [10, 3, 4], equations: [equation(0, '+0-1-2')] }
    expect(variablesOf(localise(input))).toEqual(['0', '1', '2'])
    const weighed = localise({ ...input, weight: (variable) => (variable === 2 ? -1 : 0) })
    expect(weighed.components[0]?.alternatives).toEqual([
      { corrections: [{ variable: 2, value: 7 }] },
      { corrections: [{ variable: 0, value: 7 }] },
      { corrections: [{ variable: 1, value: 6 }] },
    ])
  })

  test('two neighbours that changed places are shown together', () => {
    const result = localise({ values: [30, 20, 10, 70, 30, 40, 100, 40, 60], equations: table(0) })
    // Their row holds as printed, so that neither can be corrected alone; nor is it told whether the rows 4 and 5 changed places.
    expect(variablesOf(result)).toEqual(['1,2', '4,5', '7,8'])
    expect(result.components).toHaveLength(1)
    const pinned = localise({
      values: [30, 20, 10, 70, 30, 40, 100, 40, 60, 30, 40],
      equations: [...table(0), equation(0, '+4-9'), equation(0, '+7-10')],
    })
    expect(pinned.components).toEqual([
      {
        equations: [4, 5],
        common: [
          { variable: 1, value: 10 },
          { variable: 2, value: 20 },
        ],
        alternatives: [],
        complete: true,
        capped: false,
      },
    ])
  })

  test('two errors that have nothing to do with each other are two components', () => {
    const second = TABLE.map((terms) =>
      equation(
        0,
        terms.replace(/\d/gu, (digit) => String(Number(digit) + 9)),
      ),
    )
    const values = [30, 10, 25, 70, 30, 40, 100, 40, 60, 30, 10, 20, 70, 30, 47, 100, 40, 60]
    const result = localise({ values, equations: [...table(0), ...second, equation(0, '+6-15')] })
    expect(result.components.map(({ common, alternatives }) => [common, alternatives])).toEqual([
      [[{ variable: 2, value: 20 }], []],
      [[{ variable: 14, value: 40 }], []],
    ])
  })

  test('a certain error and a doubtful one are two components, not a product', () => {
    const result = localise({
      values: [30, 10, 25, 70, 30, 40, 100, 40, 60, 7, 5, 2, 1],
      equations: [...table(0), equation(0, '+9-10-11-12')],
    })
    expect(result.components.map(({ common, alternatives }) => [common.length, alternatives.length])).toEqual([
      [1, 0],
      [0, 4],
    ])
  })

  test('two wrong cells in one row, each with a column of its own, are two findings', () => {
    const result = localise({
      values: [30, 13, 25, 70, 30, 40, 100, 40, 60],
      equations: [...table(0), equation(0, '+0-9')].slice(0, 6),
    })
    expect(result.components.map(({ common }) => common)).toEqual([[{ variable: 1, value: 10 }], [{ variable: 2, value: 20 }]])
  })

  test('a coefficient other than one, and a variable on both sides', () => {
    const result = localise({
      values: [12, 5, 5],
      equations: [equation(0, '+0-2*1'), equation(0, '+0-1-2'), equation(0, '+1+0-2-0')],
    })
    expect(variablesOf(result)).toEqual(['0'])
    expect(result.components[0]?.common).toEqual([{ variable: 0, value: 10 }])
  })

  test('a correction in fractions is no explanation', () => {
    expect(variablesOf(localise({ values: [11, 5], equations: [equation(0, '+0-2*1')] }))).toEqual(['0'])
  })

  test('trusted values are no suspects; where all are trusted, nothing is proposed', () => {
    const input = { values: [10, 3, 4], equations: [equation(0, '+0-1-2')] }
    expect(variablesOf(localise({ ...input, trusted: new Set([0, 1]) }))).toEqual(['2'])
    const result = localise({ ...input, trusted: new Set([0, 1, 2]) })
    expect(result.components).toEqual([{ equations: [0], common: [], alternatives: [], complete: true, capped: false }])
  })

  test('trusted values that contradict each other do not hide an error elsewhere', () => {
    const values = [30, 10, 25, 70, 30, 40, 100, 40, 60, 40, 47]
    const equations = [...table(0), equation(0, '+1+4-9'), equation(0, '+1+4-10')]
    const { components } = localise({ values, equations, trusted: new Set([9, 10]) })
    expect(components.flatMap(({ common }) => common)).toContainEqual({ variable: 2, value: 20 })
    expect(components.some(({ common, alternatives }) => common.length === 0 && alternatives.length === 0)).toBe(true)
  })

  test('more alternatives than are shown: says so', () => {
    const terms = Array.from({ length: 40 }, (_, index) => `${index === 0 ? '+' : '-'}${index}`).join('')
    const values = Array.from({ length: 40 }, (_, index) => (index === 0 ? 40 : 1))
    const [component] = localise({ values, equations: [equation(0, terms)] }).components
    expect(component?.alternatives).toHaveLength(24)
    expect(component?.capped).toBe(true)
  })

  test('a sum beyond safe integers is reported and not guessed at', () => {
    const values = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 5]
    expect(localise({ values, equations: [equation(0, '+0+1-2')] }).components).toEqual([
      { equations: [0], common: [], alternatives: [], complete: false, capped: false },
    ])
  })
})

describe('blanks and unreadable values', () => {
  test('a blank cell is found like any other', () => {
    const result = localise({ values: [30, 10, 20, 70, 0, 40, 100, 40, 60], equations: table(0) })
    expect(result.components[0]?.common).toEqual([{ variable: 4, value: 30 }])
  })

  test.each([30, 120])('a column of %i cells left blank', (height) => {
    const random = seededRandom(7)
    const values: number[] = []
    const equations: LinearEquation[] = []
    const cell = (value: number): number => values.push(value) - 1
    const rows = Array.from({ length: height }, () => {
      const [blank, other] = [1 + Math.floor(random() * 1e6), Math.floor(random() * 1e6)]
      const [total, again, first, second] = [cell(blank + other), cell(blank + other), cell(blank), cell(other)] as const
      equations.push(equation(0, `+${total}-${first}-${second}`), equation(0, `+${total}-${again}`))
      return { again, first, second, blank }
    })
    const sums = (column: readonly number[]): void => {
      const total = cell(column.reduce((sum, variable) => sum + (values[variable] as number), 0))
      equations.push(equation(0, `+${total}${column.map((variable) => `-${variable}`).join('')}`))
    }
    sums(rows.map((row) => row.first))
    sums(rows.map((row) => row.second))
    sums(rows.map((row) => row.again))
    for (const row of rows) values[row.first] = 0
    const result = localise({ values, equations })
    expect(result.components.every((component) => component.complete)).toBe(true)
    const proposed = explanations(result)
    expect(proposed).toHaveLength(1)
    expect([...(proposed[0] as Values)].sort(([a], [b]) => a - b)).toEqual(rows.map((row) => [row.first, row.blank]))
  })

  test('an unreadable value is proven where an equation determines it, and is no error', () => {
    const values = [30, 10, 0, 70, 30, 40, 100, 40, 60]
    const result = localise({ values, equations: table(0), unknown: new Set([2]) })
    expect(result).toEqual({ components: [], rounding: [], unknown: [{ variable: 2, value: 20 }] })
  })

  test('two unreadable values of one sum are not determined', () => {
    const result = localise({ values: [30, 0, 0], equations: [equation(0, '+0-1-2')], unknown: new Set([1, 2]) })
    expect(result.components).toEqual([])
    expect(result.unknown).toEqual([
      { variable: 1, value: null },
      { variable: 2, value: null },
    ])
  })

  test('an error beside an unreadable value is still placed', () => {
    const result = localise({ values: [30, 10, 0, 70, 30, 47, 100, 40, 60], equations: table(0), unknown: new Set([2]) })
    expect(variablesOf(result)).toEqual(['5'])
    expect(result.unknown).toEqual([{ variable: 2, value: 20 }])
  })
})

describe('rounding', () => {
  test('14.97 for 14.96 is off in its row and in its column: a finding', () => {
    // In 0.01万元; every sum may be off by one.
    const values = [2996, 1500, 1497, 7000, 3000, 4000, 9996, 4500, 5496]
    const result = localise({ values, equations: table(1) })
    expect(result.components).toEqual([
      { equations: [0, 5], common: [{ variable: 2, value: 1496 }], alternatives: [], complete: true, capped: false },
    ])
    expect(result.rounding).toEqual([])
  })

  test('326.71 against 326.72 in one sum: a rounding note', () => {
    const values = [32671, 10000, 22672, 7000, 3000, 4000, 39671, 13000, 26671]
    const result = localise({ values, equations: table(1).map((one, index) => (index === 5 ? equation(1, '+6-0-3') : one)) })
    expect(result.components).toEqual([])
    expect(result.rounding).toEqual([0])
  })

  test('an error in a cell, one of whose sums is rounded besides: one error and one note', () => {
    const equations = ['+0-1-2', '+3-4-5', '+7-1-4', '+8-2-5'].map((terms) => equation(1, terms))
    const result = localise({ values: [3001, 1000, 2501, 7000, 3000, 4000, 0, 4000, 6000], equations })
    expect(result.components.map(({ common }) => common.map(({ variable }) => variable))).toEqual([[2]])
    expect([2000, 2001]).toContain(result.components[0]?.common[0]?.value)
    expect(result.rounding).toHaveLength(1)
  })

  test('a total printed twice, wrong both times, whose two sums are rounded differently', () => {
    const equations = [equation(1, '+0-2'), equation(0, '+1-0'), equation(1, '+1-3')]
    const result = localise({ values: [110, 110, 100, 102], equations, trusted: new Set([2, 3]) })
    expect(variablesOf(result)).toEqual(['0,1'])
    expect(result.rounding).toEqual([0, 2])
  })

  test('the rounded sum chooses between two cells of a broken one', () => {
    // Each of 0, 1 and 2 mends the first sum; only 1 makes the second, which is off by one, exact as well.
    const result = localise({ values: [29, 10, 20, 10, 1], equations: [equation(0, '+0-1-2'), equation(1, '+3+4-1-4-4')] })
    expect(variablesOf(result)).toEqual(['1'])
  })

  test.each([1, 2, 3])('rounding everywhere and one error: exactly that error (seed %i)', (seed) => {
    const system = makeBudget(seed, 3)
    const random = seededRandom(seed + 100)
    const input = {
      ...system,
      values: system.values.map((value) => (random() < 0.25 ? value + (random() < 0.5 ? -1 : 1) : value)),
    }
    // Every sum may now be off by a few fen, and same-slice pairs by two.
    const equations = system.equations.map((one) => ({ ...one, tolerance: Math.max(2, one.terms.length) }))
    const off = residuals(equations, input.values).filter((residual) => residual !== 0n).length
    expect(off).toBeGreaterThan(200)
    const wrong = system.columns[0]?.[5] as number
    const values = input.values.map((value, variable) => (variable === wrong ? value + 9_000_000 : value))
    const result = localise({ values, equations })
    expect(result.components.map(({ common }) => common.map(({ variable }) => variable))).toEqual([[wrong]])
    expect(result.components[0]?.alternatives).toEqual([])
    expect(Math.abs((result.components[0]?.common[0]?.value ?? 0) - (system.values[wrong] as number))).toBeLessThan(12)
    expect(result.rounding.length).toBeGreaterThan(200)
  })
})

describe('equations that usually hold', () => {
  test('force no correction', () => {
    expect(localise({ values: [10, 7], equations: [equation(0, '+0-1', true)] })).toEqual({
      components: [],
      rounding: [],
      unknown: [],
    })
  })

  test('prefer one of several equal explanations', () => {
    const equations = [equation(0, '+0-1-2'), equation(0, '+1-3', true)]
    expect(variablesOf(localise({ values: [10, 3, 4, 6], equations }))).toEqual(['1'])
    expect(variablesOf(localise({ values: [10, 3, 4, 3], equations }))).toEqual(['0', '2'])
  })
})
