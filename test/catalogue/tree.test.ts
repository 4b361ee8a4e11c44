import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DIMENSIONS } from '../../src/budget/slice.ts'
import { CODE_ROWS } from '../../src/catalogue/code-lists.ts'
import { NODES, type Node } from '../../src/catalogue/nodes.ts'
import { children, depth, isAncestor, isCodeDimension, nodeName, parent } from '../../src/catalogue/tree.ts'

function flatten(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [node.id, ...flatten(node.parts ?? [])])
}

const nodesOf = (dimension: (typeof DIMENSIONS)[number]): string[] => {
  if (dimension === 'function' || dimension === 'economic' || dimension === 'government-economic') {
    return CODE_ROWS[dimension].map((row) => row.code)
  }
  return dimension in NODES ? flatten(NODES[dimension as keyof typeof NODES]) : ['甲', '乙']
}

const anyNode = fc
  .constantFrom(...DIMENSIONS)
  .chain((dimension) => fc.record({ dimension: fc.constant(dimension), node: fc.constantFrom(...nodesOf(dimension)) }))

describe('trees', () => {
  test('climbing by parent meets exactly the ancestors, and takes depth steps', () => {
    fc.assert(
      fc.property(anyNode, ({ dimension, node }) => {
        const met: string[] = []
        for (let up = parent(dimension, node); up !== undefined; up = parent(dimension, up)) met.push(up)
        expect(depth(dimension, node)).toBe(met.length + 1)
        const above = nodesOf(dimension).filter((other) => isAncestor(dimension, other, node))
        // A group that was never printed is no node of the list, yet it lies above its items.
        for (const each of above) expect(met).toContain(each)
        for (const each of met) expect(isAncestor(dimension, each, node)).toBe(true)
      }),
    )
  })

  test('the root is above all and below nothing; nothing is above itself', () => {
    fc.assert(
      fc.property(anyNode, ({ dimension, node }) => {
        expect(isAncestor(dimension, undefined, node)).toBe(true)
        expect(isAncestor(dimension, node, undefined)).toBe(false)
        expect(isAncestor(dimension, node, node)).toBe(false)
        expect(isAncestor(dimension, undefined, undefined)).toBe(false)
        expect(depth(dimension, undefined)).toBe(0)
      }),
    )
  })

  test('ids are unique in their dimension, and children are the other way round from parent', () => {
    for (const [dimension, roots] of Object.entries(NODES) as [keyof typeof NODES, readonly Node[]][]) {
      const ids = flatten(roots)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(children(dimension, parent(dimension, id))).toContain(id)
    }
  })

  test('the axes are what the forms name', () => {
    expect(isAncestor('flow', 'sources', 'brought-forward')).toBe(true)
    expect(isAncestor('flow', 'sources', 'expenditure')).toBe(false)
    expect(isAncestor('fund', 'appropriation', 'state-capital')).toBe(true)
    expect(isAncestor('fund', 'other-sources', 'operating')).toBe(true)
    expect(isAncestor('fund', 'non-appropriation', 'special-account')).toBe(true)
    expect(isAncestor('nature', 'basic', 'running')).toBe(true)
    expect(isAncestor('item', 'three-public', 'abroad-teaching')).toBe(true)
    expect(isAncestor('asset', 'assets', 'offices')).toBe(true)
    expect(isAncestor('function', '201', '2010308')).toBe(true)
    expect(isAncestor('function', '20103', '2010408')).toBe(false)
    expect(isAncestor('economic', '302', '3021503')).toBe(true)
  })

  test('nodes have names in both languages', () => {
    expect(nodeName('fund', 'general', 2023)).toEqual({ zh: '一般公共预算财政拨款', en: 'general public budget' })
    expect(nodeName('function', '208', 2023)).toEqual({ zh: '社会保障和就业支出', en: 'Social security and employment' })
    expect(nodeName('function', '2130142', 2025).zh).toBe('乡村道路建设')
    expect(nodeName('project', '维稳经费', 2023)).toEqual({ zh: '维稳经费', en: '维稳经费' })
    for (const dimension of DIMENSIONS.filter(isCodeDimension)) {
      for (const row of CODE_ROWS[dimension].filter((each) => each.code.length === 3)) {
        expect(nodeName(dimension, row.code, 2023).en, row.code).toMatch(/^[A-Z]/u)
      }
    }
  })
})
