import { describe, expect, test } from 'vitest'
import { across, down, fill, grid, laidOut, page, rowsOf, run, tablesOf, textsOf } from './pdf-layout-pages.ts'

const XS = [50, 150, 300, 400]
const YS = [100, 120, 140, 160]
const HEAD = ['科目编码', '科目名称', '合计']

describe('a table drawn with rules', () => {
  test('has the fields between them as cells, each with its page and box', () => {
    const document = laidOut(page(3, fill(XS, YS, [HEAD, ['201', '一般公共服务支出', '1.50'], ['208', '', '']]), grid(XS, YS)))
    const [table] = tablesOf(document)
    expect(rowsOf(table)).toEqual([HEAD, ['201', '一般公共服务支出', '1.50'], ['208', '', '']])
    expect(table?.cells[4]?.place).toMatchObject({ page: 3, box: [150, 120, 300, 140], row: 2, column: 2, table: 1 })
    expect(document.problems).toEqual([])
  })

  test('keeps its spans where a rule is left out', () => {
    const rules = [
      across(100, 50, 400),
      across(120, 150, 400),
      across(140, 50, 400),
      across(160, 50, 400),
      down(50, 100, 160),
      down(150, 100, 160),
      down(300, 120, 160),
      down(400, 100, 160),
    ]
    const runs = [
      run(60, 115, '项目'),
      run(200, 105, '支出预算'),
      run(160, 125, '基本'),
      run(310, 125, '项目'),
      run(60, 145, '合计'),
    ]
    const [table] = tablesOf(laidOut(page(1, runs, rules)))
    expect(rowsOf(table)).toEqual([
      ['项目 r2', '支出预算 c2'],
      ['基本', '项目'],
      ['合计', '', ''],
    ])
  })

  test('is the same with double rules, rules broken at every cell and rules that fall short', () => {
    const rules = [
      ...[100, 120, 140, 160].flatMap((y) => [
        across(y, 50, 148.5),
        across(y + 0.8, 151, 298.5),
        across(y, 301.5, 399),
        across(y + 1.4, 301.5, 399),
      ]),
      ...[50, 150, 300, 400].flatMap((x) => [down(x, 101.5, 119), down(x + 1, 121, 139), down(x, 141, 158.5)]),
    ]
    const [table] = tablesOf(laidOut(page(1, fill(XS, YS, [HEAD, ['201', '教育', '1.00'], ['202', '', '']]), rules)))
    expect(rowsOf(table)).toEqual([HEAD, ['201', '教育', '1.00'], ['202', '', '']])
  })

  test('needs no border at its sides', () => {
    const rules = [...YS.map((y) => across(y, 50, 400)), down(150, 100, 160), down(300, 100, 160)]
    const [table] = tablesOf(laidOut(page(1, fill(XS, YS, [HEAD, ['201', '教育', '1.00'], ['202', '', '2.00']]), rules)))
    expect(rowsOf(table)).toEqual([HEAD, ['201', '教育', '1.00'], ['202', '', '2.00']])
  })

  test('has as many rows as it has lines of figures where a rule is missing', () => {
    const rules = [across(100, 50, 400), across(120, 50, 400), across(180, 50, 400), ...XS.map((x) => down(x, 100, 180))]
    const runs = [
      ...fill(XS, [100], [HEAD]),
      ...fill(
        XS,
        [122, 142, 162],
        [
          ['201', '一般公共服务', '1.00'],
          ['202', '外交', '2.00'],
          ['203', '国防', '3.00'],
        ],
      ),
    ]
    const [table] = tablesOf(laidOut(page(1, runs, rules)))
    expect(rowsOf(table)).toEqual([HEAD, ['201', '一般公共服务', '1.00'], ['202', '外交', '2.00'], ['203', '国防', '3.00']])
  })

  test('keeps an amount in one row that wraps in a narrow field', () => {
    const xs = [50, 80, 110, 140]
    const ys = [100, 130]
    const runs = [...fill(xs, [100], [['121', '242,00', '120,00']]), ...fill(xs, [112], [['001', '0.00', '0.00']])]
    const [table] = tablesOf(laidOut(page(1, runs, grid(xs, ys))))
    expect(rowsOf(table)).toEqual([['121001', '242,000.00', '120,000.00']])
  })

  test('needs no rules at all between its rows', () => {
    const rules = [across(100, 50, 400), across(120, 50, 400), across(230, 50, 400), ...XS.map((x) => down(x, 100, 230))]
    const runs = [
      ...fill(XS, [100], [HEAD]),
      ...fill(
        XS,
        [122, 142, 162, 182],
        [
          ['201', '一般公共服务支出及', '1.00'],
          ['202', '外交', '2.00'],
          ['203', '国防', ''],
          ['204', '公共安全', '4.00'],
        ],
      ),
      run(153, 137, '其他'),
      run(153, 207, '没有数的一行'),
    ]
    const [table] = tablesOf(laidOut(page(1, runs, rules)))
    expect(rowsOf(table)).toEqual([
      HEAD,
      ['201', '一般公共服务支出及其他', '1.00'],
      ['202', '外交', '2.00'],
      ['203', '国防', ''],
      ['204', '公共安全', '4.00'],
      ['', '没有数的一行', ''],
    ])
  })

  test('has the columns of its header where only that has rules down', () => {
    const rules = [
      ...YS.map((y) => across(y, 50, 400)),
      ...XS.map((x) => down(x, 100, 120)),
      down(50, 120, 160),
      down(400, 120, 160),
    ]
    const body = [
      ['201', '1.00', '2.00'],
      ['202', '', '3.00'],
    ]
    const [table] = tablesOf(laidOut(page(1, fill(XS, YS, [HEAD, ...body]), rules)))
    expect(rowsOf(table)).toEqual([HEAD, ...body])
  })

  test('has columns where the rules run across only', () => {
    const ys = [100, 120, 140, 160, 180, 200]
    const rows = [
      HEAD,
      ['201', '一般公共服务支出', '1,234.50'],
      ['202', '外交支出', '22.00'],
      ['203', '国防支出', '3.00'],
      ['204', '公共安全支出', '14.00'],
    ]
    const across5 = ys.map((y) => across(y, 50, 400))
    for (const rules of [across5, [...across5, down(50, 100, 200), down(400, 100, 200)]]) {
      const [table] = tablesOf(laidOut(page(1, fill(XS, ys, rows), rules)))
      expect(rowsOf(table)).toEqual(rows)
    }
  })

  test('joins what wraps in a cell and keeps statements apart', () => {
    const ys = [100, 150, 200]
    const runs = [
      run(53, 105, '机关事业单位基本养'),
      run(53, 120, '老保险缴费支出'),
      run(153, 105, '1,234,567,890,123,456,789,01'),
      run(153, 120, '2.50'),
      run(303, 105, '208050'),
      run(303, 120, '5'),
      run(53, 155, '1、完成。'),
      run(53, 170, '2、及时。'),
      run(153, 155, '竖'),
      run(153, 167, '排'),
      run(153, 179, '字'),
      run(303, 155, '因'),
      run(323, 155, '公'),
      run(343, 155, '出'),
      run(363, 155, '国'),
    ]
    const [table] = tablesOf(laidOut(page(1, runs, grid(XS, ys))))
    expect(rowsOf(table)).toEqual([
      ['机关事业单位基本养老保险缴费支出', '1,234,567,890,123,456,789,012.50', '2080505'],
      ['1、完成。\n2、及时。', '竖排字', '因公出国'],
    ])
  })

  test('cuts a run at the rule between two texts, and leaves whole what overflows', () => {
    const ys = [100, 120, 140]
    const glued = run(250, 105, '16,474.82一、一般公共服务')
    const long = run(153, 125, '其他行政事业单位养老支出和其他社会保障')
    const [table] = tablesOf(laidOut(page(1, [glued, long, run(53, 125, '20899')], grid(XS, ys))))
    expect(rowsOf(table)).toEqual([
      ['', '16,474.82', '一、一般公共服务'],
      ['20899', '其他行政事业单位养老支出和其他社会保障', ''],
    ])
  })

  test('cuts two figures at the rule between them that are none together', () => {
    const xs = [50, 120, 150]
    const [table] = tablesOf(laidOut(page(1, [run(76, 105, '7,589,4730'), run(76, 125, '1,234.50')], grid(xs, [100, 120, 140]))))
    expect(rowsOf(table)).toEqual([
      ['7,589,473', '0'],
      ['1,234.50', ''],
    ])
  })

  test('stands in its place between paragraphs, beside another table, inside a border around the page', () => {
    const border = grid([20, 575], [20, 822])
    const other = [420, 480, 560]
    const runs = [
      run(200, 60, '部门收支总表', 16),
      run(50, 82, '部门：某某局'),
      run(340, 82, '单位：万元'),
      ...fill(XS, YS, [HEAD]),
      ...fill(other, YS, [['甲', '乙']]),
      run(50, 180, '注：本表无数据。'),
    ]
    const document = laidOut(page(1, runs, [...border, ...grid(XS, YS), ...grid(other, YS)]))
    expect(textsOf(document)).toEqual(['部门收支总表', '部门：某某局', '单位：万元', '注：本表无数据。'])
    expect(document.blocks.map((b) => b.kind)).toEqual(['paragraph', 'paragraph', 'paragraph', 'table', 'table', 'paragraph'])
    expect(tablesOf(document).map((t) => t.columns)).toEqual([3, 2])
  })
})

