import type { Place } from '../../src/budget/place.ts'
import type { Document, Paragraph } from '../../src/document/document.ts'

/** The numbers in a text, without thousands separators and signs; years, months and days are none. */
export function numbersIn(text: string): string[] {
  const numbers = text.normalize('NFKC').matchAll(/\d[\d,]*(?:\.\d+)?(?!\d|[.,]\d|[年月日])/gu)
  return [...numbers].map(([number]) => number.replace(/,/gu, ''))
}

/** A text with everything dropped that two people would print differently. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/[\s,“”"']+/gu, '')
}

/** Where in a text (counted from 0) one printed figure stands as a figure of its own. */
export function occurrences(text: string, printed: string): number[] {
  const figure = printed.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  return [...text.matchAll(new RegExp(`(?<![\\d.,])${figure}(?!\\d|[.,]\\d)`, 'gu'))].map((match) => match.index)
}

/** Gives what is printed at a place of a document, and its paragraphs. */
export class PrintedText {
  private readonly paragraphs = new Map<number, Paragraph>()
  private readonly cells = new Map<string, string>()
  private readonly lastOnPage = new Map<number, Paragraph>()

  constructor(document: Document) {
    for (const block of document.blocks) {
      if (block.kind === 'table') {
        for (const cell of block.cells) this.cells.set(`${block.index} ${cell.row} ${cell.column}`, cell.text)
        continue
      }
      const { paragraph, page } = block.place
      if (paragraph !== undefined) this.paragraphs.set(paragraph, block)
      if (page !== undefined) this.lastOnPage.set(page, block)
    }
  }

  /** The cell's text, or the paragraph's, cut to the words meant where the place names them; empty where nothing stands there. */
  at(place: Place): string {
    if (place.table !== undefined && place.row !== undefined && place.column !== undefined)
      return this.cells.get(`${place.table} ${place.row} ${place.column}`) ?? ''
    const text = this.paragraph(place)?.text ?? ''
    return place.span === undefined ? text : text.slice(place.span[0] - 1, place.span[1])
  }

  paragraph(place: Place): Paragraph | undefined {
    return place.paragraph === undefined ? undefined : this.paragraphs.get(place.paragraph)
  }

  /** Whether a paragraph may go on over the page: it is the last of its page. */
  endsPage(place: Place): boolean {
    return place.page !== undefined && this.lastOnPage.get(place.page)?.place.paragraph === place.paragraph
  }
}
