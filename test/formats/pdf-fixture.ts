import { init } from '@embedpdf/pdfium'
import type { PdfiumModule } from '@embedpdf/pdfium'
import { createRequire } from 'node:module'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import type { PdfPage, Rule } from '../../src/formats/pdf/page.ts'
import { readPages } from '../../src/formats/pdf/read-pages.ts'

/** One page to be written: its content stream, and entries of its dictionary besides. */
export interface FixturePage {
  readonly content: string
  readonly entries?: string
}

const FONTS = [
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
  `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 6 0 R >>`,
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
]
/** A form that draws a line from 0, 0 to 100, 0; a grey picture of one pixel. */
const DRAWN = [
  stream('/Type /XObject /Subtype /Form /BBox [-5 -5 500 500] /Resources << >>', '1 w 0 0 m 100 0 l S'),
  stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', 'x'),
]
const RESOURCES = '<< /Font << /L 3 0 R /C 4 0 R >> /XObject << /F 7 0 R /I 8 0 R >> >>'

/** A small PDF written by hand. Font /L is Latin, /C Chinese (`chinese` makes its strings); /F is a form with a line, /I a picture. */
export function pdfOf(pages: readonly FixturePage[]): Uint8Array {
  const first = 3 + FONTS.length + DRAWN.length
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    ...FONTS,
    ...DRAWN,
    ...pages.flatMap(({ content, entries = '' }, i) => [
      `<< /Type /Page /Parent 2 0 R /Resources ${RESOURCES} /Contents ${first + 2 * i + 1} 0 R ${entries.includes('/MediaBox') ? '' : '/MediaBox [0 0 400 600]'} ${entries} >>`,
      stream('', content),
    ]),
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  text += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** Latin text at a place, in points from the lower left corner. */
export function latin(x: number, y: number, text: string, size = 10): string {
  return `BT /L ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`
}

/** Chinese text (any text, in full-width characters) at a place. */
export function chinese(x: number, y: number, text: string, size = 10): string {
  const hex = [...text].map((c) => c.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  return `BT /C ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex}> Tj ET\n`
}

/** The first page of a PDF with this content. */
export async function pageOf(content: string, entries = ''): Promise<PdfPage> {
  const [read] = await readPages(pdfOf([{ content, entries }]), DEFAULT_LIMITS)
  if (read === undefined) throw new Error('No page was read')
  return read.page
}

/** Rules as `across 100: 50–350`, rounded to whole points. */
export function ruleWords(rules: readonly Rule[]): string[] {
  return rules.map(({ direction, at, from, to }) => `${direction} ${Math.round(at)}: ${Math.round(from)}–${Math.round(to)}`)
}

/** The same file with passwords set; a file whose `user` password is empty opens without one. */
export async function protect(bytes: Uint8Array, user: string, owner: string): Promise<Uint8Array> {
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const pdfium = await init({ locateFile: () => wasm } as Partial<PdfiumModule>)
  pdfium.PDFiumExt_Init()
  const heap = (): Uint8Array => (pdfium.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8
  const { malloc } = pdfium.pdfium.wasmExports
  const data = malloc(bytes.length)
  heap().set(bytes, data)
  const document = pdfium.FPDF_LoadMemDocument(data, bytes.length, '')
  pdfium.EPDF_SetEncryption(document, user, owner, 4)
  const writer = pdfium.PDFiumExt_OpenFileWriter()
  pdfium.PDFiumExt_SaveAsCopy(document, writer)
  const size = pdfium.PDFiumExt_GetFileWriterSize(writer)
  const out = malloc(size)
  pdfium.PDFiumExt_GetFileWriterData(writer, out, size)
  return heap().slice(out, out + size)
}
