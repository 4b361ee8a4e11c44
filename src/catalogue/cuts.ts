import type { Words } from '../budget/finding.ts'
import type { Dimension, Slice } from '../budget/slice.ts'

/**
 * A way in which a published document covers its money once: by function and nature, by economic class, by project, … The same yuan stands in several
 * cuts, so nothing is ever summed across two of them.
 */
export interface Cut {
  readonly id: string
  readonly name: Words
  /** Ids of the forms that carry it, the best first: the first one that is printed with money is taken. */
  readonly forms: readonly string[]
  /** What the whole cut narrows to. */
  readonly within: Slice
  /** What its facts are told apart by, and so what they can be filtered and grouped by. */
  readonly dimensions: readonly Dimension[]
}

/** Every cut, in the order in which people ask for them. */
export const CUTS = [
  {
    id: 'income',
    name: { zh: '收入（按资金来源）', en: 'income by source of funds' },
    forms: ['balance', 'income', 'appropriation-balance'],
    within: { flow: 'income' },
    dimensions: ['fund'],
  },
  {
    id: 'expenditure',
    name: { zh: '支出（按功能分类和支出性质）', en: 'expenditure by function and nature' },
    forms: ['expenditure', 'balance'],
    within: { flow: 'expenditure' },
    dimensions: ['function', 'nature'],
  },
  {
    id: 'general',
    name: { zh: '一般公共预算支出（按功能分类和支出性质）', en: 'general public budget by function and nature' },
    forms: ['general-by-function', 'appropriation-by-function', 'appropriation-balance'],
    within: { flow: 'expenditure', fund: 'general' },
    dimensions: ['function', 'nature'],
  },
  {
    id: 'government-fund',
    name: { zh: '政府性基金预算支出（按功能分类和支出性质）', en: 'government-managed funds by function and nature' },
    forms: ['government-fund-by-function', 'appropriation-balance'],
    within: { flow: 'expenditure', fund: 'government-fund' },
    dimensions: ['function', 'nature'],
  },
  {
    id: 'state-capital',
    name: { zh: '国有资本经营预算支出（按功能分类和支出性质）', en: 'state capital operations by function and nature' },
    forms: ['state-capital-by-function', 'appropriation-balance'],
    within: { flow: 'expenditure', fund: 'state-capital' },
    dimensions: ['function', 'nature'],
  },
  {
    id: 'basic-by-economic-class',
    name: { zh: '基本支出（按经济分类）', en: 'basic expenditure by economic class' },
    forms: ['basic-by-economic-class', 'appropriation-basic-by-economic-class', 'basic-by-economic-class-all'],
    within: { flow: 'expenditure', nature: 'basic' },
    dimensions: ['economic', 'nature', 'fund'],
  },
  {
    id: 'three-public',
    name: { zh: '“三公”经费', en: 'the three public expenses' },
    forms: ['three-public'],
    within: { flow: 'expenditure', item: 'three-public' },
    dimensions: ['item', 'fund'],
  },
  {
    id: 'project',
    name: { zh: '项目支出（按项目）', en: 'projects' },
    forms: ['project-list', 'performance-target'],
    within: { flow: 'expenditure', nature: 'project' },
    dimensions: ['project', 'fund'],
  },
] as const satisfies readonly Cut[]

export type CutId = (typeof CUTS)[number]['id']

/** A cut by its id; null for none. */
export function cutOf(id: string): Cut | null {
  return CUTS.find((cut) => cut.id === id) ?? null
}

/** The cuts whose facts are told apart by all of these dimensions. */
export function cutsWith(dimensions: readonly Dimension[]): readonly Cut[] {
  return CUTS.filter((cut: Cut) => dimensions.every((d) => cut.dimensions.includes(d)))
}