describe('a table on several pages', () => {
  const low = [742, 762, 782]
  const high = [60, 80, 100]
  const first = page(1, [run(50, 700, '支出总表'), ...fill(XS, low, [HEAD, ['201', '教育', '1.00']])], grid(XS, low))
  const foot = (n: number) => run(290, 810, `- ${n} -`)

  test('is one table; its cells keep their own pages', () => {
    const next = page(
      2,
      [
        ...fill(XS, high, [
          ['202', '外交', '2.00'],
          ['203', '', '3.00'],
        ]),
        foot(2),
      ],
      grid(XS, high),
    )
    const tables = tablesOf(laidOut({ ...first, runs: [...first.runs, foot(1)] }, next))
    expect(tables.map(rowsOf)).toEqual([[HEAD, ['201', '教育', '1.00'], ['202', '外交', '2.00'], ['203', '', '3.00']]])
    expect(tables[0]?.cells.map((c) => c.place.page)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
  })

  test('drops its header and title where they are printed again', () => {
    const title = [run(50, 40, '支出总表'), ...fill(XS, high, [HEAD, ['202', '外交', '2.00']])]
    const titled = laidOut(first, page(2, title, grid(XS, high)))
    const headed = laidOut(first, page(2, title.slice(1), grid(XS, high)))
    for (const document of [titled, headed]) {
      expect(tablesOf(document).map(rowsOf)).toEqual([[HEAD, ['201', '教育', '1.00'], ['202', '外交', '2.00']]])
      expect(textsOf(document)).toEqual(['支出总表'])
    }
  })

  test('goes on below its header where the first row there has no figure, or only the sides of the header are printed again', () => {
    const xs = [50, 200, 300, 450, 550]
    const ys = [662, 682, 702, 722, 742, 762]
    const sides = [
      across(662, 50, 550),
      ...ys.slice(1).map((y) => across(y, 50, 550)),
      ...xs.filter((x) => x !== 200 && x !== 450).map((x) => down(x, 662, 762)),
    ]
    const below = [200, 450].map((x) => down(x, 682, 762))
    const balance = page(
      1,
      [
        run(60, 667, '收入'),
        run(310, 667, '支出'),
        ...fill(xs, ys.slice(1), [
          ['项目', '预算数', '项目', '预算数'],
          ['一般公共预算', '5.00', '一、一般公共服务支出', '5.00'],
          ['', '', '二、外交支出', ''],
          ['', '', '三、国防支出', ''],
        ]),
      ],
      [...sides, ...below],
    )
    const upper = [60, 80, 100, 120]
    const rules = [
      ...upper.map((y) => across(y, 50, 550)),
      ...[50, 300, 550].map((x) => down(x, 60, 120)),
      ...[200, 450].map((x) => down(x, 80, 120)),
    ]
    const rest = fill(xs, upper.slice(1), [
      ['', '', '四、公共安全支出', ''],
      ['本年收入合计', '5.00', '本年支出合计', '5.00'],
    ])
    const tables = tablesOf(laidOut(balance, page(2, [run(60, 65, '收入'), run(310, 65, '支出'), ...rest], rules)))
    expect(tables.map(rowsOf).map((rows) => rows.slice(3))).toEqual([
      [
        ['', '', '二、外交支出', ''],
        ['', '', '三、国防支出', ''],
        ['', '', '四、公共安全支出', ''],
        ['本年收入合计', '5.00', '本年支出合计', '5.00'],
      ],
    ])
  })

  test('goes on with its total where the page before had room for the header only', () => {
    const head = page(1, [run(50, 720, '支出总表'), ...fill(XS, [762], [HEAD])], grid(XS, [762, 782]))
    const body = page(2, fill(XS, high, [HEAD, ['', '合计', '2.00']]), grid(XS, high))
    expect(tablesOf(laidOut(head, body)).map(rowsOf)).toEqual([[HEAD, ['', '合计', '2.00']]])
  })

  test('ends where another title or other columns begin', () => {
    const titled = page(2, [run(50, 40, '收入总表'), ...fill(XS, high, [HEAD, ['202', '外交', '2.00']])], grid(XS, high))
    expect(tablesOf(laidOut(first, titled))).toHaveLength(2)
    const xs = [50, 120, 250, 400]
    const other = page(
      2,
      fill(xs, high, [
        ['202', '外交', '2.00'],
        ['203', '', '3.00'],
      ]),
      grid(xs, high),
    )
    expect(tablesOf(laidOut(first, other))).toHaveLength(2)
  })

  test('puts a row together that the page break cut', () => {
    const cut = page(1, [...fill(XS, low, [HEAD, ['20805', '机关事业单位基本养老保险缴费', '1.00']])], grid(XS, low))
    const rest = page(
      2,
      fill(XS, high, [
        ['', '支出', ''],
        ['20806', '外交', '3.00'],
      ]),
      grid(XS, high),
    )
    expect(tablesOf(laidOut(cut, rest)).map(rowsOf)).toEqual([
      [HEAD, ['20805', '机关事业单位基本养老保险缴费支出', '1.00'], ['20806', '外交', '3.00']],
    ])
  })
})

test('thousands of rules and runs are laid out', { timeout: 30_000 }, () => {
  const ys = Array.from({ length: 400 }, (_, i) => 20 + i * 2)
  const xs = Array.from({ length: 60 }, (_, i) => 20 + i * 9)
  const rules = grid(
    xs,
    ys.map((y) => y * 4),
  )
  const runs = ys.flatMap((y) => xs.slice(0, -1).map((x) => run(x + 1, y * 4 + 1, '1', 4)))
  const [table] = tablesOf(laidOut(page(1, runs, rules)))
  expect(table?.columns).toBe(59)
})
