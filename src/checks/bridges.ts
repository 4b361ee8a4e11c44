import type { Slice } from '../budget/slice.ts'

/**
 * Where two axes meet: laws that no form implies. `must` excludes; `usual` holds nearly everywhere and is for a person to judge.
 */
export interface Bridge {
  readonly id: string
  readonly left: Slice
  readonly relation: '=' | '≤'
  readonly right: Slice
  readonly force: 'must' | 'usual'
  readonly basis: string
  /** Only a part of the right side may be meant (departments with institutions): less is told only where it looks like a slip of the hand. */
  readonly partial?: true
  /** What it means when the right side is not printed at all though the left side has money. */
  readonly whenAbsent?: { readonly zh: string; readonly en: string }
}

const BASIC = { flow: 'expenditure', fund: 'general', nature: 'basic' } as const

export const BRIDGES: readonly Bridge[] = [
  {
    id: 'running-cost',
    left: { flow: 'expenditure', fund: 'general', item: 'running-cost' },
    relation: '=',
    right: { flow: 'expenditure', fund: 'general', nature: 'running' },
    force: 'usual',
    partial: true,
    basis: '机关运行经费为行政单位和参公事业单位一般公共预算基本支出中的公用经费（预算法第十四条）',
  },
  {
    id: 'housing-fund',
    left: { ...BASIC, economic: '30113' },
    relation: '=',
    right: { ...BASIC, function: '2210201' },
    force: 'usual',
    basis: '政府收支分类科目：30113住房公积金在2210201列支',
  },
  {
    id: 'pension',
    left: { ...BASIC, economic: '30108' },
    relation: '=',
    right: { ...BASIC, function: '2080505' },
    force: 'usual',
    basis: '政府收支分类科目：30108机关事业单位基本养老保险缴费在2080505列支',
    whenAbsent: {
      zh: '有30108机关事业单位基本养老保险缴费，功能分类中却没有2080505机关事业单位基本养老保险缴费支出',
      en: 'there is 30108 (basic pension contributions) but no function 2080505 to carry it',
    },
  },
  {
    id: 'annuity',
    left: { ...BASIC, economic: '30109' },
    relation: '=',
    right: { ...BASIC, function: '2080506' },
    force: 'usual',
    basis: '政府收支分类科目：30109职业年金缴费在2080506列支',
    whenAbsent: {
      zh: '有30109职业年金缴费，功能分类中却没有2080506机关事业单位职业年金缴费支出',
      en: 'there is 30109 (occupational annuity) but no function 2080506 to carry it',
    },
  },
  {
    id: 'abroad',
    left: { ...BASIC, economic: '30212' },
    relation: '≤',
    right: { flow: 'expenditure', fund: 'general', item: 'abroad' },
    force: 'must',
    basis: '“三公”经费包括基本支出中的30212因公出国（境）费用',
  },
  {
    id: 'reception',
    left: { ...BASIC, economic: '30217' },
    relation: '≤',
    right: { flow: 'expenditure', fund: 'general', item: 'reception' },
    force: 'must',
    basis: '“三公”经费包括基本支出中的30217公务接待费',
  },
  {
    id: 'vehicle-running',
    left: { ...BASIC, economic: '30231' },
    relation: '≤',
    right: { flow: 'expenditure', fund: 'general', item: 'vehicle-running' },
    force: 'must',
    basis: '“三公”经费包括基本支出中的30231公务用车运行维护费',
  },
]
