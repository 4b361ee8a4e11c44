import type { RowRule, TableForm } from '../form.ts'

/** The functional classes in their printed order are a classification, not a list of this form: see catalogue. */
const BY_CLASS: RowRule = { each: 'function', depth: 1, every: true, ordinal: '一、' }
const BY_CODE = { serial: '序号', code: ['科目编码', '编码'], name: ['科目名称', '名称'] } as const
const BY_FUNCTION = { ...BY_CODE, over: '功能分类科目' } as const
const TOTAL = ['合计', '总计'] as const
/** The line above the header, a row of the table itself, and the row of column numbers below it. */
const PRINTED = { info: ['{code}{name}', '预算年度：{year}', '单位：{unit}'], columnNumbers: true } as const

export const balance = {
  kind: 'table',
  id: 'balance',
  title: ['部门预算收支总表', '预算收支总表', '收支预算总表', '部门收支总体情况表', '部门收支总表', '收支总表'],
  unit: '万元',
  heading: '{scope}预算收支总表',
  ...PRINTED,
  emptyNote: '注：无收支预算，空表列示。',
  slice: {},
  complete: ['flow', 'fund', 'function'],
  sides: [
    {
      heading: '收入',
      stub: { serial: '序号', name: ['项目', '收入项目'] },
      columns: [{ label: ['预算数', '金额', '本年预算'] }],
      rows: [
        {
          label: ['一般公共预算拨款收入', '一般公共预算财政拨款收入', '一般公共预算收入'],
          slice: { flow: 'income', fund: 'general' },
          ordinal: '一、',
        },
        {
          label: ['政府性基金预算拨款收入', '政府性基金预算财政拨款收入', '政府基金预算拨款收入'],
          slice: { flow: 'income', fund: 'government-fund' },
          ordinal: '一、',
        },
        {
          label: ['国有资本经营预算拨款收入', '国有资本经营预算财政拨款收入'],
          slice: { flow: 'income', fund: 'state-capital' },
          ordinal: '一、',
        },
        {
          label: ['财政专户管理资金收入', '财政专户核拨收入', '财政专户收入'],
          slice: { flow: 'income', fund: 'special-account' },
          ordinal: '一、',
        },
        { label: '事业收入', slice: { flow: 'income', fund: 'operating' }, ordinal: '一、' },
        { label: ['事业单位经营收入', '经营收入'], slice: { flow: 'income', fund: 'business' }, ordinal: '一、' },
        { label: '上级补助收入', slice: { flow: 'income', fund: 'superior-subsidy' }, ordinal: '一、' },
        { label: '附属单位上缴收入', slice: { flow: 'income', fund: 'affiliate-remittance' }, ordinal: '一、' },
        { label: '其他收入', slice: { flow: 'income', fund: 'other' }, ordinal: '一、' },
        { label: ['本年收入合计', '本年收入小计', '本年收入'], slice: { flow: 'income' }, level: 'year' },
        {
          label: ['上年结转结余', '上年结转', '上年结转和结余', '年初结转和结余'],
          slice: { flow: 'brought-forward' },
          level: 'carried',
        },
        { label: ['使用非财政拨款结余', '动用非财政拨款结余'], slice: { flow: 'reserves-used' }, optional: true },
        { label: ['收入总计', '收入合计'], slice: { flow: 'sources' }, level: 'total' },
      ],
    },
    {
      heading: '支出',
      stub: { name: ['项目', '支出项目'] },
      columns: [{ label: ['预算数', '金额', '本年预算'] }],
      rows: [
        { ...BY_CLASS },
        { label: ['本年支出合计', '本年支出小计', '本年支出'], slice: { flow: 'expenditure' }, level: 'year' },
        { label: '结余分配', slice: { flow: 'allocations' }, optional: true },
        {
          label: ['年终结转结余', '年末结转结余', '结转下年', '年末结转和结余'],
          slice: { flow: 'carried-forward' },
          level: 'carried',
        },
        { label: ['支出总计', '支出合计'], slice: { flow: 'uses' }, level: 'total' },
      ],
      slice: { flow: 'expenditure' },
    },
  ],
} as const satisfies TableForm

