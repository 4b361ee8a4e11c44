import { describe, expect, test } from 'vitest'
import { writeTxt } from '../../src/formats/txt/write.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from '../formats/nandagang.ts'
import { reading, tablesOf, textRows } from '../formats/reading.ts'
import { plainTable } from '../formats/writers.ts'
import { documentFrom } from './written.ts'

const printed = (blocks: Parameters<typeof documentFrom>[0]): string => new TextDecoder().decode(writeTxt(documentFrom(blocks)))

test('one cell a line behind a tab, a blank line after each row', () => {
  const table = plainTable([
    ['项目', '预算数'],
    ['合计', '181.17'],
  ])
  expect(printed([{ kind: 'paragraph', text: '收支总表' }, table, { kind: 'paragraph', text: '完' }])).toBe(
    '收支总表\n\t项目\n\t预算数\n\n\t合计\n\t181.17\n\n\n完\n',
  )
})

test('a merged cell is an empty one below and nothing to its right', () => {
  const cells = [
    { row: 0, column: 0, rowSpan: 2, columnSpan: 1, text: '序号' },
    { row: 0, column: 1, rowSpan: 1, columnSpan: 2, text: '收入' },
    { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '项目' },
    { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: '预算数' },
  ]
  expect(printed([{ kind: 'table', rows: 2, columns: 3, cells }])).toBe('\t序号\n\t收入\n\n\t\n\t项目\n\t预算数\n\n\n')
})

test('lines within a cell stay in it, even where they could be taken for the title of another table', async () => {
  const cells = [
    { row: 0, column: 0, rowSpan: 1, columnSpan: 3, text: '单位：万元' },
    { row: 1, column: 0, rowSpan: 1, columnSpan: 1, text: '功能\n\n分类' },
    { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '指标\n值' },
    { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: '确定\n依据' },
  ]
  const read = await reading(writeTxt(documentFrom([{ kind: 'table', rows: 2, columns: 3, cells }])))
  expect(tablesOf(read).map(textRows)).toEqual([[['单位：万元'], ['功能 分类', '指标 值', '确定\n依据']]])
})

describe.skipIf(!hasNandagang)(`the hand-over form of a published budget${SKIP_NOTE}`, () => {
  test('its lines are the published ones, but for white space', async () => {
    const ours = new TextDecoder().decode(writeTxt(await reading(nandagang('docx'), 'a.docx')))
    const theirs = new TextDecoder().decode(nandagang('txt'))
    const lines = (text: string): string[] =>
      text
        .split('\n')
        .map((line) => (line.startsWith('\t') ? '\t' : '') + line.replace(/\s+/gu, ''))
        .filter((line) => line !== '')
    expect(lines(ours)).toEqual(lines(theirs))
  })
})
