import type { Fen } from '../../src/budget/amount.ts'
import { printed, said, type CellSpec, type Piece } from './blocks.ts'
import type { Asset, Purchase, SampleFacts } from './facts.ts'

/** The organisation table (机构设置). */
export function organisation(facts: SampleFacts): readonly Piece[] {
  const rows = facts.units.map((u): CellSpec[] => [u.name, u.kind, u.grade, u.funding])
  return [{ text: '部门机构设置情况' }, { rows: [['单位名称', '单位性质', '单位规格', '经费保障形式'], ...rows] }]
}

const costOf = (purchase: Purchase): Fen => purchase.count * purchase.price

const total = (purchases: readonly Purchase[], of: (purchase: Purchase) => Fen): Fen =>
  purchases.reduce((all, one) => all + of(one), 0)

/** Everything that is to be bought, in fen. */
export function procurementTotal(facts: SampleFacts): Fen {
  return total(facts.procurement, costOf)
}

/** The table of government procurement. */
export function procurement(facts: SampleFacts): readonly Piece[] {
  const funds = [
    'general',
    'government-fund',
    'state-capital',
    'special-account',
    'other-sources',
    'carried-appropriation',
    'carried-other',
  ]
  const words = [
    '一般公共预算拨款',
    '基金预算拨款',
    '国有资本经营预算拨款',
    '财政专户核拨',
    '单位资金',
    '财政拨款结转',
    '非财政拨款结转结余',
  ]
  const amounts = (purchases: readonly Purchase[]): string[] =>
    [total(purchases, costOf), ...funds.map((f) => total(purchases, (p) => (p.fund === f ? costOf(p) : 0)))].map(printed)
  const reserved = (purchases: readonly Purchase[]): string => printed(total(purchases, (p) => p.reserved))
  const words1 = ['采购物品名称', '政府采购目录序号', '计量单位', '数量', '单价'].map((text) => ({ text, down: 2 }))
  const rows: CellSpec[][] = [
    [
      { text: facts.department.name, across: 11 },
      { text: '单位：万元', across: 5 },
    ],
    [
      { text: '政府采购项目来源', across: 2 },
      ...words1,
      { text: '政府采购金额（当年部门预算安排资金）', across: 8 },
      { text: `${facts.year}年预留中小微企业份额`, down: 2 },
    ],
    ['项目名称', '预算资金', '合计', ...words],
    ['合计', '', '', '', '', '', '', ...amounts(facts.procurement), reserved(facts.procurement)],
    ...facts.procurement.map((p): CellSpec[] => [
      p.project,
      printed(costOf(p)),
      p.goods,
      p.catalogue,
      p.measure,
      String(p.count),
      said(p.price),
      ...amounts([p]),
      reserved([p]),
    ]),
  ]
  const empty: CellSpec[] = Array.from({ length: 16 }, () => '')
  const none = facts.procurement.length === 0
  return [
    { text: '部门政府采购预算' },
    { rows: none ? [...rows.slice(0, 3), empty] : rows },
    ...(none ? [{ text: '注：无政府采购预算，空表列示。' }] : []),
  ]
}

/** What the department's fixed assets are worth, in fen: offices are part of the buildings. */
export function assetTotal(facts: SampleFacts): Fen {
  return facts.assets.reduce((all, one) => all + (one.kind === 'offices' ? 0 : one.value), 0)
}

/** The table of fixed assets at the end of last year. */
export function stateAssets(facts: SampleFacts): readonly Piece[] {
  const lines: readonly (readonly [Asset['kind'], string])[] = [
    ['buildings', '1、房屋（平方米）'],
    ['offices', '其中：办公用房（平方米）'],
    ['vehicles', '2、车辆（台、辆）'],
    ['equipment', '3、单价在20万元以上的设备'],
    ['other-fixed', '4、其他固定资产'],
  ]
  const rows = lines.map(([kind, label]): CellSpec[] => {
    const own = facts.assets.filter((a) => a.kind === kind)
    const count = own.reduce((all, a) => all + a.count, 0)
    return [label, count === 0 ? '' : String(count), printed(own.reduce((all, a) => all + a.value, 0))]
  })
  return [
    { text: '部门固定资产占用情况表' },
    {
      rows: [
        [facts.department.name, { text: `截止时间：${facts.year - 1}-12-31`, across: 2 }],
        ['项目', '数量', '价值（金额单位：万元）'],
        ['资产总额', '', printed(assetTotal(facts))],
        ...rows,
      ],
    },
  ]
}
