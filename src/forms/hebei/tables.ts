import type { RecordForm, RowRule, TableForm } from '../form.ts'

/** The functional classes in their printed order are a classification, not a list of this form: see catalogue. */
const BY_CLASS: RowRule = { each: 'function', depth: 1 }
const BY_FUNCTION = { serial: '序号', code: ['科目编码', '编码'], name: ['科目名称', '名称'] } as const
const TOTAL = ['合计', '总计'] as const

export const balance = {
  kind: 'table',
  id: 'balance',
  title: ['部门预算收支总表', '预算收支总表', '收支预算总表', '部门收支总体情况表', '部门收支总表', '收支总表'],
  unit: '万元',
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
        },
        {
          label: ['政府性基金预算拨款收入', '政府性基金预算财政拨款收入', '政府基金预算拨款收入'],
          slice: { flow: 'income', fund: 'government-fund' },
        },
        { label: ['国有资本经营预算拨款收入', '国有资本经营预算财政拨款收入'], slice: { flow: 'income', fund: 'state-capital' } },
        {
          label: ['财政专户管理资金收入', '财政专户核拨收入', '财政专户收入'],
          slice: { flow: 'income', fund: 'special-account' },
        },
        { label: '事业收入', slice: { flow: 'income', fund: 'operating' } },
        { label: ['事业单位经营收入', '经营收入'], slice: { flow: 'income', fund: 'business' } },
        { label: '上级补助收入', slice: { flow: 'income', fund: 'superior-subsidy' } },
        { label: '附属单位上缴收入', slice: { flow: 'income', fund: 'affiliate-remittance' } },
        { label: '其他收入', slice: { flow: 'income', fund: 'other' } },
        { label: ['本年收入合计', '本年收入小计', '本年收入'], slice: { flow: 'income' } },
        { label: ['上年结转结余', '上年结转', '上年结转和结余', '年初结转和结余'], slice: { flow: 'brought-forward' } },
        { label: ['使用非财政拨款结余', '动用非财政拨款结余'], slice: { flow: 'reserves-used' } },
        { label: ['收入总计', '收入合计'], slice: { flow: 'sources' } },
      ],
    },
    {
      heading: '支出',
      stub: { name: ['项目', '支出项目'] },
      columns: [{ label: ['预算数', '金额', '本年预算'] }],
      rows: [
        { ...BY_CLASS },
        { label: ['本年支出合计', '本年支出小计', '本年支出'], slice: { flow: 'expenditure' } },
        { label: '结余分配', slice: { flow: 'allocations' } },
        { label: ['年终结转结余', '年末结转结余', '结转下年', '年末结转和结余'], slice: { flow: 'carried-forward' } },
        { label: ['支出总计', '支出合计'], slice: { flow: 'uses' } },
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

export const appropriationBalance = {
  kind: 'table',
  id: 'appropriation-balance',
  title: ['部门预算财政拨款收支总表', '财政拨款收支总表', '财政拨款收支总体情况表', '财政拨款收支预算总表'],
  unit: '万元',
  slice: { fund: 'appropriation' },
  complete: ['flow', 'fund', 'function'],
  sides: [
    {
      heading: '收入',
      slice: { flow: 'income' },
      stub: { serial: '序号', name: ['项目', '收入项目'] },
      columns: [{ label: ['金额', '预算数'] }],
      rows: [
        { label: APPROPRIATIONS[0].label, slice: { fund: 'general' } },
        { label: APPROPRIATIONS[1].label, slice: { fund: 'government-fund' } },
        { label: APPROPRIATIONS[2].label, slice: { fund: 'state-capital' } },
        { label: ['本年收入合计', '本年收入'], slice: { flow: 'income' } },
        {
          label: ['年初财政拨款结转和结余', '上年结转', '上年财政拨款结转结余', '年初财政拨款结转结余'],
          slice: { flow: 'brought-forward' },
        },
        { label: APPROPRIATIONS[0].label, slice: { flow: 'brought-forward', fund: 'general' } },
        { label: APPROPRIATIONS[1].label, slice: { flow: 'brought-forward', fund: 'government-fund' } },
        { label: APPROPRIATIONS[2].label, slice: { flow: 'brought-forward', fund: 'state-capital' } },
        { label: ['收入总计', '收入合计'], slice: { flow: 'sources' } },
      ],
    },
    {
      heading: '支出',
      slice: { flow: 'expenditure' },
      stub: { name: ['项目', '支出项目'] },
      columns: [{ label: ['合计', '小计'] }, ...APPROPRIATIONS],
      rows: [
        { ...BY_CLASS },
        { label: ['本年支出合计', '本年支出'], slice: { flow: 'expenditure' } },
        { label: ['年末财政拨款结转和结余', '结转下年', '年末财政拨款结转结余'], slice: { flow: 'carried-forward' } },
        { label: ['支出总计', '支出合计'], slice: { flow: 'uses' } },
      ],
    },
  ],
} as const satisfies TableForm

/** The three expenditure tables of one appropriation are one table with another fund. */
function appropriationExpenditure<const Id extends string, const Fund extends string>(
  id: Id,
  fund: Fund,
  title: readonly string[],
  emptyNote: string,
) {
  return {
    kind: 'table',
    id,
    title,
    unit: '万元',
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
  ['部门预算一般公共预算财政拨款支出表', '一般公共预算财政拨款支出表', '一般公共预算支出情况表', '一般公共预算支出表'],
  '注：无一般公共预算财政拨款支出，空表列示。',
)

export const governmentFundByFunction = appropriationExpenditure(
  'government-fund-by-function',
  'government-fund',
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
  slice: { flow: 'expenditure', fund: 'general', nature: 'basic' },
  complete: ['nature', 'economic'],
  emptyNote: '注：无一般公共预算财政拨款基本支出，空表列示。',
  sides: [
    {
      stub: BY_FUNCTION,
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
  slice: { flow: 'expenditure', fund: 'appropriation', item: 'three-public' },
  complete: ['item', 'fund'],
  emptyNote: '注：无“三公”经费，空表列示。',
  sides: [
    {
      stub: { serial: '序号', name: '项目' },
      columns: [{ label: TOTAL }, ...APPROPRIATIONS],
      rows: [
        { label: TOTAL },
        { label: ['“三公”经费小计', '“三公”经费合计'] },
        { label: ['因公出国（境）费', '因公出国（境）费用'], slice: { item: 'abroad' } },
        { label: '教学科研人员因公出国（境）费', slice: { item: 'abroad-teaching' } },
        { label: '其他因公出国（境）费', slice: { item: 'abroad-other' } },
        { label: ['公务用车购置及运维费', '公务用车购置及运行维护费', '公务用车购置及运行费'], slice: { item: 'vehicles' } },
        { label: ['公务用车购置费', '公务用车购置'], slice: { item: 'vehicle-purchase' } },
        { label: ['公务用车运行维护费', '公务用车运行费', '公务用车运维费'], slice: { item: 'vehicle-running' } },
        { label: '公务接待费', slice: { item: 'reception' } },
      ],
    },
  ],
} as const satisfies TableForm

export const procurement = {
  kind: 'table',
  id: 'procurement',
  title: ['部门政府采购预算', '部门政府采购预算表', '政府采购预算表', '政府采购预算'],
  unit: '万元',
  slice: { flow: 'expenditure', item: 'procurement' },
  complete: ['fund', 'project'],
  emptyNote: '注：无政府采购预算，空表列示。',
  sides: [
    {
      stub: { name: ['项目名称', '政府采购项目来源'] },
      columns: [
        { label: '预算资金', words: true },
        { label: '采购物品名称', words: true },
        { label: ['政府采购目录序号', '采购目录序号'], words: true },
        { label: '计量单位', words: true },
        { label: '数量', words: true },
        { label: '单价', words: true },
        {
          label: ['政府采购金额（当年部门预算安排资金）', '政府采购金额'],
          children: [
            { label: TOTAL },
            { label: ['一般公共预算拨款'], slice: { fund: 'general' } },
            { label: ['基金预算拨款', '政府性基金预算拨款'], slice: { fund: 'government-fund' } },
            { label: ['国有资本经营预算拨款'], slice: { fund: 'state-capital' } },
            { label: ['财政专户核拨'], slice: { fund: 'special-account' } },
            { label: ['单位资金'], slice: { fund: 'other-sources' } },
            { label: ['财政拨款结转'], slice: { fund: 'carried-appropriation' } },
            { label: ['非财政拨款结转结余'], slice: { fund: 'carried-other' } },
          ],
        },
        { label: ['预留中小微企业份额'], words: true },
      ],
      rows: [{ label: TOTAL }, { each: 'record' }],
    },
  ],
} as const satisfies TableForm

export const stateAssets = {
  kind: 'table',
  id: 'state-assets',
  title: ['部门固定资产占用情况表', '固定资产占用情况表', '国有资产占用情况表', '国有资产占有使用情况表'],
  unit: '万元',
  slice: { asset: 'assets' },
  complete: ['asset'],
  sides: [
    {
      stub: { name: '项目' },
      columns: [
        { label: '数量', slice: { measure: 'count' }, measure: 'count' },
        { label: ['价值', '价值（金额单位：万元）', '金额'] },
      ],
      rows: [
        { label: ['资产总额', '固定资产总额', '合计'] },
        { label: ['房屋（平方米）', '房屋'], slice: { asset: 'buildings' } },
        { label: ['办公用房（平方米）', '办公用房'], slice: { asset: 'offices' }, some: true },
        { label: ['车辆（台、辆）', '车辆'], slice: { asset: 'vehicles' } },
        {
          label: ['单价在20万元以上的设备', '单价在50万元以上的设备', '单价在100万元以上的设备', '大型设备'],
          slice: { asset: 'equipment' },
        },
        { label: ['其他固定资产', '其他资产'], slice: { asset: 'other-fixed' } },
      ],
    },
  ],
} as const satisfies TableForm

export const organisation = {
  kind: 'records',
  id: 'organisation',
  title: ['部门机构设置情况', '机构设置情况', '部门机构设置情况表', '机构设置情况表', '机构设置'],
  fields: [
    { id: 'name', label: '单位名称' },
    { id: 'kind', label: '单位性质' },
    { id: 'grade', label: '单位规格' },
    { id: 'funding', label: ['经费保障形式', '经费形式'] },
  ],
} as const satisfies RecordForm
