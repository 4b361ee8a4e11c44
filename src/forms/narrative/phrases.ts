import type { Slice } from '../../budget/slice.ts'

/**
 * The vocabulary of the narrative: printed words and what they narrow a slice to. A noun phrase means something only when every one of its
 * words is known here (or is a code, a functional class or the publisher's name); a phrase with one unknown word means nothing.
 *
 * Words are written as `squeeze` leaves them: no white space, no quotation marks, full-width brackets.
 */
export interface Phrase {
  readonly words: readonly string[]
  readonly slice?: Slice
  /** `both`: sources and uses, which are equal. */
  readonly flow?: 'income' | 'expenditure' | 'both' | 'brought-forward' | 'carried-forward' | 'reserves-used' | 'allocations'
  /** All sources or uses, or the year's own only. */
  readonly extent?: 'total' | 'year'
  /** Years from the document's. */
  readonly year?: number
  readonly stage?: 'executed' | 'approved' | 'final' | 'adjusted'
  /** Meant only where the text speaks of this already: 货物 is procurement of goods after 政府采购. */
  readonly within?: 'procurement' | 'running-cost'
}

export const PHRASES: readonly Phrase[] = [
  // 收支
  { words: ['收支', '收入支出', '收、支', '收入、支出', '收入和支出', '收入及支出'], flow: 'both' },
  { words: ['收入'], flow: 'income' },
  { words: ['支出'], flow: 'expenditure' },
  { words: ['总计', '总预算', '总决算'], extent: 'total' },
  { words: ['总收入'], flow: 'income', extent: 'total' },
  { words: ['总支出'], flow: 'expenditure', extent: 'total' },
  { words: ['本年度', '本年', '当年'], extent: 'year' },
  {
    words: [
      '上年结转结余的',
      '上年结转结余',
      '上年结转和结余',
      '上年结转及结余',
      '上年结转的',
      '上年结转',
      '上年结余结转',
      '年初结转和结余',
      '年初结转结余',
      '年初财政拨款结转和结余',
    ],
    flow: 'brought-forward',
  },
  {
    words: [
      '年终结转结余',
      '年终结转和结余',
      '年末结转和结余',
      '年末结转结余',
      '结转下年',
      '结转下年支出',
      '年末财政拨款结转和结余',
    ],
    flow: 'carried-forward',
  },
  {
    words: ['使用非财政拨款结余', '动用非财政拨款结余', '使用非财政拨款结余（含专用结余）', '用事业基金弥补收支差额'],
    flow: 'reserves-used',
  },
  { words: ['结余分配'], flow: 'allocations' },
  // 资金性质
  { words: ['财政拨款', '财拨资金', '财政性资金'], slice: { fund: 'appropriation' } },
  {
    words: ['一般公共预算财政拨款', '一般公共预算拨款', '一般公共预算', '公共财政拨款', '公共财政预算拨款', '公共财政预算'],
    slice: { fund: 'general' },
  },
  { words: ['一般公共预算当年拨款', '一般公共预算当年财政拨款'], slice: { fund: 'general' }, extent: 'year' },
  { words: ['政府性基金预算当年拨款', '政府性基金预算当年财政拨款'], slice: { fund: 'government-fund' }, extent: 'year' },
  { words: ['国有资本经营预算当年拨款', '国有资本经营预算当年财政拨款'], slice: { fund: 'state-capital' }, extent: 'year' },
  {
    words: [
      '政府性基金预算财政拨款',
      '政府性基金预算拨款',
      '政府性基金财政拨款',
      '政府性基金拨款',
      '政府性基金预算',
      '政府性基金',
    ],
    slice: { fund: 'government-fund' },
  },
  {
    words: ['国有资本经营预算财政拨款', '国有资本经营预算拨款', '国有资本经营拨款', '国有资本经营预算', '国有资本经营'],
    slice: { fund: 'state-capital' },
  },
  { words: ['财政专户管理资金', '财政专户核拨资金', '财政专户管理事业收入'], slice: { fund: 'special-account' } },
  { words: ['单位资金', '其他资金', '其它资金', '自有资金', '单位自有资金'], slice: { fund: 'other-sources' } },
  { words: ['事业收入', '事业收入资金'], slice: { fund: 'operating' }, flow: 'income' },
  {
    words: ['事业单位经营收入', '事业单位经营收入资金', '事业单位经营服务收入', '经营收入'],
    slice: { fund: 'business' },
    flow: 'income',
  },
  { words: ['上级补助收入'], slice: { fund: 'superior-subsidy' }, flow: 'income' },
  { words: ['附属单位上缴收入'], slice: { fund: 'affiliate-remittance' }, flow: 'income' },
  { words: ['其他收入', '其他收入资金'], slice: { fund: 'other' }, flow: 'income' },
  // 支出性质
  { words: ['基本支出'], slice: { nature: 'basic' }, flow: 'expenditure' },
  { words: ['人员经费', '人员支出', '人员经费支出'], slice: { nature: 'personnel' }, flow: 'expenditure' },
  {
    words: ['日常公用经费', '公用经费', '日常公用支出', '公用支出', '公用经费支出'],
    slice: { nature: 'running' },
    flow: 'expenditure',
  },
  {
    words: [
      '项目支出',
      '其他运转类项目和特定目标类项目',
      '特定目标类项目和其他运转类项目',
      '其他运转类和特定目标类项目',
      '特定目标类和其他运转类项目',
    ],
    slice: { nature: 'project' },
    flow: 'expenditure',
  },
  { words: ['事业单位经营支出', '经营支出'], slice: { nature: 'business' }, flow: 'expenditure' },
  { words: ['上缴上级支出', '上解上级支出'], slice: { nature: 'remittance' }, flow: 'expenditure' },
  { words: ['单位预留机动经费', '预留机动经费', '机动经费'], slice: { nature: 'reserve' }, flow: 'expenditure' },
  { words: ['对附属单位补助支出'], slice: { nature: 'subsidy' }, flow: 'expenditure' },
  // 部门预算支出经济分类: 政府预算的 are said 机关…
  { words: ['工资福利支出'], slice: { economic: '301' }, flow: 'expenditure' },
  { words: ['商品和服务支出'], slice: { economic: '302' }, flow: 'expenditure' },
  {
    words: ['对个人和家庭的补助支出', '对个人和家庭的补助', '对个人和家庭补助支出'],
    slice: { economic: '303' },
    flow: 'expenditure',
  },
  // “三公”经费, 机关运行经费, 政府采购
  { words: ['三公经费', '三公'], slice: { item: 'three-public' } },
  {
    words: ['因公出国（境）费用', '因公出国（境）费', '因公出国（境）经费', '因公出国（境）支出', '因公出国境费', '出国（境）费'],
    slice: { item: 'abroad' },
  },
  {
    words: [
      '公务用车购置及运行维护费',
      '公务用车购置及运行维护',
      '公务用车购置和运行维护费',
      '公务用车购置及运行费',
      '公务用车购置和运行费',
      '公务用车购置及运维费',
      '公务用车购置及维护费',
    ],
    slice: { item: 'vehicles' },
  },
  { words: ['公务用车购置费', '公务用车购置'], slice: { item: 'vehicle-purchase' } },
  { words: ['公务用车运行维护费', '公务用车运行维护', '公务用车运行费', '公务用车运维费'], slice: { item: 'vehicle-running' } },
  { words: ['公务接待费', '公务接待'], slice: { item: 'reception' } },
  { words: ['机关运行经费', '行政经费（机关运行经费）'], slice: { item: 'running-cost' } },
  { words: ['运行经费'], slice: { item: 'running-cost' }, within: 'running-cost' },
  { words: ['会议费'], slice: { item: 'meeting' } },
  { words: ['培训费'], slice: { item: 'training' } },
  { words: ['委托业务费'], slice: { item: 'commissioned-services' } },
  { words: ['政府采购', '政府采购项目'], slice: { item: 'procurement' } },
  {
    words: ['政府采购货物类', '政府采购货物', '政府采购的货物'],
    slice: { item: 'procurement-goods' },
  },
  { words: ['政府采购工程类', '政府采购工程'], slice: { item: 'procurement-works' } },
  { words: ['政府采购服务类', '政府采购服务'], slice: { item: 'procurement-services' } },
  {
    words: ['货物类采购', '货物采购', '拟采购货物', '拟购买货物', '采购货物', '货物类项目', '货物类', '货物'],
    slice: { item: 'procurement-goods' },
    within: 'procurement',
  },
  {
    words: ['工程类采购', '工程采购', '拟采购工程', '拟购买工程', '采购工程', '工程类项目', '工程类', '工程'],
    slice: { item: 'procurement-works' },
    within: 'procurement',
  },
  {
    words: ['服务类采购', '服务采购', '拟采购服务', '拟购买服务', '采购服务', '服务类项目', '服务类', '服务'],
    slice: { item: 'procurement-services' },
    within: 'procurement',
  },
  // 国有资产
  { words: ['固定资产金额', '固定资产总额', '固定资产总值'], slice: { asset: 'assets' } },
  { words: ['拟购置固定资产'], slice: { item: 'asset-purchase' } },
  // 年度与阶段
  { words: ['上年', '上年度', '去年'], year: -1 },
  { words: ['预算执行数', '预算执行', '执行数', '执行'], stage: 'executed' },
  { words: ['决算数', '决算', '支出决算数'], stage: 'final' },
  { words: ['年初预算数', '年初预算', '年初部门预算'], stage: 'approved' },
  { words: ['全年预算数', '全年预算', '调整预算数', '调整预算', '调整后预算'], stage: 'adjusted' },
]

