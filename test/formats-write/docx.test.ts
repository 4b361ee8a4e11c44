import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/document/document.ts'
import { writeDocx } from '../../src/formats/docx/write.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from '../formats/nandagang.ts'
import { bare, reading } from '../formats/reading.ts'
import { plainTable } from '../formats/writers.ts'
import { hasOffice, hasPoppler, officeConvert, poppler } from '../setup/programs.ts'
import { correctSample, documentFrom, printedTexts, withoutContents, WORDS } from './written.ts'

async function parts(document: Document, options = WORDS): Promise<Record<string, string>> {
  const files = unzipSync(await writeDocx(document, options))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

const squeezed = (text: string): string => text.replace(/\s+/gu, '')

describe('the file', () => {
  test('is dated nowhere, so that every day gives the same bytes', async () => {
    const bytes = await writeDocx(await correctSample(), WORDS)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // 1 January 1980, midnight, as a zip tells it.
    expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([0, (1 << 5) | 1])
    const { 'docProps/core.xml': core = '' } = await parts(await correctSample())
    expect(core).toContain('<dc:creator>示例县城乡建设管理局</dc:creator>')
    expect(core).not.toMatch(/created|modified/u)
  })

  test('is formatted by named styles only', async () => {
    const { 'word/document.xml': body = '', 'word/styles.xml': styles = '' } = await parts(await correctSample())
    expect(body).not.toContain('<w:rPr>')
    const used = new Set([...body.matchAll(/<w:(?:pStyle|tblStyle) w:val="([^"]+)"/gu)].map(([, id]) => id))
    const defined = new Set([...styles.matchAll(/w:styleId="([^"]+)"/gu)].map(([, id]) => id))
    expect([...used].filter((id) => !defined.has(id))).toEqual([])
    expect([...styles.matchAll(/<w:name w:val="([^"]+)"/gu)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(['Title', 'heading 1', '表格文字', '表格数字', '表头', '注']),
    )
  })

  test('repeats header rows and merges header cells', async () => {
    const { 'word/document.xml': body = '' } = await parts(await correctSample())
    const [balance = ''] = body.match(/<w:tbl>[\s\S]*?<\/w:tbl>/u) ?? []
    expect(balance.match(/<w:tblHeader\/>/gu)).toHaveLength(4)
    expect(balance).toContain('<w:vMerge w:val="restart"/>')
    expect(balance).toContain('<w:gridSpan w:val="2"/>')
  })

  test('turns the page for wide tables only', async () => {
    const { 'word/document.xml': body = '' } = await parts(await correctSample())
    const sections = body.match(/<w:pgSz [^>]*>/gu) ?? []
    expect(sections.filter((size) => size.includes('landscape'))).toHaveLength(2)
    expect(sections.filter((size) => !size.includes('landscape'))).toHaveLength(4)
  })

  test('does what the Document asks for: header rows, widths, direction', async () => {
    const table = {
      ...plainTable([
        ['甲', '乙'],
        ['丙', '丁'],
      ]),
    }
    const document = documentFrom([table])
    const [block] = document.blocks
    if (block?.kind !== 'table') throw new Error('no table')
    const asked = { ...document, blocks: [{ ...block, headerRows: 1, widths: [3, 1], wide: true }] }
    const { 'word/document.xml': body = '' } = await parts(asked)
    expect(body.match(/<w:tblHeader\/>/gu)).toHaveLength(1)
    expect([...body.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map(([, w]) => Number(w))).toEqual([9570, 3190])
    expect(body).toContain('w:orient="landscape"')
  })

  test('keeps tables apart that touch', async () => {
    const table = plainTable([['甲', '乙']])
    const read = await reading(await writeDocx(documentFrom([table, table]), WORDS))
    expect(read.blocks.map((block) => block.kind)).toEqual(['table', 'table'])
  })
})

describe('the list of contents', () => {
  test('comes beside the blocks and changes none of them', async () => {
    const document = await correctSample()
    const read = await reading(await writeDocx(document, WORDS))
    expect(withoutContents(read.blocks, document).map(bare)).toEqual(document.blocks.map(bare))
  })

  test('changes nothing in what the disclosure says', async () => {
    const document = await correctSample()
    const [with_, without] = await Promise.all([true, false].map((contents) => writeDocx(document, { ...WORDS, contents })))
    const claims = async (bytes: Uint8Array | undefined): Promise<unknown> => {
      const read = readDisclosure(await reading(bytes ?? new Uint8Array()))
      return read.claims.map((claim) => ({ ...claim, place: null }))
    }
    expect(await claims(with_)).toEqual(await claims(without))
  })

  test('stands after the title of the document', async () => {
    const heading = (n: number): { kind: 'paragraph'; text: string; heading: number } => ({
      kind: 'paragraph',
      text: `第${n}章`,
      heading: 1,
    })
    const title = { kind: 'paragraph' as const, text: '某局2024年部门预算', role: 'title' as const }
    const { 'word/document.xml': body = '' } = await parts(documentFrom([title, ...[1, 2, 3, 4].map(heading)]))
    const texts = [...body.matchAll(/<w:t[^>]*>([^<]+)/gu)].map(([, text]) => text)
    expect(texts.slice(0, 6)).toEqual([title.text, '目录', '第1章', '2', '第2章', '2'])
  })
})

test('a draft says so on every page, and nowhere in its text', async () => {
  const document = await correctSample()
  const draft = { ...WORDS, draft: true, contents: false }
  const { 'word/header1.xml': header = '', 'word/document.xml': body = '' } = await parts(document, draft)
  expect(header).toContain('string="草案"')
  expect(body.match(/<w:headerReference/gu)).toHaveLength(2 * (body.match(/<w:sectPr>/gu)?.length ?? 0))
  expect((await reading(await writeDocx(document, draft))).blocks.map(bare)).toEqual(document.blocks.map(bare))
})

describe.each([
  ['the sample', true],
  ['a published budget', false],
])('re-read by others: %s', (_, isSample) => {
  const document = async (): Promise<Document> => (isSample ? await correctSample() : await reading(nandagang('docx')))
  const there = isSample || hasNandagang

  test.skipIf(!there)(`mammoth reads the same words${SKIP_NOTE}`, async () => {
    const written = await document()
    const bytes = await writeDocx(written, { ...WORDS, contents: false })
    const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
    expect(messages.filter((message) => message.type === 'error')).toEqual([])
    expect(squeezed(value)).toBe(printedTexts(written).join(''))
  })

  test.skipIf(!there || !hasOffice || !hasPoppler)(
    'LibreOffice sets every word and figure, and finds headings on the pages that the contents name (needs soffice and poppler)',
    async () => {
      const written = await document()
      const pdf = officeConvert(await writeDocx(written, WORDS), 'a.docx', 'pdf')
      const pages = poppler('pdftotext', pdf, ['-layout'], ['-']).split('\f')
      const lines = pages.map((page) => page.split('\n').map(squeezed))
      const figures = written.blocks.flatMap((block) =>
        block.kind === 'table' ? block.cells.map((cell) => cell.text).filter((text) => /^\d[\d.]*$/u.test(text)) : [],
      )
      const found = pages.join('\n').match(/\d[\d.]*/gu) ?? []
      const count = (all: readonly string[], one: string): number => all.filter((each) => each === one).length
      // Whole, as often as in the document: none is cut, wrapped or lost. (Header rows repeat, so there may be more.)
      for (const figure of new Set(figures)) expect(count(found, figure), figure).toBeGreaterThanOrEqual(count(figures, figure))

      const contents = lines[0]?.flatMap((line) => [.../^(.+?)\.{3,}(\d+)$/u[Symbol.matchAll](line)]) ?? []
      expect(contents.length).toBe(
        written.blocks.filter((block) => block.kind === 'paragraph' && block.heading !== undefined).length,
      )
      const wrong = contents.filter(([, title = '', page]) => lines[Number(page) - 1]?.includes(title) !== true)
      expect(wrong.map(([line]) => line)).toEqual([])
      const sizes = poppler('pdfinfo', pdf, ['-f', '1', '-l', '99'])
      expect(sizes).toMatch(/595\.\d+ x 841\.\d+/u)
      expect(sizes).toMatch(/841\.\d+ x 595\.\d+/u)
    },
  )
})