export const income = {
  kind: 'table',
  id: 'income',
  title: ['部门预算收入总表', '收入预算总表', '部门收入总体情况表', '部门收入总表', '收入总表'],
  unit: '万元',
  heading: '{scope}预算收入总表',
  ...PRINTED,
  emptyNote: '注：无收入预算，空表列示。',
  slice: { flow: 'sources' },
  complete: ['flow', 'fund', 'function'],
  sides: [
    {
      stub: BY_FUNCTION,
      columns: [
        { label: TOTAL },
        {
          label: '本年收入',
          slice: { flow: 'income' },
          children: [
            { label: ['小计', '合计'] },
            { label: ['财政拨款收入', '财政拨款'], slice: { fund: 'appropriation' } },
            { label: ['财政专户收入', '财政专户管理资金收入', '财政专户核拨收入'], slice: { fund: 'special-account' } },
            { label: '事业收入', slice: { fund: 'operating' } },
            { label: ['经营收入', '事业单位经营收入'], slice: { fund: 'business' } },
            { label: '上级补助收入', slice: { fund: 'superior-subsidy' } },
            { label: '附属单位上缴收入', slice: { fund: 'affiliate-remittance' } },
            { label: '其他收入', slice: { fund: 'other' } },
          ],
        },
        { label: ['上年结转', '上年结转结余', '上年结转和结余'], slice: { flow: 'brought-forward' } },
        { label: ['使用非财政拨款结余', '动用非财政拨款结余'], slice: { flow: 'reserves-used' }, optional: true },
      ],
      rows: [{ label: TOTAL }, { each: 'function', depth: 3 }],
    },
  ],
} as const satisfies TableForm

export const expenditure = {
  kind: 'table',
  id: 'expenditure',
  title: ['部门预算支出总表', '支出预算总表', '部门支出总体情况表', '部门支出总表', '支出总表'],
  unit: '万元',
  heading: '{scope}预算支出总表',
  ...PRINTED,
  emptyNote: '注：无支出预算，空表列示。',
  slice: { flow: 'expenditure' },
  complete: ['nature', 'function'],
  sides: [
    {
      stub: BY_FUNCTION,
      columns: [
        { label: TOTAL },
        { label: '基本支出', slice: { nature: 'basic' } },
        { label: '项目支出', slice: { nature: 'project' } },
        { label: ['经营支出', '事业单位经营支出'], slice: { nature: 'business' } },
        { label: ['上缴上级支出', '上解上级支出'], slice: { nature: 'remittance' } },
        { label: ['对附属单位补助支出', '对附属单位补助'], slice: { nature: 'subsidy' } },
      ],
      rows: [{ label: TOTAL }, { each: 'function', depth: 3 }],
    },
  ],
} as const satisfies TableForm

const APPROPRIATIONS = [
  { label: ['一般公共预算拨款', '一般公共预算财政拨款', '一般公共预算'], slice: { fund: 'general' } },
  {
    label: ['政府性基金预算拨款', '政府性基金预算财政拨款', '政府性基金拨款', '政府性基金预算', '政府基金预算拨款'],
    slice: { fund: 'government-fund' },
  },
  { label: ['国有资本经营预算拨款', '国有资本经营预算财政拨款', '国有资本经营预算'], slice: { fund: 'state-capital' } },
] as const

/** The same as headings of columns, where most print 财政拨款. */
const APPROPRIATION_COLUMNS = [
  { ...APPROPRIATIONS[0], label: ['一般公共预算财政拨款', '一般公共预算拨款', '一般公共预算'] },
  {
    ...APPROPRIATIONS[1],
    label: ['政府性基金预算财政拨款', '政府性基金预算拨款', '政府性基金拨款', '政府性基金预算', '政府基金预算拨款'],
  },
  { ...APPROPRIATIONS[2], label: ['国有资本经营预算财政拨款', '国有资本经营预算拨款', '国有资本经营预算'] },
] as const