/** Words that narrow nothing. */
export const FILLER: readonly string[] = [
  '预算',
  '预算数',
  '预算安排',
  '预算拨款',
  '安排',
  '安排的',
  '总额',
  '总金额',
  '金额',
  '合计',
  '共计',
  '共',
  '共有',
  '为',
  '是',
  '达',
  '计',
  '约',
  '数',
  '的',
  '资金',
  '本部门',
  '本单位',
  '我部门',
  '我局',
  '我单位',
  '部门',
  '单位',
  '全部门',
  '所属各预算单位',
  '部门本级',
  '年度',
  '其中',
  '主要',
  '包括',
  '主要包括',
  '具体包括',
  '含',
  '各',
  '科目',
  '实际',
  '相应安排',
  '相应',
  '分别',
  '此外',
  '以及',
  '及',
  '和',
  '中',
  '用于',
  '按支出功能分类',
  '按支出用途分类',
  '按照支出功能分类',
  '按部门预算支出经济分类',
  '上述',
  '涉及',
  '纳入',
  '整体',
  '绩效目标',
  '绩效目标管理',
  '绩效管理',
  '实行',
  '实行了',
  '实施',
  '全面',
  '所有',
  '对',
  '项目',
  '均',
  '公开',
]

/** Words after which the text gives reasons: figures there are those of the reasons. */
export const REASON = /(?:变动|变化|增加|减少|增长|下降|增减|的|主要)?原因|主要是|主要系|主要因|主要为|是因为|用途(?!分类|划分)/u

