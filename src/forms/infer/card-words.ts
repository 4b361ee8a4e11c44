import type { Slice } from '../../budget/slice.ts'
import { bareLabel, remembered } from '../label.ts'

/** What a label of a performance target card says that the cell beside or below it is. */
export type CardLabel =
  | { readonly kind: 'field'; readonly id: CardField }
  | { readonly kind: 'goal' }
  | { readonly kind: 'amount'; readonly amount: CardAmount }
  /** A heading over other labels (项目资金、其中), or words that are read past. */
  | { readonly kind: 'words' }

export type CardField =
  | 'project-name'
  | 'project-code'
  | 'department-name'
  | 'department'
  | 'unit'
  | 'attribute'
  | 'period'
  | 'purpose'

/** Which money of the project (or of the department) an amount is. */
export interface CardAmount {
  /** `whole`: all money of the year. `period`: of all years together. `part`: of one fund or nature. */
  readonly of: 'whole' | 'period' | 'part'
  readonly slice: Slice
  /** 其他资金: with it, the funds of a card are all there are. */
  readonly rest?: true
}

const whole: CardAmount = { of: 'whole', slice: {} }
const part = (slice: Slice): CardAmount => ({ of: 'part', slice })

const AMOUNTS: readonly (readonly [RegExp, CardAmount])[] = [
  [/^(?:实施期|中期|项目期|总体)资金总额$|^(?:项目)?总投资$|^中期(?:预算|资金)$/u, { of: 'period', slice: {} }],
  [
    /^(?:年度|本年|当年|项目)?(?:资金|预算|支出)总(?:额|金额|数)$|^项目总额$|^预算支出总额$|^(?:当年|年度|本年|项目|部门)?预算(?:数|金额|规模|总额)?$|^项目资金$|^(?:项目)?(?:总)?金额$|^资金(?:金额|规模)$|^总计$|^总额$/u,
    whole,
  ],
  [/^(?:当年|本年|年度)?(?:财政(?:拨款|资金)|财政性资金)(?:预算)?(?:金额|数|小计|合计)?$/u, part({ fund: 'appropriation' })],
  [/^(?:当年)?财政拨款预算(?:金额|数)$/u, part({ fund: 'appropriation' })],
  [/^一般公共预算(?:财政)?(?:拨款|资金|收入)?$/u, part({ fund: 'general' })],
  [/^政府性基金(?:预算)?(?:财政)?(?:拨款|资金|收入)?$/u, part({ fund: 'government-fund' })],
  [/^国有资本经营(?:预算)?(?:财政)?(?:拨款|资金|收入)?$/u, part({ fund: 'state-capital' })],
  [/^(?:财政专户(?:管理)?(?:资金|拨款)|专户资金)$/u, part({ fund: 'special-account' })],
  [/^单位资金$/u, { of: 'part', slice: { fund: 'other-sources' }, rest: true }],
  [/^(?:其他|其它)(?:资金|来源)?$/u, { of: 'part', slice: { fund: 'non-appropriation' }, rest: true }],
  [/^上年(?:度)?结转(?:资金)?$/u, part({ fund: 'carried-appropriation' })],
  [/^基本支出$/u, part({ nature: 'basic' })],
  [/^项目支出$/u, part({ nature: 'project' })],
]

const FIELDS: readonly (readonly [RegExp, CardField])[] = [
  [
    /^(?:(?:单位|部门)\(项目\)|专项|专项资金|政策|政策\(项目\)|项目\(政策\)|[一二三]级项目|预算项目|项目|工作)名称$/u,
    'project-name',
  ],
  [/^(?:项目|专项)(?:编码|代码|编号)$/u, 'project-code'],
  [/^(?:部门|部门\(单位\)|单位|预算单位|填报单位)名称$/u, 'department-name'],
  [/^(?:资金)?主管(?:预算)?(?:部门|单位)(?:及代码|名称|\(单位\))?$/u, 'department'],
  [/^(?:具体|项目)?(?:实施|使用|承担|申报)单位(?:名称)?$|^(?:[一二三]级)?预算单位(?:名称)?$|^项目单位$|^填报单位$/u, 'unit'],
  [/^项目(?:属性|类别|类型|性质|分类)$/u, 'attribute'],
  [/^(?:项目)?(?:期|周期|实施期限|起止(?:年限|时间)|实施期|实施周期)$|^实施期限$/u, 'period'],
  [/^项目(?:概况|简介|概述|内容|用途|立项依据)$|^资金用途$|^立项(?:依据|必要性)$|^主要内容$/u, 'purpose'],
]