export const appropriationBalance = {
  kind: 'table',
  id: 'appropriation-balance',
  title: ['部门预算财政拨款收支总表', '财政拨款收支总表', '财政拨款收支总体情况表', '财政拨款收支预算总表'],
  unit: '万元',
  heading: '{scope}预算财政拨款收支总表',
  ...PRINTED,
  emptyNote: '注：无财政拨款收支预算，空表列示。',
  slice: { fund: 'appropriation' },
  complete: ['flow', 'fund', 'function'],
  sides: [
    {
      heading: '收入',
      slice: { flow: 'income' },
      stub: { serial: '序号', name: ['项目', '收入项目'] },
      columns: [{ label: ['金额', '预算数'] }],
      rows: [
        { label: APPROPRIATIONS[0].label, slice: { fund: 'general' }, ordinal: '一、' },
        { label: APPROPRIATIONS[1].label, slice: { fund: 'government-fund' }, ordinal: '一、' },
        { label: APPROPRIATIONS[2].label, slice: { fund: 'state-capital' }, ordinal: '一、' },
        { label: ['本年收入合计', '本年收入'], slice: { flow: 'income' }, level: 'year' },
        {
          label: ['年初财政拨款结转和结余', '上年结转', '上年财政拨款结转结余', '年初财政拨款结转结余'],
          slice: { flow: 'brought-forward' },
          level: 'carried',
        },
        { label: APPROPRIATIONS[0].label, slice: { flow: 'brought-forward', fund: 'general' }, ordinal: '一、', first: true },
        { label: APPROPRIATIONS[1].label, slice: { flow: 'brought-forward', fund: 'government-fund' }, ordinal: '一、' },
        { label: APPROPRIATIONS[2].label, slice: { flow: 'brought-forward', fund: 'state-capital' }, ordinal: '一、' },
        { label: ['收入总计', '收入合计'], slice: { flow: 'sources' }, level: 'total' },
      ],
    },
    {
      heading: '支出',
      slice: { flow: 'expenditure' },
      stub: { name: ['项目', '支出项目'] },
      columns: [{ label: ['合计', '小计'] }, ...APPROPRIATION_COLUMNS],
      rows: [
        { ...BY_CLASS },
        { label: ['本年支出合计', '本年支出'], slice: { flow: 'expenditure' }, level: 'year' },
        {
          label: ['年末财政拨款结转和结余', '结转下年', '年末财政拨款结转结余'],
          slice: { flow: 'carried-forward' },
          level: 'carried',
        },
        { label: ['支出总计', '支出合计'], slice: { flow: 'uses' }, level: 'total' },
      ],
    },
  ],
} as const satisfies TableForm

/** The three expenditure tables of one appropriation are one table with another fund. */
function appropriationExpenditure<const Id extends string, const Fund extends string>(
  id: Id,
  fund: Fund,
  heading: string,
  title: readonly string[],
  emptyNote: string,
) {
  return {
    kind: 'table',
    id,
    title,
    unit: '万元',
    heading,
    ...PRINTED,
    slice: { flow: 'expenditure', fund },
    complete: ['nature', 'function'],
    emptyNote,
    sides: [
      {
        stub: BY_FUNCTION,
        columns: [
          { label: TOTAL },
          { label: '基本支出', slice: { nature: 'basic' } },
          { label: '项目支出', slice: { nature: 'project' } },
        ],
        rows: [{ label: TOTAL }, { each: 'function', depth: 3 }],
      },
    ],
  } as const satisfies TableForm
}

export const generalByFunction = appropriationExpenditure(
  'general-by-function',
  'general',
  '{scope}预算一般公共预算财政拨款支出表',
  ['部门预算一般公共预算财政拨款支出表', '一般公共预算财政拨款支出表', '一般公共预算支出情况表', '一般公共预算支出表'],
  '注：无一般公共预算财政拨款支出，空表列示。',
)

