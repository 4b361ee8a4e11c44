import type { RecordForm, TableForm } from '../form.ts'

const TOTAL = ['合计', '总计'] as const

export const procurement = {
  kind: 'table',
  id: 'procurement',
  title: ['部门政府采购预算', '部门政府采购预算表', '政府采购预算表', '政府采购预算'],
  unit: '万元',
  heading: '{scope}政府采购预算',
  info: ['{name}', '单位：{unit}'],
  slice: { flow: 'expenditure', item: 'procurement' },
  complete: ['fund', 'project'],
  emptyNote: '注：无政府采购预算，空表列示。',
  sides: [
    {
      stub: { name: ['项目名称', '政府采购项目来源'], over: '政府采购项目来源' },
      columns: [
        { label: '预算资金', words: true, field: 'budget', inStub: true },
        { label: '采购物品名称', words: true, field: 'goods' },
        { label: ['政府采购目录序号', '采购目录序号'], words: true, field: 'catalogue' },
        { label: '计量单位', words: true, field: 'measure' },
        { label: '数量', words: true, field: 'quantity' },
        { label: '单价', words: true, field: 'unit-price' },
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
        { label: ['预留中小微企业份额'], words: true, field: 'reserved', dated: true },
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
  heading: '{scope}固定资产占用情况表',
  info: ['{name}', '截止时间：{last-year}-12-31'],
  slice: { asset: 'assets' },
  complete: ['asset'],
  sides: [
    {
      stub: { name: '项目' },
      columns: [
        { label: '数量', slice: { measure: 'count' }, measure: 'count' },
        { label: ['价值（金额单位：万元）', '价值', '金额'] },
      ],
      rows: [
        { label: ['资产总额', '固定资产总额', '合计'] },
        { label: ['房屋（平方米）', '房屋'], slice: { asset: 'buildings' }, ordinal: '1、' },
        { label: ['办公用房（平方米）', '办公用房'], slice: { asset: 'offices' }, some: true, before: '其中：' },
        { label: ['车辆（台、辆）', '车辆'], slice: { asset: 'vehicles' }, ordinal: '1、' },
        {
          label: ['单价在20万元以上的设备', '单价在50万元以上的设备', '单价在100万元以上的设备', '大型设备'],
          slice: { asset: 'equipment' },
          ordinal: '1、',
        },
        { label: ['其他固定资产', '其他资产'], slice: { asset: 'other-fixed' }, ordinal: '1、' },
      ],
    },
  ],
} as const satisfies TableForm

export const organisation = {
  kind: 'records',
  id: 'organisation',
  heading: '{scope}机构设置情况',
  title: ['部门机构设置情况', '机构设置情况', '部门机构设置情况表', '机构设置情况表', '机构设置'],
  fields: [
    { id: 'name', label: '单位名称' },
    { id: 'kind', label: '单位性质' },
    { id: 'grade', label: '单位规格' },
    { id: 'funding', label: ['经费保障形式', '经费形式'] },
  ],
} as const satisfies RecordForm
