import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Document, Table } from '../../src/document/document.ts'
import { GlyphFinder, packGlyphs, unpackGlyphs } from '../../src/document/glyphs.ts'
import { printableGlyphs } from '../../src/app/printable-glyphs.ts'
import { writePdf } from '../../src/formats/pdf/write.ts'
import { reading, tablesOf } from '../formats/reading.ts'
import { hasPoppler, poppler } from '../setup/programs.ts'
import { documentWith, OPTIONS, summedTable } from './tables.ts'

const sample = await reading(readFileSync(new URL('../../samples/correct.docx', import.meta.url)))
const FEN = 10_000

function figuresOf(text: string): string[] {
  return (text.match(/-?\d+\.\d+/gu) ?? []).toSorted()
}

/** Figures of a table, as often as they are printed: a repeated header prints none. */
function tableFigures(document: Document): string[] {
  return figuresOf(
    tablesOf(document)
      .flatMap((table) => table.cells.map((cell) => cell.text))
      .join('\n'),
  )
}

function plain(rows: number, columns: number, text: (row: number, column: number) => string): Omit<Table, 'index' | 'place'> {
  const cells = Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns) + 1, (i % columns) + 1]
    return { row, column, rowSpan: 1, columnSpan: 1, text: text(row, column), place: {} }
  })
  return { kind: 'table', rows, columns, cells, headerRows: 1 }
}

test('the same document gives the same bytes, whatever was written between', async () => {
  const first = await writePdf(sample, OPTIONS)
  await writePdf(documentWith([{ text: '另一份文件', heading: 1 }, summedTable([[FEN]])]), { ...OPTIONS, draft: true })
  expect(await writePdf(sample, OPTIONS)).toEqual(first)
})

test('a character that no packaged font has is refused in words, and never printed as an empty box', async () => {
  await expect(writePdf(documentWith([{ text: '负责人：𬺕\u{2b81c}\u{31350}' }]), OPTIONS)).rejects.toThrow(/字体里没有“.+”/u)
})

test('what can be printed is known beforehand, as the fonts have it', async () => {
  const { ranges } = printableGlyphs()
  const finder = new GlyphFinder(unpackGlyphs(packGlyphs(ranges)))
  const isTaken = async (text: string): Promise<boolean> =>
    await writePdf(documentWith([{ text: `前${text}后` }, plain(2, 1, () => text)]), OPTIONS).then(
      () => true,
      () => false,
    )
  // Either side of the ends of some ranges, and what people type.
  const borders = ranges
    .filter((_, i) => i % 45 === 7)
    .flatMap(([first, last]) => [first - 1, first, last, last + 1])
    .map((code) => String.fromCodePoint(code))
  const typed = [
    '𬭎',
    '😀',
    '👨‍👩‍👧',
    '①',
    '㎡',
    'é',
    'e\u0301',
    '\u00a0',
    '\u200b',
    '\ufe0f',
    '〔2026〕',
    '…',
    '—',
    '㐀',
    'ﷺ',
    '\t',
  ]
  const wrong: string[] = []
  for (const text of [...borders, ...typed])
    if ((await isTaken(text)) !== (finder.lackingIn(text).length === 0))
      wrong.push(`${text} ${text.codePointAt(0)?.toString(16)}`)
  expect(wrong).toEqual([])
  expect(finder.lackingIn('某𱍐局𱍐😀𬭎')).toEqual(['𱍐', '😀'])
  expect(unpackGlyphs(packGlyphs(ranges))).toEqual(ranges)
  expect(packGlyphs(ranges).length).toBeLessThan(4000)
})

test('words cannot act as a program', async () => {
  const words = ['#panic("x")', '= 不是标题', '$x$ *粗* _斜_ <a> @b // c', '\\u{41} `raw` #eval("1")', '"}]}']
  const pdf = await writePdf(documentWith([...words.map((text) => ({ text })), plain(2, 2, (r) => words[r] ?? '')]), OPTIONS)
  if (!hasPoppler) return
  const text = poppler('pdftotext', pdf, ['-layout'], ['-']).replace(/\s+/gu, '')
  for (const word of words) expect(text).toContain(word.replace(/\s+/gu, ''))
})

