import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { writeDocx } from '../../src/formats/docx/write.ts'
import { writeXlsx } from '../../src/formats/xlsx/write.ts'
import { WORDS } from '../formats-write/written.ts'
import { hasOffice, officeConvert } from '../setup/programs.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { oddDocument } from './odd-document.ts'
import { manyTables } from './office-oracle.ts'
import { bare, faults, paragraphsOf, reading, refusing, tablesOf, textRows } from './reading.ts'

const NO_OFFICE = hasOffice ? '' : ' (skipped: soffice is not installed)'
const TIMEOUT_MS = 120_000
const SPACES = ['office', 'text', 'table', 'style', 'draw', 'fo', 'svg', 'xlink']
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(' ')

function odf(body: string, styles = '', more: Readonly<Record<string, string>> = {}): Uint8Array {
  const xml = `<office:document-content ${SPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`
  return zipSync(Object.fromEntries(Object.entries({ 'content.xml': xml, ...more }).map(([name, part]) => [name, strToU8(part)])))
}

const text = (body: string, styles = ''): Uint8Array => odf(`<office:text>${body}</office:text>`, styles)
const sheets = (body: string, styles = ''): Uint8Array => odf(`<office:spreadsheet>${body}</office:spreadsheet>`, styles)
const p = (words: string): string => `<text:p>${words}</text:p>`

describe.skipIf(!hasNandagang)(`a published budget${SKIP_NOTE}`, () => {
  test('.odt gives what .docx gives, block by block', async () => {
    const [odt, docx] = await Promise.all([reading(nandagang('odt'), 'a.odt'), reading(nandagang('docx'), 'a.docx')])
    expect(odt.type).toBe('odt')
    expect(odt.problems).toEqual([])
    expect(faults(odt)).toEqual([])
    expect(odt.blocks.map(bare)).toEqual(docx.blocks.map(bare))
  })
})

describe.skipIf(!hasOffice)(`files that LibreOffice writes${NO_OFFICE}`, () => {
  test(
    'random tables with merged cells, and the odd document',
    async () => {
      const document = manyTables(8)
      const odt = await reading(officeConvert(await writeDocx(document, { ...WORDS, contents: false }), 'a.docx', 'odt'))
      expect(odt.blocks.map(bare)).toEqual(document.blocks.map(bare))
      const odd = oddDocument(true)
      const [read, wanted] = await Promise.all([reading(officeConvert(odd, 'a.docx', 'odt')), reading(odd)])
      expect(read.blocks.map(bare)).toEqual(wanted.blocks.map(bare))
    },
    TIMEOUT_MS,
  )

  test.each(['ods', 'xls', 'html'])(
    '%s: sheets of random tables',
    async (ending) => {
      const xlsx = await writeXlsx(manyTables(9), WORDS)
      const [read, wanted] = await Promise.all([reading(officeConvert(xlsx, 'a.xlsx', ending)), reading(xlsx)])
      expect(faults(read)).toEqual([])
      if (ending !== 'html') expect(read.blocks.map(bare)).toEqual(wanted.blocks.map(bare))
      else expect(tablesOf(read).map(bare)).toEqual(tablesOf(wanted).map(bare))
    },
    TIMEOUT_MS,
  )
})

describe('texts', () => {
  test('spaces, tabs, line breaks, headings', async () => {
    const document = await reading(
      text(`<text:h text:outline-level="2">一、<text:s text:c="3"/>收支</text:h>${p('甲<text:tab/>乙<text:line-break/>\n  丙')}`),
    )
    expect(paragraphsOf(document).map((one) => [one.heading, one.text])).toEqual([
      [2, '一、 收支'],
      [undefined, '甲 乙\n丙'],
    ])
  })

  test('deleted, hidden and foreign text is not read', async () => {
    const styles =
      '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>'
    const body = `<text:tracked-changes><text:changed-region><text:deletion>${p('删去')}</text:deletion></text:changed-region></text:tracked-changes>
${p('甲<text:span text:style-name="T2">隐</text:span>乙<text:note><text:note-body>注</text:note-body></text:note><office:annotation>批</office:annotation>')}
<text:section text:display="none">${p('隐藏的节')}</text:section><text:section>${p('显示的节')}</text:section><text:table-of-content>${p('目录')}</text:table-of-content>`
    expect(paragraphsOf(await reading(text(body, styles))).map((one) => one.text)).toEqual(['甲乙', '显示的节'])
  })

  test('boxes, lists and repeated, covered and divided cells', async () => {
    const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`
    const cell = (words: string, attributes = ''): string => `<table:table-cell ${attributes}>${p(words)}</table:table-cell>`
    const divided = `<table:table-cell><table:table table:is-sub-table="true">${row(cell('上'))}${row(cell('下'))}</table:table></table:table-cell>`
    const body = `<text:p>文<draw:frame><draw:text-box>${p('框')}</draw:text-box><svg:title>图名</svg:title></draw:frame>字</text:p>
<text:list><text:list-item>${p('一项')}</text:list-item></text:list>
<table:table>${row(`${cell('头', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('右')}`)}${row(`${cell('零', 'table:number-columns-repeated="2"')}${divided}`)}</table:table>`
    const document = await reading(text(body))
    expect(paragraphsOf(document).map((one) => one.text)).toEqual(['文字', '框', '一项'])
    expect(tablesOf(document)[0]?.cells.map((c) => [c.row, c.column, c.rowSpan, c.columnSpan, c.text])).toEqual([
      [1, 1, 1, 2, '头'],
      [1, 3, 1, 1, '右'],
      [2, 1, 2, 1, '零'],
      [2, 2, 2, 1, '零'],
      [2, 3, 1, 1, '上'],
      [3, 3, 1, 1, '下'],
    ])
  })
})

describe('spreadsheets', () => {
  test('printed text, repeated cells and rows, merged cells, what is hidden', async () => {
    const styles =
      '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>'
    const row = (cells: string, attributes = ''): string => `<table:table-row ${attributes}>${cells}</table:table-row>`
    const cell = (words: string, attributes = ''): string =>
      `<table:table-cell table:style-name="box" ${attributes}>${words === '' ? '' : p(words)}</table:table-cell>`
    const sheet = `<table:table table:name="表一"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
${row(cell('收支总表', 'table:number-columns-spanned="2"'))}${row(`${cell('甲')}${cell('1,234.50', 'office:value="1234.5"')}${cell('藏')}`)}
${row(`${cell('零', 'table:number-columns-repeated="2"')}`, 'table:number-rows-repeated="2"')}${row(cell('藏'), 'table:visibility="collapse"')}
${row(cell('乙') + cell('', 'office:value="3.5"'))}${row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048570"')}</table:table>`
    const hidden = `<table:table table:name="草稿" table:style-name="off">${row(cell('x'))}</table:table>`
    const document = await reading(sheets(sheet + hidden, styles), 'a.ods')
    expect(textRows(tablesOf(document)[0])).toEqual([['收支总表'], ['甲', '1,234.50'], ['零', '零'], ['零', '零'], ['乙', '3.5']])
    expect(document.problems.map((problem) => problem.place)).toEqual([{ sheet: '草稿' }, { sheet: '表一', cell: 'C2' }])
  })
})

test('other OpenDocument files and encrypted ones are refused', async () => {
  expect((await refusing(odf('<office:presentation/>'))).code).toBe('not-supported')
  const manifest = '<manifest><file-entry><encryption-data/></file-entry></manifest>'
  expect((await refusing(odf('<office:text/>', '', { 'META-INF/manifest.xml': manifest }))).code).toBe('encrypted')
})
