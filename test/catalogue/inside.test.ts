import { expect, test } from 'vitest'
import { Random } from '../../bench/nation/random.ts'
import type { Fact } from '../../src/budget/account.ts'
import type { Slice } from '../../src/budget/slice.ts'
import { hasMoney, isInside, nodesWithMoney, sumOf } from '../../src/catalogue/inside.ts'

const NODES = {
  fund: ['general', 'government-fund', 'superior-subsidy', 'business'],
  function: ['2010301', '2010302', '2080505', '20103', '201', '205'],
  economic: ['30101', '30201', '301', '302'],
  nature: ['basic', 'personnel', 'running', 'project'],
  project: ['甲', '乙'],
} as const

function someSlice(random: Random): Slice {
  const named = Object.entries(NODES).flatMap(([dimension, nodes]) =>
    random.below(2) === 0 ? [] : [[dimension, random.pick(nodes)]],
  )
  return Object.fromEntries([...named, ...(random.below(4) === 0 ? [['item', 'meeting']] : [])]) as Slice
}

test('sums of many facts are those that looking at each of them gives', () => {
  for (const count of [0, 10, 200, 6000]) {
    const random = new Random('inside', count)
    const facts = Array.from({ length: count }, (): Fact => {
      const { item, ...slice } = someSlice(random) as Slice & { item?: string }
      return { slice, amount: random.between(-5, 5) * 100, items: item === undefined ? [] : [item] }
    })
    for (let i = 0; i < 300; i += 1) {
      const slice = someSlice(random)
      const inside = facts.filter((fact) => isInside(fact, slice))
      expect(sumOf(facts, slice)).toBe(inside.reduce((sum, { amount }) => sum + amount, 0))
      expect(hasMoney(facts, slice)).toBe(inside.some(({ amount }) => amount !== 0))
      for (const dimension of ['function', 'project'] as const) {
        const nodes = inside.flatMap(({ slice: own, amount }) => (amount === 0 ? [] : (own[dimension] ?? [])))
        expect(nodesWithMoney(facts, slice, dimension)).toEqual(new Set(nodes))
      }
    }
  }
})
