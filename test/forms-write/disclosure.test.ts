import { describe, expect, test } from 'vitest'
import type { Account, Fact } from '../../src/budget/account.ts'
import { EXAMPLE } from '../../scripts/samples/example-facts.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Block, Document, Paragraph, Table } from '../../src/document/document.ts'
import type { PlaceForms, Variant } from '../../src/forms/form.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { shanghai } from '../../src/forms/shanghai/index.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOfSample } from './sample-account.ts'

const ACCOUNT = accountOfSample(EXAMPLE)
const CASES: readonly (readonly [string, PlaceForms, Variant])[] = [
  ['Hebei, a department', hebei, 'department'],
  ['Hebei, a unit', hebei, 'unit'],
  ['Shanghai, a department', shanghai, 'department'],
  ['Shanghai, a unit', shanghai, 'unit'],
]

const isTable = (block: Block): block is Table => block.kind === 'table'
const isParagraph = (block: Block): block is Paragraph => block.kind === 'paragraph'
const textOf = (document: Document): string =>
  document.blocks.flatMap((b) => (isParagraph(b) ? [b.text] : b.cells.map((c) => c.text))).join('\n')

/** The table below a title. */
function tableOf(document: Document, title: string): Table {
  const at = document.blocks.findIndex((b) => isParagraph(b) && b.text.includes(title))
  const table = document.blocks.slice(at).find(isTable)
  if (at < 0 || table === undefined) throw new Error(`no table ${title}`)
  return table
}

const rowOf = (table: Table, words: string): readonly string[] => {
  const row = table.cells.find((c) => c.text === words)?.row
  return table.cells.filter((c) => c.row === row).map((c) => c.text)
}

describe.each(CASES)('%s', (_, place, variant) => {
  const written = writeDisclosure(ACCOUNT, place, { variant })

  test('is read by the forms that wrote it, whichever forms are known, without an error and without a warning', () => {
    const reading = readDisclosure(written)
    expect(reading.disclosure.place).toBe(place.id)
    expect(reading.disclosure.year).toBe(2024)
    expect(reading.disclosure.scope).toBe(variant)
    expect(reading.problems).toEqual([])
    const found = checkReading(reading).findings.filter((f) => f.severity !== 'note')
    expect(found.map((f) => f.message.zh)).toEqual([])
  })

  test.each([
    { name: '水利局' },
    { name: '水利局', code: '301' },
    { name: '平川县水利局' },
    { name: '沧州市第一中学', code: '301005' },
    { name: '中共平川县委宣传部', code: '1310001' },
    { name: '平川县人民政府办公室（本级）', code: '100' },
  ])('names whom it is of: $code $name', (department) => {
    const account = { ...ACCOUNT, disclosure: { ...ACCOUNT.disclosure, department } }
    const read = readDisclosure(writeDisclosure(account, place, { variant })).disclosure.department
    expect(read.name).toBe(department.name)
    expect([undefined, department.code]).toContain(read.code)
  })

  test('is the same from the same account', () => {
    expect(JSON.stringify(writeDisclosure(structuredClone(ACCOUNT), place, { variant }))).toBe(JSON.stringify(written))
  })

  test('has cells that cover every grid, heads that are repeated, and widths for every column', () => {
    for (const table of written.blocks.filter(isTable)) {
      const covered = table.cells.reduce((sum, c) => sum + c.rowSpan * c.columnSpan, 0)
      expect(covered).toBe(table.rows * table.columns)
      expect(table.widths).toHaveLength(table.columns)
      expect(table.headerRows).toBeLessThan(table.rows)
    }
  })

  test('prints nothing of its templates', () => {
    expect(textOf(written)).not.toMatch(/[{}[\]|]|undefined|null/u)
  })

  test('leaves changes out when there is no last year', () => {
    const without = textOf(writeDisclosure({ ...ACCOUNT, lastYear: null }, place, { variant }))
    expect(without).not.toMatch(/持平|增加\d|减少\d|主要是人员变动/u)
    expect(without).toMatch(/公务接待费2\.35万元。/u)
  })

  test('a late change of one fact is everywhere', () => {
    const more = 1_234_560_000
    const changed: Account = { ...ACCOUNT, facts: raised(ACCOUNT.facts, more) }
    const before = readDisclosure(written)
    const after = readDisclosure(writeDisclosure(changed, place, { variant }))
    expect(
      checkReading(after)
        .findings.filter((f) => f.severity !== 'note')
        .map((f) => f.message.zh),
    ).toEqual([])
    const valueOf = (reading: typeof before, form: string): number =>
      Math.max(...reading.claims.filter((c) => c.form === form && c.measure === 'money').map((c) => c.value))
    for (const form of ['balance', 'income', 'expenditure', 'appropriation-balance', 'general-by-function', 'narrative']) {
      expect(valueOf(after, form) - valueOf(before, form), form).toBe(more)
    }
  })
})

