import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { writeDocx } from '../../src/formats/docx/write.ts'
import { WORDS } from '../formats-write/written.ts'
import { hasOffice, officeConvert } from '../setup/programs.ts'
import { compoundFile } from './compound-file.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { oddDocument } from './odd-document.ts'
import { manyTables } from './office-oracle.ts'
import { bare, faults, paragraphsOf, reading, refusing, tablesOf, textRows } from './reading.ts'

const NO_OFFICE = hasOffice ? '' : ' (skipped: soffice is not installed)'
const TIMEOUT_MS = 120_000

describe.skipIf(!hasNandagang)(`a published budget${SKIP_NOTE}`, () => {
  test('.doc gives what .docx gives, block by block', async () => {
    const [doc, docx] = await Promise.all([reading(nandagang('doc'), 'a.doc'), reading(nandagang('docx'), 'a.docx')])
    expect(doc.type).toBe('doc')
    expect(doc.problems).toEqual([])
    expect(faults(doc)).toEqual([])
    expect(tablesOf(doc)).toHaveLength(19)
    expect(doc.blocks.map(bare)).toEqual(docx.blocks.map(bare))
  })
})

describe.skipIf(!hasOffice)(`files that LibreOffice writes${NO_OFFICE}`, () => {
  test.each(['doc', 'rtf'])(
    '%s: random tables with merged cells',
    async (ending) => {
      const document = manyTables(7)
      const bytes = officeConvert(await writeDocx(document, { ...WORDS, contents: false }), 'a.docx', ending)
      const read = await reading(bytes, `a.${ending}`)
      expect(read.problems).toEqual([])
      expect(faults(read)).toEqual([])
      expect(read.blocks.map(bare)).toEqual(document.blocks.map(bare))
    },
    TIMEOUT_MS,
  )

  // LibreOffice leaves text boxes out of RTF.
  test.each([
    ['doc', true],
    ['rtf', false],
  ] as const)(
    '%s: nested tables, tracked changes, hidden text, fields, boxes',
    async (ending, boxes) => {
      const docx = oddDocument(boxes)
      const [read, wanted] = await Promise.all([reading(officeConvert(docx, 'a.docx', ending), `a.${ending}`), reading(docx)])
      expect(faults(read)).toEqual([])
      expect(read.blocks.map(bare)).toEqual(wanted.blocks.map(bare))
    },
    TIMEOUT_MS,
  )
})

describe('RTF, whatever it is called', () => {
  const rtf = (body: string): Uint8Array =>
    strToU8(`{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}}${body}}`)

  test('a table with merged cells; Chinese as bytes and as Unicode; what is hidden or deleted', async () => {
    const row = (definition: string, cells: readonly string[]): string =>
      `\\trowd\\trleft0${definition}${cells.map((text) => `\\pard\\intbl ${text}\\cell`).join('')}\\row\n`
    const body = `\\pard \\'ba\\'cf\\'bc\\'c6{\\v hidden}{\\deleted gone}\\u24635?\\u34920?\\par
${row('\\clvmgf\\cellx1000\\cellx2000\\cellx3000', ['A', 'B', 'C'])}${row('\\clvmrg\\cellx1000\\cellx3000', ['', '1.5\\line 2'])}\\pard end\\par`
    const document = await reading(rtf(body), 'a.doc')
    expect(document.type).toBe('doc')
    expect(document.problems).toEqual([])
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['合计总表', 'end'])
    expect(tablesOf(document)[0]?.cells.map((c) => [c.row, c.column, c.rowSpan, c.columnSpan, c.text])).toEqual([
      [1, 1, 2, 1, 'A'],
      [1, 2, 1, 1, 'B'],
      [1, 3, 1, 1, 'C'],
      [2, 2, 1, 2, '1.5\n2'],
    ])
  })

  test('a box stands before its paragraph; headers, notes and pictures are no text', async () => {
    const box = '{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn a}{\\sv b}}{\\shptxt \\pard box\\par}}}'
    const document = await reading(rtf(`{\\header H\\par}\\pard one${box} two{\\footnote F}{\\pict\\pngblip 89504e47}\\par`))
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['box', 'one two'])
    expect(document.problems).toHaveLength(1)
  })

  test('a file cut off gives what is there', async () => {
    const cut = strToU8('{\\rtf1\\ansi \\trowd\\cellx1000\\cellx2000\\intbl a\\cell b\\cell\\row\\intbl c\\cell d')
    expect(textRows(tablesOf(await reading(cut))[0])).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
})

test('encrypted, older and broken ones are refused', async () => {
  const file = (version: number, flags: number): Uint8Array => {
    const document = new Uint8Array(4096)
    const view = new DataView(document.buffer)
    view.setUint16(0, 0xa5ec, true)
    view.setUint16(2, version, true)
    view.setUint16(10, flags, true)
    return compoundFile({ WordDocument: document, '0Table': new Uint8Array(512) })
  }
  expect((await refusing(file(0xc1, 0x0100))).code).toBe('encrypted')
  expect((await refusing(file(0x65, 0))).message.zh).toContain('Word 95')
  expect((await refusing(file(0xc1, 0))).code).toBe('damaged')
  expect((await refusing(compoundFile({ PowerPoint: new Uint8Array(10) }))).code).toBe('not-supported')
})
