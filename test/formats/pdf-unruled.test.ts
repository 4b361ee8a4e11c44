import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import type { FoundTable } from '../../src/formats/pdf/layout/found-table.ts'
import { unruledTables } from '../../src/formats/pdf/layout/unruled-tables.ts'
import type { PdfPage, TextRun } from '../../src/formats/pdf/page.ts'
import { readPages } from '../../src/formats/pdf/read-pages.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { page, run } from './pdf-layout-pages.ts'

/** A run that ends at x, as figures do; one whose middle is at x, as header words are. */
const ending = (x: number, y: number, text: string): TextRun => run(x - widthOf(text), y, text)
const centred = (x: number, y: number, text: string): TextRun => run(x - widthOf(text) / 2, y, text)
const widthOf = (text: string): number => run(0, 0, text).box[2]

function tablesOf(runs: readonly TextRun[], above?: FoundTable): FoundTable[] {
  const at = page(1, runs)
  return above === undefined ? unruledTables(at, runs) : unruledTables(at, runs, above)
}

/** Rows of a table; a span of more than one is written behind its text, as `text r2c3`. */
function gridOf(table: FoundTable | undefined): string[][] {
  const rows: string[][] = []
  for (const { row, text, rowSpan, columnSpan } of table?.cells ?? []) {
    const span = `${rowSpan > 1 ? `r${rowSpan}` : ''}${columnSpan > 1 ? `c${columnSpan}` : ''}`
    rows[row] = [...(rows[row] ?? []), span === '' ? text : `${text} ${span}`]
  }
  return rows
}

/** Codes in three columns, names, and two columns of figures, of which `item` fills one. Column edges: 50 80 110 140 340 440 540. */
const HEADER = [
  centred(195, 100, '项目'),
  centred(440, 100, '支出预算'),
  centred(95, 120, '科目编码'),
  centred(240, 130, '科目名称'),
  centred(390, 130, '基本支出'),
  centred(490, 130, '项目支出'),
  centred(65, 140, '类'),
  centred(95, 140, '款'),
  centred(125, 140, '项'),
]
const ROWS = [
  [centred(65, 160, '201'), run(142, 160, '一般公共服务支出'), ending(438, 160, '1,234.56')],
  [centred(65, 180, '201'), centred(95, 180, '05'), run(142, 180, '统计信息事务'), ending(538, 180, '100.00')],
  [
    centred(65, 200, '201'),
    centred(95, 200, '05'),
    centred(125, 200, '07'),
    run(142, 200, '专项普查活动'),
    ending(538, 200, '7.00'),
  ],
  [centred(195, 220, '合计'), ending(438, 220, '1,234.56'), ending(538, 220, '107.00')],
].flat()

