import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Document } from '../../src/document/document.ts'
import { writeDocx } from '../../src/formats/docx/write.ts'
import { writeHtml } from '../../src/formats/html/write.ts'
import { writeTxt } from '../../src/formats/txt/write.ts'
import { writeXlsx } from '../../src/formats/xlsx/write.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { shanghai } from '../../src/forms/shanghai/index.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { EXAMPLE } from '../../scripts/samples/example-facts.ts'
import { accountOfSample } from '../forms-write/sample-account.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from '../formats/nandagang.ts'
import { bare, faults, paragraphsOf, reading } from '../formats/reading.ts'
import { correctSample, printedTexts, randomDocuments, WORDS } from './written.ts'

/** A format that is both written and read, and what of a Document it can carry. */
interface Format {
  readonly write: (document: Document) => Promise<Uint8Array> | Uint8Array
  /** Merged cells come back as they were. */
  readonly spans: boolean
  /** Headings keep their level. */
  readonly headings: boolean
  /** Blocks come back on sheets: in another order, below the sheets' names, without blank rows at the end of a table. */
  readonly sheets?: true
}

/** Every format that we both write and read. A new one joins with a line. */
const FORMATS: Readonly<Record<string, Format>> = {
  docx: { write: (document) => writeDocx(document, { ...WORDS, contents: false }), spans: true, headings: true },
  html: { write: (document) => writeHtml(document, WORDS), spans: true, headings: true },
  txt: { write: writeTxt, spans: false, headings: false },
  xlsx: { write: (document) => writeXlsx(document, WORDS), spans: true, headings: false, sheets: true },
}

/** The blocks of a workbook in an order that does not depend on its sheets. */
function offSheets(document: Document): Block[] {
  const blocks = document.blocks.flatMap((block): Block[] => {
    if (block.kind === 'paragraph') return block.heading === 1 && block.place.sheet === block.text ? [] : [block]
    const rows = Math.max(...block.cells.filter((cell) => cell.text !== '').map((cell) => cell.row + cell.rowSpan - 1))
    return [{ ...block, index: 0, rows, cells: block.cells.filter((cell) => cell.row <= rows) }]
  })
  const key = (block: Block): string => (block.kind === 'paragraph' ? block.text : JSON.stringify(bare(block)))
  return blocks.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

describe.each(Object.entries(FORMATS))('%s', (type, { write, spans, headings, sheets }) => {
  const comparable = (block: Block): unknown => (block.kind === 'paragraph' && !headings ? { text: block.text } : bare(block))
  const inOrder = (document: Document): readonly Block[] => (sheets === true ? offSheets(document) : document.blocks)
  const blocksOf = (document: Document): unknown[] => inOrder(document).map(comparable)
  const textsOf = (document: Document): string[] => printedTexts({ ...document, blocks: inOrder(document) })

  test('a random document comes back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocuments({ spans }), async (document) => {
        const read = await reading(await write(document), `a.${type}`)
        expect(read.type).toBe(type)
        expect(read.problems).toEqual([])
        expect(faults(read)).toEqual([])
        expect(blocksOf(read)).toEqual(blocksOf(document))
      }),
      { seed: 20240601, numRuns: 60 },
    )
  })

  test('nothing printed is lost, merged cells or not', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocuments({ spans: true }), async (document) => {
        const read = await reading(await write(document), `a.${type}`)
        expect(textsOf(read)).toEqual(textsOf(document))
      }),
      { seed: 20240602, numRuns: 60 },
    )
  })

  test('a whole disclosure comes back block by block', async () => {
    const document = await correctSample()
    const read = await reading(await write(document), `a.${type}`)
    expect(read.problems).toEqual([])
    if (spans) expect(blocksOf(read)).toEqual(blocksOf(document))
    else expect(textsOf(read)).toEqual(textsOf(document))
  })

  test.skipIf(!hasNandagang)(`a published disclosure comes back block by block${SKIP_NOTE}`, async () => {
    const document = await reading(nandagang('docx'), 'a.docx')
    const read = await reading(await write(document), `a.${type}`)
    if (spans) expect(blocksOf(read)).toEqual(blocksOf(document))
    else expect(textsOf(read)).toEqual(textsOf(document))
  })

  test('the same document gives the same bytes', async () => {
    const document = await correctSample()
    expect(await write(document)).toEqual(await write(document))
  })

  test('characters that no file can carry are left out, and the rest is still read', async () => {
    const place = {}
    const blocks: Block[] = [{ kind: 'paragraph', text: '甲\u0001\uFFFE乙\uD800丙', place }]
    const read = await reading(await write({ type: 'html', blocks, problems: [] }), `a.${type}`)
    expect(paragraphsOf(read).map((paragraph) => paragraph.text)).toContain('甲乙丙')
  })

  test.each(Object.entries({ hebei, shanghai }))('what an account prints says the same when read: %s', async (_, place) => {
    const written = writeDisclosure(accountOfSample(EXAMPLE), place)
    const bytes = type === 'docx' ? await writeDocx(written, WORDS) : await write(written)
    // Where a claim stands is the format's own: a list of contents and sheets come between.
    const said = (document: Document): unknown[] =>
      readDisclosure(document, [place])
        .claims.map(({ form, slice, row, column, printed, state, value }) =>
          JSON.stringify({ form, slice, row, column, printed, state, value }),
        )
        .sort()
    const claims = said(await reading(bytes, `a.${type}`))
    expect(claims.length).toBeGreaterThan(500)
    expect(claims).toEqual(said(written))
  })
})
