import { describe, expect, test } from 'vitest'
import { inflateSync } from 'node:zlib'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import type { Limits } from '../../src/formats/limits.ts'
import { startPdfium } from '../../src/formats/pdf/engine.ts'
import { readPages } from '../../src/formats/pdf/read-pages.ts'
import { renderPage } from '../../src/formats/pdf/render-page.ts'
import { readDocument } from '../../src/formats/read.ts'
import type { Document } from '../../src/document/document.ts'
import type { Refusal } from '../../src/formats/refusal.ts'
import { chinese, latin, pdfOf, protect } from './pdf-fixture.ts'

const WORDS = { content: chinese(60, 500, '上海市某区某局二零二六年部门预算编制说明的第一段文字') }
const SCAN = { content: 'q 400 0 0 600 0 0 cm /I Do Q' }

async function reading(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Promise<Document> {
  const outcome = await readDocument(bytes, 'a.pdf', limits)
  if (!outcome.ok) throw new Error(outcome.refusal.message.en)
  return outcome.document
}

async function refusing(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Promise<Refusal> {
  const outcome = await readDocument(bytes, 'a.pdf', limits)
  if (outcome.ok) throw new Error('The file was read')
  return outcome.refusal
}

describe('a PDF', () => {
  test('becomes a document of its own type, whatever its name', async () => {
    const document = await reading(pdfOf([WORDS]))
    expect(document.type).toBe('pdf')
    expect(document.problems).toEqual([])
    const [block] = document.blocks
    expect(block?.kind === 'paragraph' && block.text).toBe('上海市某区某局二零二六年部门预算编制说明的第一段文字')
    expect(block?.place.page).toBe(1)
  })

  test('with a password is refused, with restrictions only it is read', async () => {
    const bytes = pdfOf([WORDS])
    expect((await refusing(await protect(bytes, 'secret', 'owner'))).code).toBe('encrypted')
    expect((await reading(await protect(bytes, '', 'owner'))).blocks).toHaveLength(1)
  })

  test('that is damaged or without pages is refused', async () => {
    expect((await refusing(Buffer.from('%PDF-1.7\nnothing at all'))).code).toBe('damaged')
    expect((await refusing(pdfOf([]))).code).toBe('damaged')
  })

  test('torn anywhere gives a document, problems or a refusal, and the engine works on', async () => {
    const bytes = pdfOf([WORDS, { content: '1 w 50 500 m 350 500 l S /F Do' }])
    for (let at = 0; at < bytes.length; at += 97) {
      const torn = Uint8Array.from(bytes)
      torn.fill(0x20 + (at % 90), at, at + 12)
      await readDocument(torn, 'a.pdf')
      await readDocument(bytes.subarray(0, at), 'a.pdf')
    }
    expect((await reading(bytes)).blocks).not.toHaveLength(0)
  })

  test('with more than the limits allow is refused, or says which pages were left out', async () => {
    const crowded = [500, 480, 460].map((y) => chinese(60, y, '同样的一段文字再印一遍')).join('')
    const bytes = pdfOf([WORDS, WORDS, { content: crowded }])
    const refusal = await refusing(bytes, { ...DEFAULT_LIMITS, pages: 2 })
    expect([refusal.code, refusal.message.zh]).toEqual(['too-large', expect.stringContaining('3 页')])
    for (const limits of [
      { ...DEFAULT_LIMITS, pageCharacters: 30 },
      { ...DEFAULT_LIMITS, pageObjects: 2 },
    ]) {
      const { problems } = await reading(bytes, limits)
      expect(problems.map(({ message, place }) => [message.zh.slice(0, 3), place.page])).toEqual([['第3页', 3]])
    }
  })
})

describe('scans', () => {
  test('among other pages are named by their ranges', async () => {
    const { problems } = await reading(pdfOf([WORDS, SCAN, SCAN, WORDS, SCAN]))
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message.zh).toMatch(/^第2—3、5页是扫描图片/u)
    expect(problems[0]?.place.page).toBe(2)
  })

  test('alone are refused, and the refusal says what they are', async () => {
    const { code, message } = await refusing(pdfOf([SCAN, SCAN]))
    expect(code).toBe('not-supported')
    expect(message.zh).toContain('扫描件')
    expect(message.en).toContain('scan')
  })

  test('with a layer of recognised text are read, with a warning', async () => {
    const { blocks, problems } = await reading(pdfOf([{ content: `${SCAN.content} 3 Tr ${WORDS.content}` }]))
    expect(blocks).toHaveLength(1)
    expect(problems.map(({ message }) => message.zh)).toEqual([expect.stringContaining('识别软件')])
  })

  test('a picture in the text is no scan', async () => {
    expect((await reading(pdfOf([{ content: `q 300 0 0 200 50 100 cm /I Do Q ${WORDS.content}` }]))).problems).toEqual([])
  })
})

test('characters of the private area are counted, and a problem says so', async () => {
  const bytes = pdfOf([{ content: WORDS.content + chinese(60, 400, '\uE123\uE124 ') }])
  expect((await readPages(bytes, DEFAULT_LIMITS))[0]?.page.unmapped).toBe(2)
  const { problems } = await reading(bytes)
  expect(problems[0]?.message.zh).toMatch(/第1页的字体没有说明.*2 处/u)
})

describe('drawing a page', () => {
  test('gives an upright PNG in which boxes lie where they were read', async () => {
    const sideways = `BT /L 10 Tf 0 1 -1 0 300 50 Tm (Total 12.50 of all) Tj ET 0 0 1 rg 100 200 50 100 re f`
    const bytes = pdfOf([{ content: sideways }])
    const { png, width, height, scale } = await renderPage(bytes, 1, { width: 300 })
    expect([width, height, scale]).toEqual([300, 200, 0.5])
    const pixels = pixelsOf(png)
    // The blue box stands at 200–300 from the left and 100–150 from above, in points.
    expect(pixels(125, 62)).toEqual([0, 0, 255])
    expect(pixels(95, 62)).toEqual([255, 255, 255])
    expect(pixels(125, 80)).toEqual([255, 255, 255])
  })

  test('by scale, grey where there is no colour', async () => {
    const { png, width, height } = await renderPage(pdfOf([{ content: latin(50, 500, 'A', 40) }]), 1, { scale: 0.25 })
    expect([width, height, png[25]]).toEqual([100, 150, 0])
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
  })

  test('refuses a picture that is too large, and a page that is not there', async () => {
    const bytes = pdfOf([WORDS])
    await expect(renderPage(bytes, 1, { width: 100_000 })).rejects.toThrow(/too large/u)
    await expect(renderPage(bytes, 1, { scale: Number.NaN })).rejects.toThrow(/too large/u)
    await expect(renderPage(bytes, 2, { width: 100 })).rejects.toThrow(RangeError)
  })
})

test('memory stays as it is over two hundred readings', async () => {
  const bytes = pdfOf(Array.from({ length: 4 }, () => WORDS))
  const { memory } = await startPdfium()
  for (let i = 0; i < 20; i++) await readPages(bytes, DEFAULT_LIMITS)
  const before = memory.HEAPU8.length
  for (let i = 0; i < 200; i++) await readPages(bytes, DEFAULT_LIMITS)
  expect(memory.HEAPU8.length).toBe(before)
})

/** Decodes what `encodePng` writes: one IDAT, eight bits a channel, every row filtered by "up". */
function pixelsOf(png: Uint8Array): (x: number, y: number) => number[] {
  const bytes = Buffer.from(png)
  const width = bytes.readUInt32BE(16)
  const height = bytes.readUInt32BE(20)
  const rows = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)))
  const length = 1 + 3 * width
  expect([bytes[25], rows.length]).toEqual([2, length * height])
  for (let y = 1; y < height; y++) {
    for (let x = 1; x < length; x++) rows[y * length + x] = (rows[y * length + x] ?? 0) + (rows[(y - 1) * length + x] ?? 0)
  }
  return (x, y) => [0, 1, 2].map((channel) => rows[y * length + 1 + 3 * x + channel] ?? -1)
}