describe('a table without rules', () => {
  test('has parents over their children where all words begin at the left of their columns', () => {
    const [table] = tablesOf([
      run(52, 100, '收入'),
      run(302, 100, '支出'),
      run(52, 116, '项目'),
      run(222, 116, '预算数'),
      run(302, 116, '项目'),
      run(472, 116, '预算数'),
      ...['一般公共预算', '政府性基金', '国有资本经营'].flatMap((name, i) => [
        run(52, 140 + 16 * i, name),
        run(222, 140 + 16 * i, '5.00'),
        run(302, 140 + 16 * i, '一般公共服务支出'),
        run(472, 140 + 16 * i, '5.00'),
      ]),
    ])
    expect(gridOf(table).slice(0, 3)).toEqual([
      ['收入 c2', '支出 c2'],
      ['项目', '预算数', '项目', '预算数'],
      ['一般公共预算', '5.00', '一般公共服务支出', '5.00'],
    ])
  })

  test('has columns from its figures and its header, parents over their children and a total over codes and names', () => {
    const [table, ...others] = tablesOf([
      run(200, 60, '2026年部门支出预算总表', 16),
      run(480, 80, '单位：万元'),
      ...HEADER,
      ...ROWS,
    ])
    expect(others).toEqual([])
    expect(gridOf(table)).toEqual([
      ['项目 c4', '支出预算 c2'],
      ['科目编码 c3', '科目名称 r2', '基本支出 r2', '项目支出 r2'],
      ['类', '款', '项'],
      ['201', '', '', '一般公共服务支出', '1,234.56', ''],
      ['201', '05', '', '统计信息事务', '', '100.00'],
      ['201', '05', '07', '专项普查活动', '', '7.00'],
      ['合计 c4', '1,234.56', '107.00'],
    ])
    expect(table?.ruled).toBe(false)
    const expected = [50, 80, 110, 140, 340, 440, 540]
    expect(table?.columns.length).toBe(expected.length)
    for (const [i, x] of expected.entries()) expect(Math.abs((table?.columns[i] ?? 0) - x)).toBeLessThan(6)
  })

  test('keeps columns that only the header tells, and needs no rows', () => {
    const [table] = tablesOf([
      run(480, 80, '单位：万元'),
      ...HEADER,
      centred(195, 300, '合计'),
      run(50, 330, '注：本部门无此项预算，故本表为空表。'),
    ])
    expect(gridOf(table).slice(3)).toEqual([['合计 c4', '', '']])
    expect(table?.columns.length).toBe(7)
  })

  test('goes on without a header in the columns of the part above', () => {
    const [above] = tablesOf([run(480, 80, '单位：万元'), ...HEADER, ...ROWS])
    const rest = [run(142, 50, '一般行政管理事务'), ending(538, 50, '9.00'), run(142, 70, '其他支出'), ending(538, 70, '1.00')]
    expect(tablesOf(rest)).toEqual([])
    const total = [centred(195, 50, '合计'), ending(438, 50, '1.00'), ending(538, 50, '1.00')]
    const [part] = tablesOf(total, above)
    expect(gridOf(part)).toEqual([['合计 c4', '1.00', '1.00']])
    expect(part?.columns.length).toBe(7)
  })

  test('with two sides keeps the rows of each', () => {
    const runs = [
      [centred(170, 100, '收入'), centred(420, 100, '支出')],
      [centred(110, 120, '项目'), centred(240, 120, '预算数'), centred(360, 120, '项目'), centred(490, 120, '预算数')],
      [
        run(52, 140, '一、一般公共预算'),
        ending(288, 140, '1,100'),
        run(302, 140, '一、一般公共服务支出'),
        ending(538, 140, '900'),
      ],
      [run(52, 160, '二、事业收入'), run(302, 160, '二、公共安全支出'), ending(538, 160, '200')],
      [run(302, 180, '三、教育支出')],
      [centred(110, 200, '收入总计'), ending(288, 200, '1,100'), centred(360, 200, '支出总计'), ending(538, 200, '1,100')],
    ].flat()
    expect(gridOf(tablesOf(runs)[0])).toEqual([
      ['收入 c2', '支出 c2'],
      ['项目', '预算数', '项目', '预算数'],
      ['一、一般公共预算', '1,100', '一、一般公共服务支出', '900'],
      ['二、事业收入', '', '二、公共安全支出', '200'],
      ['', '', '三、教育支出', ''],
      ['收入总计', '1,100', '支出总计', '1,100'],
    ])
  })

  test('joins names and header words that wrap, wherever the figures of the row stand', () => {
    const head = [
      centred(100, 100, '科目名称'),
      centred(250, 93, '财政拨款'),
      centred(250, 107, '收入'),
      centred(350, 100, '其他收入'),
    ]
    const name = (y: number) => [run(52, y, '机关事业单位基本养老'), run(52, y + 13, '保险缴费支出')]
    const figures = (y: number) => [ending(298, y, '1.00'), ending(398, y, '2.00')]
    for (const offset of [0, 6.5, 13]) {
      const rows = [0, 1, 2].flatMap((i) => [...name(130 + 40 * i), ...figures(130 + 40 * i + offset)])
      const wrapped = '机关事业单位基本养老保险缴费支出'
      expect(gridOf(tablesOf([...head, ...rows])[0]), `figures ${offset} points below the first line`).toEqual([
        ['科目名称', '财政拨款收入', '其他收入'],
        ...[0, 1, 2].map(() => [wrapped, '1.00', '2.00']),
      ])
    }
  })

  test('parts figures that stand so close that they came as one run', () => {
    const rows = [120, 140, 160].map((y) => run(50, y, '121,224,000 一、公共安全支出'))
    const figures = [120, 140, 160].map((y) => ending(400, y, '82,430,239'))
    const [table] = tablesOf([...rows, ...figures])
    expect(gridOf(table)[0]).toEqual(['121,224,000', '一、公共安全支出', '82,430,239'])
  })

  test('is not made of prose, of a contents page or of a few lines that line up', () => {
    const prose = [100, 116, 132, 148].map((y) =>
      run(50, y, '二〇二六年支出预算为1234.56万元，比上年增加12.30万元，主要是人员经费增加。'),
    )
    const contents = [100, 120, 140, 160].flatMap((y, i) => [run(50, y, '一、主要职责'), ending(540, y, String(i + 1))])
    expect(tablesOf(prose)).toEqual([])
    expect(tablesOf(contents)).toEqual([])
    expect(tablesOf([run(50, 100, '联系人：张三'), ending(500, 100, '12345678')])).toEqual([])
  })
})

