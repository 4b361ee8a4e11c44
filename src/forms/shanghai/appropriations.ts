import type { TableForm } from '../form.ts'

const PRINTED = {
  unit: '元',
  info: ['编制{scope-short}：{name}', '单位：{unit}'],
  infoOutside: true,
  figures: { decimals: 0, grouped: true },
} as const

const TOTAL = ['合计', '总计'] as const

const GENERAL = ['一般公共预算资金', '一般公共预算', '一般公共预算拨款'] as const
const GOVERNMENT_FUND = ['政府性基金', '政府性基金预算', '政府性基金预算资金'] as const
const STATE_CAPITAL = ['国有资本经营预算', '国有资本经营预算资金'] as const

export const appropriationBalance = {
  kind: 'table',
  id: 'appropriation-balance',
  title: ['部门财政拨款收支预算总表', '预算单位财政拨款收支预算总表', '单位财政拨款收支预算总表', '财政拨款收支预算总表'],
  heading: '{year}年{scope}财政拨款收支预算总表',
  ...PRINTED,
  slice: { fund: 'appropriation' },
  complete: ['flow', 'fund', 'function'],
  emptyNote: '注：本{scope-short}{year}年无财政拨款预算，故本表为空表。',
  sides: [
    {
      heading: ['财政拨款收入', '收入'],
      slice: { flow: 'income' },
      stub: { name: ['项目', '收入项目'] },
      columns: [{ label: ['预算数', '金额'] }],
      rows: [
        { label: GENERAL, slice: { fund: 'general' }, ordinal: '一、' },
        { label: GOVERNMENT_FUND, slice: { fund: 'government-fund' }, ordinal: '一、' },
        { label: STATE_CAPITAL, slice: { fund: 'state-capital' }, ordinal: '一、' },
        {
          label: ['本年收入合计', '本年收入小计'],
          slice: { flow: 'income' },
          optional: [{ flow: 'brought-forward', fund: 'appropriation' }],
        },
        { label: ['上年财政拨款结转', '上年结转', '年初财政拨款结转和结余'], slice: { flow: 'brought-forward' }, optional: true },
        { label: ['收入总计', '收入合计'], slice: { flow: 'sources' }, level: 'total' },
      ],
    },
    {
      heading: ['财政拨款支出', '支出'],
      slice: { flow: 'expenditure' },
      stub: { name: ['项目', '支出项目'] },
      columns: [
        { label: TOTAL },
        { label: ['一般公共预算', '一般公共预算资金'], slice: { fund: 'general' } },
        { label: ['政府性基金预算', '政府性基金'], slice: { fund: 'government-fund' } },
        { label: ['国有资本经营预算'], slice: { fund: 'state-capital' } },
      ],
      rows: [
        { each: 'function', depth: 1, ordinal: '一、' },
        {
          label: ['本年支出合计', '本年支出小计'],
          slice: { flow: 'expenditure' },
          optional: [{ flow: 'carried-forward', fund: 'appropriation' }],
        },
        { label: ['结转下年', '年末财政拨款结转和结余'], slice: { flow: 'carried-forward' }, optional: true },
        { label: ['支出总计', '支出合计'], slice: { flow: 'uses' }, level: 'total' },
      ],
    },
  ],
} as const satisfies TableForm

/** The three expenditure tables of one appropriation are one table with another fund. */
function byFunction<const Id extends string, const Fund extends string, const Name extends string>(
  id: Id,
  fund: Fund,
  name: Name,
) {
  return {
    kind: 'table',
    id,
    title: [
      `部门${name}支出功能分类预算表`,
      `预算单位${name}支出功能分类预算表`,
      `单位${name}支出功能分类预算表`,
      `${name}支出功能分类预算表`,
    ],
    heading: `{year}年{scope}${name}支出功能分类预算表`,
    ...PRINTED,
    slice: { flow: 'expenditure', fund },
    complete: ['nature', 'function'],
    emptyNote: `注：本{scope-short}{year}年无${name}财政拨款安排的预算，故本表为空表。`,
    sides: [
      {
        stub: {
          over: '项目',
          code: ['功能分类科目编码', '科目编码'],
          split: ['类', '款', '项'],
          name: ['功能分类科目名称', '科目名称'],
        },
        over: `${name}支出`,
        columns: [
          { label: TOTAL },
          { label: '基本支出', slice: { nature: 'basic' } },
          { label: '项目支出', slice: { nature: 'project' } },
        ],
        rows: [{ each: 'function', depth: 3 }, { label: TOTAL }],
      },
    ],
  } as const satisfies TableForm
}

