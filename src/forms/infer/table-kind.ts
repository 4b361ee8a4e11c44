import type { Dimension, Slice } from '../../budget/slice.ts'
import { narrow } from '../../budget/amount.ts'

/** What the title of a table says that it is. */
export interface TableKind {
  /** Form id: see the outward contract; ids beyond it name tables that only some places print. */
  readonly id: string
  readonly slice: Slice
  /** Sources and uses side by side, each with rows and totals of its own. */
  readonly balance?: boolean
  /** Lists things that are bought, money that is no part of the budget's own cuts. */
  readonly loose?: boolean
}

interface Rule extends TableKind {
  readonly has: RegExp
  readonly not?: RegExp
}

const EXPENDITURE = { flow: 'expenditure' } as const

/** Asked from the top: the first whose words a title has. */
const RULES: readonly Rule[] = [
  { id: 'three-public', has: /三公/u, slice: EXPENDITURE },
  { id: 'service-purchase', has: /^[^（]*购买服务/u, slice: { ...EXPENDITURE, item: 'service-purchase' }, loose: true },
  { id: 'procurement', has: /政府采购/u, slice: { ...EXPENDITURE, item: 'procurement' }, loose: true },
  { id: 'training-list', has: /培训费?(?:支出)?明细/u, slice: { ...EXPENDITURE, item: 'training' }, loose: true },
  { id: 'meeting-list', has: /会议费?(?:支出)?明细/u, slice: { ...EXPENDITURE, item: 'meeting' }, loose: true },
  {
    id: 'running-cost',
    has: /机关(?:（(?:机构|事业)）)?运行经费|机构运行经费|行政经费/u,
    slice: { ...EXPENDITURE, fund: 'general' },
  },
  {
    id: 'carried-over',
    has: /结转(?:结余)?资金支出/u,
    slice: { flow: 'expenditure', fund: 'appropriation', origin: 'carried-over' },
  },
  { id: 'government-fund-by-economic-class', has: /政府性?基金.*经济/u, slice: { ...EXPENDITURE, fund: 'government-fund' } },
  {
    id: 'government-fund-by-function',
    has: /政府性?基金.*(?:收支|收入支出)/u,
    slice: { fund: 'government-fund' },
    balance: true,
  },
  { id: 'government-fund-by-function', has: /政府性?基金/u, slice: { ...EXPENDITURE, fund: 'government-fund' } },
  { id: 'state-capital-by-function', has: /国有资本.*(?:收支|收入支出)/u, slice: { fund: 'state-capital' }, balance: true },
  { id: 'state-capital-by-function', has: /国有资本/u, slice: { ...EXPENDITURE, fund: 'state-capital' } },
  {
    id: 'appropriation-balance',
    has: /财政(?:预算)?拨款(?:预算)?(?:收支|收入支出)/u,
    slice: { fund: 'appropriation' },
    balance: true,
  },
  { id: 'balance', has: /收支|收入支出/u, slice: {}, balance: true },
  {
    id: 'general-projects',
    has: /一般公共预算.*项目/u,
    slice: { ...EXPENDITURE, fund: 'general', nature: 'project' },
  },
  {
    id: 'general-basic-by-function',
    has: /一般公共预算.*基本支出.*功能/u,
    slice: { ...EXPENDITURE, fund: 'general', nature: 'basic' },
  },
  {
    id: 'basic-by-economic-class',
    has: /(?:一般公共预算|公共财政).*基本支出/u,
    slice: { ...EXPENDITURE, fund: 'general', nature: 'basic' },
  },
  { id: 'general-by-economic-class', has: /一般公共预算.*经济/u, slice: { ...EXPENDITURE, fund: 'general' } },
  { id: 'general-by-function', has: /(?:一般公共预算|公共财政).*支出/u, slice: { ...EXPENDITURE, fund: 'general' } },
  {
    id: 'appropriation-basic-by-economic-class',
    has: /财政拨款.*基本支出/u,
    slice: { ...EXPENDITURE, fund: 'appropriation', nature: 'basic' },
  },
  { id: 'appropriation-by-economic-class', has: /财政拨款.*支出.*经济/u, slice: { ...EXPENDITURE, fund: 'appropriation' } },
  {
    id: 'appropriation-projects',
    has: /财政拨款.*项目支出/u,
    slice: { ...EXPENDITURE, fund: 'appropriation', nature: 'project' },
  },
  { id: 'appropriation-by-function', has: /财政拨款.*支出/u, slice: { ...EXPENDITURE, fund: 'appropriation' } },
  {
    id: 'project-list',
    has: /专项业务经费支出|项目支出|专项资金/u,
    not: /基本支出/u,
    slice: { ...EXPENDITURE, nature: 'project' },
  },
  { id: 'basic-by-economic-class-all', has: /基本支出/u, slice: { ...EXPENDITURE, nature: 'basic' } },
  { id: 'by-economic-class', has: /支出.*经济/u, slice: EXPENDITURE },
  { id: 'expenditure', has: /支出/u, not: /结转/u, slice: EXPENDITURE },
  { id: 'income', has: /收入/u, slice: { flow: 'sources' } },
]

/** A title of a statutory table ends so; what only mentions one does not. */
const TITLE = /(?:表|明细)(?:[一二三四五六七八九十\d]+)?(?:[（(][^（()）]*[)）])*$/u
/** Tables of words, or of other things than money. */
const OTHER = /绩效|目标表|机构设置|资产|人员情况|编制|基本情况|目录|名词|清单|考核|指标|批复|三定|联系/u

/** What a printed title says that its table is; null where it is no title of a table of the budget. */
export function kindOfTitle(printed: string): TableKind | null {
  const title = narrow(printed)
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）')
    .replace(/[“”"„‟＂《》]/gu, '')
  // What stands in brackets is a remark on the table, and not what it is.
  const bare = title.replace(/（[^（）]*）/gu, '')
  if (title.length > 60 || !TITLE.test(title.replace(/[:：]$/u, '')) || OTHER.test(bare)) return null
  const rule = RULES.find((r) => r.has.test(title) && r.not?.test(title) !== true)
  if (rule === undefined) return null
  const { has: _, not: __, ...kind } = rule
  return { ...kind, slice: { ...kind.slice, ...fundOf(kind.id, title), ...originOf(title) } }
}

/** Whose money a table of items is of: what its title says, else all appropriations. */
function fundOf(id: string, title: string): Slice {
  if (id !== 'three-public') return {}
  return { fund: /一般公共预算|公共财政/u.test(title) ? 'general' : 'appropriation' }
}

/** `不含上年结转`: this year's money alone. */
function originOf(title: string): Slice {
  return /不含(?:上年|以前年度)?结转/u.test(title) ? { origin: 'this-year' } : {}
}

/** Dimensions on which the rows and columns of a table may be all the parts there are. */
export const PARTED: readonly Dimension[] = [
  'flow',
  'fund',
  'nature',
  'function',
  'economic',
  'government-economic',
  'item',
  'unit',
]
