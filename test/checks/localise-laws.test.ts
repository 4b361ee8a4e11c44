import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { injectErrors, makeBudget, seededRandom } from '../../bench/hierarchical-budget.ts'
import { localise } from '../../src/checks/localise.ts'
import { brokenAfter, explanations, smallestSets, type Values, variablesOf } from './localise-oracle.ts'

const tinySystem = fc.integer({ min: 2, max: 9 }).chain((count) =>
  fc.record({
    equations: fc.array(
      fc.record({
        terms: fc.uniqueArray(fc.record({ variable: fc.nat(count - 1), times: fc.constantFrom(1, -1, 1, -1, 1, -1, 2) }), {
          selector: (term) => term.variable,
          minLength: 1,
          maxLength: 4,
        }),
        tolerance: fc.constant(0),
      }),
      { minLength: 1, maxLength: 7 },
    ),
    values: fc.array(
      fc.integer({ min: -3, max: 3 }).map((value) => (Math.abs(value) < 2 ? 0 : value)),
      { minLength: count, maxLength: count },
    ),
  }),
)

describe('laws', () => {
  test('tiny systems: exactly the smallest sets that trying everything gives', () => {
    fc.assert(
      fc.property(tinySystem, (input) => {
        const result = localise(input)
        const expected = smallestSets(input)
        if (expected.length === 0 || result.components.some(({ capped }) => capped)) return
        expect(variablesOf(result)).toEqual(expected)
        for (const set of explanations(result)) expect(brokenAfter(input, set)).toEqual([])
      }),
      { seed: 20231124, numRuns: 1500 },
    )
  })

  test('budgets with one to three misprints: the answer is proven, whole, and no larger than the truth', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 3 }), (seed, count) => {
        const system = makeBudget(seed, 0.6)
        const { values, wrong } = injectErrors(system, count, seed)
        const input = { values, equations: system.equations }
        const result = localise(input)
        expect(result.components.every(({ complete }) => complete)).toBe(true)
        const sets = explanations(result)
        const isTrue = (set: Values): boolean => wrong.every((variable) => set.get(variable) === system.values[variable])
        for (const set of sets) {
          expect(set.size).toBeLessThanOrEqual(count)
          expect(brokenAfter(input, set)).toEqual([])
        }
        expect(sets.some(isTrue) || sets.every((set) => set.size < count) || result.components.some(({ capped }) => capped)).toBe(
          true,
        )
      }),
      { seed: 455, numRuns: 120 },
    )
  })

  test('the same input gives the same answer, whatever the order of terms', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const system = makeBudget(seed, 0.4)
        const { values } = injectErrors(system, 3, seed)
        const turned = system.equations.map((one) => ({ ...one, terms: [...one.terms].reverse() }))
        expect(localise({ values, equations: turned })).toEqual(localise({ values, equations: system.equations }))
      }),
      { seed: 9, numRuns: 30 },
    )
  })

  test.each([1, 2, 3, 4])('a system without rhyme or reason ends within its budget (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const values = Array.from({ length: 300 }, () => Math.floor(random() * 1000))
    const equations = Array.from({ length: 250 }, () => ({
      terms: Array.from({ length: 2 + Math.floor(random() * 20) }, () => ({
        variable: Math.floor(random() * 300),
        times: random() < 0.5 ? 1 : -1,
      })),
      tolerance: 0,
    }))
    const result = localise({ values, equations, budget: 2000 })
    expect(result.components.some(({ complete }) => !complete)).toBe(true)
    // What was found without proof, if anything, still mends everything.
    for (const set of explanations(result)) if (set.size > 0) expect(brokenAfter({ values, equations }, set)).toEqual([])
  })
})
