import { describe, expect, it } from 'vitest'
import { inlineSvg } from '../../../src/server/portal/charts.ts'
import { renderCardSvg } from '../../../src/web/portal/card-svg.ts'
import type { Card } from '../../../src/web/portal/card.ts'
import { departmentCard } from '../../../src/web/portal/department-card.ts'
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
      { hasCodes: false, columns: [{ label: '预算数', groups: [] }] },
      { hasCodes: false, columns: [{ label: '预算数', groups: [] }] },
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

  const cell = (id: number, column: string, columnGroups: readonly string[] = []) =>
    claim(id, { flow: 'expenditure' }, 1_000_000, {
      ...at(2, id + 2),
      row: { code: '208', label: '社会保障' },
      column,
      ...(columnGroups.length === 0 ? {} : { columnGroups }),
    })

  it('has a head of as many rows as its headings are deep, each over its columns, in both languages', () => {
    const basic = ['本年支出', '基本支出']
    const claims = [
      cell(1, '合计'),
      cell(2, '人员经费', basic),
      cell(3, '公用经费', basic),
      cell(4, '项目支出', ['本年支出']),
      cell(5, '合计', ['结转']),
    ]
    for (const language of ['zh', 'en'] as const) {
      const { markup } = renderPrintedTable(table('expenditure', claims), DOCUMENT, { language }) ?? { markup: '' }
      const [head = '', body = ''] = markup.split('</thead>')
      const rows = head.split('<tr>').slice(1)
      const cells = rows.map((row) =>
        [...row.matchAll(/<th ([^>]*)>([^<]*)/gu)].map(([, how = '', text = '']) => `${text} ${how}`),
      )
      const [code, name] = language === 'zh' ? ['编码', '项目'] : ['Code', 'Item']
      expect(cells).toEqual([
        [
          `${code} scope="col" rowspan="3"`,
          `${name} scope="col" rowspan="3"`,
          '合计 id="t0-0-0-0" scope="col" rowspan="3"',
          '本年支出 id="t0-0-0-1" scope="colgroup" colspan="3"',
          '结转 id="t0-0-0-4" scope="col"',
        ],
        [
          '基本支出 id="t0-0-1-1" scope="colgroup" colspan="2"',
          '项目支出 id="t0-0-1-3" scope="col" rowspan="2"',
          '合计 id="t0-0-1-4" scope="col" rowspan="2"',
        ],
        ['人员经费 id="t0-0-2-1" scope="col"', '公用经费 id="t0-0-2-2" scope="col"'],
      ])
      expect([...body.matchAll(/ headers="([^"]+)"/gu)].map(([, ids]) => ids)).toEqual([
        't0-r0-0 t0-0-0-0',
        't0-r0-0 t0-0-0-1 t0-0-1-1 t0-0-2-1',
        't0-r0-0 t0-0-0-1 t0-0-1-1 t0-0-2-2',
        't0-r0-0 t0-0-0-1 t0-0-1-3',
        't0-r0-0 t0-0-0-4 t0-0-1-4',
      ])
      expect(body).toContain('<th scope="row" id="t0-r0-0">社会保障</th>')
    }
  })

  it('has a side’s own heading over the names of its lines too', () => {
    const sides = table('balance', [
      cell(1, '预算数', ['收入']),
      { ...cell(2, '合计', ['支出']), row: { code: '202', label: '外交' } },
      { ...cell(3, '其中：拨款', ['支出']), row: { code: '202', label: '外交' } },
    ])
    const { markup } = renderPrintedTable(sides, DOCUMENT, { language: 'zh' }) ?? { markup: '' }
    const [first, second] = markup.split('</thead>')[0]?.split('<tr>').slice(1) ?? []
    expect([...(first ?? '').matchAll(/(?:colspan="(\d)")?>([^<]+)</gu)].map(([, across, text]) => [text, across])).toEqual([
      ['收入', '3'],
      ['支出', '4'],
    ])
    expect(second).toContain('<th scope="col">编码</th><th scope="col">项目</th><th id="t0-0-1-0" scope="col">预算数</th>')
  })

  it('says nothing more than its labels where there are no headings above them', () => {
    const { markup } = renderPrintedTable(table('expenditure', [cell(1, '合计')]), DOCUMENT, { language: 'zh' }) ?? { markup: '' }
    expect(markup).not.toMatch(/ headers=| id=|rowspan/u)
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
    const view = { department: { ...DEPARTMENT, name: 'A&B <局>' }, document: DOCUMENT, headlines: headlinesOf([]) }
    const svg = renderCardSvg(departmentCard(view, 'zh'), 'zh')
    expect(svg).toContain('A&amp;B &lt;局&gt;')
    expect(svg).not.toContain('<局>')
  })
})

describe('a picture of a table', () => {
  it('never cuts an amount, and says how many rows it leaves out', () => {
    const columns = [false, true, true, true, true, true, true].map((amounts) => ({ label: '列', amounts }))
    const row = [{ text: '很长的名称'.repeat(12) }, ...columns.slice(1).map(() => ({ text: '1,234,567,890,123.45' }))]
    const card: Card = {
      title: '表',
      chinese: true,
      kind: '',
      items: [],
      table: { columns, rows: Array.from({ length: 20 }, () => row), chinese: true },
      at: { path: '/x', params: {} },
    }
    const svg = renderCardSvg(card, 'zh')
    const drawn = svg.split('1,234,567,890,123.45').length - 1
    expect(drawn).toBeGreaterThan(0)
    expect(drawn % 6).toBe(0)
    expect(svg).toContain('很长的名称')
    expect(svg).toContain('…')
    expect(svg).toContain(`还有 ${20 - drawn / 6} 行`)
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
