import { describe, expect, test } from 'vitest'
import { sliceKey } from '../../src/budget/slice.ts'
import { readPage, tableHtml, type Row } from './page.ts'

const TITLE = '<p>部门预算一般公共预算财政拨款支出表</p><p>预算年度：2023</p><p>单位：万元</p>'
const HEADER: readonly Row[] = [
  ['序号 ↓2', '功能分类科目 →2', '合计 ↓2', '基本支出 ↓2', '项目支出 ↓2'],
  ['科目编码', '科目名称'],
  ['栏次', '1', '2', '3', '4', '5'],
]
const ROWS: readonly Row[] = [
  ['1', '', '合计', '75.11', '37.66', '37.45'],
  ['2', '201', '一般公共服务支出', '75.11', '37.66', '37.45'],
  ['3', '20103', '政府办公厅（室）及相关机构事务', '75.11', '37.66', '37.45'],
  ['4', '2010301', '行政运行', '37.66', '37.66', ''],
  ['5', '2010302', '一般行政管理事务', '37.45', '', '37.45'],
]

async function facts(body: string): Promise<{ facts: string[]; serial: string[]; problems: number; places: string[] }> {
  const read = await readPage(TITLE + body)
  const claims = read.claims.filter((c) => c.form === 'general-by-function')
  return {
    facts: claims.map((c) => `${sliceKey(c.slice)} ${c.state} ${c.value}`).toSorted(),
    serial: read.series.flatMap((s) => (s.kind === 'serial' ? s.entries.map((e) => e.printed) : [])),
    problems: read.problems.length,
    places: claims.map((c) => `${c.place.table},${c.place.row},${c.place.column}`),
  }
}

describe('a long table reads as one, however it is printed', async () => {
  const plain = await facts(tableHtml([...HEADER, ...ROWS]))

  test.each([
    ['cut by a page break', tableHtml([...HEADER, ...ROWS.slice(0, 3)]) + tableHtml(ROWS.slice(3))],
    ['cut, with the header again', tableHtml([...HEADER, ...ROWS.slice(0, 3)]) + tableHtml([...HEADER, ...ROWS.slice(3)])],
    ['cut by a page number', `${tableHtml([...HEADER, ...ROWS.slice(0, 3)])}<p>- 7 -</p>${tableHtml(ROWS.slice(3))}`],
    [
      'cut, with its title again',
      `${tableHtml([...HEADER, ...ROWS.slice(0, 2)])}<p>一般公共预算财政拨款支出表（续）</p>${tableHtml([...HEADER, ...ROWS.slice(2)])}`,
    ],
    [
      'cut twice',
      tableHtml([...HEADER, ...ROWS.slice(0, 2)]) + tableHtml([...HEADER, ...ROWS.slice(2, 4)]) + tableHtml(ROWS.slice(4)),
    ],
    ['with its header again in the middle', tableHtml([...HEADER, ...ROWS.slice(0, 3), ...HEADER, ...ROWS.slice(3)])],
    ['with a remark as its last row', tableHtml([...HEADER, ...ROWS, ['注：本表反映本年度一般公共预算支出。 →6']])],
    ['with a sentence as its last row', tableHtml([...HEADER, ...ROWS, ['本表反映本年度一般公共预算支出。 →6']])],
    ['in full-width figures', tableHtml([...HEADER, ...ROWS].map((r) => r.map((t) => (/^[\d.]+$/u.test(t) ? wide(t) : t))))],
  ])('%s', async (_, body) => {
    const read = await facts(body)
    expect(read.facts).toEqual(plain.facts)
    expect(read.serial.map((s) => s.normalize('NFKC'))).toEqual(plain.serial)
    expect(read.problems).toBe(0)
  })

  test('every cell keeps its own place', async () => {
    const { places } = await facts(tableHtml([...HEADER, ...ROWS.slice(0, 3)]) + tableHtml(ROWS.slice(3)))
    expect(places).toContain('2,1,4')
    expect(places).not.toContain('1,7,4')
  })

  test('a table of its own that begins anew is not joined', async () => {
    const { serial } = await facts(tableHtml([...HEADER, ...ROWS]) + tableHtml([...HEADER, ...ROWS]))
    expect(serial).toEqual(plain.serial)
  })
})

