import { describe, expect, it } from 'vitest'
import { inlineSvg } from '../../../src/server/portal/charts.ts'
import { renderCardSvg } from '../../../src/web/portal/card-svg.ts'
import { claimAt } from '../../../src/web/portal/certificate.ts'
import { renderFigurePage } from '../../../src/web/portal/figure-page.ts'
import { headlinesOf } from '../../../src/web/portal/headlines.ts'
import { renderHeadlines } from '../../../src/web/portal/headline-cards.ts'
import { PORTAL_PHRASES } from '../../../src/web/portal/portal-phrases.ts'
import { printedGrid } from '../../../src/web/portal/printed-grid.ts'
import { renderPrintedTable } from '../../../src/web/portal/printed-table.ts'
import type { Frame } from '../../../src/web/portal/shell.ts'
import { linkFigures } from '../../../src/web/portal/table-page.ts'
import { changePassages } from '../../../src/web/portal/years-section.ts'
import { claim, DEPARTMENT, DOCUMENT, table } from './claims.ts'

const FRAME: Frame = { language: 'zh', origin: 'http://localhost', path: '/', query: [] }
const at = (row: number, column: number) => ({ place: { table: 1, row, column } })

describe('a printed table', () => {
  const balance = table('balance', [
    claim(1, { flow: 'income', fund: 'general' }, 1_000_000, { ...at(2, 2), row: { label: '一、拨款' }, column: '预算数' }),
    claim(2, { flow: 'expenditure', function: '201' }, null, { ...at(2, 4), row: { label: '一、公共服务' }, column: '预算数' }),
    claim(3, { flow: 'income', fund: 'other' }, null, { ...at(3, 2), row: { label: '<i>二' }, column: '预算数' }),
  ])

  it('has a side wherever the row head changes', () => {
    const grid = printedGrid(balance)
    expect(grid.sides).toEqual([
      { hasCodes: false, columns: ['预算数'] },
      { hasCodes: false, columns: ['预算数'] },
    ])
    expect(grid.rows.map((row) => row.map(({ label, cells }) => [label, cells.map((cell) => cell?.id ?? null)]))).toEqual([
      [
        ['一、拨款', [1]],
        ['一、公共服务', [2]],
      ],
      [
        ['<i>二', [3]],
        ['', [null]],
      ],
    ])
  })

  it('leaves blanks blank, links figures and escapes what is printed', () => {
    const { markup } = renderPrintedTable(balance, DOCUMENT, { language: 'zh', marked: 1 }) ?? { markup: '' }
    expect(markup).toContain('<td class="n here"><a href="/department/7/3/figure/1" aria-current="true">1</a></td>')
    expect(markup.match(/<td class="n blank"><span class="hidden">空白<\/span><\/td>/gu)).toHaveLength(2)
    expect(markup).toContain('&lt;i&gt;二')
  })

  it('has nothing to show without cells', () => {
    expect(
      renderPrintedTable(table('narrative', [claim(1, {}, 1, { sentence: '甲1' })]), DOCUMENT, { language: 'zh' }),
    ).toBeNull()
  })
})

describe('a figure', () => {
  it('in a sentence is linked where it stands, even when the same is printed twice', () => {
    const sentence = '收入5万元，支出5万元'
    const second = claim(2, {}, 5_000_000, { printed: '5', sentence, place: { paragraph: 1, span: [9, 11] } })
    expect(linkFigures(sentence, [second], ({ id }) => `/f/${id}`).markup).toBe('收入5万元，支出<a href="/f/2">5</a>万元')
  })

  it('escapes what a document prints, in its title too', () => {
    const hostile = claim(1, { flow: 'expenditure', project: '"><script>' }, null, {
      state: 'malformed',
      printed: '1<2',
      row: { label: '<x>' },
    })
    const page = renderFigurePage(
      {
        department: { ...DEPARTMENT, name: '<b>局' },
        document: DOCUMENT,
        table: table('project-list', [hostile], '<t>'),
        claim: hostile,
        source: null,
        terms: [],
        elsewhere: [],
      },
      FRAME,
    )
    expect(page).not.toMatch(/<script|<b>局|<x>|<t>|1<2/u)
    expect(page).toContain('不能确定是多少')
  })

  it('is found again by the place of a finding', () => {
    const tables = [table('balance', [claim(4, {}, 1, at(5, 6))])]
    expect(claimAt(tables, { table: 1, row: 5, column: 6 })?.id).toBe(4)
    expect(claimAt(tables, { table: 1, row: 5 })).toBeNull()
  })
})

describe('the four figures', () => {
  it('say blank, not listed and unreadable apart', () => {
    const headlines = headlinesOf([
      table('balance', [
        claim(1, { flow: 'sources' }, null),
        claim(2, { flow: 'uses' }, null, { state: 'malformed', printed: '2..5' }),
      ]),
    ])
    const { markup } = renderHeadlines(headlines, [], DOCUMENT, 'zh')
    expect(markup).toContain('>空白<')
    expect(markup).toContain('印作“2..5”')
    expect(markup).toContain('>未列示<')
    expect(markup).not.toContain('<b>0')
  })

  it('come as a picture that is well-formed whatever the name', () => {
    const svg = renderCardSvg(
      { department: { ...DEPARTMENT, name: 'A&B <局>' }, document: DOCUMENT, headlines: headlinesOf([]) },
      'zh',
    )
    expect(svg).toContain('A&amp;B &lt;局&gt;')
    expect(svg).not.toContain('<局>')
  })
})

describe('charts', () => {
  it('have no style of their own, so that the page needs no exception for them', () => {
    const svg =
      '<svg width="9" height="9" xmlns="http://www.w3.org/2000/svg" version="1.1"><text style="font-size:12px;font-family:inherit;" class="a">中</text><style ><![CDATA[.a{}]]></style></svg>'
    expect(inlineSvg(svg).markup).toBe(
      '<svg aria-hidden="true" focusable="false" xmlns="http://www.w3.org/2000/svg"><text font-size="12px" font-family="inherit">中</text></svg>',
    )
  })
})

describe('words', () => {
  it('of the publisher are those that tell a change and its reason', () => {
    const passage = (text: string) => ({ n: 0, kind: 'text' as const, topic: null, text, place: {} })
    expect(
      changePassages([passage('比上年减少3万元，原因是压减开支。'), passage('比上年减少3万元。'), passage('原因是增加人员。')]),
    ).toHaveLength(1)
  })

  it('of the portal stand in both languages with the same blanks, and accuse nobody', () => {
    for (const [key, { zh, en }] of Object.entries(PORTAL_PHRASES)) {
      const blanks = (text: string): string[] =>
        [...new Set([...text.matchAll(/\{(\w+)/gu)].map(([, name]) => name ?? ''))].filter((name) => name !== 'n').toSorted()
      expect([key, blanks(en)]).toEqual([key, blanks(zh)])
      expect(`${zh}${en}`).not.toMatch(/违规|违法|造假|虚报|隐瞒|嫌疑|fraud|violat|illegal|cheat|suspicious/iu)
    }
  })
})
