import { describe, expect, test } from 'vitest'
import type { Card, Reading } from '../../src/budget/reading.ts'
import { claimLines, readPage, reading, tableHtml, tableTxt, type Row } from './page.ts'

const TITLE = '1、信访专项经费绩效目标表'
const CARD: readonly Row[] = [
  ['项目编码', '13090023P001', '专项资金名称', '信访专项经费 →3'],
  ['预算规模及资金用途 ↓2', '预算数', '62.55', '其中：财政资金', '60', '其他资金', '2.55'],
  ['预计期间将产生住宿费、伙食费等共计62.55万元，请列入2023年度预算。 →6'],
  ['资金支出计划（%） ↓2', '3月底', '6月底', '10月底 →2', '12月底 →2'],
  ['25', '50', '80 →2', '100 →2'],
  ['绩效目标 ↓2', '目标1', '更好的开展信访工作 →5'],
  ['目标2', '做好维稳工作 →5'],
  ['一级指标', '二级指标', '三级指标', '指标说明', '指标值', '指标确定依据 →2'],
  ['产出指标 ↓2', '数量指标', '转交办信访案件', '上级转交办信访案件', '80件', '信访案件 →2'],
  ['成本指标', '控制预算成本', '控制值班人员经费', '', '差旅费标准 →2'],
  ['满意度指标', '服务对象满意度指标', '信访群众满意度', '信访群众满意度', '>=95%', '优秀 →2'],
]
const html = `<p>${TITLE}</p><p>单位：万元</p>${tableHtml(CARD)}`

function only(read: Reading): Card {
  const [card, ...others] = read.cards
  if (card === undefined || others.length > 0) throw new Error(`expected one card, read ${read.cards.length}`)
  return card
}

/** A card without places and claims, to be compared across sources. */
function content(read: Reading): unknown {
  const card = only(read)
  return {
    title: card.title,
    fields: Object.fromEntries(Object.entries(card.fields).map(([id, text]) => [id, text.printed])),
    budget: card.budget === null ? null : read.claims[card.budget]?.value,
    sources: card.sources.map((id) => [read.claims[id]?.slice.fund, read.claims[id]?.value]),
    plan: card.plan.map((p) => [p.checkpoint, p.printed, p.value]),
    goals: card.goals.map((g) => g.printed),
    indicators: card.indicators.map(({ level1, level2, level3, description, value, basis }) => [
      level1,
      level2,
      level3,
      description,
      value,
      basis,
    ]),
  }
}

const EXPECTED = {
  title: TITLE,
  fields: {
    'project-code': '13090023P001',
    'project-name': '信访专项经费',
    budget: '62.55',
    appropriation: '60',
    'other-funds': '2.55',
    purpose: '预计期间将产生住宿费、伙食费等共计62.55万元，请列入2023年度预算。',
  },
  budget: 62_550_000,
  sources: [
    ['appropriation', 60_000_000],
    ['non-appropriation', 2_550_000],
  ],
  plan: [
    ['3月底', '25', 25],
    ['6月底', '50', 50],
    ['10月底', '80', 80],
    ['12月底', '100', 100],
  ],
  goals: ['更好的开展信访工作', '做好维稳工作'],
  indicators: [
    ['产出指标', '数量指标', '转交办信访案件', '上级转交办信访案件', '80件', '信访案件'],
    ['产出指标', '成本指标', '控制预算成本', '控制值班人员经费', '', '差旅费标准'],
    ['满意度指标', '服务对象满意度指标', '信访群众满意度', '信访群众满意度', '>=95%', '优秀'],
  ],
}

describe('a performance target card', () => {
  test('is read in all its fields', async () => {
    expect(content(await readPage(html))).toEqual(EXPECTED)
  })

  test('its budget, sources and purpose are claims on the project', async () => {
    const project = 'project=1 信访专项经费;'
    expect(claimLines(await readPage(html), 'performance-target')).toEqual([
      `信访专项经费 | 预算数 | flow=expenditure;nature=project;${project} | 62.55 = 62550000 | 2,3`,
      `信访专项经费 | 其中：财政资金 | flow=expenditure;fund=appropriation;nature=project;${project} | 60 = 60000000 | 2,5`,
      `信访专项经费 | 其他资金 | flow=expenditure;fund=non-appropriation;nature=project;${project} | 2.55 = 2550000 | 2,7`,
      ` |  | flow=expenditure;nature=project;${project} | 62.55 = 62550000 | 3,2`,
    ])
  })

  test('every field has its place', async () => {
    const card = only(await readPage(html))
    expect(card.fields['project-name']?.place).toMatchObject({ table: 1, row: 1, column: 4 })
    expect(card.plan.map((p) => p.place.row)).toEqual([5, 5, 5, 5])
    expect(card.indicators.map((i) => [i.places.value.row, i.places.value.column])).toEqual([
      [9, 5],
      [10, 5],
      [11, 5],
    ])
  })

  test('reads the same where the source lost its merged cells', async () => {
    const text = `某某局2023年部门预算公开\n${TITLE}\n单位：万元\n${tableTxt(CARD)}\n后文\n`
    expect(content(await reading(text, 'a.txt'))).toEqual(EXPECTED)
  })

  test.each([
    ['a price is no sum', '每人每天补助180元，需62.55万元。', 62_550_000],
    ['the year before is not asked for', '2022年需10万元，2023年所需资金50万元。', 50_000_000],
    ['several sums that make the budget agree', '需差旅费60万元，需印刷费2.55万元。', null],
    ['the total stands for the project', '住宿费40万元、伙食费20万元，共计60万元。', 60_000_000],
    ['a blank sum', '需万元，请列入2023年度预算。', 0],
    ['no sum at all', '用于开展信访维稳工作。', null],
  ])('purpose: %s', async (_, purpose, value) => {
    const rows = CARD.map((row, i) => (i === 2 ? [`${purpose} →6`] : row))
    const read = await readPage(`<p>${TITLE}</p>${tableHtml(rows)}`)
    expect(read.claims.find((c) => c.slot === 'purpose')?.value ?? null).toBe(value)
  })

  test('a plan printed with gaps, a percent sign or words', async () => {
    const rows = CARD.map((row, i) => (i === 4 ? ['', '50%', '八成 →2', '100 →2'] : row))
    expect(only(await readPage(`<p>${TITLE}</p>${tableHtml(rows)}`)).plan).toMatchObject([
      { printed: '', value: null },
      { printed: '50%', value: 50 },
      { printed: '八成', value: null },
      { printed: '100', value: 100 },
    ])
  })
})
