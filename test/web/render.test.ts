import { describe, expect, it } from 'vitest'
import type { EquationResult, FindingResult } from '../../src/budget/check-result.ts'
import type { Document } from '../../src/document/document.ts'
import { renderEquation } from '../../src/web/equation.ts'
import { locator, spotId } from '../../src/web/locate.ts'
import { html, jsonBlock } from '../../src/web/markup.ts'
import { marksOf } from '../../src/web/marks.ts'
import { renderResultPage } from '../../src/web/page.ts'
import { PHRASES, phrase } from '../../src/web/phrases.ts'
import { styleOf } from '../../src/web/print-amount.ts'
import { renderReport } from '../../src/web/report.ts'
import { renderTable } from '../../src/web/table.ts'
import { cellRoles } from '../../src/web/table-headers.ts'
import { coverageSentence } from '../../src/web/verdict.ts'
import { makeTable, nandagangItem } from './nandagang.fixture.ts'

const NOTHING = { at: new Map(), findingsIn: new Map() }

describe('markup', () => {
  it('escapes what is put in, and only that', () => {
    const inner = html`<b>${'<"&\'>'}</b>`
    expect(html`<p title="${'"x'}">${[inner, null, false, 3]}</p>`.markup).toBe(
      '<p title="&quot;x"><b>&lt;&quot;&amp;&#39;&gt;</b>3</p>',
    )
  })

  it('keeps data from ending its block', () => {
    const block = jsonBlock({ text: '</script><!--' }).markup
    expect(block).not.toContain('<')
    expect(JSON.parse(block)).toEqual({ text: '</script><!--' })
  })
})

describe('phrases', () => {
  it('are there in both languages, and choose the number', () => {
    for (const words of Object.values(PHRASES)) {
      expect(words.zh).not.toBe('')
      expect(words.en).not.toBe('')
    }
    expect(phrase('en', 'countError', { n: 1 })).toBe('1 place does not agree')
    expect(phrase('en', 'countError', { n: 2 })).toBe('2 places do not agree')
  })

  it('accuse nobody', () => {
    const all = JSON.stringify(PHRASES)
    expect(all).not.toMatch(/造假|虚假|违规|违法|作弊|fraud|fake|false|cheat|illegal|violat/iu)
  })
})

describe('places', () => {
  const document: Document = {
    type: 'xlsx',
    problems: [],
    blocks: [
      { kind: 'paragraph', text: '题', place: { paragraph: 1, line: 3 } },
      {
        kind: 'table',
        index: 1,
        rows: 2,
        columns: 2,
        place: { table: 1, line: 5, sheet: '表一' },
        cells: [
          { row: 1, column: 1, rowSpan: 2, columnSpan: 1, text: 'a', place: { line: 6, sheet: '表一', cell: 'A1' } },
          { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: 'b', place: { line: 7, sheet: '表一', cell: 'B1' } },
          { row: 2, column: 2, rowSpan: 1, columnSpan: 1, text: 'c', place: { line: 9, sheet: '表一', cell: 'B2' } },
        ],
      },
    ],
  }
  const at = (place: object): string => spotId(locator(document)(place), '')

  it.each([
    ['a cell', { table: 1, row: 1, column: 2 }, 't1r1c2'],
    ['the inside of a merged cell', { table: 1, row: 2, column: 1 }, 't1r1c1'],
    ['a row', { table: 1, row: 2 }, 't1r2'],
    ['a table', { table: 1 }, 't1'],
    ['a cell that is not there', { table: 1, row: 9, column: 9 }, 't1'],
    ['a sheet’s cell', { sheet: '表一', cell: 'B2' }, 't1r2c2'],
    ['a sheet', { sheet: '表一' }, 't1'],
    ['a paragraph', { paragraph: 1 }, 'p1'],
    ['a line', { line: 9 }, 't1r2c2'],
    ['a line inside a longer cell', { line: 8 }, 't1r1c2'],
    ['a line before everything', { line: 1 }, 'top'],
    ['nothing', {}, 'top'],
    ['a table that is not there', { table: 4, row: 1, column: 1 }, 'top'],
  ])('%s', (_, place, id) => {
    expect(at(place)).toBe(id)
  })
})

describe('tables', () => {
  it('know their headings', () => {
    const table = makeTable(1, [
      { cells: [{ text: '单位：万元', columns: 3 }] },
      { cells: ['编码', '名称', '预算数'] },
      { cells: ['201', '一般公共服务', '175.11'] },
    ])
    expect(cellRoles(table)).toEqual({
      captionRows: 1,
      headerRows: 2,
      roles: ['caption', 'column-header', 'column-header', 'column-header', 'code', 'row-header', 'figure'],
    })
  })

  it('of words have one row of headings', () => {
    const table = makeTable(1, [{ cells: ['单位名称', '单位性质'] }, { cells: ['某局', '行政'] }, { cells: ['某所', '事业'] }])
    expect(cellRoles(table).headerRows).toBe(1)
  })

  it('never cut a merged cell between head and body', () => {
    const table = makeTable(1, [{ cells: [{ text: '项目', rows: 2 }, '数'] }, { cells: ['1.00'] }])
    expect(renderTable(table, '', NOTHING, '', 'zh').markup).not.toContain('<thead>')
  })

  it('of a hundred thousand rows are shown in part, with every mark', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ cells: [`项目${i}`, '1.00'] }))
    const table = makeTable(1, rows)
    const mark = { finding: 1, severity: 'error', role: 'place', repair: null } as const
    const printed = renderTable(table, '', { at: new Map([['t1r70000c2', [mark]]]), findingsIn: new Map() }, '', 'zh').markup
    expect(printed.length).toBeLessThan(200_000)
    expect(printed).toContain('id="t1r70000c2"')
    expect(printed).toContain('此处略去')
  })
})

