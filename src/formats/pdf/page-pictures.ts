import { DEFAULT_LIMITS } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { findWords } from './find-words.ts'
import type { Box, PdfPage } from './page.ts'
import { readPage } from './read-page.ts'
import { takeLastPages, withPdf } from './read-pages.ts'
import { renderPage } from './render-page.ts'

/** Words of a paragraph that are to be found on its page: the first and last character meant, from 1, of the paragraph as it was read. */
export interface WantedWords {
  readonly paragraph: number
  readonly text: string
  readonly span: readonly [number, number]
  /** The paragraph's box. */
  readonly within: Box
}

/** A page, counted from 1, and its size in points, the frame that every `Place.box` on it lies in; and where the wanted words were found. */
export interface PageView {
  readonly page: number
  readonly width: number
  readonly height: number
  readonly words: readonly { readonly paragraph: number; readonly span: readonly [number, number]; readonly box: Box }[]
}

/** Pixels per point: 144 dpi, at which the smallest print of a budget can be told apart. */
const SHARP = 2
/** Half as sharp: for a scan or a photograph, which would be as large as the whole file otherwise. */
const PLAIN = 1
const LARGE_PICTURE = 1_500_000
/** Pixels of a picture; a poster is drawn less sharply. */
const MOST_PIXELS = 8_000_000

/** Some pages, in the order asked for. Pages that there are not, or that cannot be opened, are left out; never throws for content. */
export async function viewPages(bytes: Uint8Array, wanted: ReadonlyMap<number, readonly WantedWords[]>): Promise<PageView[]> {
  const known = takeLastPages(bytes)
  if (known !== undefined) return [...wanted].flatMap(([number, words]) => viewsOf(known[number - 1]?.page, words))
  try {
    return await withPdf(bytes, (pdfium, document) => {
      const { call } = pdfium
      const count = call.FPDF_GetPageCount(document)
      return [...wanted].flatMap(([number, words]) => {
        const handle = number < 1 || number > count ? 0 : call.FPDF_LoadPage(document, number - 1)
        if (handle === 0) return []
        try {
          return viewsOf(readPage(pdfium, handle, number, DEFAULT_LIMITS).page, words)
        } finally {
          call.FPDF_ClosePage(handle)
        }
      })
    })
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

/** One view, or none where the page could not be opened. */
function viewsOf(page: PdfPage | undefined, words: readonly WantedWords[]): PageView[] {
  if (page === undefined || page.width <= 0 || page.height <= 0) return []
  const found = words.flatMap(({ paragraph, text, span, within }) => {
    const box = findWords(page.runs, within, text, span)
    return box === null ? [] : [{ paragraph, span, box }]
  })
  return [{ page: page.number, width: page.width, height: page.height, words: found }]
}

/** One page as a PNG, as sharp as is needed to compare its print with what was read; null where it cannot be drawn. */
export async function drawPage(bytes: Uint8Array, page: number): Promise<Uint8Array | null> {
  const [size] = await viewPages(bytes, new Map([[page, []]]))
  if (size === undefined) return null
  const scale = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (size.width * size.height)))
  try {
    const { png } = await renderPage(bytes, page, { scale })
    return png.length <= LARGE_PICTURE || scale <= PLAIN ? png : (await renderPage(bytes, page, { scale: PLAIN })).png
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}