const GOAL =
  /^(?:项目|部门|单位)?(?:年度|当年|本年|总体|整体|中期|长期|实施期|项目实施期|部门整体|部门年度|年度总体|当年整体|当年总体)?(?:支出)?(?:总体|整体|绩效|总)?目标(?:\d{4}年度?)?$/u

/** Heads over other labels, or words beside them that are no value. */
const WORDS =
  /^(?:(?:专项|项目|总体|部门)?(?:资金|预算)(?:情况|构成|来源|安排|申请)|年度预算申请|年度绩效指标|绩效(?:目标)?指标|绩效目标指标|部门整体支出年度绩效目标|执行率分值.*|备注|其中|合计|年度主要任务|任务名称|其他说明|联系人|联系电话|项目负责人|项目总体目标|按(?:收入|支出)性质分|市级支出|补助区县)$/u

const plain = remembered((text) => bareLabel(text.replace(/[\s:：]+/gu, '')))

/** A label without its unit: `资金金额（万元）` is 资金金额, in 万元. */
export function withoutUnit(text: string): { readonly label: string; readonly unit: string | null } {
  const label = plain(text)
  const match = /^(.*?)\((?:单位:?)?(?:人民币)?(万元|千元|亿元|元)\)$/u.exec(label)
  return match?.[1] === undefined || match[2] === undefined ? { label, unit: null } : { label: match[1], unit: match[2] }
}

/** What a printed text labels in a card; null where it is a value. */
export function cardLabel(text: string): CardLabel | null {
  if (text === '' || text.length > 40) return null
  const { label } = withoutUnit(text)
  if (label === '' || label.length > 20) return null
  const field = FIELDS.find(([words]) => words.test(label))
  if (field !== undefined) return { kind: 'field', id: field[1] }
  if (GOAL.test(label)) return { kind: 'goal' }
  const amount = AMOUNTS.find(([words]) => words.test(label))
  if (amount !== undefined) return { kind: 'amount', amount: amount[1] }
  return WORDS.test(label) ? { kind: 'words' } : null
}

/** The parts of one printed indicator. */
export type IndicatorRole = 'level1' | 'level2' | 'level3' | 'description' | 'relation' | 'value' | 'unit' | 'basis' | 'words'

const ROLES: readonly (readonly [RegExp, IndicatorRole])[] = [
  [/^(?:绩效)?一级(?:绩效)?指标$/u, 'level1'],
  [/^(?:绩效)?二级(?:绩效)?指标$/u, 'level2'],
  [/^(?:绩效)?三级(?:绩效)?指标(?:名称)?$|^(?:绩效)?指标名称$/u, 'level3'],
  [/^指标内容$/u, 'level3'],
  [/^(?:绩效)?指标(?:值)?(?:说明|描述|解释|内容)$|^指标值内容$/u, 'description'],
  [/^(?:绩效)?指标(?:性质|方向|符号)$|^指标值?类型$|^(?:比较|计算|运算)?符号$/u, 'relation'],
  [/^(?:(?:本年|年度|当年|预期|绩效|目标|全年)*指标(?:目标)?值|目标值|预期值|年度目标值|指标值及单位|预期当年实现值)$/u, 'value'],
  [/^(?:绩效)?(?:指标)?(?:度量|计量)?单位$/u, 'unit'],
  [/^指标值?(?:设定|确定)?(?:的)?依据$/u, 'basis'],
  [/分值|权重|评分|扣\)分|备注|是否核心|活动|评价/u, 'words'],
]

/** What a column below a header of indicators holds; null for a label of something else. */
export function indicatorRole(text: string): IndicatorRole | null {
  if (text === '' || text.length > 20) return null
  const label = plain(text)
  return ROLES.find(([words]) => words.test(label))?.[1] ?? null
}
