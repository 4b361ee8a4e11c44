import { describe, expect, test } from 'vitest'
import { compoundFile } from './compound-file.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { bare, faults, paragraphsOf, reading, refusing, tablesOf, textRows } from './reading.ts'
import { bytesOf, label, number, record, utf16, wideText, workbook } from './xls-records.ts'

describe('cells', () => {
  test('print as Excel prints them', async () => {
    const formats = ['#,##0.00', '0.0%', 'yyyy"年"m"月"d"日"', '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ']
    const records = [
      label(0, 0, '项目'),
      label(0, 1, '金额'),
      number(1, 0, 1234567.891, 2),
      number(1, 1, 0.125, 3),
      number(2, 0, 44927, 4),
      number(2, 1, 0, 5),
      // Packed numbers: 181.17 in hundredths, 24 whole, and several in a row.
      record(0x27e, [2, 3], [2, 0], [2, 0], [4, (18117 << 2) | 3]),
      record(0x27e, [2, 3], [2, 1], [2, 0], [4, (24 << 2) | 2]),
      record(0xbd, [2, 4], [2, 0], [2, 0], [4, (7 << 2) | 2], [2, 2], [4, (-5 << 2) | 2], [2, 1]),
      record(0x205, [2, 5], [2, 0], [2, 0], [1, 1], [1, 0]),
      record(0x205, [2, 5], [2, 1], [2, 0], [1, 0x07], [1, 1]),
      // Formulas: a number, and a text that follows in a record of its own.
      record(0x06, [2, 6], [2, 0], [2, 2], [8, 99.5], [2, 0], [4, 0], [2, 0]),
      record(0x06, [2, 6], [2, 1], [2, 0], [1, 0], [1, 0], [4, 0], [2, 0xffff], [2, 0], [4, 0], [2, 0]),
      record(0x207, wideText('合计')),
    ]
    const document = await reading(workbook([{ name: '一', records }], formats), 'a.xls')
    expect(document.type).toBe('xls')
    expect(document.problems).toEqual([])
    expect(textRows(tablesOf(document)[0])).toEqual([
      ['项目', '金额'],
      ['1,234,567.89', '12.5%'],
      ['2023年1月1日', '-'],
      ['181.17', '24'],
      ['7', '-5.00'],
      ['TRUE', '#DIV/0!'],
      ['99.50', '合计'],
    ])
    expect(tablesOf(document)[0]?.cells[2]?.place).toMatchObject({ sheet: '一', cell: 'A2' })
  })

  test('dates count from 1904 where the workbook says so', async () => {
    const records = [label(0, 0, '日期'), number(0, 1, 0, 2)]
    const document = await reading(workbook([{ name: '一', records }], ['yyyy/m/d'], [record(0x22, [2, 1])]))
    expect(textRows(tablesOf(document)[0])).toEqual([['日期', '1904/1/1']])
  })

  test('shared strings go on in the next record, in the middle of a text, in another width', async () => {
    const strings = [
      record(0xfc, [4, 3], [4, 3], [2, 4], [1, 1], utf16('一般')),
      record(0x3c, [1, 1], utf16('公共'), [2, 6], [1, 0], Uint8Array.from([0x61, 0x62, 0x63])),
      // Two formatting runs behind the text.
      record(0x3c, [1, 1], utf16('预算表'), [2, 2], [1, 9], [2, 2], utf16('合计'), [4, 1], [4, 2]),
    ]
    const shared = (column: number, index: number): Uint8Array => record(0xfd, [2, 0], [2, column], [2, 0], [4, index])
    const document = await reading(workbook([{ name: '一', records: [shared(0, 0), shared(1, 1), shared(2, 2)] }], [], strings))
    expect(textRows(tablesOf(document)[0])).toEqual([['一般公共', 'abc预算表', '合计']])
  })
})

