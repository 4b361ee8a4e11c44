import type { Words } from '../../budget/finding.ts'
import type { SumAxis } from '../../ledger/sum-lines.ts'
import type { Language } from '../language.ts'

const PHRASES = {
  title: { zh: '{year}年预算汇总', en: 'Budgets of {year} together' },
  lead: {
    zh: '按各单位草案现在的内容汇总；部门内单位之间的往来已抵销。单位：元。',
    en: 'Added up from the drafts as they stand now, without what units of one department pay each other. Yuan.',
  },
  noCycle: { zh: '还没有开启预算年度。', en: 'No budget year has been opened.' },
  axis: { zh: '分类', en: 'By' },
  function: { zh: '功能分类', en: 'Function' },
  economic: { zh: '部门经济分类', en: 'Economic class' },
  fund: { zh: '资金性质', en: 'Fund' },
  nature: { zh: '支出性质', en: 'Kind' },
  level: { zh: '级次', en: 'Level' },
  level1: { zh: '类', en: 'class' },
  level2: { zh: '款', en: 'group' },
  level3: { zh: '项', en: 'item' },
  amount: { zh: '支出', en: 'Expenditure' },
  share: { zh: '占比', en: 'Share' },
  total: { zh: '合计', en: 'Total' },
  notSaid: { zh: '未填', en: 'not said' },
  spenders: { zh: '{name}：由谁安排', en: '{name}: who plans it' },
  departments: { zh: '部门', en: 'Departments' },
  department: { zh: '部门', en: 'Department' },
  unit: { zh: '单位', en: 'Unit' },
  units: { zh: '单位数', en: 'Units' },
  state: { zh: '环节', en: 'State' },
  before: { zh: '单位相加', en: 'Units added up' },
  eliminated: { zh: '内部往来抵销', en: 'Taken out within' },
  after: { zh: '汇总支出', en: 'Expenditure' },
  standing: { zh: '{n}处往来对不上，两边都保留', en: '{n} payments within do not agree: both stand' },
  revised: { zh: '批复与调整', en: 'Approved and revised' },
  revisedLead: {
    zh: '年初批复给单位的预算，与其后经调剂、追加（追减）、调整批准的预算；正在编制的草案和决算不在内。',
    en: 'What units were approved for the year, and what virements, supplements and adjustments made of it; no drafts and no final accounts.',
  },
  approvedUnits: { zh: '已批复单位', en: 'Units approved' },
  given: { zh: '年初批复', en: 'Approved' },
  now: { zh: '调整后', en: 'Revised' },
  change: { zh: '增减', en: 'Change' },
  departmentTitle: { zh: '{name} {year}年预算汇总', en: '{name}: budget of {year} together' },
  departmentUnits: { zh: '所属单位', en: 'Its units' },
  transfers: { zh: '单位之间的往来', en: 'What units pay each other' },
  noTransfers: { zh: '没有单位之间的往来。', en: 'Its units pay each other nothing.' },
  paid: { zh: '付出', en: 'Paid' },
  received: { zh: '收到', en: 'Received' },
  takenOut: { zh: '抵销', en: 'Taken out' },
  money: { zh: '金额', en: 'Amount' },
  kind: { zh: '往来', en: 'Payment' },
  notes: { zh: '汇总时的说明', en: 'Said when adding up' },
  printed: { zh: '将印出的部门预算', en: 'As it will be printed' },
  printedLead: {
    zh: '按所属单位草案现在的内容排印；提交以前还会变。',
    en: 'From the drafts as they stand now; it changes until they are handed in.',
  },
  contents: { zh: '各表', en: 'Its tables' },
  notPrinted: { zh: '现在排印不出来：{why}', en: 'It cannot be printed now: {why}' },
  openBudget: { zh: '打开部门预算', en: "Open the department's budget" },
  control: { zh: '控制数', en: 'Control figures' },
  back: { zh: '全部部门', en: 'All departments' },
} as const satisfies Record<string, Words>

export type ConsolidationPhraseKey = keyof typeof PHRASES

export function consolidationPhrase(
  language: Language,
  key: ConsolidationPhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return PHRASES[key][language].replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole))
}

/** The levels of an axis by name. */
export const LEVEL_NAMES: readonly ConsolidationPhraseKey[] = ['level1', 'level2', 'level3']

export function axisName(language: Language, axis: SumAxis): string {
  return PHRASES[axis][language]
}
