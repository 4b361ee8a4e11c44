import type { TableForm } from '../form.ts'

/** Tables in whole yuan with separators, nothing for zero; department and unit stand above the table. */
const PRINTED = {
  unit: '元',
  info: ['编制{scope-short}：{name}', '单位：{unit}'],
  infoOutside: true,
  figures: { decimals: 0, grouped: true },
} as const

const BY_FUNCTION = {
  over: '项目',
  code: ['功能分类科目编码', '科目编码'],
  split: ['类', '款', '项'],
  name: ['功能分类科目名称', '科目名称'],
} as const

const TOTAL = ['合计', '总计'] as const

/** Money that was not received or will not be spent this year: most have none, and then its lines are not printed. */
const CARRIED_IN = [{ flow: 'brought-forward' }, { flow: 'reserves-used' }] as const
const CARRIED_OUT = [{ flow: 'allocations' }, { flow: 'carried-forward' }] as const

const SOURCES = {
  heading: ['本年收入', '收入'],
  stub: { name: ['项目', '收入项目'] },
  columns: [{ label: ['预算数', '金额'] }],
  rows: [
    { label: '财政拨款收入', slice: { flow: 'income', fund: 'appropriation' }, ordinal: '一、' },
    {
      label: ['一般公共预算资金', '一般公共预算', '一般公共预算拨款'],
      slice: { flow: 'income', fund: 'general' },
      ordinal: '1、',
    },
    {
      label: ['政府性基金', '政府性基金预算', '政府性基金预算资金'],
      slice: { flow: 'income', fund: 'government-fund' },
      ordinal: '1、',
    },
    { label: ['国有资本经营预算', '国有资本经营预算资金'], slice: { flow: 'income', fund: 'state-capital' }, ordinal: '1、' },
    { label: '事业收入', slice: { flow: 'income', fund: 'operating' }, ordinal: '一、' },
    { label: ['事业单位经营收入', '经营收入'], slice: { flow: 'income', fund: 'business' }, ordinal: '一、' },
    { label: '其他收入', slice: { flow: 'income', fund: 'other' }, ordinal: '一、' },
    {
      label: ['财政专户管理资金收入', '财政专户收入'],
      slice: { flow: 'income', fund: 'special-account' },
      ordinal: '一、',
      optional: true,
    },
    { label: '上级补助收入', slice: { flow: 'income', fund: 'superior-subsidy' }, ordinal: '一、', optional: true },
    { label: '附属单位上缴收入', slice: { flow: 'income', fund: 'affiliate-remittance' }, ordinal: '一、', optional: true },
    { label: ['本年收入合计', '本年收入小计'], slice: { flow: 'income' }, optional: CARRIED_IN },
    { label: ['上年结转结余', '上年结转'], slice: { flow: 'brought-forward' }, optional: true },
    { label: '使用非财政拨款结余', slice: { flow: 'reserves-used' }, optional: true },
    { label: ['收入总计', '收入合计'], slice: { flow: 'sources' }, level: 'total' },
  ],
} as const

/** Only classes with money are printed, numbered through. */
const USES = [
  { each: 'function', depth: 1, ordinal: '一、' },
  { label: ['本年支出合计', '本年支出小计'], slice: { flow: 'expenditure' }, optional: CARRIED_OUT },
  { label: '结余分配', slice: { flow: 'allocations' }, optional: true },
  { label: ['年终结转结余', '结转下年'], slice: { flow: 'carried-forward' }, optional: true },
  { label: ['支出总计', '支出合计'], slice: { flow: 'uses' }, level: 'total' },
] as const

/**
 * A unit parts its expenditure into personnel, running costs and projects; a department prints its sum alone. The natures are not declared
 * to be all: what is carried forward stands in the same column of totals and has no nature.
 */
export const balance = {
  kind: 'table',
  id: 'balance',
  title: ['部门财务收支预算总表', '预算单位财务收支预算总表', '单位财务收支预算总表', '财务收支预算总表'],
  heading: '{year}年{scope}财务收支预算总表',
  ...PRINTED,
  slice: {},
  complete: ['flow', 'fund', 'function'],
  emptyNote: '注：本{scope-short}{year}年无收支预算，故本表为空表。',
  sides: [
    SOURCES,
    {
      heading: ['本年支出', '支出'],
      slice: { flow: 'expenditure' },
      stub: { name: ['项目', '支出项目'] },
      columns: [
        {
          label: ['预算数', '金额'],
          children: [
            { label: [...TOTAL, '预算数', '金额'] },
            {
              label: '基本支出',
              only: 'unit',
              children: [
                { label: '人员经费', slice: { nature: 'personnel' } },
                { label: '公用经费', slice: { nature: 'running' } },
              ],
            },
            { label: '项目支出', slice: { nature: 'project' }, only: 'unit' },
            { label: ['经营支出', '事业单位经营支出'], slice: { nature: 'business' }, only: 'unit', optional: true },
            { label: '上缴上级支出', slice: { nature: 'remittance' }, only: 'unit', optional: true },
            { label: '对附属单位补助支出', slice: { nature: 'subsidy' }, only: 'unit', optional: true },
          ],
        },
      ],
      rows: USES,
    },
  ],
} as const satisfies TableForm

export const income = {
  kind: 'table',
  id: 'income',
  title: ['部门收入预算总表', '预算单位收入预算总表', '单位收入预算总表', '收入预算总表'],
  heading: '{year}年{scope}收入预算总表',
  ...PRINTED,
  slice: { flow: 'income' },
  complete: ['fund', 'function'],
  emptyNote: '注：本{scope-short}{year}年无收入预算，故本表为空表。',
  sides: [
    {
      stub: BY_FUNCTION,
      over: '收入预算',
      columns: [
        { label: TOTAL },
        { label: ['财政拨款收入', '财政拨款'], slice: { fund: 'appropriation' } },
        { label: '事业收入', slice: { fund: 'operating' } },
        { label: ['事业单位经营收入', '经营收入'], slice: { fund: 'business' } },
        { label: '其他收入', slice: { fund: 'other' } },
        { label: ['财政专户管理资金收入', '财政专户收入'], slice: { fund: 'special-account' }, optional: true },
        { label: '上级补助收入', slice: { fund: 'superior-subsidy' }, optional: true },
        { label: '附属单位上缴收入', slice: { fund: 'affiliate-remittance' }, optional: true },
      ],
      rows: [{ each: 'function', depth: 3 }, { label: TOTAL }],
    },
  ],
} as const satisfies TableForm

export const expenditure = {
  kind: 'table',
  id: 'expenditure',
  title: ['部门支出预算总表', '预算单位支出预算总表', '单位支出预算总表', '支出预算总表'],
  heading: '{year}年{scope}支出预算总表',
  ...PRINTED,
  slice: { flow: 'expenditure' },
  complete: ['nature', 'function'],
  emptyNote: '注：本{scope-short}{year}年无支出预算，故本表为空表。',
  sides: [
    {
      stub: BY_FUNCTION,
      over: '支出预算',
      columns: [
        { label: TOTAL },
        { label: '基本支出', slice: { nature: 'basic' } },
        { label: '项目支出', slice: { nature: 'project' } },
        { label: ['经营支出', '事业单位经营支出'], slice: { nature: 'business' }, optional: true },
        { label: '上缴上级支出', slice: { nature: 'remittance' }, optional: true },
        { label: '对附属单位补助支出', slice: { nature: 'subsidy' }, optional: true },
      ],
      rows: [{ each: 'function', depth: 3 }, { label: TOTAL }],
    },
  ],
} as const satisfies TableForm
