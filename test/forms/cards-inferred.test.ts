import { describe, expect, test } from 'vitest'
import type { Card, Reading } from '../../src/budget/reading.ts'
import { sliceKey } from '../../src/budget/slice.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { readPage, reading, tableHtml, tableTxt, type Row } from './page.ts'

/** What a card says, a line each. */
function lines(read: Reading, card: Card): string[] {
  const claim = (id: number): string => {
    const c = read.claims[id]
    return c === undefined
      ? ''
      : `${c.column} ${c.state === 'blank' ? '' : c.value} ${sliceKey(c.slice)}${c.part === undefined ? '' : `#${c.part}`}`
  }
  return [
    ...Object.entries(card.fields).map(([id, text]) => `${id}: ${text.printed}`),
    ...(card.budget === null ? [] : [`budget: ${claim(card.budget)}`]),
    ...card.sources.map((id) => `source: ${claim(id)}`),
    ...card.goals.map((g) => `goal: ${g.printed}`),
    ...card.indicators.map((i) => [i.level1, i.level2, i.level3, i.description, i.value, i.basis].join('|')),
  ]
}

const of = (read: Reading): string[][] => read.cards.map((card) => lines(read, card))

const CARD: readonly Row[] = [
  ['项目名称 →2', '业务培训 →4'],
  ['主管部门及代码 →2', '[292]某某局', '实施单位', '某某局本级 →2'],
  ['项目资金（万元） →2 ↓3', '年度资金总额：', '118.01 →2', '执行率分值 ↓3'],
  ['其中：财政拨款', '100.01 →2'],
  ['其他资金', '18.00 →2'],
  ['年度总体目标', '抓好干部培训，提升队伍素质。 →5'],
  ['绩效指标 ↓4', '一级指标', '二级指标', '三级指标', '指标值', '分值'],
  ['产出指标 ↓2', '数量指标', '培训班次', '≥3次', '20'],
  ['质量指标', '培训合格率', '≥98%', '20'],
  ['满意度指标', '服务对象满意度指标', '学员满意率', '≥95%', '10'],
]
const READ = [
  'project-name: 业务培训',
  'department: [292]某某局',
  'unit: 某某局本级',
  'budget: 年度资金总额 118010000 flow=expenditure;nature=project;project=业务培训;',
  'source: 财政拨款 100010000 flow=expenditure;fund=appropriation;nature=project;project=业务培训;',
  'source: 其他资金 18000000 flow=expenditure;fund=non-appropriation;nature=project;project=业务培训;',
  'goal: 抓好干部培训，提升队伍素质。',
  '产出指标|数量指标|培训班次||≥3次|',
  '产出指标|质量指标|培训合格率||≥98%|',
  '满意度指标|服务对象满意度指标|学员满意率||≥95%|',
]