describe('a code reads the same however it is printed', async () => {
  const plain = await facts(tableHtml([...HEADER, ...ROWS]))
  const split = (code: string): string[] => [code.slice(0, 3), code.slice(3, 5), code.slice(5)]
  const SPLIT_HEADER: readonly Row[] = [
    ['序号 ↓2', '功能分类科目 →4', '合计 ↓2', '基本支出 ↓2', '项目支出 ↓2'],
    ['科目编码 →3', '科目名称'],
  ]
  const DEEP_HEADER: readonly Row[] = [
    ['序号 ↓3', '功能分类科目 →4', '合计 ↓3', '基本支出 ↓3', '项目支出 ↓3'],
    ['科目编码 →3', '科目名称 ↓2'],
    ['类', '款', '项'],
  ]
  const parted = ROWS.map(([serial = '', code = '', ...rest]) => [serial, ...split(code), ...rest])

  test.each([
    ['in three cells', [...SPLIT_HEADER, ...parted]],
    ['in three cells under 类, 款 and 项', [...DEEP_HEADER, ...parted]],
    [
      'in three cells, said once',
      [
        ...SPLIT_HEADER,
        ...parted.map(([serial = '', a = '', b = '', c = '', ...rest]) => [
          serial,
          b === '' ? a : '',
          c === '' ? b : '',
          c,
          ...rest,
        ]),
      ],
    ],
    [
      'before the name',
      [
        ['序号', '科目名称', '合计', '基本支出', '项目支出'],
        ...ROWS.map(([serial = '', code = '', name = '', ...rest]) => [serial, `${code}${name}`, ...rest]),
      ],
    ],
    [
      'in brackets before the name',
      [
        ['序号', '科目名称', '合计', '基本支出', '项目支出'],
        ...ROWS.map(([serial = '', code = '', name = '', ...rest]) => [
          serial,
          `${code === '' ? '' : `[${code}]`}${name}`,
          ...rest,
        ]),
      ],
    ],
    [
      'with its level named',
      [
        ...HEADER,
        ...ROWS.map(([serial = '', code = '', name = '', ...rest]) => [
          serial,
          code,
          `${name}${{ 3: '（类）', 5: '（款）', 7: '（项）' }[code.length] ?? ''}`,
          ...rest,
        ]),
      ],
    ],
  ] as [string, Row[]][])('%s', async (_, rows) => {
    const read = await facts(tableHtml(rows))
    expect(read.facts).toEqual(plain.facts)
    expect(read.problems).toBe(0)
  })
})

function wide(text: string): string {
  return text.replace(/[\d.]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
}

test('a header whose merged cells stand beside their columns is laid over them in order', async () => {
  const plain = await facts(tableHtml([...HEADER, ...ROWS]))
  const shifted = await facts(
    tableHtml([
      ['序号 ↓2', '功能分类科目 →2', '合计 →2 ↓2', '基本支出 →2 ↓2', '项目支出 ↓2'],
      ['科目编码', '科目名称'],
      ...ROWS.map(([serial = '', code = '', name = '', total = '', basic = '', project = '']) => [
        serial,
        code,
        `${name} →2`,
        `${total} →2`,
        basic,
        project,
      ]),
    ]),
  )
  expect(shifted.facts).toEqual(plain.facts)
})

test('a code with a letter for a digit is read by its name, and told', async () => {
  const read = await readPage(TITLE + tableHtml([...HEADER, ...ROWS]).replace('2010302', '2O10302'))
  const plain = await facts(tableHtml([...HEADER, ...ROWS]))
  expect(
    read.claims
      .filter((c) => c.form === 'general-by-function')
      .map((c) => `${sliceKey(c.slice)} ${c.state} ${c.value}`)
      .toSorted(),
  ).toEqual(plain.facts)
  expect(read.names.find((n) => n.code === '2010302')).toMatchObject({ printedCode: '2O10302' })
})

test('where a line is not understood, the others are not held to add up', async () => {
  const read = await readPage(TITLE + tableHtml([...HEADER, ...ROWS, ['6', '', '某项没有编码的支出', '1.00', '', '1.00']]))
  expect(read.problems).toHaveLength(1)
  expect(read.forms.find((f) => f.form === 'general-by-function')?.complete).toEqual(['nature'])
})
