import { describe, expect, test } from 'vitest'
import { sliceKey } from '../../src/budget/slice.ts'
import { claimLines, readPage, readTitled, reading, tableHtml, tableTxt, type Row } from './page.ts'

/** The same small table under other headers: what is read must not change. */
const HEADER: readonly Row[] = [
  ['序号 ↓2', '功能分类科目 →2', '合计 ↓2', '基本支出 ↓2', '项目支出 ↓2'],
  ['科目编码', '科目名称'],
]
const ROWS: readonly Row[] = [
  ['1', '', '合计', '75.11', '37.66', '37.45'],
  ['2', '2010301', '行政运行', '37.66', '37.66', ''],
  ['3', '2010302', '一般行政管理事务', '37.45', '', '37.45'],
]
const TITLE = '部门预算一般公共预算财政拨款支出表'

/** Slice and value of each claim, whatever its place. */
async function facts(rows: readonly Row[], title = TITLE): Promise<string[]> {
  const read = await readTitled(title, rows)
  return factsOf(read)
}

function factsOf(read: Awaited<ReturnType<typeof readPage>>): string[] {
  return read.claims
    .filter((c) => c.form === 'general-by-function')
    .map((c) => `${sliceKey(c.slice)} ${c.state} ${c.value}`)
    .toSorted()
}

const insert = (rows: readonly Row[], at: number, cells: readonly string[]): Row[] =>
  rows.map((row, i) => row.toSpliced(at, 0, cells[i] ?? ''))

describe('a table is read by its labels, not by its positions', async () => {
  const expected = await facts([...HEADER, ...ROWS])

  test('the plain table', () => {
    expect(expected).toHaveLength(9)
    expect(expected).toContain('flow=expenditure;fund=general;function=2010301;nature=basic; number 37660000')
  })

  test.each([
    ['a line of column numbers', [...HEADER, ['栏次 →3', '1', '2', '3'], ...ROWS]],
    [
      'an extra column of remarks',
      [
        ['序号 ↓2', '功能分类科目 →2', '合计 ↓2', '基本支出 ↓2', '备注 ↓2', '项目支出 ↓2'],
        HEADER[1] ?? [],
        ...insert(ROWS, 5, ['', '见说明', '']),
      ],
    ],
    [
      'no serial numbers',
      [['功能分类科目 →2', '合计 ↓2', '基本支出 ↓2', '项目支出 ↓2'], HEADER[1] ?? [], ...ROWS.map((r) => r.slice(1))],
    ],
    ['a header of one row', [['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出'], ...ROWS]],
    [
      'white space within the labels',
      [['序号 ↓2', '功能分类科目 →2', '合  计 ↓2', '基本 支出 ↓2', '项 目 支 出 ↓2'], ['科目　编码', '科目 名称'], ...ROWS],
    ],
    ['other wordings', [['序号 ↓2', '科目 →2', '总计 ↓2', '基本支出 ↓2', '项目支出 ↓2'], ['编码', '名称'], ...ROWS]],
    [
      'columns in another unit of writing',
      [['序号 ↓2', '功能分类科目 →2', '合计（万元） ↓2', '基本支出 ↓2', '项目支出 ↓2'], ['科目编码', '科目名称'], ...ROWS],
    ],
    ['rows of blanks between', [...HEADER, ...ROWS.flatMap((r) => [r, ['', '', '', '', '', '']])]],
  ] as [string, Row[]][])('%s', async (_, rows) => {
    expect(await facts(rows)).toEqual(expected)
  })

  test('merged cells lost, as the text form gives them', async () => {
    const text = `某某局2023年部门预算公开\n${TITLE}\n\t预算年度：2023\n\t单位：万元\n\n${tableTxt([...HEADER, ...ROWS])}\n后文\n`
    expect(factsOf(await reading(text, 'a.txt'))).toEqual(expected)
  })

  test('the title in the table itself', async () => {
    const read = await readPage(tableHtml([[`${TITLE} →6`], ['单位：万元 →6'], ...HEADER, ...ROWS]))
    expect(factsOf(read)).toEqual(expected)
  })

  test('a code with one digit bent is read by its name, and both are kept', async () => {
    const bent = ROWS.map((r) => r.map((c) => (c === '2010302' ? '2010392' : c)))
    const read = await readTitled(TITLE, [...HEADER, ...bent])
    expect(factsOf(read)).toEqual(expected)
    expect(read.names.filter((n) => n.printedCode !== undefined)).toMatchObject([
      { code: '2010302', printedCode: '2010392', printed: '一般行政管理事务' },
    ])
  })

  test('a code that another name stands beside keeps its code', async () => {
    const renamed = ROWS.map((r) => r.map((c) => (c === '一般行政管理事务' ? '随便写的名称' : c)))
    expect(await facts([...HEADER, ...renamed])).toEqual(expected)
  })

  test('a table of something else is told and left alone', async () => {
    const read = await readTitled('会议安排', [
      ['日期', '地点', '人数'],
      ['三月', '一楼', '12'],
    ])
    expect(read.forms.map((f) => [f.form, f.state])).toContainEqual(['', 'unread'])
    expect(read.problems).toHaveLength(1)
    expect(read.claims.filter((c) => c.measure === 'money')).toEqual([])
  })

  test('figures that are no numbers are malformed and keep what they may mean', async () => {
    const read = await readTitled(TITLE, [...HEADER, ['1', '', '合计', '2..5', '1O', '壹元']])
    expect(claimLines(read, 'general-by-function')).toEqual([
      '合计 | 合计 | flow=expenditure;fund=general; | 2..5 malformed | 3,4',
      '合计 | 基本支出 | flow=expenditure;fund=general;nature=basic; | 1O malformed | 3,5',
      '合计 | 项目支出 | flow=expenditure;fund=general;nature=project; | 壹元 malformed | 3,6',
    ])
    const claims = read.claims.filter((c) => c.form === 'general-by-function')
    expect(claims.map((c) => [c.value, c.readings?.[0]])).toEqual([
      [2_500_000, 2_500_000],
      [10_000_000, 10_000_000],
      [0, undefined],
    ])
  })
})