describe.skipIf(!hasPoppler)('read by poppler (needs pdftotext, pdfinfo, pdffonts)', () => {
  test('every figure of every table and sentence is there', async () => {
    const pdf = await writePdf(sample, { ...OPTIONS, contents: false })
    const printed = sample.blocks.flatMap((block) =>
      block.kind === 'table' ? block.cells.map((cell) => cell.text) : [block.text],
    )
    const text = poppler('pdftotext', pdf, ['-raw'], ['-'])
    const counted = (list: readonly string[]): Map<string, number> =>
      list.reduce((counts, each) => counts.set(each, (counts.get(each) ?? 0) + 1), new Map<string, number>())
    const found = counted(figuresOf(text.replace(/\n/gu, ' ')))
    for (const [figure, times] of counted(figuresOf(tableFigures(sample).join(' ')))) {
      expect(found.get(figure) ?? 0, figure).toBeGreaterThanOrEqual(times)
    }
    const joined = text.replace(/— \d+ —/gu, '').replace(/\s+/gu, '')
    for (const words of printed.filter((each) => each.length < 12)) expect(joined).toContain(words.replace(/\s+/gu, ''))
  })

  test('it is tagged, its fonts are embedded subsets, its title and date are fixed', async () => {
    const pdf = await writePdf(sample, OPTIONS)
    const information = poppler('pdfinfo', pdf)
    expect(information).toMatch(/Title:\s+示例县财政局2024年部门预算/u)
    expect(information).toMatch(/Author:\s+示例县财政局/u)
    expect(information).toMatch(/Tagged:\s+yes/u)
    expect(information).toMatch(/CreationDate:.*Jan\s+1 .*2024/u)
    const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) {
      expect(font).toMatch(/^[A-Z]{6}\+Noto(?:Serif|Sans)/u)
      expect(font).toMatch(/yes yes yes\s+\d+\s+\d+$/u)
    }
    expect(new TextDecoder('latin1').decode(pdf)).toMatch(/\/Lang\s*\(zh-CN\)/u)
  })

  test('wide tables turn the page, headers are repeated, pages are numbered', async () => {
    const wide = plain(80, 14, (row, column) => (row === 1 ? `栏目${column}` : `${row}${column}.25`))
    const pdf = await writePdf(documentWith([{ text: '很宽的表', heading: 2 }, wide, { text: '后面的话' }]), {
      ...OPTIONS,
      contents: false,
    })
    const pages = poppler('pdftotext', pdf, ['-layout'], ['-']).split('\f').slice(0, -1)
    expect(pages.length).toBeGreaterThan(3)
    const across = pages.filter((page) => page.includes('.25'))
    expect(across.length).toBeGreaterThan(2)
    for (const page of across) expect(page).toContain('栏目14')
    pages.forEach((page, i) => expect(page).toMatch(new RegExp(`—\\s?${i + 1}\\s?—`, 'u')))
    expect(poppler('pdfinfo', pdf, ['-f', '1', '-l', '1'])).toMatch(/Page\s+1 size:\s+841\.89 x 595\.27/u)
    expect(poppler('pdfinfo', pdf, ['-f', `${pages.length}`, '-l', `${pages.length}`])).toMatch(/size:\s+595\.27\d* x 841\.89/u)
    expect(figuresOf(pages.join('\n'))).toEqual(figuresOf(wide.cells.map((cell) => cell.text).join('\n')))
  })

  test('nothing leaves the page, however many columns and however long the figures', async () => {
    const crowded = { ...plain(6, 24, (row, column) => (row === 1 ? '一般公共预算' : `${row}${column}123456.78`)), wide: true }
    const pdf = await writePdf(documentWith([{ text: '很挤的表', heading: 2 }, crowded]), { ...OPTIONS, contents: false })
    const box = poppler('pdftotext', pdf, ['-bbox'], ['-'])
    const words = [...box.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)/gu)]
    for (const [, left, , right, , word] of words) {
      expect(Number(left), word).toBeGreaterThan(60)
      expect(Number(right), word).toBeLessThan(842 - 60)
    }
    const text = words.map((match) => match[5]).join(' ')
    for (const cell of crowded.cells.filter((each) => each.row > 1)) expect(text).toContain(cell.text)
  })

  test('figures of a column end on one line', async () => {
    const pdf = await writePdf(documentWith([summedTable([[1234 * FEN], [5 * FEN], [-999_999 * FEN]])]), {
      ...OPTIONS,
      contents: false,
    })
    const box = poppler('pdftotext', pdf, ['-bbox'], ['-'])
    const ends = [...box.matchAll(/xMax="([\d.]+)"[^>]*>-?\d+\.\d\d</gu)].map((match) => Math.round(Number(match[1])))
    expect(ends).toHaveLength(4)
    expect(new Set(ends).size).toBe(1)
  })

  test('a draft says so on every page', async () => {
    const pdf = await writePdf(sample, { ...OPTIONS, draft: true })
    const pages = poppler('pdftotext', pdf, ['-raw'], ['-']).split('\f').slice(0, -1)
    for (const page of pages) expect(page.replace(/\s/gu, '')).toMatch(/草案|草.*案/u)
    expect(poppler('pdftotext', await writePdf(sample, OPTIONS), ['-raw'], ['-'])).not.toContain('草案')
  })

  test('has a list of contents unless none is wanted', async () => {
    expect(poppler('pdftotext', await writePdf(sample, OPTIONS), ['-l', '1'], ['-'])).toContain('目录')
    expect(poppler('pdftotext', await writePdf(sample, { ...OPTIONS, contents: false }), ['-l', '1'], ['-'])).not.toContain(
      '目录',
    )
  })
})
