import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DIMENSIONS, narrowSlice, sliceKey, without, type Dimension, type Slice } from '../../src/budget/slice.ts'

const nodes = fc.constantFrom('basic', '2010301', 'general', '-1', '1 信访专项经费')
const slices = fc
  .dictionary(fc.constantFrom(...DIMENSIONS), nodes, { noNullPrototype: true })
  .map((slice): Slice => slice as Partial<Record<Dimension, string>>)

test('the key does not depend on the order in which a slice was written, and tells different slices apart', () => {
  fc.assert(
    fc.property(slices, slices, (a, b) => {
      const reversed = Object.fromEntries(Object.entries(a).toReversed()) as Slice
      expect(sliceKey(reversed)).toBe(sliceKey(a))
      const equal = DIMENSIONS.every((d) => a[d] === b[d])
      expect(sliceKey(a) === sliceKey(b)).toBe(equal)
    }),
  )
})

test('narrowing: the second wins, nothing narrows by itself, widening undoes it', () => {
  fc.assert(
    fc.property(slices, slices, fc.constantFrom(...DIMENSIONS), (a, b, dimension) => {
      const both = narrowSlice(a, b)
      for (const d of DIMENSIONS) expect(both[d]).toBe(b[d] ?? a[d])
      expect(narrowSlice(a, undefined)).toBe(a)
      expect(without(both, dimension)[dimension]).toBeUndefined()
      expect(sliceKey(narrowSlice(without(a, dimension), { [dimension]: 'x' }))).toBe(sliceKey({ ...a, [dimension]: 'x' }))
    }),
  )
})
