import { damaged, tooMuch } from '../refusal.ts'
import { encodePng } from './encode-png.ts'
import type { Pdfium } from './engine.ts'
import { uprightFrame } from './read-page.ts'
import { withPdf } from './read-pages.ts'

/** How large a page is drawn: by its width in pixels, or by pixels per point. */
export type RenderSize = { readonly width: number } | { readonly scale: number }

/** A drawn page. `scale` is pixels per point: a `Place.box` times it lies over the picture. */
export interface PagePicture {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** Pixels of one picture: about 4,000 × 4,000, 64 MB while it is drawn. */
const MOST_PIXELS = 16_000_000
/** Four bytes a pixel: blue, green, red, unused. */
const BGRX = 3
const WITH_ANNOTATIONS = 1
const PAPER = 0xffffffff

/**
 * Draws one page (counted from 1) upright, as `readPages` reads it. Throws `Refused` where the file cannot be opened or the picture would be too
 * large, and RangeError where there is no such page.
 */
export async function renderPage(bytes: Uint8Array, page: number, size: RenderSize): Promise<PagePicture> {
  return withPdf(bytes, (pdfium, document) => {
    const { call } = pdfium
    const count = call.FPDF_GetPageCount(document)
    if (!Number.isInteger(page) || page < 1 || page > count) throw new RangeError(`Page ${page} of ${count}`)
    const handle = call.FPDF_LoadPage(document, page - 1)
    if (handle === 0) throw damaged(`第 ${page} 页读不出来`, `page ${page} cannot be read`)
    try {
      return draw(pdfium, handle, size)
    } finally {
      call.FPDF_ClosePage(handle)
    }
  })
}

function draw(pdfium: Pdfium, page: number, size: RenderSize): PagePicture {
  const { call, memory } = pdfium
  const { frame, turn } = uprightFrame(pdfium, page)
  const scale = 'scale' in size ? size.scale : size.width / frame.width
  const width = Math.max(1, Math.round(frame.width * scale))
  const height = Math.max(1, Math.round(frame.height * scale))
  if (!(width * height <= MOST_PIXELS)) throw tooMuch(`图片 ${width}×${height} 像素`, `a picture of ${width} × ${height} pixels`)
  const pixels = call.malloc(width * height * 4)
  if (pixels === 0) throw tooMuch('内存不足', 'there is not enough memory')
  try {
    const bitmap = call.FPDFBitmap_CreateEx(width, height, BGRX, pixels, width * 4)
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, PAPER)
    // The page's own /Rotate is applied by PDFium; the turn that its text asks for comes on top.
    const more = (turn - (call.FPDFPage_GetRotation(page) & 3) + 4) & 3
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, more, WITH_ANNOTATIONS)
    call.FPDFBitmap_Destroy(bitmap)
    return { png: encodePng(memory.HEAPU8.subarray(pixels, pixels + width * height * 4), width, height), width, height, scale }
  } finally {
    call.free(pixels)
  }
}
