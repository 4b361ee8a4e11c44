import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { paragraphsOf, reading, tablesOf, textRows } from './reading.ts'
import { docxAround, wordParagraph } from './writers.ts'

const texts = async (body: string): Promise<string[]> => paragraphsOf(await reading(docxAround(body))).map((p) => p.text)
const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text.startsWith('<') ? text : wordParagraph(text)}</w:tc>`
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`
const table = (...rows: string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`

describe('text', () => {
  test('inserted text is read, deleted and hidden text is not', async () => {
    const body = `<w:p>${run('甲')}<w:ins>${run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>${run('丁', '<w:vanish/>')}${run('戊', '<w:vanish w:val="0"/>')}</w:p>`
    expect(await texts(body)).toEqual(['甲乙戊'])
  })

  test('content controls, links and fields keep their text; field codes are no text', async () => {
    const body = `<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:p><w:hyperlink>${run('链接')}</w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r><w:smartTag>${run('标签')}</w:smartTag></w:p></w:sdtContent></w:sdt>`
    expect(await texts(body)).toEqual(['链接标签'])
  })

  test('a text box is read once, after the paragraph that holds it', async () => {
    const box = (text: string): string => `<w:txbxContent>${wordParagraph(text)}</w:txbxContent>`
    const body = `<w:p>${run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>${box('框内')}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框内')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
    expect(await texts(body)).toEqual(['正文', '框内'])
  })

  test('breaks, tabs, hyphens and symbols', async () => {
    const body = `<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>`
    expect(await texts(body)).toEqual(['甲\n乙 丙-✓'])
  })

  test('pictures are reported: they may hold a table', async () => {
    const document = await reading(
      docxAround(`<w:p><w:r><w:drawing><pic:pic><pic:blipFill/></pic:pic></w:drawing></w:r></w:p>${wordParagraph('文')}`),
    )
    expect(document.problems.map((p) => p.message.zh)).toEqual([expect.stringContaining('1 张图片')])
  })
})

describe('tables', () => {
  test('tables that touch stay two tables', async () => {
    expect(tablesOf(await reading(docxAround(table(row(cell('甲'))) + table(row(cell('乙'))))))).toHaveLength(2)
  })

  test('a nested table follows the outer one and its text is not doubled', async () => {
    const inner = table(row(cell('内1'), cell('内2')))
    const [outer, nested] = tablesOf(
      await reading(docxAround(table(row(cell(`${wordParagraph('外')}${inner}<w:p/>`), cell('右'))))),
    )
    expect(textRows(outer)).toEqual([['外', '右']])
    expect(textRows(nested)).toEqual([['内1', '内2']])
  })

  test('a vertical merge with nothing above is a cell of its own; a short row is filled and reported', async () => {
    const document = await reading(docxAround(table(row(cell('甲', '<w:vMerge/>'), cell('乙'), cell('丙')), row(cell('丁')))))
    expect(textRows(tablesOf(document)[0])).toEqual([
      ['甲', '乙', '丙'],
      ['丁', '', ''],
    ])
    expect(document.problems).toHaveLength(1)
  })

  test('columns that no cell uses alone are not counted; deleted rows are gone', async () => {
    const wide = '<w:gridSpan w:val="3"/>'
    const gone = '<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>'
    const [only] = tablesOf(
      await reading(docxAround(table(row(cell('甲', wide), cell('乙', wide)), gone, row(cell('丙', wide), cell('丁', wide))))),
    )
    expect([only?.rows, only?.columns]).toEqual([2, 2])
    expect(textRows(only)).toEqual([
      ['甲', '乙'],
      ['丙', '丁'],
    ])
  })
})

describe.skipIf(!hasNandagang)(`mammoth as a second opinion${SKIP_NOTE}`, () => {
  test('the same words in the same order', async () => {
    const bytes = nandagang('docx')
    const document = await reading(bytes)
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
    const ours = document.blocks
      .map((block) => (block.kind === 'paragraph' ? block.text : block.cells.map((c) => c.text).join('')))
      .join('')
    expect(ours.replace(/\s+/gu, '')).toBe(value.replace(/\s+/gu, ''))
  })
})
