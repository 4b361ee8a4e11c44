import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import { compoundFile } from './compound-file.ts'
import { faults, paragraphsOf, reading, refusing, tablesOf } from './reading.ts'
import { docxAround, plainTable, textCell, wordParagraph, writeDocx, writeHtml, writeTxt, xlsxAround } from './writers.ts'

const MEBI = 1024 * 1024
const BLOCKS = [
  plainTable([
    ['甲', '乙'],
    ['1', '2'],
  ]),
]

/** Changes little-endian numbers in every directory entry of a zip: offset in the entry, size, new value. */
function patchDirectory(zip: Uint8Array, at: number, value: number): Uint8Array {
  const bytes = zip.slice()
  const view = new DataView(bytes.buffer)
  for (let i = 0; i + 46 < bytes.length; i++) if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + at, value, true)
  return bytes
}

describe('what cannot be read is refused in one sentence', () => {
  const docx = writeDocx(BLOCKS)
  const random = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 7, 2654435761) >>> 13) & 0xff)
  test.each([
    ['empty', new Uint8Array(0), 'empty'],
    ['only white space', strToU8('\n \n\t\n'), 'empty'],
    ['random bytes', random, 'unknown-type'],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('x') }), 'unknown-type'],
    ['an encrypted Office file', compoundFile({ EncryptedPackage: new Uint8Array(600) }), 'encrypted'],
    ['an old Office file of another kind', compoundFile({ PowerPoint: new Uint8Array(600) }), 'not-supported'],
    ['an old Word file without its text', compoundFile({ WordDocument: new Uint8Array(600) }), 'damaged'],
    ['an old Office file cut in half', compoundFile({ Workbook: new Uint8Array(9000) }).slice(0, 5000), 'damaged'],
    ['a PDF without content', strToU8('%PDF-1.7\n…'), 'damaged'],
    ['an OpenDocument file', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<a/>') }), 'not-supported'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'not-supported'],
    ['a docx cut in half', docx.slice(0, docx.length / 2), 'truncated'],
    ['a docx without its last byte', docx.slice(0, -1), 'truncated'],
    ['encrypted entries', patchDirectory(docx, 8, 0x0008_0001), 'encrypted'],
    ['a directory that points nowhere', patchDirectory(docx, 42, 0x7fff_ffff), 'truncated'],
    ['parts that lie on each other', patchDirectory(docx, 42, 0), 'bomb'],
    ['a wrong checksum', patchDirectory(docx, 16, 1), 'damaged'],
    ['a part larger than the directory says', patchDirectory(docx, 24, 5), 'bomb'],
    ['broken XML', docxAround('<w:p>'), 'damaged'],
    ['a declared document type', docxAround(wordParagraph('x'), {}, '<!DOCTYPE a [<!ENTITY b "c">]>'), 'damaged'],
    ['an unknown entity', docxAround('<w:p><w:r><w:t>&b;</w:t></w:r></w:p>'), 'damaged'],
    ['XML too deep', docxAround('<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300)), 'damaged'],
  ] as const)('%s', async (_, bytes, code) => {
    const refusal = await refusing(bytes, 'a.docx')
    expect(refusal.code).toBe(code)
    expect(refusal.message.zh).toMatch(/。$/u)
    expect(refusal.message.en).toMatch(/\.$/u)
  })

  test('files and parts beyond the limits', async () => {
    expect((await refusing(writeTxt(BLOCKS), '', { ...DEFAULT_LIMITS, file: 3 })).code).toBe('too-large')
    expect((await refusing(writeDocx(BLOCKS), '', { ...DEFAULT_LIMITS, unpacked: 1000 })).code).toBe('too-large')
    expect((await refusing(writeDocx(BLOCKS), '', { ...DEFAULT_LIMITS, entries: 2 })).code).toBe('bomb')
    expect((await refusing(writeDocx(BLOCKS), '', { ...DEFAULT_LIMITS, xmlElements: 10 })).code).toBe('too-large')
    expect((await refusing(writeDocx(BLOCKS), '', { ...DEFAULT_LIMITS, text: 3 })).code).toBe('too-large')
    expect((await refusing(writeHtml(BLOCKS), '', { ...DEFAULT_LIMITS, htmlElements: 5 })).code).toBe('too-large')
    expect((await refusing(writeTxt(BLOCKS), '', { ...DEFAULT_LIMITS, lines: 3 })).code).toBe('too-large')
  })

  test('a zip bomb is refused before it is unpacked', async () => {
    const bytes = docxAround(wordParagraph('x'), { 'word/media/bomb.bin': new Uint8Array(64 * MEBI) })
    expect((await refusing(bytes)).code).toBe('bomb')
  })

  test('a zip bomb whose directory lies is stopped while it is unpacked', async () => {
    const bytes = patchDirectory(zipSync({ '_rels/.rels': new Uint8Array(64 * MEBI) }), 24, 1000)
    expect((await refusing(bytes)).code).toBe('bomb')
  })
})

