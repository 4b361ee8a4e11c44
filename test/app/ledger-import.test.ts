import { writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { importWorkbook, mappingSchema, readMapping, type Mapping } from '../../src/app/import-workbook.ts'
import { EMPTY, line } from '../ledger/sample.ts'

const WORKBOOK = writeXlsx({
  sheets: [
    {
      name: '支出预算表',
      rows: [
        ['某某系统导出'],
        ['序号', '功能 科目', '经济科目', '事项', '财政拨款', '其他资金'],
        [1, '2010301', '30101', '', 12.5, null],
        [2, '2010302', '30227', '修路', 3.25, 0.01],
        ['', '合计', '', '', 15.75, 0.01],
      ],
    },
  ],
})

const MAPPING = {
  format: 'mingzhang/mapping/1',
  sheets: [
    {
      sheet: '支出预算表',
      into: 'lines',
      header: 2,
      unit: '万元',
      columns: { 功能科目: 'function', 经济科目: 'economic', 事项: 'project' },
      amounts: { 财政拨款: { fund: 'general' }, 其他资金: { fund: 'other' } },
      fixed: { note: '导入' },
      ignore: ['序号'],
      skip: ['合计'],
      words: { project: { 修路: '道路养护' } },
    },
  ],
}

const mappingOf = (own: object = {}): Mapping => mappingSchema.parse({ ...MAPPING, sheets: [{ ...MAPPING.sheets[0], ...own }] })

const told = async (own: object): Promise<readonly string[]> => {
  const read = await importWorkbook(await WORKBOOK, 'x.xlsx', mappingOf(own), EMPTY)
  return read.ok ? [] : read.problems.map((p) => p.message.zh)
}

describe('a workbook of another system', () => {
  test('comes in through a mapping, a line for each column of money', async () => {
    const read = await importWorkbook(await WORKBOOK, 'x.xlsx', mappingOf(), EMPTY)
    const note = '导入'
    const road = { function: '2010302', economic: '30227', project: '道路养护', note }
    expect(read).toEqual({
      ok: true,
      ledger: {
        ...EMPTY,
        lines: [
          line({ economic: '30101', amount: 12_500_000, note }),
          line({ ...road, amount: 3_250_000 }),
          line({ ...road, fund: 'other', amount: 10_000 }),
        ],
      },
    })
  })

  test('columns that the mapping forgets, and headings and sheets that are not there, are told', async () => {
    expect(await told({ ignore: [] })).toEqual([expect.stringContaining('对照表没有提到“序号”这一列')])
    expect(await told({ ignore: ['序号'], columns: { ...MAPPING.sheets[0]?.columns, 颜色: 'note' } })).toEqual([
      expect.stringContaining('没有表头“颜色”'),
    ])
    expect(await told({ sheet: '别的' })).toEqual([expect.stringContaining('没有“别的”表，只有支出预算表')])
    expect(await told({ skip: [] })).toEqual([
      expect.stringContaining('《支出预算表》B5（function）：应为科目编码'),
      expect.stringContaining('《支出预算表》B5（function）：应为科目编码'),
    ])
  })

  test('a mapping that is none says where', () => {
    expect(readMapping('{', 'm.json')).toMatchObject({ ok: false })
    const read = readMapping(JSON.stringify({ ...MAPPING, sheets: [{ sheet: 'x', into: 'colours', columns: {} }] }), 'm.json')
    expect(read.ok ? [] : read.problems.map((p) => p.message.zh)).toEqual([expect.stringContaining('m.json sheets.0.into')])
    expect(readMapping(JSON.stringify(MAPPING), 'm.json')).toMatchObject({ ok: true })
  })
})
