import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/budget/place.ts'
import type { Card, Reading } from '../../src/budget/reading.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { readDocument } from '../../src/formats/read.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'

const FORMATS = ['txt', 'html', 'docx', 'doc', 'odt', 'xlsx', 'xls'] as const

async function read(format: string): Promise<Reading> {
  const name = `nandagang/nandagang-2023.${format}`
  const outcome = await readDocument(readFileSync(sharedDocument(name)), name)
  if (!outcome.ok) throw new Error(outcome.refusal.message.en)
  return readDisclosure(outcome.document)
}

/** Everything but where it stands; the workbook prints two indicator values by its own number format. */
function content(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => {
      if (key === 'place' || key === 'places' || key === 'codePlace') return undefined
      if (key === 'value' && typeof inner === 'string') return inner.replace(/^(\d+)\.00$/u, '$1')
      return inner
    }),
  )
}

function cardsOf(reading: Reading, form: string): readonly Card[] {
  return reading.cards.filter((c) => c.form === form)
}

describe.skipIf(!hasShared)('nandagang-2023 (needs ../shared/documents)', async () => {
  if (!hasShared) return
  const readings = new Map<string, Reading>()
  for (const format of FORMATS) readings.set(format, await read(format))
  const get = (format: string): Reading => {
    const reading = readings.get(format)
    if (reading === undefined) throw new Error(`not read: ${format}`)
    return reading
  }
  const txt = get('txt')

  describe.each(['html', 'docx', 'doc', 'odt', 'xlsx', 'xls'])('%s says what the text says', (format) => {
    const parts = [
      'disclosure',
      'claims',
      'forms',
      'cards',
      'sentences',
      'names',
      'series',
      'organisation',
      'sections',
      'glossary',
      'problems',
    ] as const
    test.each(parts)('%s', (part) => {
      expect(content(get(format)[part])).toEqual(content(txt[part]))
    })
  })

  test.each(FORMATS)('%s: every claim has a place, and no two claims of a table one cell twice', (format) => {
    const where = (p: Place): string => JSON.stringify([p.line, p.sheet, p.cell, p.table, p.row, p.column, p.paragraph, p.span])
    const claims = get(format).claims
    for (const c of claims) expect(where(c.place), c.printed).not.toBe(where({}))
    if (format === 'txt') for (const c of claims) expect(c.place.line).toBeGreaterThan(0)
    if (format.startsWith('xls')) for (const c of claims) expect(c.place.cell).toMatch(/^[A-Z]+\d+$/u)
    const cells = claims.filter((c) => c.place.span === undefined && c.measure !== 'year').map((c) => where(c.place))
    expect(new Set(cells).size).toBe(cells.length)
  })

  test('the disclosure', () => {
    expect(txt.disclosure).toMatchObject({
      department: { code: '455', name: '沧州渤海新区南大港产业园区政法工作办公室' },
      year: 2023,
      stage: 'budget',
      scope: 'department',
      units: ['万元'],
      place: 'hebei',
    })
    expect(txt.problems).toEqual([])
  })

  test('nine statutory tables and the rest, with the figures of each', () => {
    const figures = txt.forms.flatMap((form, table) => {
      if (form.form === 'performance-target' || form.form === 'narrative') return []
      const own = txt.claims.filter((c) => c.table === table)
      return [`${form.form} ${form.state} ${own.length} claims, ${own.filter((c) => c.state === 'number').length} figures`]
    })
    expect(figures).toMatchInlineSnapshot(`
      [
        "balance read 46 claims, 7 figures",
        "income read 90 claims, 27 figures",
        "expenditure read 54 claims, 21 figures",
        "appropriation-balance read 145 claims, 11 figures",
        "general-by-function read 27 claims, 16 figures",
        "basic-by-economic-class read 126 claims, 39 figures",
        "government-fund-by-function empty 0 claims, 0 figures",
        "state-capital-by-function empty 0 claims, 0 figures",
        "three-public empty 36 claims, 0 figures",
        "organisation read 0 claims, 0 figures",
        "procurement empty 0 claims, 0 figures",
        "state-assets read 13 claims, 4 figures",
        "overall-performance read 0 claims, 0 figures",
        "special-fund-performance read 0 claims, 0 figures",
      ]
    `)
    expect(txt.forms.filter((f) => f.emptyNote !== null).map((f) => [f.form, f.emptyNote?.printed])).toEqual([
      ['government-fund-by-function', '注：无政府基金预算财政拨款预算，空表列示。'],
      ['state-capital-by-function', '注：无国有资本经营预算财政拨款预算，空表列示。'],
      ['three-public', '注：无“三公”经费，空表列示'],
      ['procurement', '注：无政府采购预算，空表列示。'],
    ])
  })

  test('the organisation', () => {
    expect(txt.organisation).toMatchObject([
      {
        name: '沧州渤海新区南大港产业园区政法工作办公室',
        kind: '事业',
        grade: '正科级',
        funding: '财政拨款',
        place: { line: 1479 },
      },
    ])
  })

  test('seven cards, each complete', () => {
    const cards = cardsOf(txt, 'performance-target')
    const line = (c: Card): string =>
      [
        c.title,
        c.fields['project-name']?.printed,
        `${c.budget === null ? '' : txt.claims[c.budget]?.printed} = ${c.sources.map((s) => txt.claims[s]?.printed).join(' + ')}`,
        c.plan.map((p) => `${p.checkpoint} ${p.printed}`).join(', '),
        `${c.goals.length} goals`,
        `${c.indicators.length} indicators`,
      ].join(' | ')
    expect(cards.map(line)).toMatchInlineSnapshot(`
      [
        "1、河北省信息系统网络维护费绩效目标表 | 信访信息系统网络维护费 | 0.48 = 0.48 +  | 3月底 , 6月底 100, 10月底 , 12月底  | 1 goals | 6 indicators",
        "2、信访专项经费绩效目标表 | 信访专项经费 | 62.55 = 62.55 +  | 3月底 25, 6月底 50, 10月底 80, 12月底 100 | 2 goals | 9 indicators",
        "3、政法委综治专项经费绩效目标表 | 政法委综治专项经费 | 6 = 6 +  | 3月底 25, 6月底 50, 10月底 80, 12月底 100 | 1 goals | 9 indicators",
        "4、严重精神障碍患者监护人责任险绩效目标表 | 严重精神障碍患者监护人责任险 | 2..5 = 2.5 +  | 3月底 , 6月底 100, 10月底 , 12月底  | 1 goals | 9 indicators",
        "5、雪亮工程建设项目绩效目标表 | 雪亮工程建设项目 | 4 = 4 +  | 3月底 , 6月底 , 10月底 , 12月底 100 | 1 goals | 6 indicators",
        "6、南大港政法办网络通信服务费绩效目标表 | 南大港政法办网络通信服务费项目 | 24 = 24 +  | 3月底 , 6月底 80, 10月底 100, 12月底  | 1 goals | 6 indicators",
        "7、综治9+X信息系统通信服务费绩效目标表 | 综治9+X信息系统通信服务费项目 | 0.47 = 0.47 +  | 3月底 50, 6月底 , 10月底 100, 12月底  | 1 goals | 6 indicators",
      ]
    `)
    for (const card of cards) {
      expect(card.fields['purpose']?.printed.length).toBeGreaterThan(30)
      expect(card.fields['project-code']?.printed).toBe('')
      for (const i of card.indicators) {
        for (const field of [i.level1, i.level2, i.level3, i.description, i.value]) expect(field, card.title).not.toBe('')
        expect(i.level1).toMatch(/^(?:产出|效益|效果|满意度)指标$/u)
        expect(i.level2).toMatch(/指标$/u)
      }
    }
    expect(
      cards[1]?.indicators.map((i) => [i.level1, i.level2, i.level3, i.description, i.value, i.basis]),
    ).toMatchInlineSnapshot(`
      [
        [
          "产出指标",
          "数量指标",
          "转交办信访案件",
          "上级转交办信访案件",
          "80件",
          "信访案件",
        ],
        [
          "产出指标",
          "成本指标",
          "控制预算成本",
          "控制值班人员经费",
          "补贴不超过180",
          "差旅费标准",
        ],
        [
          "产出指标",
          "质量指标",
          "重复访事件",
          "不发生二次上访事件",
          "<=10.00",
          "合格",
        ],
        [
          "产出指标",
          "时效指标",
          "及时处理率",
          "在1个工作日内受理",
          "24.00",
          "优秀",
        ],
        [
          "效益指标",
          "社会效益指标",
          "维护社会稳定",
          "不出现赴省、进京事件",
          "<=5.00",
          "合格",
        ],
        [
          "效益指标",
          "经济效益指标",
          "经济效益",
          "经济效益",
          "经济效益",
          "",
        ],
        [
          "效益指标",
          "可持续影响指标",
          "可持续影响",
          "可持续影响",
          "可持续",
          "",
        ],
        [
          "效益指标",
          "生态效益指标",
          "提高利用率",
          "提高利用率",
          "生态效益",
          "",
        ],
        [
          "满意度指标",
          "服务对象满意度指标",
          "信访群众满意度",
          "信访群众满意度",
          ">=95.00",
          "优秀",
        ],
      ]
    `)
  })

  test('the overall target: goal, five part-goals with target and indicator, safeguards; special funds', () => {
    const [overall, ...none] = cardsOf(txt, 'overall-performance')
    expect(none).toEqual([])
    expect(overall?.goals.map((g) => g.printed)).toEqual([
      '做好信访协调工作，保持社会稳定',
      '社会治安综合治理及平安建设工作',
      '政法网络系统维护、租赁',
      '强化反邪斗争工作',
      '常态化推进扫黑除恶斗争工作',
    ])
    expect(
      overall?.indicators.map((i) => [i.level3, i.description.slice(0, 12), i.value.slice(0, 12), i.place.line]),
    ).toMatchInlineSnapshot(`
      [
        [
          "做好信访协调工作，保持社会稳定",
          "接受群众来访，做好协调工",
          "进京集体访、到非接待场所",
          1509,
        ],
        [
          "社会治安综合治理及平安建设工作",
          "加强园区社会治安综合治理",
          "确保人民群众安居乐业，社",
          1512,
        ],
        [
          "政法网络系统维护、租赁",
          "政法网络运行良好。",
          "安装调试后达到技术要求的",
          1515,
        ],
        [
          "强化反邪斗争工作",
          "加强防范和处理邪教问题的",
          "提出有针对性的意见和建议",
          1518,
        ],
        [
          "常态化推进扫黑除恶斗争工作",
          "提升基层社会治理能力，涉",
          "人民群众获得感、幸福感、",
          1521,
        ],
      ]
    `)
    expect(overall?.fields['goal']?.printed).toMatch(/^2023年，我单位按照.*良好社会环境。$/u)
    expect(overall?.fields['safeguards']?.printed.split('\n')).toHaveLength(4)
    const [special] = cardsOf(txt, 'special-fund-performance')
    expect([special?.title, special?.fields['text']?.printed]).toEqual(['第2部分 专项资金绩效目标', '无'])
  })

  test('duties, staff, reasons, glossary, the day of the assets', () => {
    const section = (topic: string): string =>
      txt.sections
        .filter((s) => s.topic === topic)
        .flatMap((s) => s.paragraphs.map((p) => p.printed))
        .join('\n')
    expect(section('duties')).toContain('部门职责：')
    expect(txt.paragraphs.some((p) => p.printed.startsWith('受理来信，接待来访'))).toBe(true)
    const slot = (name: string) => txt.claims.find((c) => c.slot === name)
    expect(slot('posts.staff')).toMatchObject({ printed: '5', value: 500, place: { line: 1471 } })
    expect(txt.sentences.map((s) => s.text).join('\n')).toContain('主要是由于雪亮工程项目费用支出减少')
    expect(txt.glossary.map((g) => g.term.printed)).toEqual([
      '一般公共预算拨款收入',
      '事业收入',
      '其他收入',
      '基本支出',
      '项目支出',
      '上缴上级支出',
      '“三公”经费',
      '机关运行费',
      '上年结转',
      '事业单位经营支出',
    ])
    expect(txt.claims.find((c) => c.slot === 'date')).toMatchObject({
      form: 'state-assets',
      printed: '2022-12-31',
      place: { line: 2247 },
    })
  })

  test('every sentence that carries a figure, a change or a count, and what was read of it', () => {
    const lines = txt.sentences
      .filter((s) => s.claims.length > 0)
      .map((s) => `${s.place.line}: ${s.claims.map((id) => `${txt.claims[id]?.slot} ${txt.claims[id]?.printed}`).join(', ')}`)
    expect(lines).toMatchInlineSnapshot(`
      [
        "1453: staff.names 政法办、信访局, staff.offices 2",
        "1453: staff.units 1",
        "1471: posts.staff-year 2022, posts.staff 5",
        "1488: income.year 2023, income.income 181.17, income.general 181.17, income.government-fund 0, income.special-account 0, income.other 0",
        "1490: expenditure.year 2023, expenditure.expenditure 181.17, expenditure.basic 81.17, expenditure.personnel 77.86, expenditure.running 3.31",
        "1490: expenditure.project 100, expenditure.classes 100",
        "1492: change.year 2023, change.total 181.17, change.last-year 2022, change.change 减少187.17, change.basic-change 减少19.04",
        "1492: change.project-change 减少168.13",
        "1495: running-cost.year 2023, running-cost.running-cost 3.31",
        "1497: three-public.year 2023, three-public.three-public 0, three-public.last-year 2022, three-public.change 减少0.14",
        "1498: vehicle-running.vehicle-running 0, vehicle-running.change 持平",
        "1498: vehicle-purchase.vehicle-purchase 无, vehicle-purchase.change 持平",
        "1499: reception.reception 0, reception.change 减少0.14",
        "1500: abroad.abroad 0, abroad.change 持平",
        "2192: procurement.year 2023, procurement.procurement 0.00",
        "2244: assets.assets 165.16",
        "2244: assets.planned 0.00",
      ]
    `)
  })
})
