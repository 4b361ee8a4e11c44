import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { builtInFormat, compileFormat, general } from '../../src/formats/xlsx/number-format.ts'
import { readReference, writeReference } from '../../src/formats/xlsx/reference.ts'
import { paragraphsOf, reading, tablesOf, textRows } from './reading.ts'
import { cellName, textCell, xlsxAround } from './writers.ts'

const sheet = (rows: readonly string[], tail = '', head = ''): string =>
  `${head}<sheetData>${rows.map((xml, i) => `<row r="${i + 1}">${xml}</row>`).join('')}</sheetData>${tail}`
const line = (row: number, texts: readonly string[], style = 0): string =>
  texts.map((text, c) => textCell(row, c, text, style)).join('')

describe('what a cell prints', () => {
  test.each([
    [0.1 + 0.2, 'General', '0.3'],
    [181.17, 'General', '181.17'],
    [24, '0.00', '24.00'],
    [1.005, '0.00', '1.01'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [1234567.891, '#,##0.0,', '1,234.6'],
    [0.256, '0%', '26%'],
    [0.2555, '0.00%', '25.55%'],
    [-5, '#,##0.00_);(#,##0.00)', '(5.00)'],
    [-1234.5, '#,##0.00;[Red]\\-#,##0.00', '-1,234.50'],
    [0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', ' -   '],
    [-7.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', ' -7.50 '],
    [0, '0.00;;', ''],
    [0, '0.00;-0.00;;@', ''],
    [12.5, '0.00"万元"', '12.50万元'],
    [2010301, '0000000', '2010301'],
    [301, '00000', '00301'],
    [100, '#.##', '100.'],
    [45000, 'yyyy-mm-dd', '2023-03-15'],
    [45000, 'yyyy"年"m"月"d"日"', '2023年3月15日'],
    [45000.75, 'yyyy/m/d h:mm', '2023/3/15 18:00'],
    [20230315, '@', '20230315'],
    [1e-7, 'General', '0.0000001'],
    [123456789012345680, 'General', '123456789012346000'],
    [1500, '[>=1000]0.0,"千元";0', '1.5千元'],
    [5, '0.00E+00', '5'],
  ])('%d as %s', (value, code, printed) => {
    expect(compileFormat(code, false)(value)).toBe(printed)
  })

  test('built-in formats and plain numbers', () => {
    expect(compileFormat(builtInFormat(4), false)(1234.5)).toBe('1,234.50')
    expect(compileFormat(builtInFormat(14), false)(45000)).toBe('2023/3/15')
    expect(compileFormat(builtInFormat(14), true)(43538)).toBe('2023/3/15')
    expect(general(14.96)).toBe('14.96')
  })

  test('cell references both ways', () => {
    for (const [row, column, name] of [
      [0, 0, 'A1'],
      [25, 26, 'AA26'],
      [1_048_575, 16_383, 'XFD1048576'],
    ] as const) {
      expect(writeReference(row, column)).toBe(name)
      expect(readReference(name)).toEqual({ row, column })
      if (column < 702) expect(cellName(row, column)).toBe(name)
    }
    for (const bad of ['', 'A0', 'XFE1', 'A1048577', '1A', 'A1:B2']) expect(readReference(bad)).toBeNull()
  })
})

describe('sheets', () => {
  test('an ordinary workbook: title over the table, unit line, boxed rows, note; blank styled cells are trimmed', async () => {
    const rows = [
      textCell(0, 0, '收支总表'),
      textCell(1, 2, '单位：万元'),
      line(2, ['项目', '科目', '金额'], 1),
      line(3, ['1', '一般公共服务', '5'], 1),
      line(4, ['2', '', ''], 1),
      line(5, ['合计', '', '5'], 1),
      line(6, ['', '', ''], 1),
      textCell(7, 0, '注：空表列示。'),
    ]
    const document = await reading(
      xlsxAround([{ name: '表1', xml: sheet(rows, '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>') }]),
    )
    expect(paragraphsOf(document).map((p) => [p.text, p.place.cell])).toEqual([
      ['收支总表', 'A1'],
      ['单位：万元', 'C2'],
      ['注：空表列示。', 'A8'],
    ])
    expect(textRows(tablesOf(document)[0])).toEqual([
      ['项目', '科目', '金额'],
      ['1', '一般公共服务', '5'],
      ['2', '', ''],
      ['合计', '', '5'],
    ])
    expect(tablesOf(document)[0]?.cells.at(-1)?.place).toEqual({ sheet: '表1', cell: 'C6', table: 1, row: 4, column: 3 })
  })

  test('without boxes, a label with blank figures stays in its table, and the next title ends it', async () => {
    const rows = [
      line(0, ['项目', '金额']),
      textCell(1, 0, '房屋'),
      line(2, ['合计', '5']),
      textCell(3, 0, '车辆'),
      textCell(4, 0, '表2 收入总表'),
      line(5, ['项目', '金额']),
    ]
    const document = await reading(xlsxAround([{ name: 'S', xml: sheet(rows) }]))
    expect(tablesOf(document).map(textRows)).toEqual([
      [
        ['项目', '金额'],
        ['房屋', ''],
        ['合计', '5'],
      ],
      [['项目', '金额']],
    ])
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['车辆', '表2 收入总表'])
  })

  test('blank boxed rows inside a table stay rows, each of them', async () => {
    const rows = [line(0, ['甲', '乙'], 1), line(1, ['', ''], 1), line(2, ['', ''], 1), line(3, ['合计', '5'], 1)]
    const [table] = tablesOf(await reading(xlsxAround([{ name: 'S', xml: sheet(rows) }])))
    expect(textRows(table)).toEqual([
      ['甲', '乙'],
      ['', ''],
      ['', ''],
      ['合计', '5'],
    ])
  })

  test('each of several sheets begins with its name; hidden ones are reported, not read', async () => {
    const one = (text: string): string => sheet([textCell(0, 0, text)])
    const document = await reading(
      xlsxAround([
        { name: '甲', xml: one('1') },
        { name: '乙', xml: one('2') },
        { name: '丙', xml: one('3'), state: 'hidden' },
      ]),
    )
    expect(paragraphsOf(document).map((p) => [p.text, p.heading])).toEqual([
      ['甲', 1],
      ['1', undefined],
      ['乙', 1],
      ['2', undefined],
    ])
    expect(document.problems.map((p) => p.place.sheet)).toEqual(['丙'])
  })

  test('hidden rows and columns are dropped and reported; merged cells shrink around them', async () => {
    const rows = [line(0, ['甲', '', '乙'], 1), line(1, ['1', '藏', '2'], 1), line(2, ['3', '藏', '4'], 1)]
    const xml = sheet(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>', '<cols><col min="2" max="2" hidden="1"/></cols>')
    const document = await reading(xlsxAround([{ name: 'S', xml: xml.replace('<row r="2">', '<row r="2" hidden="1">') }]))
    expect(textRows(tablesOf(document)[0])).toEqual([
      ['甲', '乙'],
      ['3', '4'],
    ])
    expect(tablesOf(document)[0]?.cells.at(-1)?.place.cell).toBe('C3')
    expect(document.problems).toHaveLength(1)
  })

  test('numbers, booleans, errors, formulas, rich and phonetic text', async () => {
    const cells =
      '<c r="A1" s="2"><v>24</v></c><c r="B1"><f>1+1</f><v>0.30000000000000004</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#REF!</v></c><c r="E1" t="inlineStr"><is><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t>乙</t></r></is></c><c r="F1" t="str"><f>x</f><v>丙</v></c>'
    const document = await reading(xlsxAround([{ name: 'S', xml: sheet([cells]) }], ['0.00']))
    expect(textRows(tablesOf(document)[0])).toEqual([['24.00', '0.3', 'TRUE', '#REF!', '甲乙', '丙']])
  })

  test('a workbook that another library wrote', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '表',
          rows: [
            ['部门收支总表', null, null],
            ['项目', '预算数', '比例'],
            ['合计', 181.17, 0.5],
          ],
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }],
          cells: new Map([
            ['2,1', { value: 181.17, style: { numFmt: '0.00' } }],
            ['2,2', { value: 0.5, style: { numFmt: '0%' } }],
          ]),
        },
      ],
    })
    const document = await reading(new Uint8Array(bytes))
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['部门收支总表'])
    expect(textRows(tablesOf(document)[0])).toEqual([
      ['项目', '预算数', '比例'],
      ['合计', '181.17', '50%'],
    ])
  })
})
