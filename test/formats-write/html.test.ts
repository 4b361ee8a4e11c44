import { HtmlValidate } from 'html-validate'
import { defaultTreeAdapter, parse } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/document/document.ts'
import { writeHtml } from '../../src/formats/html/write.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from '../formats/nandagang.ts'
import { bare, reading } from '../formats/reading.ts'
import { plainTable } from '../formats/writers.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { correctSample, documentFrom, WORDS } from './written.ts'

const markup = (document: Document, options = WORDS): string => new TextDecoder().decode(writeHtml(document, options))

/** Documents to look at, each with a name. */
const documents: readonly (readonly [name: string, read: () => Promise<Document>])[] = [
  ['the sample', async () => await correctSample()],
  ...(hasNandagang ? ([['a published budget', async () => await reading(nandagang('docx'))]] as const) : []),
]

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Levels are the Document's: parts are all of the first level, and a published document may begin lower or skip one.
    'heading-level': 'off',
    // What styles the page stands once, in its head.
    'no-inline-style': 'error',
  },
})

test.each(documents)(`is valid HTML: %s${SKIP_NOTE}`, async (_, read) => {
  const report = await validator.validateString(markup(await read()))
  expect(report.results.flatMap((result) => result.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`))).toEqual([])
})

describe.skipIf(skipReason() !== null)('in a browser', () => {
  test.each(documents)('axe finds nothing: %s', async (_, read) => {
    const browser = await launchBrowser()
    try {
      const page = await (await browser.newContext({ viewport: { width: 1024, height: 800 } })).newPage()
      await page.setContent(markup(await read()))
      expect(await barriersOf(page, { of: 'document' })).toEqual([])
      // Only the tables scroll sideways, never the page.
      await page.setViewportSize({ width: 360, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    } finally {
      await browser.close()
    }
  })
})

describe('tables', () => {
  type Element = DefaultTreeAdapterTypes.Element
  function all(html: string, tag: string): Element[] {
    const found: Element[] = []
    const walk = (node: DefaultTreeAdapterTypes.ParentNode): void => {
      for (const child of node.childNodes) {
        if (!defaultTreeAdapter.isElementNode(child)) continue
        if (child.tagName === tag) found.push(child)
        walk(child)
      }
    }
    walk(parse(html))
    return found
  }
  const attribute = (element: Element, name: string): string => element.attrs.find((a) => a.name === name)?.value ?? ''

  test('every header cell has a scope, and every figure under merged headers names its headers', async () => {
    const html = markup(await correctSample())
    const headers = all(html, 'th')
    expect(headers.length).toBeGreaterThan(100)
    expect(headers.filter((th) => !/^(?:col|row|colgroup)$/u.test(attribute(th, 'scope')))).toEqual([])
    const ids = new Set(headers.map((th) => attribute(th, 'id')))
    const named = all(html, 'td').filter((td) => attribute(td, 'headers') !== '')
    expect(named.length).toBeGreaterThan(500)
    for (const td of named) for (const id of attribute(td, 'headers').split(' ')) expect(ids).toContain(id)
  })

  test('a figure is heard with its row and its merged column headers', () => {
    const cells = [
      { row: 0, column: 0, rowSpan: 2, columnSpan: 1, text: '科目' },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 2, text: '本年收入' },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '小计' },
      { row: 1, column: 2, rowSpan: 1, columnSpan: 1, text: '事业收入' },
      { row: 2, column: 0, rowSpan: 1, columnSpan: 1, text: '教育支出' },
      { row: 2, column: 1, rowSpan: 1, columnSpan: 1, text: '3.50' },
      { row: 2, column: 2, rowSpan: 1, columnSpan: 1, text: '' },
    ]
    const html = markup(documentFrom([{ kind: 'table', rows: 3, columns: 3, cells }]))
    expect(html).toContain('<td class="figure" headers="t1r1c2 t1r2c2 t1r3c1">3.50</td>')
    expect(html).toContain('<th id="t1r1c2" scope="colgroup" colspan="2">本年收入</th>')
    expect(html).toContain('<th id="t1r3c1" scope="row">教育支出</th>')
  })

  test('a plain title is the caption; a heading stays one and names the table', async () => {
    const table = plainTable([
      ['甲', '乙'],
      ['丙', '丁'],
    ])
    const plain = documentFrom([{ kind: 'paragraph', text: '部门政府采购预算' }, table])
    expect(markup(plain)).toContain('<caption><span id="table-1">部门政府采购预算</span></caption>')
    const heading = documentFrom([{ kind: 'paragraph', text: '收支总表', heading: 2 }, table])
    expect(markup(heading)).toContain('<h2 id="table-1" class="table-title">收支总表</h2>')
    expect(markup(heading)).toContain('<table aria-labelledby="table-1">')
    for (const document of [plain, heading]) {
      expect((await reading(writeHtml(document, WORDS))).blocks.map(bare)).toEqual(document.blocks.map(bare))
    }
  })
})

test('it needs no script and no other file, and says its language and title', async () => {
  const html = markup(await correctSample())
  expect(html).not.toMatch(/<script|<link|src=|url\(|@import/u)
  expect(html).toContain('<html lang="zh-CN">')
  expect(html).toContain('<title>2024年部门预算公开</title>')
  expect(html).toContain('@media print')
})

test('a draft says so on the page, and nowhere in its text', async () => {
  const document = await correctSample()
  const html = markup(document, { ...WORDS, draft: true })
  expect(html).toContain('content: "草案"')
  expect((await reading(new TextEncoder().encode(html))).blocks.map(bare)).toEqual(document.blocks.map(bare))
})