/** One project of the general public budget gets more, and its source with it. */
function raised(facts: readonly Fact[], more: number): readonly Fact[] {
  const use = facts.findIndex((f) => f.slice.project === '老旧小区改造配套资金')
  const source = facts.findIndex((f) => f.slice.flow === 'income' && f.slice.function === '2210108')
  return facts.map((f, i) => (i === use || i === source ? { ...f, amount: f.amount + more } : f))
}

describe('tables without money', () => {
  const empty: Account = {
    ...ACCOUNT,
    facts: ACCOUNT.facts.filter((f) => f.slice.fund === 'operating'),
    procurement: [],
    projects: [],
  }

  test('print their header, an empty row and the note that says why', () => {
    const written = writeDisclosure(empty, hebei)
    const table = tableOf(written, '部门预算一般公共预算财政拨款支出表')
    expect(table.rows).toBe((table.headerRows ?? 0) + 1)
    expect(textOf(written)).toContain('注：无一般公共预算财政拨款支出，空表列示。')
    expect(textOf(written)).toContain('注：无政府采购预算，空表列示。')
    expect(checkReading(readDisclosure(written)).findings.filter((f) => f.severity !== 'note')).toEqual([])
  })

  test('say so in Shanghai too', () => {
    const text = textOf(writeDisclosure(empty, shanghai, { variant: 'unit' }))
    expect(text).toContain('注：本单位2024年无政府性基金预算财政拨款安排的预算，故本表为空表。')
  })
})

describe('Shanghai', () => {
  const department = writeDisclosure(ACCOUNT, shanghai)
  const unit = writeDisclosure(ACCOUNT, shanghai, { variant: 'unit' })

  test('prints yuan in its tables, codes in three columns, totals last, and 万元 for the three public expenses', () => {
    const table = tableOf(department, '2024年部门支出预算总表')
    expect(rowOf(table, '老旧小区改造').slice(0, 5)).toEqual(['221', '01', '08', '老旧小区改造', '2,400,000'])
    expect(table.cells.filter((c) => c.row === table.rows).map((c) => c.text)).toEqual([
      '',
      '',
      '',
      '合计',
      '21,722,000',
      '9,901,400',
      '11,820,600',
    ])
    const items = tableOf(department, '2024年部门“三公”经费和机关运行经费预算表')
    expect(items.cells.filter((c) => c.row === items.rows).map((c) => c.text)).toEqual([
      '37.35',
      '3.20',
      '2.35',
      '31.80',
      '18.00',
      '13.80',
      '146.56',
    ])
  })

  test('parts the expenditure of a unit, and only a department tells of its projects', () => {
    const natures = ['人员经费', '公用经费', '项目支出']
    const heads = (document: Document, title: string): string[] =>
      tableOf(document, title)
        .cells.map((c) => c.text)
        .filter((t) => natures.includes(t))
    expect(heads(unit, '2024年预算单位财务收支预算总表')).toEqual(['项目支出', '人员经费', '公用经费'])
    expect(heads(department, '2024年部门财务收支预算总表')).toEqual([])
    expect(textOf(department)).toContain('环卫清运作业经费项目经费情况说明')
    expect(textOf(unit)).not.toContain('项目经费情况说明')
  })
})

describe('what cannot be printed', () => {
  test('an account without a year', () => {
    const account = { ...ACCOUNT, disclosure: { ...ACCOUNT.disclosure, year: null } }
    expect(() => writeDisclosure(account, hebei)).toThrow('年度')
  })

  test('a place whose forms have no outline', () => {
    const { outline: _, ...readable } = hebei
    expect(() => writeDisclosure(ACCOUNT, readable)).toThrow('河北')
  })
})
