import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Table } from '../../src/document/document.ts'
import { paragraphsOf, reading, tablesOf, textRows } from './reading.ts'

/** The text form of rows of cells: `|` parts cells. */
const form = (...rows: string[]): string =>
  rows
    .map(
      (row) =>
        `${row
          .split('|')
          .map((cell) => `\t${cell}\n`)
          .join('')}\n`,
    )
    .join('')

const table = async (...rows: string[]): Promise<Table | undefined> => tablesOf(await reading(strToU8(form(...rows))))[0]

/** Row by row, what a cell spans and says: `2x1 序号` is two rows high. */
const spans = (of: Table | undefined): string[] =>
  Array.from({ length: of?.rows ?? 0 }, (_, i) =>
    (of?.cells ?? [])
      .filter((cell) => cell.row === i + 1)
      .map((cell) => `${cell.rowSpan}x${cell.columnSpan} ${cell.text}`.trim())
      .join(' | '),
  )

describe('merged header cells are read off the row below', () => {
  test('blanks below are lower halves, runs below are groups', async () => {
    const read = await table('序号|科目|合计|本年收入|上年结转', '|编码|名称||小计|拨款|其他|', '栏次|1|2|3|4|5|6|7')
    expect(spans(read).slice(0, 2)).toEqual([
      '2x1 序号 | 1x2 科目 | 2x1 合计 | 1x3 本年收入 | 2x1 上年结转',
      '1x1 编码 | 1x1 名称 | 1x1 小计 | 1x1 拨款 | 1x1 其他',
    ])
    expect(read?.guessedRows).toBeUndefined()
  })

  test('a run under two cells is parted where a label repeats', async () => {
    const read = await table('序号|收入|支出', '|项目|金额|项目|合计|一般', '1|甲|1|乙|2|3')
    expect(spans(read)[0]).toBe('2x1 序号 | 1x2 收入 | 1x3 支出')
    expect(read?.guessedRows).toBeUndefined()
  })

  test('otherwise the stub words stay together, and the row is marked as guessed', async () => {
    const read = await table('序号|支出经济分类|基本支出', '|科目编码|科目名称|合计|人员|公用', '1|301|工资|1|2|3')
    expect(spans(read)[0]).toBe('2x1 序号 | 1x2 支出经济分类 | 1x3 基本支出')
    expect(read?.guessedRows).toEqual([1])
  })

  test('three levels', async () => {
    const read = await table('科目|合计|支出', '||基本支出|项目支出', '||人员|公用|本级|对下', '301|1|2|3|4|5')
    expect(spans(read).slice(0, 3)).toEqual([
      '3x1 科目 | 3x1 合计 | 1x4 支出',
      '1x2 基本支出 | 1x2 项目支出',
      '1x1 人员 | 1x1 公用 | 1x1 本级 | 1x1 对下',
    ])
  })
})

describe('rows', () => {
  test('a line of information over the header spreads over the width', async () => {
    const read = await table('455某单位|预算年度：2023|单位：万元', '科目|名称|合计|基本|项目', '201|甲|1|2|3')
    expect(spans(read)[0]).toBe('1x2 455某单位 | 1x2 预算年度：2023 | 1x1 单位：万元')
    expect(read?.guessedRows).toEqual([1])
  })

  test('a shorter row that begins with a blank continues the cell above', async () => {
    const read = await table('项目编码|1|名称|甲', '产出指标|数量|完成数', '|质量|完成率', '满意度|对象|满意率')
    expect(spans(read).slice(1)).toEqual([
      '2x1 产出指标 | 1x1 数量 | 1x2 完成数',
      '1x1 质量 | 1x2 完成率',
      '1x1 满意度 | 1x1 对象 | 1x2 满意率',
    ])
  })

  test('a cell wraps onto a line without a tab, inside a row and at its end', async () => {
    const text = '\t指标\n\t受理及时率；\n按期结案率\n\t95%\n\n\t甲\n\t乙\n\t指标值确定\n依据\n\n'
    expect(textRows(tablesOf(await reading(strToU8(text)))[0])).toEqual([
      ['指标', '受理及时率；\n按期结案率', '95%'],
      ['甲', '乙', '指标值确定\n依据'],
    ])
  })

  test('a title right below the last row begins another table', async () => {
    const document = await reading(strToU8('\t甲\n\t乙\n\n\t1\n\t2\n收入总表\n\t丙\n\t丁\n'))
    expect(tablesOf(document).map(textRows)).toEqual([
      [
        ['甲', '乙'],
        ['1', '2'],
      ],
      [['丙', '丁']],
    ])
    expect(paragraphsOf(document).map((p) => [p.text, p.place.line])).toEqual([['收入总表', 6]])
  })

  test('plain text without tables is paragraphs, whatever ends its lines', async () => {
    const document = await reading(strToU8('第一部分\r\n\r\n  一、部门职责　\r二、机构设置'))
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['第一部分', '一、部门职责', '二、机构设置'])
  })

  test('every cell has its line', async () => {
    const read = await table('a|b|c', 'd', '|e')
    expect(read?.cells.every((cell) => typeof cell.place.line === 'number')).toBe(true)
  })
})
