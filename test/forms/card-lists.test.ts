import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/budget/reading.ts'
import { sliceKey } from '../../src/budget/slice.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Block, Cell } from '../../src/document/document.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { readPage, tableHtml, type Row } from './page.ts'

const amounts = (read: Reading): string[] =>
  read.claims
    .filter((c) => c.measure === 'money')
    .map((c) => `${sliceKey(c.slice).replace('flow=expenditure;', '')} ${c.printed}${c.prose === true ? ' again' : ''}`)

const printings = (read: Reading) => read.forms.filter((f) => f.form !== 'narrative')

const HEADER: Row = ['单位编码', '单位（项目）名称', '资金总额', '绩效目标', '一级指标', '二级指标', '三级指标', '指标值']
const LIST: readonly Row[] = [
  HEADER,
  ['合计', '', '40.00', '', '', '', '', ''],
  ['126001', '某某局', '40.00', '', '', '', '', ''],
  ['126001 ↓2', '运行专项 ↓2', '10.00 ↓2', '正常运行。 ↓2', '产出指标', '数量指标', '次数', '3'],
  ['产出指标', '质量指标', '合格率', '95%'],
  ['126001', '运行专项', '10.00', '正常运行。', '效益指标', '社会效益指标', '秩序', '良好'],
  ['126001', '业务专项', '30.00', '办好业务。', '产出指标', '数量指标', '件数', '10'],
]

describe('a list of cards', () => {
  test('is one entry for each project, and its totals are read', async () => {
    const read = await readPage(`<p>项目支出绩效目标表</p><p>单位：万元</p>${tableHtml(LIST)}`)
    expect(printings(read).map((f) => f.form)).toEqual(['performance-target', 'performance-target'])
    expect(read.cards.map((c) => [c.table, c.indicators.length])).toEqual([
      [0, 3],
      [1, 1],
    ])
    expect(amounts(read)).toEqual([
      'nature=project; 40.00',
      'nature=project;unit=某某局; 40.00',
      'nature=project;project=运行专项; 10.00',
      'nature=project;project=运行专项; 10.00 again',
      'nature=project;project=业务专项; 30.00',
    ])
    expect(checkReading(read).findings.filter((f) => f.severity === 'error')).toEqual([])
  })

  test('with one line for each project is one table, of key projects where its title says so', async () => {
    const rows: readonly Row[] = [
      ['项目', '预算数（单位：万元）', '绩效目标'],
      ['会展专题', '3000', '办好会展。'],
      ['消费专题', '200', '促进消费。'],
    ]
    const read = await readPage(`<p>2023年，本部门重点项目绩效目标情况如下：</p>${tableHtml(rows)}`)
    expect(printings(read).map((f) => [f.form, f.hasMoney])).toEqual([['key-projects', true]])
    expect(read.cards.map((c) => c.table)).toEqual([0, 0])
  })

  test('begins on the page of its first row where the page break came above its name', () => {
    // 业务专项 has one row at the foot of page 1, and its name in the middle of its rows, on page 2.
    const at = (page: number, row: number, column: number, text: string, rowSpan = 1): Cell => ({
      row,
      column,
      rowSpan,
      columnSpan: 1,
      text,
      place: { page, table: 1, row, column },
    })
    const indicator = (page: number, row: number, name: string): Cell[] =>
      ['产出指标', '数量指标', name, '3'].map((text, i) => at(page, row, 4 + i, text))
    const card = (page: number, row: number, rowSpan: number, name: string, amount: string, goal: string): Cell[] =>
      [name, amount, goal].map((text, i) => at(page, row, 1 + i, text, rowSpan))
    const cells = [
      ...HEADER.slice(1).map((text, i) => at(1, 1, 1 + i, text)),
      ...card(1, 2, 2, '运行专项', '10.00', '正常运行。'),
      ...indicator(1, 2, '次数'),
      ...indicator(1, 3, '人数'),
      ...card(1, 4, 1, '', '', ''),
      ...indicator(1, 4, '件数'),
      ...card(2, 5, 2, '业务专项', '30.00', '办好业务。'),
      ...indicator(2, 5, '场数'),
      ...indicator(2, 6, '期数'),
    ]
    const blocks: Block[] = [
      { kind: 'paragraph', text: '某某局2023年部门预算公开', place: { page: 1, paragraph: 1 } },
      { kind: 'paragraph', text: '项目支出绩效目标表', place: { page: 1, paragraph: 2 } },
      { kind: 'table', index: 1, rows: 6, columns: 7, cells, place: { page: 1, table: 1 } },
    ]
    const read = readDisclosure({ type: 'pdf', blocks, problems: [] })
    expect(read.cards.map((c) => [c.place.page, c.indicators.map((i) => i.level3)])).toEqual([
      [1, ['次数', '人数']],
      [1, ['件数', '场数', '期数']],
    ])
  })
})

describe('the targets of a whole department', () => {
  test('print the total of its tasks, which is held against no other table', async () => {
    const rows: readonly Row[] = [
      ['部门（单位）名称 →2', '某某局 →4'],
      ['年度主要任务 ↓5', '任务名称 ↓2', '主要内容 ↓2', '预算金额（万元） →3'],
      ['总额', '财政拨款', '其他资金'],
      ['任务1', '人员经费保障', '20.00', '20.00', ''],
      ['任务2', '业务工作', '30.00', '25.00', '5.00'],
      ['金额合计 →2', '50.00', '45.00', '5.00'],
      ['年度总体目标', '做好各项工作。 →5'],
      ['年度绩效指标 ↓2', '一级指标', '二级指标', '三级指标', '指标值 →2'],
      ['产出指标', '数量指标', '件数', '≥10 →2'],
    ]
    const read = await readPage(`<p>部门整体支出绩效目标表</p>${tableHtml(rows)}`)
    expect(amounts(read)).toEqual([' 50.00', 'fund=appropriation; 45.00', 'fund=non-appropriation; 5.00'])
    expect(read.claims.filter((c) => c.measure === 'money').map((c) => c.part)).toEqual([1, 1, 1])
    const bent = rows.map((row) => row.map((cell) => (cell === '45.00' ? '44.00' : cell)))
    const { findings } = checkReading(await readPage(`<p>部门整体支出绩效目标表</p>${tableHtml(bent)}`))
    expect(findings.filter((f) => f.severity === 'error').map((f) => f.code)).toEqual(['sum'])
  })
})
