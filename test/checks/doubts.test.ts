import { expect, test } from 'vitest'
import { checkReading } from '../../src/checks/check-reading.ts'
import { settleDoubts } from '../../src/checks/settle-doubts.ts'
import type { Block, Document, Paragraph, Table } from '../../src/document/document.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'

/** Misread or misprint: the reader's doubts compete with the cells. */

const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text, place: { page: 1 } })

function table(index: number, rows: readonly (readonly string[])[], unruled = false): Table {
  const cells = rows.flatMap((row, r) =>
    row.map((text, c) => ({
      row: r + 1,
      column: c + 1,
      rowSpan: 1,
      columnSpan: 1,
      text,
      place: { page: 1, table: index, row: r + 1, column: c + 1 },
    })),
  )
  const columns = rows[0]?.length ?? 0
  return {
    kind: 'table',
    index,
    rows: rows.length,
    columns,
    cells,
    place: { page: 1, table: index },
    ...(unruled ? { unruled: true } : {}),
  }
}

const HEAD = ['科目编码', '科目名称', '合计', '基本支出', '项目支出']
const GENERAL = [
  HEAD,
  ['201', '一般公共服务支出', '175.11', '75.11', '100.00'],
  ['20103', '政府办公厅（室）及相关机构事务', '175.11', '75.11', '100.00'],
  ['2010301', '行政运行', '75.11', '75.11', ''],
  ['2010302', '一般行政管理事务', '100.00', '', '100.00'],
  ['', '合计', '175.11', '75.11', '100.00'],
]
const FUND = (rows: readonly (readonly string[])[]): readonly Block[] => [
  paragraph('一般公共预算支出表'),
  paragraph('单位：万元'),
  table(1, rows),
]

function read(blocks: readonly Block[], type: Document['type'] = 'pdf') {
  const document: Document = { type, blocks: [paragraph('2026年部门预算'), ...blocks], problems: [] }
  const reading = settleDoubts(readDisclosure(document))
  const findings = checkReading(reading).findings.filter((f) => f.severity === 'error' && f.code !== 'missing')
  return { findings: findings.map((f) => f.message.zh), problems: reading.problems.map((p) => p.message.zh) }
}

const with_ = (row: number, cells: readonly string[], rows = GENERAL) => rows.map((r, i) => (i === row ? [...cells] : r))

test('what is right gives no doubt', () => {
  expect(read(FUND(GENERAL))).toEqual({ findings: [], problems: [] })
})

test('figures one column beside their own, where no rules part the columns, were misread', () => {
  const shifted = with_(4, ['2010302', '一般行政管理事务', '100.00', '100.00', ''])
  const blocks = [paragraph('一般公共预算支出表'), paragraph('单位：万元'), table(1, shifted, true)]
  const { findings, problems } = read(blocks)
  expect(findings).toEqual([])
  expect(problems).toEqual([expect.stringContaining('移动一栏')])
})

test('the same in a table with rules was misprinted', () => {
  const { findings, problems } = read(FUND(with_(4, ['2010302', '一般行政管理事务', '100.00', '100.00', ''])))
  expect(findings).not.toEqual([])
  expect(problems).toEqual([])
})

test('two figures in one cell beside a blank are two figures', () => {
  const { findings, problems } = read(FUND(with_(1, ['201', '一般公共服务支出', '175.11', '75.11100.00', ''])))
  expect(findings).toEqual([])
  expect(problems).toEqual([expect.stringContaining('“75.11”和“100.00”')])
})

test('a misprint that no other reading explains stays one', () => {
  const blocks = [
    paragraph('一般公共预算支出表'),
    paragraph('单位：万元'),
    table(1, with_(3, ['2010301', '行政运行', '75.11', '75.71', '']), true),
  ]
  const { findings, problems } = read(blocks)
  expect(findings).toEqual([expect.stringContaining('75.71')])
  expect(problems).toEqual([])
})

test('a table that prints no unit is read in the one that agrees with the others', () => {
  const yuan = GENERAL.map((r, i) =>
    r.map((text, c) => (i === 0 || c < 2 || text === '' ? text : String(Math.round(Number(text) * 10_000)))),
  )
  const blocks = [
    ...FUND(GENERAL),
    paragraph('支出总表'),
    table(2, yuan),
    paragraph('收支总表'),
    paragraph('单位：万元'),
    table(3, [
      ['收入项目', '预算数', '支出项目', '预算数'],
      ['一、一般公共预算拨款收入', '175.11', '一、一般公共服务支出', '175.11'],
      ['二、政府性基金预算拨款收入', '', '', ''],
      ['本年收入合计', '175.11', '本年支出合计', '175.11'],
      ['上年结转', '', '结转下年', ''],
      ['收入总计', '175.11', '支出总计', '175.11'],
    ]),
  ]
  const { findings, problems } = read(blocks, 'html')
  expect(findings).toEqual([])
  expect(problems).toEqual([expect.stringContaining('按“元”读取')])
})

test('beside a table without rules that is not known, as a part of it may be, a disagreement is a note, and is told so', () => {
  const wrong = with_(3, ['2010301', '行政运行', '75.11', '75.71', ''])
  const blocks = [
    paragraph('一般公共预算支出表'),
    paragraph('单位：万元'),
    table(1, wrong, true),
    table(
      2,
      [
        ['甲', '乙', '丙'],
        ['丁', '1.00', '2.00'],
        ['戊', '3.00', '4.00'],
      ],
      true,
    ),
  ]
  const document: Document = { type: 'pdf', blocks: [paragraph('2026年部门预算'), ...blocks], problems: [] }
  const proof = checkReading(settleDoubts(readDisclosure(document)))
  const told = proof.findings.filter((f) => f.message.zh.includes('75.71'))
  expect(told.map((f) => f.severity)).toEqual(['note'])
  expect(proof.tablesInDoubt).toEqual([1])
})
