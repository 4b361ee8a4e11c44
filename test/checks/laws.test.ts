import { describe, expect, test } from 'vitest'
import { LAWS } from '../../src/checks/laws/index.ts'
import { tableHtml, type Row } from '../forms/page.ts'
import { findingsOf } from './findings.ts'

/** Each declared law: the smallest page that breaks it, the same page put right, and what must be said of the first. */
interface Case {
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

const titled = (title: string, rows: readonly Row[], note = ''): string =>
  `<p>${title}</p><p>单位：万元</p>${tableHtml(rows)}${note === '' ? '' : `<p>${note}</p>`}`

const FUNCTIONS: readonly Row[] = [['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出']]
const GENERAL = '部门预算一般公共预算财政拨款支出表'
const FUND = '部门预算政府性基金预算财政拨款支出表'
const EMPTY: Row = ['', '', '', '', '', '']
const functions = (...rows: readonly Row[]): string => titled(GENERAL, [...FUNCTIONS, ['1', '', '合计', '5', '5', ''], ...rows])
const economic = (...rows: readonly Row[]): string =>
  titled('部门预算一般公共预算财政拨款基本支出表', [['序号', '科目编码', '科目名称', '合计', '人员经费', '公用经费'], ...rows])
const organisation = (kind: string, ...more: readonly string[]): string =>
  titled('部门机构设置情况', [['单位名称', '单位性质', '单位规格', '经费保障形式'], ['某某局', kind, '正科级', '财政拨款'], ...more.map((m) => [m, '事业', '股级', '财政拨款'])])
const assets = (...rows: readonly Row[]): string => titled('部门固定资产占用情况表', [['项目', '数量', '价值'], ...rows])

interface CardParts {
  readonly code?: string
  readonly name?: string
  readonly title?: string
  readonly budget?: string
  readonly plan?: readonly string[]
  readonly goals?: readonly Row[]
  readonly indicator?: readonly [level1: string, level2: string, level3: string, description: string, value: string, basis: string]
}
const card = ({
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
const indicator = (...cells: Indicator): string => card({ indicator: cells })
const good = card({})
const years = '<p>预算年度：2023</p>'.repeat(3)

const CASES: readonly Case[] = [
  // empty tables and their notes
  { law: 'empty-note', name: 'an empty table without a note', broken: titled(FUND, [...FUNCTIONS, EMPTY]), kept: titled(FUND, [...FUNCTIONS, EMPTY], '注：无政府性基金预算财政拨款预算，空表列示。'), code: 'empty-note', severity: 'warning', at: '1..', says: [FUND] },
  { law: 'empty-note', name: 'a note that says empty below a table with money', broken: functions(['2', '201', '一般公共服务支出', '5', '5', '']) + '<p>注：无一般公共预算财政拨款支出，空表列示。</p>', kept: functions(['2', '201', '一般公共服务支出', '5', '5', '']), code: 'empty-note', severity: 'error', at: '¶4', says: ['空表列示'] },
  // counts
  { law: 'count', name: 'assets counted in the whole and in no kind', broken: assets(['资产总额', '50', '6'], ['1、房屋（平方米）', '', '6']), kept: assets(['资产总额', '50', '6'], ['1、房屋（平方米）', '50', '6']), code: 'blank', severity: 'warning', at: '1.2.2', says: ['50'] },
  { law: 'count', name: 'units in the text against the organisation table', broken: `<p>设办公室1个科室；纳入部门预算管理的直属单位4个。</p>${organisation('行政', '某某中心')}`, kept: `<p>设办公室1个科室；纳入部门预算管理的直属单位1个。</p>${organisation('行政', '某某中心')}`, code: 'count', severity: 'warning', at: '¶2', says: ['4', '2'] },
  // institutions
  { law: 'institution', name: 'a public institution that reports running cost', broken: `<p>2023年，我部门机关运行经费共计安排3.31万元。</p>${organisation('事业')}`, kept: `<p>2023年，我部门机关运行经费共计安排3.31万元。</p>${organisation('参公事业')}`, code: 'institution', severity: 'warning', at: '¶2', says: ['事业', '3.31'] },
  // cards
  { law: 'card-fields', name: 'a card without its code', broken: card({ code: '' }), kept: good, code: 'blank', severity: 'note', at: '1.1.2', says: ['1 张'] },
  { law: 'plan', name: 'a plan that falls', broken: card({ plan: ['25', '80', '50', '100'] }), kept: good, code: 'plan', severity: 'error', at: '1.5.4', says: ['80%', '50%', '10月底'] },
  { law: 'plan', name: 'a plan that does not end at 100', broken: card({ plan: ['25', '50', '80', '90'] }), kept: good, code: 'plan', severity: 'error', at: '1.5.5', says: ['90%'] },
  { law: 'plan', name: 'a plan beyond 100', broken: card({ plan: ['25', '50', '180', '100'] }), kept: good, code: 'plan', severity: 'error', at: '1.5.4', says: ['180%'] },
  { law: 'plan', name: 'a step that is no number', broken: card({ plan: ['25', '5o', '80', '100'] }), kept: card({ plan: ['25', '', '80', '100'] }), code: 'plan', severity: 'error', at: '1.5.3', says: ['5o'] },
  { law: 'plan', name: 'a plan left blank', broken: card({ plan: ['', '', '', ''] }), kept: card({ plan: ['', '', '', '100'] }), code: 'plan', severity: 'error', at: '1.5.2', says: ['没有填写'] },
  // indicators
  { law: 'indicator', name: 'no value', broken: indicator('产出指标', '数量指标', '转办案件', '上级转办的案件', '', '计划'), kept: good, code: 'indicator', severity: 'warning', at: '1.8.5', says: ['转办案件', '没有填写指标值'] },
  { law: 'indicator', name: 'says one thing three times', broken: indicator('效益指标', '社会效益指标', '维护稳定', '维护稳定', '维护稳定', '计划'), kept: indicator('效益指标', '社会效益指标', '维护稳定', '不发生群体性事件', '0起', '计划'), code: 'indicator', severity: 'warning', at: '1.8.5', says: ['维护稳定'] },
  { law: 'indicator', name: 'a value that repeats its class', broken: indicator('效益指标', '生态效益指标', '提高利用率', '提高资源利用率', '生态效益', '计划'), kept: indicator('效益指标', '生态效益指标', '提高利用率', '提高资源利用率', '≥90%', '计划'), code: 'indicator', severity: 'warning', at: '1.8.5', says: ['生态效益'] },
  { law: 'indicator', name: 'never, but up to ten', broken: indicator('产出指标', '质量指标', '重复访事件', '不发生二次上访事件', '<=10.00', '计划'), kept: indicator('产出指标', '质量指标', '重复访事件', '不发生二次上访事件', '<=0起', '计划'), code: 'indicator', severity: 'warning', at: '1.8.5', says: ['<=10.00', '不发生'] },
  { law: 'indicator', name: 'a rate by name, a time by description', broken: indicator('产出指标', '时效指标', '及时处理率', '在1个工作日内受理', '24.00', '计划'), kept: indicator('产出指标', '时效指标', '及时处理时间', '在1个工作日内受理', '24小时', '计划'), code: 'indicator', severity: 'warning', at: '1.8.5', says: ['24.00', '1个工作日'] },
  { law: 'indicator', name: 'a rate without a unit', broken: indicator('产出指标', '时效指标', '上报及时率', '资料上报及时', '>=95.00', '计划'), kept: indicator('产出指标', '时效指标', '上报及时率（%）', '资料上报及时', '>=95.00', '计划'), code: 'indicator', severity: 'warning', at: '1.8.5', says: ['>=95.00', '%'] },
  { law: 'indicator', name: 'named as another class', broken: indicator('效益指标', '经济效益指标', '社会效益指标', '正常', '正常运转', '计划'), kept: indicator('效益指标', '社会效益指标', '社会效益指标', '正常', '正常运转', '计划'), code: 'indicator', severity: 'warning', at: '1.8.3', says: ['社会效益指标', '经济效益指标'] },
  { law: 'indicator', name: 'a cost that is not the budget', broken: indicator('产出指标', '成本指标', '项目所需资金', '项目所需资金', '30000.00元', '计划'), kept: indicator('产出指标', '成本指标', '项目所需资金', '项目所需资金', '60000.00元', '计划'), code: 'indicator', severity: 'warning', at: '1.8.5', says: ['30000.00', '6 万元'] },
  { law: 'indicator', name: 'satisfaction that measures none', broken: indicator('满意度指标', '服务对象满意度指标', '案件办结数', '办结的案件', '80件', '计划'), kept: indicator('满意度指标', '服务对象满意度指标', '群众满意程度', '群众', '良好', '计划'), code: 'indicator', severity: 'warning', at: '1.8.3', says: ['案件办结数'] },
  { law: 'indicator', name: 'a figure of nothing in particular', broken: indicator('产出指标', '数量指标', '参保人员', '投保的人员', '220', '计划'), kept: indicator('产出指标', '数量指标', '参保人员', '投保的人员', '220人', '计划'), code: 'indicator', severity: 'note', at: '1.8.5', says: ['220'] },
  { law: 'indicator', name: 'no basis', broken: indicator('产出指标', '数量指标', '转办案件', '上级转办的案件', '80件', ''), kept: good, code: 'indicator', severity: 'note', at: '1.8.6', says: ['依据'] },
  { law: 'indicator', name: 'a first level by another name', broken: indicator('效果指标', '社会效益指标', '转办案件', '上级转办的案件', '80件', '计划'), kept: indicator('效益指标', '社会效益指标', '转办案件', '上级转办的案件', '80件', '计划'), code: 'name', severity: 'note', at: '1.8.1', says: ['效果指标', '效益指标'] },
  // names
  { law: 'name', name: 'a name that is not its code’s', broken: functions(['2', '201', '一般性公共服务', '5', '5', '']), kept: functions(['2', '201', '一般公共服务支出', '5', '5', '']), code: 'name', severity: 'warning', at: '1.3.3', says: ['201', '一般性公共服务', '一般公共服务支出'] },
  { law: 'name', name: 'a code bent beside its name', broken: functions(['2', '2010392', '一般行政管理事务', '5', '5', '']), kept: functions(['2', '2010302', '一般行政管理事务', '5', '5', '']), code: 'name', severity: 'warning', at: '1.3.2', says: ['2010392', '2010302'] },
  { law: 'name', name: 'the name of another year', broken: functions(['2', '210', '医疗卫生与计划生育支出', '5', '5', '']), kept: functions(['2', '210', '卫生健康支出', '5', '5', '']), code: 'name', severity: 'warning', at: '1.3.3', says: ['卫生健康支出', '2023年'] },
  { law: 'name', name: 'a code that no list has', broken: functions(['2', '2019876', '自设科目', '5', '5', '']), kept: functions(['2', '2010301', '行政运行', '5', '5', '']), code: 'name', severity: 'warning', at: '1.3.3', says: ['2019876'] },
  { law: 'name', name: 'a usual variant is no more than a note', broken: economic(['1', '30110', '城镇职工基本医疗保险缴费', '5', '5', '']), kept: economic(['1', '30110', '职工基本医疗保险缴费', '5', '5', '']), code: 'name', severity: 'note', at: '1.2.3', says: ['30110'] },
  { law: 'name', name: 'a term that the law has otherwise', broken: titled('部门预算政府基金预算财政拨款支出表', [...FUNCTIONS, EMPTY]), kept: titled(FUND, [...FUNCTIONS, EMPTY]), code: 'name', severity: 'warning', at: '¶2', says: ['政府基金预算', '政府性基金预算'] },
  { law: 'name', name: 'a heading of another project', broken: card({ title: '1、河北省信息系统网络维护费绩效目标表' }), kept: good, code: 'name', severity: 'warning', at: '1.1.4', says: ['河北省信息系统网络维护费', '信访专项经费'] },
  { law: 'name', name: 'a card without a project', broken: card({ name: '', title: '1、信访专项经费绩效目标表' }), kept: good, code: 'name', severity: 'warning', at: '1.1.4', says: ['没有填写项目名称'] },
  // bridges with no other side
  { law: 'bridge', name: 'pension contributions without their function', broken: economic(['1', '', '合计', '7', '7', ''], ['2', '30108', '机关事业单位基本养老保险缴费', '7', '7', '']), kept: economic(['1', '', '合计', '7', '7', ''], ['2', '30101', '基本工资', '7', '7', '']), code: 'bridge', severity: 'note', at: '1.3.4', says: ['30108', '2080505'] },
  // years
  { law: 'year', name: 'a table of another year', broken: `<p>预算年度：2022</p>${years}${good}`, kept: `<p>预算年度：2023</p>${years}${good}`, code: 'year', severity: 'warning', at: '¶2', says: ['2022', '2023'] },
  { law: 'year', name: 'last year that is this year', broken: '<p>2023年，部门预算收支安排5万元，较2023年减少1万元。</p>', kept: '<p>2023年，部门预算收支安排5万元，较2022年减少1万元。</p>', code: 'year', severity: 'warning', at: '¶2', says: ['2023', '2022'] },
  { law: 'year', name: 'assets of two years ago', broken: titled('部门固定资产占用情况表', [['截止时间：2021-12-31 →3'], ['项目', '数量', '价值'], ['资产总额', '', '6']]), kept: titled('部门固定资产占用情况表', [['截止时间：2022-12-31 →3'], ['项目', '数量', '价值'], ['资产总额', '', '6']]), code: 'year', severity: 'warning', at: '1.1.1', says: ['2021-12-31', '2022'] },
  // numbering
  { law: 'serial', name: 'serial numbers that jump', broken: functions(['2', '201', '一般公共服务支出', '5', '5', ''], ['4', '20103', '政府办公厅（室）及相关机构事务', '5', '5', '']), kept: functions(['2', '201', '一般公共服务支出', '5', '5', ''], ['3', '20103', '政府办公厅（室）及相关机构事务', '5', '5', '']), code: 'serial', severity: 'warning', at: '1.4.1', says: ['“2”', '“4”', GENERAL] },
  { law: 'serial', name: 'column numbers that jump', broken: titled(GENERAL, [...FUNCTIONS, ['栏次 →3', '1', '2', '4'], EMPTY]), kept: titled(GENERAL, [...FUNCTIONS, ['栏次 →3', '1', '2', '3'], EMPTY]), code: 'serial', severity: 'warning', at: '1.2.6', says: ['“4”'] },
  { law: 'serial', name: 'headings that jump', broken: '<p>一、甲</p><p>二、乙</p><p>四、丙</p><p>五、丁</p>', kept: '<p>一、甲</p><p>二、乙</p><p>三、丙</p><p>四、丁</p>', code: 'serial', severity: 'warning', at: '¶4', says: ['“二、”', '“四、”'] },
  { law: 'serial', name: 'parts numbered in two ways', broken: '<p>第一部分 甲</p><p>第2部分 乙</p><p>第三部分 丙</p>', kept: '<p>第一部分 甲</p><p>第二部分 乙</p><p>第三部分 丙</p>', code: 'serial', severity: 'warning', at: '¶3', says: ['第2部分'] },
  { law: 'serial', name: 'goals that jump', broken: card({ goals: [['绩效目标 ↓2', '目标1', '甲 →4'], ['目标3', '乙 →4']] }), kept: card({ goals: [['绩效目标 ↓2', '目标1', '甲 →4'], ['目标2', '乙 →4']] }), code: 'serial', severity: 'warning', at: '1.7.2', says: ['目标3'] },
  // wording
  { law: 'wording', name: 'doubled words', broken: '<p>主要原因是：主要原因本单位无此项支出。</p>', kept: '<p>主要原因是本单位无此项支出。</p>', code: 'wording', severity: 'note', at: '¶2', says: ['主要原因'] },
  { law: 'wording', name: 'doubled marks', broken: '<p>本单位无此项支出。。</p>', kept: '<p>本单位无此项支出。</p>', code: 'wording', severity: 'note', at: '¶2', says: ['。。'] },
]

describe.each(CASES.map((c) => [`${c.law}: ${c.name}`, c] as const))('%s', (_, { broken, kept, code, severity, at, says }) => {
  const like = (zh: string): boolean => says.every((words) => zh.includes(words))

  test('is told where it is broken', async () => {
    const found = await findingsOf(broken, code)
    const [finding] = found.filter((f) => f.at[0] === at && like(f.zh))
    expect(finding, JSON.stringify(found, null, 1)).toMatchObject({ code, severity })
    expect(finding?.zh).toMatch(/[。：]/u)
    expect(finding?.en).not.toBe('')
  })

  test('and not where it is kept', async () => {
    expect((await findingsOf(kept, code)).filter((f) => f.at[0] === at && like(f.zh))).toEqual([])
    // Nor does anything else come up that was not there before.
    const before = (await findingsOf(broken)).length
    expect((await findingsOf(kept)).length).toBeLessThanOrEqual(before)
  })
})

describe('the tables that the law asks for', () => {
  const TITLES = ['部门预算收支总表', '部门预算收入总表', '部门预算支出总表', '部门预算财政拨款收支总表', GENERAL, '部门预算一般公共预算财政拨款基本支出表', FUND, '部门预算财政拨款“三公”经费支出表']

  test('each missing table is one error with its name', async () => {
    const missing = await findingsOf(good, 'missing')
    expect(missing.map((f) => [f.severity, f.at])).toEqual(TITLES.map(() => ['error', []]))
    for (const [i, title] of TITLES.entries()) expect(missing[i]?.zh).toContain(title.replace('部门预算财政拨款', '财政拨款').replace(/^部门预算(?=一般|政府)/u, '').replace('部门预算', '部门'))
  })

  test('a table that was not recognised may be the missing one: then it is a note', async () => {
    const missing = await findingsOf(`${good}${tableHtml([['甲', '乙'], ['1', '2']])}`, 'missing')
    expect(new Set(missing.map((f) => f.severity))).toEqual(new Set(['note']))
  })

  test('an empty table is there', async () => {
    const missing = await findingsOf(titled(FUND, [...FUNCTIONS, EMPTY], '注：无政府性基金预算，空表列示。'), 'missing')
    expect(missing.some((f) => f.zh.includes('政府性基金'))).toBe(false)
  })
})

test('every declared law has a case', () => {
  expect(LAWS).toHaveLength(12)
  // The tables that are due have their own cases.
  expect(new Set(CASES.map((c) => c.law)).size).toBe(LAWS.length - 1)
})