export const generalByFunction = byFunction('general-by-function', 'general', '一般公共预算')
export const governmentFundByFunction = byFunction('government-fund-by-function', 'government-fund', '政府性基金预算')
export const stateCapitalByFunction = byFunction('state-capital-by-function', 'state-capital', '国有资本经营预算')

export const basicByEconomicClass = {
  kind: 'table',
  id: 'basic-by-economic-class',
  title: [
    '部门一般公共预算基本支出部门预算经济分类预算表',
    '预算单位一般公共预算基本支出部门预算经济分类预算表',
    '单位一般公共预算基本支出部门预算经济分类预算表',
    '一般公共预算基本支出部门预算经济分类预算表',
  ],
  heading: '{year}年{scope}一般公共预算基本支出部门预算经济分类预算表',
  ...PRINTED,
  slice: { flow: 'expenditure', fund: 'general', nature: 'basic' },
  complete: ['nature', 'economic'],
  emptyNote: '注：本{scope-short}{year}年无一般公共预算财政拨款安排的基本支出，故本表为空表。',
  sides: [
    {
      stub: {
        over: '项目',
        code: ['部门预算经济分类科目编码', '经济分类科目编码', '科目编码'],
        split: ['类', '款'],
        name: ['部门经济分类科目名称', '经济分类科目名称', '科目名称'],
      },
      over: '一般公共预算基本支出',
      columns: [
        { label: TOTAL },
        { label: '人员经费', slice: { nature: 'personnel' } },
        { label: '公用经费', slice: { nature: 'running' } },
      ],
      rows: [{ each: 'economic', depth: 2 }, { label: TOTAL }],
    },
  ],
} as const satisfies TableForm

/** One row in 万元; the columns alone say what its figures are. */
export const threePublic = {
  kind: 'table',
  id: 'three-public',
  title: [
    '部门“三公”经费和机关运行经费预算表',
    '单位“三公”经费和机关运行经费预算表',
    '预算单位“三公”经费和机关运行经费预算表',
    '“三公”经费和机关运行经费预算表',
  ],
  heading: '{year}年{scope-short}“三公”经费和机关运行经费预算表',
  unit: '万元',
  info: ['编制{scope-short}：{name}', '单位：{unit}'],
  infoOutside: true,
  figures: { decimals: 2, grouped: true, zero: '0.00' },
  slice: { flow: 'expenditure' },
  complete: ['item'],
  emptyNote: '注：本{scope-short}{year}年无“三公”经费和机关运行经费预算，故本表为空表。',
  sides: [
    {
      stub: {},
      columns: [
        {
          label: '“三公”经费预算数',
          slice: { fund: 'appropriation' },
          children: [
            { label: TOTAL, slice: { item: 'three-public' } },
            { label: ['因公出国（境）费', '因公出国（境）费用'], slice: { item: 'abroad' } },
            { label: '公务接待费', slice: { item: 'reception' } },
            {
              label: ['公务用车购置及运行费', '公务用车购置及运行维护费'],
              children: [
                { label: ['小计', '合计'], slice: { item: 'vehicles' } },
                { label: ['购置费', '公务用车购置费'], slice: { item: 'vehicle-purchase' } },
                { label: ['运行费', '运行维护费', '公务用车运行费'], slice: { item: 'vehicle-running' } },
              ],
            },
          ],
        },
        { label: ['机关运行经费预算数', '机关运行经费'], slice: { fund: 'general', item: 'running-cost' } },
      ],
      rows: [{ label: '' }],
    },
  ],
} as const satisfies TableForm
