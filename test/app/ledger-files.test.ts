import { readXlsx, writeXlsx, type WriteSheet } from 'hucre'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { sampleLedger } from '../../scripts/samples/sample-ledger.ts'
import { writeFolder } from '../../src/app/ledger-files/folder.ts'
import { readFolder, readWorkbook, type LedgerRead } from '../../src/app/ledger-files/read-ledger.ts'
import { writeWorkbook } from '../../src/app/ledger-files/workbook.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { anyLedger } from '../ledger/random-ledger.ts'
import { EMPTY, line } from '../ledger/sample.ts'
import { hasOffice, officeConvert } from '../setup/programs.ts'

afterEach(() => vi.useRealTimers())

function ledgerOf(read: LedgerRead): Ledger {
  if (!read.ok) throw new Error(read.problems.map((p) => p.message.zh).join('\n'))
  return read.ledger
}

function toldOf(read: LedgerRead): readonly string[] {
  return read.ok ? [] : read.problems.map((p) => p.message.zh)
}

describe('both forms of the file give the ledger back', () => {
  test('a folder', () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        expect(ledgerOf(readFolder(writeFolder(ledger)))).toEqual(ledger)
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  test('a workbook', async () => {
    const property = fc.asyncProperty(anyLedger, async (ledger) => {
      expect(ledgerOf(await readWorkbook(await writeWorkbook(ledger), 'a.xlsx'))).toEqual(ledger)
    })
    await fc.assert(property, { numRuns: 25, seed: 2 })
  })

  test('whatever the day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2001-01-01') })
    const before = await writeWorkbook(sampleLedger())
    vi.setSystemTime(new Date('2031-07-31'))
    expect(Buffer.compare(await writeWorkbook(sampleLedger()), before)).toBe(0)
  })

  test.skipIf(!hasOffice)('a workbook that LibreOffice has saved again', async () => {
    const saved = officeConvert(await writeWorkbook(sampleLedger()), 'a.xlsx', 'xlsx')
    expect(ledgerOf(await readWorkbook(saved, 'a.xlsx'))).toEqual(sampleLedger())
  })

  test('headings explain themselves and codes are offered', async () => {
    const { sheets } = await readXlsx(await writeWorkbook(sampleLedger()), { readStyles: true })
    const lines = sheets.find((s) => s.name === '收支明细')
    expect(sheets.map((s) => s.name).slice(0, 3)).toEqual(['基本信息', '单位', '收支明细'])
    expect(lines?.cells?.get('0,3')?.comment?.text).toContain('支出功能分类')
    expect(lines?.dataValidations?.map((v) => v.range.slice(0, 2))).toEqual([
      'A2',
      'B2',
      'C2',
      'D2',
      'E2',
      'F2',
      'G2',
      'H2',
      'I2',
      'K2',
      'L2',
    ])
    expect(sheets.find((s) => s.name === '代码')?.rows.some((row) => row[0] === '2010301 行政运行')).toBe(true)
    expect(lines?.rows[1]?.[9]).toBe(98_400)
  })
})