describe('sheets', () => {
  test('merged cells, hidden rows, columns and sheets', async () => {
    const records = [
      record(0x208, [2, 2], [2, 0], [2, 3], [2, 255], [2, 0], [2, 0], [4, 0x20]),
      record(0x7d, [2, 3], [2, 3], [2, 2000], [2, 0], [2, 1], [2, 0]),
      label(0, 0, '收支总表', 1),
      label(1, 0, '甲', 1),
      label(1, 1, '1', 1),
      label(1, 2, '2', 1),
      label(2, 0, '藏', 1),
      label(3, 0, '乙', 1),
      label(3, 2, '3', 1),
      label(3, 3, '藏', 1),
      record(0xe5, [2, 2], [2, 0], [2, 0], [2, 0], [2, 2], [2, 3], [2, 3], [2, 0], [2, 1]),
    ]
    const document = await reading(
      workbook([
        { name: '表一', records },
        { name: '草稿', records, hidden: true },
      ]),
    )
    expect(tablesOf(document)[0]?.cells.map((c) => [c.row, c.column, c.columnSpan, c.text])).toEqual([
      [1, 1, 3, '收支总表'],
      [2, 1, 1, '甲'],
      [2, 2, 1, '1'],
      [2, 3, 1, '2'],
      [3, 1, 2, '乙'],
      [3, 3, 1, '3'],
    ])
    expect(document.problems.map((p) => p.place)).toEqual([{ sheet: '草稿' }, { sheet: '表一', cell: 'A3' }])
  })

  test('Excel 5: texts in the code page, a format of its own', async () => {
    const gb = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes)
    const name = gb(0xb1, 0xed)
    const begin = (kind: number): Uint8Array => record(0x809, [2, 0x500], [2, kind], [4, 0])
    const head = (at: number): Uint8Array =>
      bytesOf(
        begin(5),
        record(0x42, [2, 936]),
        record(0x41e, [2, 164], [1, 4], gb(0x30, 0x2e, 0x30, 0x30)),
        record(0xe0, [2, 0], [2, 0], [4, 0], [4, 0], [4, 0]),
        record(0xe0, [2, 0], [2, 164], [4, 0], [4, 0], [4, 0]),
        record(0x85, [4, at], [1, 0], [1, 0], [1, 2], name),
        record(0x0a),
      )
    const sheet = bytesOf(
      begin(0x10),
      record(0x204, [2, 0], [2, 0], [2, 0], [2, 4], gb(0xba, 0xcf, 0xbc, 0xc6)),
      record(0x203, [2, 0], [2, 1], [2, 1], [8, 181.1]),
      record(0x0a),
    )
    const document = await reading(compoundFile({ Book: bytesOf(head(head(0).length), sheet) }), 'a.xls')
    expect(textRows(tablesOf(document)[0])).toEqual([['合计', '181.10']])
  })

  test('encrypted and older ones are refused', async () => {
    expect((await refusing(workbook([{ name: '一', records: [] }], [], [record(0x2f, [2, 1])]))).code).toBe('encrypted')
    expect((await refusing(compoundFile({ Workbook: record(0x809, [2, 0x400], [2, 5]) }))).code).toBe('not-supported')
    expect((await refusing(compoundFile({ Workbook: new Uint8Array(600) }))).code).toBe('not-supported')
    expect((await refusing(compoundFile({ EncryptedPackage: new Uint8Array(600) }))).code).toBe('encrypted')
  })
})

describe.skipIf(!hasNandagang)(`a published budget${SKIP_NOTE}`, () => {
  test('.xls gives what .xlsx gives, cell by cell', async () => {
    const [xls, xlsx] = await Promise.all([reading(nandagang('xls'), 'a.xls'), reading(nandagang('xlsx'), 'a.xlsx')])
    expect(faults(xls)).toEqual([])
    expect(xls.problems).toEqual([])
    expect(paragraphsOf(xls)).toHaveLength(118)
    expect(xls.blocks.map(bare)).toEqual(xlsx.blocks.map(bare))
    expect(xls.blocks.map((block) => block.place)).toEqual(xlsx.blocks.map((block) => block.place))
  })
})
