import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/budget/reading.ts'
import { sliceKey } from '../../src/budget/slice.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { readTitled, type Row } from './page.ts'

/** The amounts of a form, a line each: what they are of, as printed, and which of several parts. */
function amounts(read: Reading, form: string): string[] {
  return read.claims
    .filter((c) => c.form === form && c.state === 'number')
    .map((c) => `${sliceKey(c.slice).replace('flow=expenditure;', '')} ${c.printed}${c.part === undefined ? '' : `#${c.part}`}`)
}

const GROUPED: readonly Row[] = [
  ['采购品目大类 ↓2', '专项名称 ↓2', '采购品目名称 ↓2', '资金来源 →2', '总计 ↓2'],
  ['一般公共预算资金', '政府性基金'],
  ['合计', '', '', '188.50', '', '188.50'],
  ['货物', '', '', '5.50', '', '5.50'],
  ['某市某某局', '', '', '5.50', '', '5.50'],
  ['', '设备购置', '便携式计算机', '5.50', '', '5.50'],
  ['服务', '', '', '183.00', '', '183.00'],
  ['某市某某局', '', '', '183.00', '', '183.00'],
  ['', '物业管理费', '物业管理服务', '13.00', '', '13.00'],
  ['', '协审经费', '审计服务', '170.00', '', '170.00'],
]

describe('a list of purchases', () => {
  test('has sums by kind and by unit above its things', async () => {
    const read = await readTitled('政府采购支出表', GROUPED)
    expect(amounts(read, 'procurement').filter((line) => !line.startsWith('fund'))).toEqual([
      'item=procurement; 188.50',
      'item=procurement-goods; 5.50',
      'unit=某市某某局;item=procurement-goods; 5.50',
      'project=设备购置;unit=某市某某局;item=procurement-goods; 5.50',
      'item=procurement-services; 183.00',
      'unit=某市某某局;item=procurement-services; 183.00',
      'project=物业管理费;unit=某市某某局;item=procurement-services; 13.00',
      'project=协审经费;unit=某市某某局;item=procurement-services; 170.00',
    ])
    expect(read.problems).toEqual([])
    expect(checkReading(read).findings.filter((f) => f.severity === 'error')).toEqual([])
  })

  test('whose kinds are not the total is an error', async () => {
    const bent = GROUPED.map((row) => row.map((cell) => (cell === '183.00' ? '182.00' : cell)))
    const { findings } = checkReading(await readTitled('政府采购支出表', bent))
    expect(findings.filter((f) => f.severity === 'error').map((f) => f.code)).toContain('sum')
  })

  test('is read without a column of names, its total last', async () => {
    const read = await readTitled('政府采购预算明细表', [
      ['采购类别', '金额'],
      ['A-货物', '567.93'],
      ['C-服务', '4,987.03'],
      ['合 计', '5,554.96'],
    ])
    expect(amounts(read, 'procurement')).toEqual([
      'item=procurement-goods; 567.93',
      'item=procurement-services; 4,987.03',
      'item=procurement; 5,554.96',
    ])
  })

  test('knows a unit by its code, and the department by the codes that begin with its own', async () => {
    const read = await readTitled('政府采购（资产配置、购买服务）预算表', [
      ['单位编码', '采购项目', '采购目录', '购买服务内容', '数量', '预算金额', '说明'],
      ['', '合计', '', '', '4', '60', ''],
      ['245', '某市某某局', '', '', '4', '60', ''],
      ['2', '全额', '', '', '3', '50', ''],
      ['245001', '某市某某局', '', '', '3', '50', ''],
      ['', '运行维护费', 'C0206运行维护服务', '', '1', '20', ''],
      ['', '运行维护费', 'A020101计算机', '', '2', '30', ''],
      ['245002', '某某中心', '', '', '1', '10', ''],
      ['', '印刷品一台', 'A99其他', '', '1', '10', ''],
    ])
    expect(amounts(read, 'procurement')).toEqual([
      'item=procurement; 60',
      'item=procurement; 60',
      'unit=某市某某局;item=procurement; 50',
      'project=运行维护费;unit=某市某某局;item=procurement; 20#1',
      'project=运行维护费;unit=某市某某局;item=procurement; 30#2',
      'unit=某某中心;item=procurement; 10',
      'project=印刷品一台;unit=某某中心;item=procurement; 10',
    ])
    expect(read.problems).toEqual([])
  })

  test('takes nothing in the column of names for a unit, and leaves unread what no name is printed of', async () => {
    const read = await readTitled('政府采购预算表', [
      ['采购品目大类', '专项名称', '采购物品名称', '总计'],
      ['合计', '', '', '60'],
      ['', '培训会', '', '60'],
      ['', '', '会议服务', '20'],
      ['', '', '印刷服务', '40'],
    ])
    expect(amounts(read, 'procurement')).toEqual(['item=procurement; 60', 'project=培训会;item=procurement; 60'])
  })

  test('may be one of training courses', async () => {
    const read = await readTitled('培训费明细表', [
      ['序号', '培训名称', '时间', '人数', '金额', '备注'],
      ['1', '干部培训', '10月', '44', '7.28', ''],
      ['2', '业务培训会', '11月', '30', '1.50', ''],
      ['合计', '', '', '74', '8.78', ''],
    ])
    expect(amounts(read, 'training-list')).toEqual([
      'project=干部培训;item=training; 7.28',
      'project=业务培训会;item=training; 1.50',
      'item=training; 8.78',
    ])
  })
})

describe('a row of a unit alone', () => {
  test('of a table by unit and function counts where it is zero too', async () => {
    const read = await readTitled('政府性基金预算支出表', [
      ['预算单位', '科目编码', '科目名称', '支出总计', '基本支出', '项目支出'],
      ['某市某某局', '', '', '0.00', '0.00', '0.00'],
    ])
    expect(amounts(read, 'government-fund-by-function')).toEqual([
      'fund=government-fund; 0.00',
      'fund=government-fund;nature=basic; 0.00',
      'fund=government-fund;nature=project; 0.00',
    ])
  })
})
