import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/document/document.ts'
import { joinContinued } from '../../src/forms/continued-tables.ts'
import { readDocument } from '../../src/formats/read.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { across, down, laidOut, page, run, tablesOf, textsOf } from './pdf-layout-pages.ts'

describe('text outside tables', () => {
  test('is put together to paragraphs by indent and margin', () => {
    const document = laidOut(
      page(1, [
        run(90, 100, '第一部分 部门概况', 16, true),
        run(110, 130, '一、主要职能', 10, true),
        run(110, 150, '某某局是主管全区财政工作的区政府工作部门，主要职责是贯彻执行国家有关'),
        run(90, 166, '财政工作的法律、法规、规章和方针、政策；研究拟订本区财政发展战略、规划、'),
        run(90, 182, '政策和改革方案并组织实施。'),
        run(110, 198, '本部门共有三个下属单位，承担政府各项财政收支管理的责任，负责管理资金'),
        run(90, 214, '和国有资产。'),
      ]),
    )
    expect(textsOf(document)).toEqual([
      '第一部分 部门概况',
      '一、主要职能',
      '某某局是主管全区财政工作的区政府工作部门，主要职责是贯彻执行国家有关财政工作的法律、法规、规章和方针、政策；研究拟订本区财政发展战略、规划、政策和改革方案并组织实施。',
      '本部门共有三个下属单位，承担政府各项财政收支管理的责任，负责管理资金和国有资产。',
    ])
    expect(document.blocks.map((b) => (b.kind === 'paragraph' ? b.heading : 0))).toEqual([1, 2, undefined, undefined])
  })

  test('ends a title before the line that says whose table it is, and goes on where a bracket is open', () => {
    const document = laidOut(
      page(1, [
        run(90, 100, '某某局二〇二六年部门综合预算一般公共预算基本支出明细情况表（按'),
        run(200, 116, '支出经济分类科目—不含上年结转）'),
        run(90, 132, '部门名称：某某局'),
        run(400, 150, '单位：万元'),
      ]),
    )
    expect(textsOf(document)).toEqual([
      '某某局二〇二六年部门综合预算一般公共预算基本支出明细情况表（按支出经济分类科目—不含上年结转）',
      '部门名称：某某局',
      '单位：万元',
    ])
  })

  test('goes on over a page break, without heads, feet and page numbers', () => {
    const line = '某某局是主管全区财政工作的区政府工作部门，主要职责是贯彻执行国家有关'
    const pages = [1, 2, 3].map((n) =>
      page(n, [
        run(90, 40, '某某局部门预算公开'),
        run(n === 1 ? 110 : 90, 100, n === 3 ? '规定。' : line),
        ...(n === 3 ? [] : [run(90, 116, line), run(90, 132, line)]),
        run(280, 800, `— ${n} —`),
      ]),
    )
    const [text, ...others] = textsOf(laidOut(...pages))
    expect(others).toEqual([])
    expect(text).toBe(`${line.repeat(6)}规定。`)
  })

  test('goes on where a line stops within a sentence, short of the margin or at a number', () => {
    const full = `某某局是主管部门，${'执行有关规定'.repeat(5)}`
    const first = full.slice(2)
    const short = first.slice(0, 34)
    const document = laidOut(
      page(1, [
        run(110, 100, first),
        run(90, 116, full),
        run(90, 132, full),
        run(90, 148, '规定。'),
        run(110, 164, short),
        run(90, 180, '支出二十万元。'),
        run(110, 196, `${first.slice(0, 33)} 40`),
      ]),
      page(2, [
        run(90, 100, '万元，增长有关。'),
        run(110, 116, first),
        run(90, 132, full),
        run(90, 148, full),
        run(90, 164, '规定。'),
      ]),
    )
    const texts = textsOf(document)
    expect(texts).toContain(`${short}支出二十万元。`)
    expect(texts).toContain(`${first.slice(0, 33)} 40万元，增长有关。`)
  })

  test('that a spreadsheet printed on two pages and shows on one is read once', () => {
    const lines = ['（八）负责本系统国有资产的管理。', '（九）负责干部队伍建设。', '（十）完成交办的其他任务。', '（十一）其他。']
    const first = page(1, [run(90, 100, '主要职能'), ...lines.slice(0, 3).map((text, i) => run(110, 740 + i * 30, text))])
    const second = page(
      2,
      lines.map((text, i) => run(110, 10 + i * 30, text)),
    )
    const document = laidOut(first, second)
    expect(textsOf(document)).toEqual(['主要职能', ...lines])
    expect(document.blocks.map((b) => b.place.page)).toEqual([1, 1, 1, 2, 2])
  })

  test('far apart on one line is read from the left; contents keep their page', () => {
    const document = laidOut(
      page(1, [
        run(90, 100, '单位名称：某某局'),
        run(420, 100, '单位：万元'),
        run(90, 120, '一、主要职能 ..............................'),
        run(500, 120, '3'),
        run(250, 140, '目'),
        run(300, 140, '录'),
      ]),
    )
    expect(textsOf(document)).toEqual(['单位名称：某某局', '单位：万元', '一、主要职能 … 3', '目 录'])
  })
})