describe('a card that no place describes', () => {
  test('is read by its labels', async () => {
    const read = await readPage(`<p>业务培训绩效目标表</p><p>（2023年度）</p>${tableHtml(CARD)}`)
    expect(of(read)).toEqual([READ])
    expect(read.problems).toEqual([])
    const form = read.forms.find((f) => f.form === 'performance-target')
    expect(form?.complete).toEqual(['fund'])
  })

  test('reads the same where merged cells were lost', async () => {
    const read = await reading(`某某局2023年部门预算公开\n\n业务培训绩效目标表\n\n${tableTxt(CARD)}`, 'a.txt')
    expect(of(read)[0]?.filter((l) => l.includes('|') || l.startsWith('budget'))).toEqual(
      READ.filter((l) => l.includes('|') || l.startsWith('budget')),
    )
  })

  test('whose funds do not add up is an error, and one without a column for the basis is not doubted for it', async () => {
    const wrong = CARD.map((row) => row.map((cell) => (cell === '100.01 →2' ? '100.10 →2' : cell)))
    const read = await readPage(`<p>业务培训绩效目标表</p>${tableHtml(wrong)}`)
    const { findings } = checkReading(read)
    expect(findings.filter((f) => f.severity === 'error').map((f) => f.code)).toContain('sum')
    expect(findings.filter((f) => f.code === 'indicator')).toEqual([])
  })

  test('goes on over the page, in the columns that have a heading', async () => {
    const more: readonly Row[] = [
      ['', '', '', '参训率', '≥90%', '10'],
      ['', '效益指标', '社会效益指标', '业务能力', '有所提高', '20'],
    ]
    const read = await readPage(`<p>业务培训绩效目标表</p>${tableHtml(CARD)}<p>- 3 -</p>${tableHtml(more)}`)
    expect(of(read)).toEqual([
      [...READ, '满意度指标|服务对象满意度指标|参训率||≥90%|', '效益指标|社会效益指标|业务能力||有所提高|'],
    ])
  })

  test('several stand in one table', async () => {
    const second = CARD.map((row) => row.map((cell) => cell.replace('业务培训', '设备购置')))
    const read = await readPage(`<p>项目绩效目标表</p>${tableHtml([...CARD, ...second])}`)
    expect(read.cards.map((c) => c.fields['project-name']?.printed)).toEqual(['业务培训', '设备购置'])
    expect(read.cards.map((c) => c.indicators.length)).toEqual([3, 3])
  })

  test('with two lists of indicators side by side keeps both', async () => {
    const halves: readonly Row[] = [
      ['项目名称', '业务培训 →6'],
      ['总体目标', '中期目标 →3', '年度目标 →3'],
      ['', '三年轮训一遍。 →3', '今年培训三期。 →3'],
      ['一级指标 ↓1', '二级指标', '三级指标', '指标值', '二级指标', '三级指标', '指标值'],
      ['产出指标', '数量指标', '培训班次', '≥9次', '数量指标', '培训班次', '≥3次'],
    ]
    const read = await readPage(`<p>项目支出绩效目标表</p>${tableHtml(halves)}`)
    expect(of(read)[0]).toEqual([
      'project-name: 业务培训',
      'goal: 三年轮训一遍。',
      'goal: 今年培训三期。',
      '产出指标|数量指标|培训班次||≥9次|',
      '产出指标|数量指标|培训班次||≥3次|',
    ])
  })

  test('that is a blank form is empty, and no card', async () => {
    const blank: readonly Row[] = [
      ['项目名称', ' →3'],
      ['资金金额（万元） ↓2', '年度资金总额：', ' →2'],
      ['其中：财政拨款', ' →2'],
      ['一级指标', '二级指标', '三级指标', '指标值'],
      ['产出指标', '数量指标', '指标1：', ''],
      ['产出指标', '质量指标', '……', ''],
    ]
    const read = await readPage(`<p>专项资金总体绩效目标表</p>${tableHtml(blank)}`)
    expect(read.cards).toEqual([])
    expect(read.forms.filter((f) => f.form === 'special-fund-performance').map((f) => f.state)).toEqual(['empty'])
    expect(read.problems).toEqual([])
  })

  test('money of all years is held against the year by a person only', async () => {
    const card = CARD.map((row) => row.map((cell) => cell.replace('年度资金总额', '实施期资金总额')))
    const list: readonly Row[] = [
      ['项目名称', '总计', '一般公共预算'],
      ['合计', '50.00', '50.00'],
      ['业务培训', '50.00', '50.00'],
    ]
    const read = await readPage(`<p>项目支出表</p><p>单位：万元</p>${tableHtml(list)}<p>业务培训绩效目标表</p>${tableHtml(card)}`)
    const { findings } = checkReading(read)
    const about = findings.filter((f) => f.message.zh.includes('实施期资金总额'))
    expect(about.map((f) => f.severity)).toEqual(['warning'])
  })
})

const LIST: readonly Row[] = [
  [
    '项目名称 ↓2',
    '项目总额 ↓2',
    '其中： →2',
    '绩效目标 ↓2',
    '一级指标 ↓2',
    '二级指标 ↓2',
    '三级指标 ↓2',
    '指标性质 ↓2',
    '指标值 ↓2',
    '度量单位 ↓2',
  ],
  ['财政资金', '其他资金'],
  [
    '11000022T000000444016-公众评价 ↓2',
    '76.43 ↓2',
    '76.43 ↓2',
    ' ↓2',
    '提升服务质量。 ↓2',
    '产出指标',
    '数量指标',
    '评估报告',
    '≥',
    '2',
    '份',
  ],
  ['效益指标', '社会效益指标', '改进意见', '定性', '采纳', ''],
  ['飞行检查', '129.25', '100.00', '29.25', '维护基金安全。', '产出指标', '时效指标', '按时完成率', '＝', '100', '%'],
]