/** Characters of runs and of cells, without white space, in one order: equal if nothing was lost and nothing stands twice. */
const charactersOf = (texts: readonly string[]): string => [...texts.join('').replace(/\s/gu, '')].sort().join('')

function inside(runs: readonly TextRun[], [left, top, right, bottom]: FoundTable['box']): TextRun[] {
  return runs.filter(({ box }) => {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
    return x >= left && x <= right && y >= top && y <= bottom
  })
}

function expectWhole(table: FoundTable, runs: readonly TextRun[], where: string): void {
  const columns = table.columns.length - 1
  const rows = Math.max(...table.cells.map((c) => c.row + c.rowSpan))
  const cover = new Uint8Array(rows * columns)
  for (const c of table.cells) {
    for (let r = c.row; r < c.row + c.rowSpan; r++)
      for (let i = c.column; i < c.column + c.columnSpan; i++) cover[r * columns + i] = (cover[r * columns + i] ?? 0) + 1
  }
  expect(
    cover.every((n) => n === 1),
    `${where}: cells cover the grid once`,
  ).toBe(true)
  expect(charactersOf(table.cells.map((c) => c.text)), where).toBe(charactersOf(inside(runs, table.box).map((r) => r.text)))
}

describe('whatever stands within a table', () => {
  const text = fc.constantFrom(
    '合计',
    '项目',
    '201',
    '20805',
    '一般公共服务支出',
    '1,234.56',
    '0',
    '',
    '',
    '-3.00',
    '12%',
    '其中：办公费',
    '单位',
  )
  const place = fc.record({
    text,
    dx: fc.double({ min: -8, max: 8, noNaN: true }),
    dy: fc.double({ min: -4, max: 4, noNaN: true }),
  })

  test('is in exactly one of its cells, however the texts lie', () => {
    fc.assert(
      fc.property(fc.array(fc.array(place, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 10 }), (rows) => {
        const runs = rows.flatMap((row, r) =>
          row.flatMap((cell, c) => (cell.text === '' ? [] : [run(50 + 85 * c + cell.dx, 100 + 18 * r + cell.dy, cell.text)])),
        )
        for (const table of tablesOf(runs)) expectWhole(table, runs, JSON.stringify(rows))
      }),
      { numRuns: 300 },
    )
  })
})

describe.skipIf(!hasShared)('published tables without visible rules (needs ../shared/documents)', () => {
  const files = ['putuo/wanli-2024-department.pdf', 'putuo/wanli-2025-department.pdf', 'shanghai/rehabilitation-2026.pdf']
  const pagesOf = async (file: string): Promise<PdfPage[]> =>
    (await readPages(readFileSync(sharedDocument(file)), DEFAULT_LIMITS)).map((read) => read.page)

  test.each(files)('%s: every figure of every table is in one cell', async (file) => {
    let above: FoundTable | undefined
    let found = 0
    for (const each of await pagesOf(file)) {
      const tables = unruledTables(each, each.runs, above)
      for (const table of tables) expectWhole(table, each.runs, `${file} page ${each.number}`)
      above = tables.at(-1)
      found += tables.length
    }
    expect(found).toBeGreaterThan(10)
  })

  test('the table of the three public expenses has three levels of header, and a blank figure', async () => {
    const last = (await pagesOf('shanghai/rehabilitation-2026.pdf')).slice(18, 19)
    expect(gridOf(last.flatMap((each) => unruledTables(each, each.runs))[0])).toEqual([
      ['“三公”经费预算数 c6', '机关运行经费预算数 r3'],
      ['合计 r2', '因公出国(境)费 r2', '公务接待费 r2', '公务用车购置及运行费 c3'],
      ['小计', '购置费', '运行费'],
      ['30.75', '', '2.50', '28.25', '20.00', '8.25', '1,547.40'],
    ])
  })

  test('the balance keeps both of its sides', async () => {
    const balance = (await pagesOf('shanghai/rehabilitation-2026.pdf')).slice(6, 7)
    const rows = gridOf(balance.flatMap((each) => unruledTables(each, each.runs))[0])
    expect(rows[0]).toEqual(['本年收入 c2', '本年支出 c5'])
    expect(rows[4]).toEqual([
      '一、财政拨款收入',
      '121,224,000',
      '一、公共安全支出',
      '82,430,239',
      '63,489,719',
      '15,396,520',
      '3,544,000',
    ])
    expect(rows.at(-1)).toEqual(['收入总计', '121,224,000', '支出总计', '121,224,000', '102,206,000', '15,474,000', '3,544,000'])
  })
})