const coordinate = fc.double({ min: -50, max: 900, noNaN: true })
const anyRun = fc
  .tuple(
    coordinate,
    coordinate,
    fc.constantFrom('1,234.50', '201', '合计', '一、支出。', ' ', '2..5'),
    fc.constantFrom(0.5, 9, 40),
  )
  .map(([x, y, text, size]) => run(x, y, text, size))
const anyRule = fc
  .tuple(fc.boolean(), coordinate, coordinate, coordinate)
  .map(([isAcross, at, a, b]) =>
    isAcross ? across(at, Math.min(a, b), Math.max(a, b)) : down(at, Math.min(a, b), Math.max(a, b)),
  )

test('whatever stands on a page, nothing throws and no figure in a table is lost or doubled', () => {
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 30 }), fc.array(anyRule, { maxLength: 30 }), (runs, rules) => {
      const document = laidOut(page(1, runs, rules))
      const text = document.blocks.map((b) => (b.kind === 'table' ? b.cells.map((c) => c.text).join('') : b.text)).join('')
      const printed = runs.filter((r) => r.text === '1,234.50').length
      // One that stands alone at the edge of the page is no page number.
      expect(text.split('1,234.50').length - 1).toBe(printed)
      for (const table of tablesOf(document)) {
        expect(table.cells.reduce((n, c) => n + c.rowSpan * c.columnSpan, 0)).toBe(table.rows * table.columns)
      }
    }),
    { numRuns: 150 },
  )
})

describe.skipIf(!hasShared)('a real document', () => {
  const read = async (name: string): Promise<Document> => {
    const outcome = await readDocument(new Uint8Array(readFileSync(sharedDocument(name))), name)
    if (!outcome.ok) throw new Error(outcome.refusal.message.en)
    return outcome.document
  }
  const whole = (document: Document): Table[] => joinContinued(document.blocks).filter((b): b is Table => b.kind === 'table')
  const bare = (text: string): string => text.replace(/\s/gu, '')

  test('has the tables, cells and spans in PDF that it has in Word', async () => {
    const [word, pdf] = await Promise.all([read('nandagang/nandagang-2023.docx'), read('nandagang/nandagang-2023.pdf')])
    const told = (tables: Table[]) =>
      tables.map((t) => t.cells.map((c) => `${c.row}.${c.column} ${c.rowSpan}x${c.columnSpan} ${bare(c.text)}`))
    expect(told(whole(pdf))).toEqual(told(whole(word)))
  })

  test.each([
    ['beijing/public-security-2026-tables.pdf', '预算03表', [3, 7], 152, 9],
    ['chongqing/water-2026.pdf', '', [13, 17], 52, 12],
    ['shenzhen/traffic-police-2026.pdf', '', [20, 23], 33, 12],
    ['putuo/finance-2024-final.pdf', '', [16, 17], 42, 8],
    ['putuo/wanli-2024-department.pdf', '', [22, 26], 70, 7],
  ])('%s has one table over several pages', async (name, _title, pages, rows, columns) => {
    const tables = tablesOf(await read(name))
    const table = tables.find((t) => t.place.page === pages[0])
    const last = Math.max(...(table?.cells.map((c) => c.place.page ?? 0) ?? []))
    expect([last, table?.rows, table?.columns]).toEqual([pages[1], rows, columns])
  })
})