/** Words after which the text says what money is for. Nothing in it is about the whole. */
export const PURPOSE = /主要用于|用于(?!以下)/u

/** Words after which parts of what was said last are listed. */
export const PARTS = /其中|包括|分别为|分别是|用于以下方面|如下|(?<=支出|收入)构成/u

/** Directions, and whether they are up. */
export const UP: readonly string[] = ['增加（减少）', '增加', '增长', '上升', '提高', '上涨', '增幅', '增', '升幅', '上浮']
export const DOWN: readonly string[] = ['减少', '下降', '降低', '压减', '降幅', '减幅', '缩减', '减', '下浮']

/** What a comparison is with: `比上年预算数`, `较2025年执行数`, `与年初预算相比`. */
export const BASE =
  '(?:(?:比|较|与|同|和)(?<when>上年度?|去年|20\\d\\d年度?)(?:当年|同期)?(?<what>年初预算|全年预算|调整预算|预算执行|执行|预算|决算)?(?:支出|安排)?数?(?:相比较?|比较)?' +
  '|(?:比|较|与)(?<own>年初预算|全年预算|调整预算|预算)数?(?:相比)?)'

/** What is counted, by the words in front of the number and behind it. */
export interface CountPhrase {
  readonly lead: string
  readonly tail: string
  readonly slice: Slice
}

export const COUNTS: readonly CountPhrase[] = [
  { lead: '(?:共有|实有|现有|保有)(?:公务用?车|车辆)', tail: '辆', slice: { asset: 'vehicles', measure: 'count' } },
  { lead: '公务用车保有量(?:为|共)?', tail: '辆', slice: { asset: 'vehicles', measure: 'count' } },
  {
    lead: '(?:安排|计划|拟|新增配置|新增)购置(?:公务用车|车辆)|拟新增配置公务用车|购置公务用车',
    tail: '辆',
    slice: { item: 'vehicle-purchase', measure: 'count' },
  },
  {
    lead: '(?:国内)?公务接待(?:累计)?(?:共)?',
    tail: '批次',
    slice: { item: 'reception', measure: 'batches' },
  },
  { lead: '因公出国（境）(?:团组)?(?:数|累计|共)*', tail: '个(?:团组)?', slice: { item: 'abroad', measure: 'groups' } },
  {
    lead: '(?:接待)?\\d+批次[、，及和]?(?:共|累计|共计)?(?:接待)?',
    tail: '人次',
    slice: { item: 'reception', measure: 'people' },
  },
  {
    lead: '因公出国（境）(?:费)?(?:支出)?(?:团组)?(?:数)?(?:为)?\\d+个(?:团组)?[、，]?(?:累计|共|共计)*',
    tail: '人次',
    slice: { item: 'abroad', measure: 'people' },
  },
]