describe('large and strange files are read in time', () => {
  test('a name that lies is told', async () => {
    for (const name of ['a.doc', 'a.xls', 'a.docx', 'a.pdf']) {
      const document = await reading(writeHtml(BLOCKS), name)
      expect(document.type).toBe('html')
      expect(document.problems[0]?.message.zh).toContain(name.slice(2))
    }
    expect((await reading(writeHtml(BLOCKS), 'a.htm')).problems).toEqual([])
  })

  test('GB18030, UTF-16 and UTF-8 with a mark', async () => {
    const gb = Uint8Array.of(0xba, 0xcf, 0xbc, 0xc6, 0x0a)
    const utf16 = Uint8Array.of(0xff, 0xfe, 0x08, 0x54, 0xa1, 0x8b)
    const bare = Uint8Array.of(0x09, 0x00, 0x08, 0x54, 0x0a, 0x00, 0x09, 0x00, 0xa1, 0x8b, 0x0a, 0x00)
    expect(paragraphsOf(await reading(gb)).map((p) => p.text)).toEqual(['合计'])
    expect(paragraphsOf(await reading(utf16)).map((p) => p.text)).toEqual(['合计'])
    expect(tablesOf(await reading(bare))[0]?.cells.map((c) => c.text)).toEqual(['合', '计'])
    expect(paragraphsOf(await reading(strToU8('\uFEFF合计'))).map((p) => p.text)).toEqual(['合计'])
    const page = Uint8Array.from([...strToU8('<meta charset="gb2312"><p>'), ...gb])
    expect(paragraphsOf(await reading(page)).map((p) => p.text)).toEqual(['合计'])
  })

  test('characters that cannot be decoded are reported once', async () => {
    const bytes = Uint8Array.from([...strToU8(`部门预算收支总表${'合计'.repeat(30)}`), 0xff, 0x0a])
    expect((await reading(bytes)).problems).toHaveLength(1)
  })

  test('a cell of 3 MB is cut and reported', async () => {
    const long = '预算'.repeat(1.5 * MEBI)
    for (const bytes of [writeDocx([plainTable([['甲', long]])]), writeHtml([plainTable([['甲', long]])])]) {
      const document = await reading(bytes)
      expect(tablesOf(document)[0]?.cells[1]?.text).toHaveLength(DEFAULT_LIMITS.cellText)
      expect(document.problems).toHaveLength(1)
    }
  })

  test('a text of 900,000 line breaks does not hang the reader', async () => {
    await reading(writeHtml([{ kind: 'paragraph', text: `甲${'\n'.repeat(900_000)}乙` }]))
  })

  test('a sheet of 100,000 rows and 10 columns is read as far as the limit', async () => {
    const rows = Array.from({ length: 100_000 }, (_, r) => {
      const cells = Array.from({ length: 10 }, (__, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}"><v>${r + c}.5</v></c>`)
      return `<row r="${r + 1}">${cells.join('')}</row>`
    })
    const bytes = xlsxAround([{ name: 'S', xml: `<sheetData>${rows.join('')}</sheetData>` }])
    const document = await reading(bytes)
    expect(document.problems[0]?.message.zh).toContain('上限')
    expect(tablesOf(document)[0]?.rows).toBe(40_000)
  }, 900_000)

  test('two cells in opposite corners, and a merge over the whole sheet, cost nothing', async () => {
    const corners = `<sheetData><row r="1">${textCell(0, 0, '甲')}${textCell(0, 5, '乙')}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`
    const merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    expect(tablesOf(await reading(xlsxAround([{ name: 'S', xml: corners }])))[0]?.columns).toBeLessThan(5)
    expect(paragraphsOf(await reading(xlsxAround([{ name: 'S', xml: `${corners}${merge}` }]))).map((p) => p.text)).toEqual(['甲'])
  })

  test('one long text printed in thousands of cells is refused before it fills the memory', async () => {
    const long = '预算'.repeat(MEBI / 2)
    const rows = Array.from(
      { length: 2000 },
      (_, r) => `<row r="${r + 1}">${textCell(r, 0, '甲')}<c r="B${r + 1}" t="s"><v>0</v></c></row>`,
    )
    const sheet = xlsxAround([{ name: 'S', xml: `<sheetData>${rows.join('')}</sheetData>` }], [], [long])
    expect((await refusing(sheet)).code).toBe('too-large')
  })

  test('a page whose grid would be enormous is cut and reported', async () => {
    const wide = `<tr>${'<td>1</td>'.repeat(3000)}</tr>`
    const document = await reading(strToU8(`<table>${wide}${'<tr><td>2</td></tr>'.repeat(3000)}</table>`))
    expect(faults(document)).toEqual([])
    expect(document.problems.map((p) => p.message.en)).toContainEqual(expect.stringContaining('limit'))
  })
})