export const governmentFundByFunction = appropriationExpenditure(
  'government-fund-by-function',
  'government-fund',
  '{scope}预算政府性基金预算财政拨款支出表',
  [
    '部门预算政府性基金预算财政拨款支出表',
    '部门预算政府基金预算财政拨款支出表',
    '政府性基金预算财政拨款支出表',
    '政府基金预算财政拨款支出表',
    '政府性基金预算支出情况表',
    '政府性基金预算支出表',
  ],
  '注：无政府性基金预算财政拨款预算，空表列示。',
)

export const stateCapitalByFunction = appropriationExpenditure(
  'state-capital-by-function',
  'state-capital',
  '{scope}预算国有资本经营预算财政拨款支出表',
  [
    '部门预算国有资本经营预算财政拨款支出表',
    '国有资本经营预算财政拨款支出表',
    '国有资本经营预算支出情况表',
    '国有资本经营预算支出表',
  ],
  '注：无国有资本经营预算财政拨款预算，空表列示。',
)

export const basicByEconomicClass = {
  kind: 'table',
  id: 'basic-by-economic-class',
  title: [
    '部门预算一般公共预算财政拨款基本支出表',
    '一般公共预算财政拨款基本支出表',
    '一般公共预算基本支出情况表',
    '一般公共预算基本支出表',
  ],
  unit: '万元',
  heading: '{scope}预算一般公共预算财政拨款基本支出表',
  ...PRINTED,
  slice: { flow: 'expenditure', fund: 'general', nature: 'basic' },
  complete: ['nature', 'economic'],
  emptyNote: '注：无一般公共预算财政拨款基本支出，空表列示。',
  sides: [
    {
      stub: { ...BY_CODE, over: '支出部门经济分类科目' },
      over: '一般公共预算基本支出',
      columns: [
        { label: TOTAL },
        { label: '人员经费', slice: { nature: 'personnel' } },
        { label: ['公用经费', '日常公用经费'], slice: { nature: 'running' } },
      ],
      rows: [{ label: TOTAL }, { each: 'economic', depth: 2 }],
    },
  ],
} as const satisfies TableForm

export const threePublic = {
  kind: 'table',
  id: 'three-public',
  title: [
    '部门预算财政拨款“三公”经费支出表',
    '财政拨款“三公”经费支出表',
    '“三公”经费支出表',
    '一般公共预算“三公”经费支出情况表',
    '“三公”经费支出情况表',
  ],
  unit: '万元',
  heading: '{scope}预算财政拨款“三公”经费支出表',
  ...PRINTED,
  slice: { flow: 'expenditure', fund: 'appropriation', item: 'three-public' },
  complete: ['item', 'fund'],
  emptyNote: '注：无“三公”经费，空表列示。',
  sides: [
    {
      stub: { serial: '序号', name: '项目' },
      over: '资金性质',
      columns: [{ label: TOTAL }, APPROPRIATION_COLUMNS[0], APPROPRIATIONS[1], APPROPRIATION_COLUMNS[2]],
      rows: [
        { label: TOTAL },
        { label: ['“三公”经费小计', '“三公”经费合计'] },
        { label: ['因公出国（境）费', '因公出国（境）费用'], slice: { item: 'abroad' }, ordinal: '一、' },
        { label: '教学科研人员因公出国（境）费', slice: { item: 'abroad-teaching' }, before: '其中：' },
        { label: '其他因公出国（境）费', slice: { item: 'abroad-other' } },
        {
          label: ['公务用车购置及运维费', '公务用车购置及运行维护费', '公务用车购置及运行费'],
          slice: { item: 'vehicles' },
          ordinal: '一、',
        },
        { label: ['公务用车购置费', '公务用车购置'], slice: { item: 'vehicle-purchase' }, before: '其中：' },
        { label: ['公务用车运行维护费', '公务用车运行费', '公务用车运维费'], slice: { item: 'vehicle-running' } },
        { label: '公务接待费', slice: { item: 'reception' }, ordinal: '一、' },
      ],
    },
  ],
} as const satisfies TableForm
