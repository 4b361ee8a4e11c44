import type { Words } from '../../budget/finding.ts'
import type { Document } from '../../document/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { layOut } from './layout/lay-out.ts'
import type { PdfPage } from './page.ts'
import { readPages } from './read-pages.ts'
import type { ReadPage } from './read-page.ts'

/** A page that pictures cover to this share, with hardly any text on it, is a scan. */
const COVERED = 0.4
const HARDLY_ANY_TEXT = 15
/** A page of which so much of the text is printed in no ink carries a layer of recognised text. */
const MOSTLY = 0.5

/**
 * Reads a PDF. Pages that are pictures, too full or broken become problems, as does text whose font does not say which characters it shows: nothing
 * is guessed. Throws `Refused` where there is no page to read or all of them are pictures.
 */
export async function readPdf(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const read = await readPages(bytes, limits)
  const builder = new DocumentBuilder('pdf', limits)
  const scanned = read.filter(({ page }) => isScan(page))
  if (scanned.length > 0 && read.every(({ page }) => textLength(page) <= HARDLY_ANY_TEXT)) throw scanOnly(read.length)
  noteScans(builder, scanned)
  noteEach(
    builder,
    read,
    ({ state }) => state === 'crowded',
    (zh, en) => ({
      zh: `${zh}内容太多（超过 ${limits.pageCharacters} 个字符或 ${limits.pageObjects} 个图形），未读取。请把这些页的表格换成普通表格再试。`,
      en: `${en} hold more than ${limits.pageCharacters} characters or ${limits.pageObjects} drawn objects and were not read. Save the tables on them as plain tables.`,
    }),
  )
  noteEach(
    builder,
    read,
    ({ state }) => state === 'broken',
    (zh, en) => ({
      zh: `${zh}已损坏，未读取。请重新下载，或用原软件打开后重新导出 PDF。`,
      en: `${en} are damaged and were not read. Download the file again, or export it anew from its own program.`,
    }),
  )
  noteEach(
    builder,
    read,
    ({ invisible }) => invisible >= MOSTLY,
    (zh, en) => ({
      zh: `${zh}是扫描图片，文字由识别软件附加，可能有误，请与图片核对，最好改用可编辑的原文。`,
      en: `The text of ${en} was added to a scanned picture by a recognition program and may be wrong. Compare it with the picture, or use the editable original.`,
    }),
  )
  const nameless = read.reduce((sum, { page }) => sum + page.unmapped, 0)
  noteEach(
    builder,
    read,
    ({ page }) => page.unmapped > 0,
    (zh, en) => ({
      zh: `${zh}的字体没有说明显示的是哪个字（全文共 ${nameless} 处），这些字读不出来，程序不作猜测。请用原文件重新导出 PDF，或改用 Word、Excel 原文。`,
      en: `Fonts on ${en} do not say which characters they show (${nameless} in the whole file). They are not guessed: export the PDF anew, or use the Word or Excel original.`,
    }),
  )
  layOut(
    read.map(({ page }) => page),
    builder,
  )
  return builder.finish()
}

function noteScans(builder: DocumentBuilder, scanned: readonly ReadPage[]): void {
  noteEach(
    builder,
    scanned,
    () => true,
    (zh, en) => ({
      zh: `${zh}是扫描图片，上面的文字和表格未读取。请改用可编辑的原文（Word、Excel），或先做文字识别再试。`,
      en: `Scanned pictures, whose text and tables were not read: ${en}. Use the editable original (Word, Excel), or run text recognition first.`,
    }),
  )
}

/** One problem for all pages of a kind, at the first of them. */
function noteEach(
  builder: DocumentBuilder,
  read: readonly ReadPage[],
  wanted: (page: ReadPage) => boolean,
  say: (zh: string, en: string) => Words,
): void {
  const numbers = read.filter(wanted).map(({ page }) => page.number)
  const first = numbers[0]
  if (first === undefined) return
  const ranges = rangesOf(numbers)
  builder.problem(say(`第${ranges.join('、')}页`, `${numbers.length === 1 ? 'page' : 'pages'} ${ranges.join(', ')}`), {
    page: first,
  })
}

/** 3, 4, 5, 9 → 3—5, 9. */
function rangesOf(numbers: readonly number[]): string[] {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`))
}

function isScan(page: PdfPage): boolean {
  return page.pictured >= COVERED && textLength(page) <= HARDLY_ANY_TEXT
}

function textLength(page: PdfPage): number {
  return page.runs.reduce((sum, run) => sum + run.text.length, 0)
}

function scanOnly(pages: number): Refused {
  return new Refused(
    'not-supported',
    `这份 PDF 是扫描件：${pages} 页都是图片，没有可读取的文字。请改用可编辑的原文（Word、Excel），或先做文字识别（OCR）再试。`,
    `This PDF is a scan: its ${pages} pages are pictures without text. Use the editable original (Word, Excel), or run text recognition (OCR) first.`,
  )
}