describe('a list of projects with their targets', () => {
  test('gives a card for each project, over as many rows as it has indicators', async () => {
    const read = await readPage(`<p>项目支出绩效目标表</p><p>金额单位：万元</p>${tableHtml(LIST)}`)
    expect(of(read)).toEqual([
      [
        'project-name: 公众评价',
        'project-code: 11000022T000000444016',
        'budget: 项目总额 76430000 flow=expenditure;nature=project;project=公众评价;',
        'source: 财政资金 76430000 flow=expenditure;fund=appropriation;nature=project;project=公众评价;',
        'source: 其他资金  flow=expenditure;fund=non-appropriation;nature=project;project=公众评价;',
        'goal: 提升服务质量。',
        '产出指标|数量指标|评估报告||≥2份|',
        '效益指标|社会效益指标|改进意见||采纳|',
      ],
      [
        'project-name: 飞行检查',
        'budget: 项目总额 129250000 flow=expenditure;nature=project;project=飞行检查;',
        'source: 财政资金 100000000 flow=expenditure;fund=appropriation;nature=project;project=飞行检查;',
        'source: 其他资金 29250000 flow=expenditure;fund=non-appropriation;nature=project;project=飞行检查;',
        'goal: 维护基金安全。',
        '产出指标|时效指标|按时完成率||＝100%|',
      ],
    ])
  })

  test('goes on over the page with blanks for the open project, or with its name again', async () => {
    const blank: Row = ['', '', '', '', '', '满意度指标', '服务对象满意度指标', '满意度', '≥', '90', '%']
    const again: Row = [
      '飞行检查',
      '129.25',
      '100.00',
      '29.25',
      '维护基金安全。',
      '成本指标',
      '经济成本指标',
      '成本控制',
      '≤',
      '129',
      '万元',
    ]
    const goesOn = [tableHtml([blank]), tableHtml([...LIST.slice(0, 2), again])]
    for (const page of goesOn) {
      const read = await readPage(`<p>项目支出绩效目标表</p><p>金额单位：万元</p>${tableHtml(LIST)}<p>维护基金</p>${page}`)
      expect(read.cards.map((c) => [c.fields['project-name']?.printed, c.indicators.length])).toEqual([
        ['公众评价', 2],
        ['飞行检查', 2],
      ])
    }
  })

  test('two projects of one name are two', async () => {
    const rows = [...LIST, ['飞行检查', '7.00', '7.00', '', '另一个项目。', '产出指标', '数量指标', '次数', '≥', '2', '次']]
    const read = await readPage(`<p>项目支出绩效目标表</p><p>金额单位：万元</p>${tableHtml(rows)}`)
    const budgets = read.cards.map((c) => read.claims[c.budget ?? -1])
    expect(budgets.map((c) => [c?.value, c?.part])).toEqual([
      [76_430_000, undefined],
      [129_250_000, 1],
      [7_000_000, 2],
    ])
    expect(checkReading(read).findings.filter((f) => f.severity === 'error')).toEqual([])
  })

  test('an overall card has the money of the department', async () => {
    const overall: readonly Row[] = [
      ['部门名称 →2', '某某局 →7'],
      ['总体资金情况（万元） →2 ↓3', '预算支出总额 ↓2', '财政拨款 →3', '其他资金 →3'],
      ['合计', '基本支出', '项目支出', '合计', '基本支出', '项目支出'],
      ['110.00', '100.00', '60.00', '40.00', '10.00', '', '10.00'],
      ['整体绩效目标 ↓3', '整体绩效目标', '做好工作。 →7'],
      ['活动 →2', '绩效指标 →2', '指标性质', '指标值 →2', '度量单位'],
      ['医疗管理 →2', '产出指标数量指标检查家数 →2', '≥', '6 →2', '个'],
    ]
    const read = await readPage(`<p>部门整体支出绩效目标表</p>${tableHtml(overall)}`)
    expect(of(read)).toEqual([
      [
        'department-name: 某某局',
        'budget: 预算支出总额 110000000 flow=expenditure;',
        'source: 合计 100000000 flow=expenditure;fund=appropriation;',
        'source: 基本支出 60000000 flow=expenditure;fund=appropriation;nature=basic;',
        'source: 项目支出 40000000 flow=expenditure;fund=appropriation;nature=project;',
        'source: 合计 10000000 flow=expenditure;fund=non-appropriation;',
        'source: 基本支出  flow=expenditure;fund=non-appropriation;nature=basic;',
        'source: 项目支出 10000000 flow=expenditure;fund=non-appropriation;nature=project;',
        'goal: 做好工作。',
        '产出指标|数量指标|检查家数||≥6个|',
      ],
    ])
  })
})

describe('tables that are none of the budget', () => {
  test('a list of units is the organisation', async () => {
    const rows: readonly Row[] = [
      ['单位名称', '经费性质', '在职人数'],
      ['某某局', '财政核拨', '5'],
      ['某某监测站', '财政核拨', '19'],
    ]
    const read = await readPage(`<p>从预算单位构成看，某某局包括：</p>${tableHtml(rows)}`)
    expect(read.organisation.map((u) => [u.name, u.funding])).toEqual([
      ['某某局', '财政核拨'],
      ['某某监测站', '财政核拨'],
    ])
    expect(read.problems).toEqual([])
  })

  test.each([
    [
      'contents',
      [
        ['报表', '报表名称', '是否空表'],
        ['表1', '收支总表', ''],
        ['表2', '收入总表', '是'],
      ],
    ],
    ['prose in a frame', [['本单位2023年收入预算12.50万元，比上年增加。支出预算12.50万元。']]],
    [
      'people',
      [
        ['姓名', '职务'],
        ['甲', '局长'],
        ['乙', '副局长'],
      ],
    ],
  ])('%s: nothing is said of it', async (_, rows) => {
    const read = await readPage(`<p>说明</p>${tableHtml(rows)}`)
    expect(read.problems).toEqual([])
    expect(read.forms.filter((f) => f.state === 'unread')).toEqual([])
  })

  test('a table of money that is not known is still told of', async () => {
    const rows: readonly Row[] = [
      ['序号', '培训名称', '金额'],
      ['1', '干部培训', '7.28'],
    ]
    const read = await readPage(`<p>培训费</p><p>单位：万元</p>${tableHtml(rows)}`)
    expect(read.problems).toHaveLength(1)
  })
})
