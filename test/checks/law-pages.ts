import { tableHtml, type Row } from '../forms/page.ts'

/** Each declared law: the smallest page that breaks it, the same page put right, and what must be said of the first. */
export interface Case {
  readonly law: string
  readonly name: string
  readonly broken: string
  readonly kept: string
  readonly code: string
  readonly severity: string
  readonly at: string
  /** What the message must name. */
  readonly says: readonly string[]
}

export const titled = (title: string, rows: readonly Row[], note = ''): string =>
  `<p>${title}</p><p>单位：万元</p>${tableHtml(rows)}${note === '' ? '' : `<p>${note}</p>`}`

export const FUNCTIONS: readonly Row[] = [['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出']]
export const GENERAL = '部门预算一般公共预算财政拨款支出表'
export const FUND = '部门预算政府性基金预算财政拨款支出表'
export const EMPTY: Row = ['', '', '', '', '', '']
export const functions = (...rows: readonly Row[]): string =>
  titled(GENERAL, [...FUNCTIONS, ['1', '', '合计', '5', '5', ''], ...rows])
export const economic = (...rows: readonly Row[]): string =>
  titled('部门预算一般公共预算财政拨款基本支出表', [['序号', '科目编码', '科目名称', '合计', '人员经费', '公用经费'], ...rows])
export const organisation = (kind: string, ...more: readonly string[]): string =>
  titled('部门机构设置情况', [
    ['单位名称', '单位性质', '单位规格', '经费保障形式'],
    ['某某局', kind, '正科级', '财政拨款'],
    ...more.map((m) => [m, '事业', '股级', '财政拨款']),
  ])
export const assets = (...rows: readonly Row[]): string => titled('部门固定资产占用情况表', [['项目', '数量', '价值'], ...rows])

export interface CardParts {
  readonly code?: string
  readonly name?: string
  readonly title?: string
  readonly budget?: string
  readonly plan?: readonly string[]
  readonly goals?: readonly Row[]
  readonly indicator?: readonly [
    level1: string,
    level2: string,
    level3: string,
    description: string,
    value: string,
    basis: string,
  ]
}
export const card = ({
  code = 'P1',
  name = '信访专项经费',
  title = `1、${name}绩效目标表`,
  budget = '6',
  plan = ['25', '50', '80', '100'],
  goals = [['绩效目标', '目标1', '做好信访工作 →4']],
  indicator = ['产出指标', '数量指标', '转办案件', '上级转办的案件', '80件', '计划'],
}: CardParts): string =>
  `<p>${title}</p><p>单位：万元</p>${tableHtml([
    ['项目编码', code, '专项资金名称', `${name} →3`],
    ['预算规模及资金用途 ↓2', '预算数', budget, '其中：财政资金', budget, '其他资金'],
    ['用于信访工作。 →5'],
    ['资金支出计划（%） ↓2', '3月底', '6月底', '10月底', '12月底', ''],
    [...plan, ''],
    ...goals,
    ['一级指标', '二级指标', '三级指标', '指标说明', '指标值', '指标确定依据'],
    [...indicator],
  ])}`
type Indicator = NonNullable<CardParts['indicator']>
export const indicator = (...cells: Indicator): string => card({ indicator: cells })
export const good = card({})
export const years = '<p>预算年度：2023</p>'.repeat(3)
