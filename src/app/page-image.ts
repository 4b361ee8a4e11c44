import type { CheckResult } from '../budget/check-result.ts'
import type { Place } from '../budget/place.ts'
import type { Document } from '../document/document.ts'
import type { WantedWords } from '../formats/pdf/page-pictures.ts'
import type { PageFrame, PageImage, PageView, WantedWords as Wanted } from './checked.ts'

/**
 * The pages of a PDF on which something was found or could not be read, the gravest finding's first, with the places of the words that are meant.
 * Nothing is drawn yet. Never throws for content.
 */
export async function pagesConcerned(bytes: Uint8Array, document: Document, result: CheckResult): Promise<PageView[]> {
  const paragraphs = new Map(
    document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [[block.place.paragraph, block.text] as const] : [])),
  )
  const pages = new Map<number, WantedWords[]>()
  const note = ({ page, paragraph, span, box }: Place): void => {
    if (page === undefined) return
    const wanted = pages.get(page) ?? []
    pages.set(page, wanted)
    const text = paragraph === undefined ? undefined : paragraphs.get(paragraph)
    if (paragraph === undefined || text === undefined || span === undefined || box === undefined) return
    if (!wanted.some((w) => w.paragraph === paragraph && `${w.span}` === `${span}`))
      wanted.push({ paragraph, text, span, within: box })
  }
  for (const { suspects, places } of result.findings) {
    for (const { claim } of suspects) if (claim !== null) note(claim.place)
    for (const place of places) note(place)
  }
  for (const { place } of result.problems) note(place)
  if (pages.size === 0) return []
  const { viewPages } = await import('../formats/pdf/page-pictures.ts')
  return viewPages(bytes, pages)
}

/** Draws one page of a PDF, counted from 1, as a PNG; `png` is null where that cannot be done. Never throws for content. */
export async function pageImage(bytes: Uint8Array, page: number): Promise<PageImage> {
  const { drawPage } = await import('../formats/pdf/page-pictures.ts')
  return { ok: true, png: await drawPage(bytes, page) }
}

/** The size of a page, counted from 1, and where some words stand on it. Never throws for content. */
export async function pageFrame(bytes: Uint8Array, page: number, words: readonly Wanted[]): Promise<PageFrame> {
  const { viewPages } = await import('../formats/pdf/page-pictures.ts')
  const [view] = await viewPages(bytes, new Map([[page, words]]))
  return { ok: true, view: view ?? null }
}

/** Draws an SVG of our own, so many pixels across, as a PNG. */
export async function svgImage(svg: string, width: number): Promise<PageImage> {
  const { drawSvg } = await import('../formats/pdf/draw-svg.ts')
  return { ok: true, png: await drawSvg(svg, width) }
}