describe('equations', () => {
  const finding = nandagangItem.result.zh.findings[0] as FindingResult
  const drawing = { language: 'zh', prefix: 'd1-', locate: locator(nandagangItem.document), units: ['万元'] } as const

  it('are written with their terms, sum, other side and difference', () => {
    const drawn = renderEquation(finding.equations[0] as EquationResult, finding, drawing).markup
    expect(drawn).toContain('175.12')
    expect(drawn).toMatch(/相差.*0\.01 万元/su)
    expect(drawn).toMatch(/62\.56.*62\.55/su)
  })

  it('tell the unit from the figures', () => {
    const equation = finding.equations[0] as EquationResult
    const inYuan = {
      ...equation,
      left: equation.left.map((t) => ({ ...t, claim: { ...t.claim, printed: '1751100.00', amount: 175_110_000 } })),
    }
    expect(styleOf(inYuan, ['万元']).unit).toBe('元')
  })

  it('say as a bound what must not be exceeded', () => {
    const drawn = renderEquation({ ...(finding.equations[0] as EquationResult), relation: '≤' }, finding, drawing).markup
    expect(drawn).toContain('应不超过')
    expect(drawn).toContain('超出')
  })
})

describe('marks', () => {
  const marks = marksOf(nandagangItem.result.zh, locator(nandagangItem.document))

  it('suspects come before terms, and count for their table', () => {
    expect(marks.at.get('t1r8c4')?.map((m) => m.role)).toEqual(['suspect'])
    expect(marks.at.get('t1r7c4')?.map((m) => m.role)).toEqual(['term'])
    expect([...(marks.findingsIn.get('table:2') ?? [])]).toEqual([4, 5])
  })
})

describe('coverage', () => {
  it('is one sentence, with the commonest reasons', () => {
    const reasons = Array.from({ length: 6 }, (_, i) => ({ reason: `原因${i}`, count: i + 1 }))
    expect(coverageSentence({ passed: 9, failed: 1, unchecked: 21, reasons }, 'zh')).toBe(
      '9 个等式成立，1 个不成立，21 个无法核对，因为：原因5（6）；原因4（5）；原因3（4）；其他原因（6）。',
    )
    expect(coverageSentence({ passed: 1, failed: 0, unchecked: 0, reasons: [] }, 'en')).toBe('1 equation holds, 0 do not.')
  })
})

describe('pages', () => {
  const options = { language: 'zh', path: null, script: true } as const

  it('have no inline script or style, and every link inside leads somewhere', () => {
    const page = renderResultPage([nandagangItem], [], options)
    expect(page).not.toMatch(/ style="| on[a-z]+="|<script(?! type="application\/json"| type="module" src="\/assets\/)/u)
    expect(deadLinks(page)).toEqual([])
  })

  it('the report stands alone', () => {
    const report = renderReport(
      [nandagangItem, { file: 'x', ok: false, status: 415, message: { zh: '认不出', en: 'unknown' } }],
      'en',
      'p{}',
    )
    expect(report).not.toMatch(/<script|<link|src=|href="(?!#)/u)
    expect(report).toContain('Content-Security-Policy')
    expect(deadLinks(report)).toEqual([])
    expect(report.match(/<details class="finding[^>]* open/gu)).toHaveLength(5)
  })

  it('count apart what a person has set aside, and list what is mended', () => {
    const [first, ...rest] = nandagangItem.result.zh.findings
    if (first === undefined) throw new Error('the fixture has findings')
    const zh = {
      ...nandagangItem.result.zh,
      findings: [{ ...first, setAside: { reason: '四舍五入' } }, ...rest],
      mended: [{ ...first, message: '上次的问题' }],
    }
    const page = renderResultPage([{ ...nandagangItem, result: { ...nandagangItem.result, zh } }], [], options)
    expect(page).toContain('1 处不一致')
    expect(page).toContain('1 处已由人说明')
    expect(page).toContain('已由人说明：四舍五入')
    expect(page).toContain('上次的问题')
    expect(page).toMatch(/id="d1-t1r8c4"[^>]* class="n mark suspect note"/u)
  })

  /** Fragments that are linked to without an element of that id, and ids that stand twice. */
  function deadLinks(page: string): string[] {
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map((m) => m[1] ?? '')
    const known = new Set(ids)
    const dead = [...page.matchAll(/href="#([^"]+)"/gu)].map((m) => m[1] ?? '').filter((id) => !known.has(id))
    return [...dead, ...ids.filter((id, i) => ids.indexOf(id) !== i)]
  }
})
