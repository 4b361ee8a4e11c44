import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/budget/place.ts'
import type { Document } from '../../src/document/document.ts'
import { applyRepairs, type Repair } from '../../src/document/repair.ts'
import { writeZip } from '../../src/formats/container/write-zip.ts'
import { amendDocx } from '../../src/formats/docx/amend.ts'
import { readDocument } from '../../src/formats/read.ts'
import { acceptAll, partOf, rejectAll } from './tracked.ts'

const WHO = { author: '明账 & Co', date: '2026-01-02T03:04:05Z' }
const SPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
const RELS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

function docx(body: string): Uint8Array {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document ${SPACES}><w:body>${body}</w:body></w:document>`
  return writeZip(
    new Map<string, string | Uint8Array>([
      ['_rels/.rels', RELS],
      ['word/document.xml', xml],
      ['word/other.bin', new Uint8Array([1, 2, 3])],
    ]),
  )
}

const run = (text: string, properties = ''): string => `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (...content: string[]): string => `<w:p>${content.join('')}</w:p>`
const cell = (...content: string[]): string => `<w:tc>${content.join('')}</w:tc>`
const table = (...rows: string[][]): string => `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`

async function read(bytes: Uint8Array): Promise<Document> {
  const opened = await readDocument(bytes, 'a.docx')
  if (!opened.ok) throw new Error(opened.refusal.message.zh)
  return opened.document
}

/** Accepting gives what the repairs make of the document, rejecting gives the document; `unplaced` is the same either way. */
async function bothWays(bytes: Uint8Array, repairs: readonly Repair[]): Promise<{ xml: string; unplaced: readonly Repair[] }> {
  const original = await read(bytes)
  const made = amendDocx(bytes, repairs, WHO)
  expect(await read(rejectAll(made.bytes))).toEqual(original)
  const placed = repairs.filter((repair) => !made.unplaced.includes(repair))
  expect(await read(acceptAll(made.bytes))).toEqual(applyRepairs(original, placed).document)
  // Whoever opens it before deciding sees the proposed words.
  expect(await read(made.bytes)).toEqual(await read(acceptAll(made.bytes)))
  return { xml: partOf(made.bytes), unplaced: made.unplaced }
}

const at = (place: Place, printed: string, proposed: string): Repair => ({ place, printed, proposed })

describe('a Word document with tracked changes', () => {
  const bold = '<w:rPr><w:b/></w:rPr>'

  test('takes out exactly the printed words and keeps the look', async () => {
    const bytes = docx(paragraph(run('预算为14.97万元，', bold), run('增加')))
    const { xml, unplaced } = await bothWays(bytes, [at({ paragraph: 1, span: [4, 10] }, '14.97', '14.96')])
    expect(unplaced).toEqual([])
    const change = (kind: string, text: string, id: number): string =>
      `<w:${kind} w:id="${id}" w:author="明账 &amp; Co" w:date="2026-01-02T03:04:05Z"><w:r>${bold}${text}</w:r></w:${kind}>`
    expect(xml).toContain(
      `<w:p>${run('预算为', bold)}${change('del', '<w:delText xml:space="preserve">14.97</w:delText>', 1)}${change('ins', '<w:t xml:space="preserve">14.96</w:t>', 2)}${run('万元，', bold)}${run('增加')}</w:p>`,
    )
  })

  test('works where Word has parted a figure into several runs', async () => {
    const bytes = docx(table([cell(paragraph(run(' 1'), run('4.', bold), run('97 ')))], [cell(paragraph(run('x')))]))
    const { xml } = await bothWays(bytes, [at({ table: 1, row: 1, column: 1 }, '14.97', '14.96')])
    expect(xml.match(/<w:del /gu)).toHaveLength(3)
    expect(xml.match(/<w:ins /gu)).toHaveLength(1)
  })

  test('fills a blank cell in the look of its paragraph, empty element or not', async () => {
    const mark = '<w:pPr><w:rPr><w:ins w:id="7" w:author="a"/><w:sz w:val="18"/></w:rPr></w:pPr>'
    const bytes = docx(
      table([
        cell('<w:p/>'),
        cell(`<w:p w:x="1">${mark}</w:p>`),
        cell(paragraph(run(' ', bold))),
        cell(paragraph(run('1'))),
        cell('<w:p></w:p><w:p/>'),
      ]),
    )
    const repairs = [1, 2, 3, 5].map((column) => at({ table: 1, row: 1, column }, '', `${column}.5`))
    const { xml, unplaced } = await bothWays(bytes, repairs)
    expect(unplaced).toEqual([])
    expect(xml).toContain('<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">2.5</w:t></w:r>')
    expect(xml).toContain('<w:ins w:id="8"')
  })

  test('counts tables, merged cells, nested tables and blank paragraphs as the reader does', async () => {
    const merged = (kind: string, ...content: string[]): string =>
      `<w:tc><w:tcPr><w:vMerge${kind}/></w:tcPr>${content.join('')}</w:tc>`
    const inner = table([cell(paragraph(run('内'))), cell(paragraph(run('5')))])
    const bytes = docx(
      paragraph(run('　')) +
        paragraph(run('首段 3')) +
        table(
          [merged(' w:val="restart"', paragraph(run('跨'))), cell(paragraph(run('1')))],
          [merged('', paragraph()), cell(paragraph(run('2')), inner, paragraph())],
        ) +
        paragraph() +
        paragraph(run('末段 4')) +
        table([cell(paragraph(run('6')))]),
    )
    const { unplaced } = await bothWays(bytes, [
      at({ paragraph: 1, span: [4, 4] }, '3', '33'),
      at({ paragraph: 2, span: [4, 4] }, '4', '44'),
      at({ table: 1, row: 2, column: 2 }, '2', '22'),
      at({ table: 2, row: 1, column: 2 }, '5', '55'),
      at({ table: 3, row: 1, column: 1 }, '6', ''),
    ])
    expect(unplaced).toEqual([])
  })

  test('keeps tabs, breaks, links and what is deleted already', async () => {
    const bytes = docx(
      table([
        cell(
          paragraph(
            `<w:r><w:t>计</w:t><w:tab/><w:t>12.5</w:t><w:br/><w:t>&lt;元&gt;</w:t></w:r>`,
            `<w:hyperlink><w:r><w:t>7.25</w:t></w:r></w:hyperlink>`,
          ),
        ),
      ]),
    )
    const place = { table: 1, row: 1, column: 1 }
    const { xml, unplaced } = await bothWays(bytes, [at(place, '12.5', '12.6'), at(place, '7.25', '7.52')])
    expect(unplaced).toEqual([])
    expect(xml).toContain('<w:br/><w:t>&lt;元&gt;</w:t></w:r><w:hyperlink><w:del')
    const deleted = docx(paragraph('<w:del w:id="40"><w:r><w:delText>9</w:delText></w:r></w:del>', run('8')))
    expect(partOf(amendDocx(deleted, [at({ paragraph: 1, span: [1, 1] }, '8', '6')], WHO).bytes)).toContain('<w:ins w:id="42"')
  })

  test('says which repairs found no place, and makes the others', async () => {
    const bytes = docx(
      table([
        cell(paragraph(run('1.5和1.5'))),
        cell(paragraph(run('12.56'))),
        cell(paragraph('<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t></w:r>')),
      ]) + paragraph('<m:r><m:t>9.9</m:t></m:r>', run('余 2')),
    )
    const lost = [
      at({ table: 1, row: 1, column: 1 }, '1.5', '1.6'),
      at({ table: 1, row: 1, column: 2 }, '2.5', '2.6'),
      at({ table: 1, row: 1, column: 3 }, '3-4', '3-5'),
      at({ table: 1, row: 1, column: 1 }, '', '8'),
      at({ table: 1, row: 9, column: 1 }, '1', '2'),
      at({ table: 9, row: 1, column: 1 }, '1', '2'),
      at({ paragraph: 1, span: [1, 3] }, '9.9', '9.8'),
      at({ paragraph: 4, span: [1, 3] }, '9.9', '9.8'),
    ]
    const two = at({ paragraph: 1, span: [6, 6] }, '2', '3')
    const { unplaced } = await bothWays(bytes, [...lost, two, at({ paragraph: 1, span: [6, 6] }, '2', '4')])
    expect(unplaced).toEqual([...lost, at({ paragraph: 1, span: [6, 6] }, '2', '4')])
  })

  test('touches no other part, and gives the same bytes again', () => {
    const bytes = docx(paragraph(run('预算 5')))
    const repairs = [at({ paragraph: 1, span: [4, 4] }, '5', '6')]
    const made = amendDocx(bytes, repairs, WHO)
    expect(amendDocx(bytes, repairs, WHO).bytes).toEqual(made.bytes)
    const [before, after] = [unzipSync(bytes), unzipSync(made.bytes)]
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const name of Object.keys(before)) if (name !== 'word/document.xml') expect(after[name]).toEqual(before[name])
    expect(partOf(amendDocx(bytes, [], WHO).bytes)).toBe(partOf(bytes))
  })
})