describe('what is wrong is told all at once, with its place and what to do', () => {
  const csv = (text: string): ReadonlyMap<string, Uint8Array> =>
    new Map([...writeFolder(EMPTY), ['lines.csv', new TextEncoder().encode(text)] as const])

  test('in lines.csv', () => {
    const told = readFolder(
      csv('功能分类,资金性质,金额（元）,收支\n2010301 行政运行,私房钱,1.234,\n行政运行,,,收进\n2010301 机关服务,,１２,\n'),
    )
    expect(toldOf(told)).toEqual([
      expect.stringMatching(/^lines\.csv第2行“资金性质”：没有“私房钱”这一项。可选：财政拨款、一般公共预算财政拨款/u),
      expect.stringContaining('lines.csv第2行“金额（元）”：应为以元为单位、最多两位小数的金额'),
      expect.stringContaining('lines.csv第3行“收支”：没有“收进”这一项'),
      expect.stringContaining('lines.csv第3行“功能分类”：应为科目编码'),
      expect.stringContaining('lines.csv第3行“金额（元）”：这里是空白'),
      expect.stringContaining('编码与名称不一致：2010301是“行政运行”，写的却是“机关服务”'),
    ])
    expect(told.ok ? null : told.problems[1]?.place).toEqual({ file: 'lines.csv', row: 2, column: 3, cell: 'C2' })
  })

  test('headings that nobody knows and cells without one are not dropped', () => {
    expect(toldOf(readFolder(csv('金额（元）,颜色\n1,红,蓝\n')))).toEqual([
      expect.stringContaining('不认识表头“颜色”'),
      expect.stringContaining('第2行有内容“蓝”，却没有表头'),
    ])
    expect(toldOf(readFolder(csv('备注\nx\n')))).toEqual([
      expect.stringContaining('缺少“金额（元）”这一列'),
      expect.stringContaining('第2行“金额（元）”：这里是空白'),
    ])
  })

  test('amounts with separators, full-width digits and names for codes are read', () => {
    const read = readFolder(csv('功能分类,资金性质,金额（元）\n2010301,一般公共预算,"1,234.5"\n2010301行政运行,general,１２\n'))
    expect(ledgerOf(read).lines).toEqual([line({ amount: 123_450 }), line({ amount: 1200 })])
  })

  test('in ledger.json', () => {
    const json = (text: string) => readFolder(new Map([['ledger.json', new TextEncoder().encode(text)]]))
    expect(toldOf(json('{'))).toEqual([expect.stringContaining('ledger.json不是正确的JSON')])
    expect(toldOf(json('{"projects":[{"nam":"x"}],"colour":1}'))).toEqual([
      expect.stringContaining('ledger.json projects[0]：不认识“nam”'),
      expect.stringContaining('ledger.json：不认识“colour”'),
    ])
    expect(toldOf(json('{"format":"mingzhang/ledger/9","name":"甲","year":"二〇"}'))).toEqual([
      expect.stringContaining('没有lines.csv'),
      expect.stringContaining('应为“mingzhang/ledger/1”，实为“mingzhang/ledger/9”'),
      expect.stringContaining('ledger.json year：应为1990至2100的整数，实为“二〇”'),
    ])
    expect(toldOf(readFolder(new Map()))).toEqual([expect.stringContaining('没有ledger.json')])
  })

  test('in a workbook, with sheet and cell', async () => {
    const basic: WriteSheet = {
      name: '基本信息',
      rows: [
        ['项目', '内容'],
        ['格式', 'mingzhang/ledger/1'],
        ['部门名称', '甲'],
        ['年度', 2024],
        ['颜色', '红'],
      ],
    }
    const lines: WriteSheet = {
      name: '收支明细',
      rows: [
        ['功能分类', '金额（元）'],
        [2010301, 0.1 + 0.2],
        ['2010301', 0.125],
        ['2010301', null],
      ],
      cells: new Map([['3,1', { formula: 'B2+B3' }]]),
    }
    const strange: WriteSheet = { name: '草稿', rows: [['x']] }
    const told = await readWorkbook(await writeXlsx({ sheets: [basic, lines, strange] }), 'a.xlsx')
    expect(toldOf(told)).toEqual([
      expect.stringContaining('不认识工作表“草稿”'),
      expect.stringContaining('《收支明细》B4是没有算出结果的公式'),
      expect.stringContaining('《基本信息》第5行：不认识项目“颜色”'),
      expect.stringContaining('《收支明细》第3行“金额（元）”（B3）：应为以元为单位'),
      expect.stringContaining('《收支明细》第4行“金额（元）”（B4）：这里是空白'),
    ])
    expect(toldOf(await readWorkbook(new Uint8Array([1, 2, 3]), 'b.xlsx'))).toEqual([
      expect.stringContaining('b.xlsx不能作为Excel工作簿'),
    ])
  })

  test('text that a spreadsheet would run as a formula is guarded in CSV', () => {
    const files = writeFolder({ ...EMPTY, lines: [line({ note: '=1+1' }), line({ note: "'=2" })] })
    expect(new TextDecoder().decode(files.get('lines.csv'))).toContain(",'=1+1")
    expect(ledgerOf(readFolder(files)).lines.map((l) => l.note)).toEqual(['=1+1', "'=2"])
  })
})
