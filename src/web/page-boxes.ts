import type { CheckResult, FindingResult } from '../budget/check-result.ts'
import type { Severity } from '../budget/finding.ts'
import type { Place } from '../budget/place.ts'
import type { Document } from '../document/document.ts'
import type { PagePicture } from './item.ts'
import type { Locate } from './locate.ts'

/** Left, top, right, bottom in points from the page's upper left corner. */
export type Box = readonly [number, number, number, number]

/** A place on a page that a finding, or a problem, points at. */
export interface PageBox {
  /** Number of the finding, from 1; 0 for a place that could not be read. */
  readonly finding: number
  readonly severity: Severity
  readonly page: number
  /** Null where only the page is known. */
  readonly box: Box | null
  /** What is printed there as it was read; empty for a blank, null where it is more than a figure or a few words. */
  readonly printed: string | null
  readonly place: Place
}

/** The pages of a PDF that can be shown, and what is to be boxed on them. */
export interface Pictures {
  readonly pages: ReadonlyMap<number, PagePicture>
  readonly boxes: readonly PageBox[]
}

/** Longer words are not repeated in a sentence about them. */
const FEW_WORDS = 40

/** Pairs what was found with the pages that it stands on; null for a file that has none, that is, for all but PDFs. */
export function picturesOf(
  result: CheckResult,
  document: Document,
  locate: Locate,
  pages: readonly PagePicture[] | undefined,
): Pictures | null {
  if (pages === undefined || pages.length === 0) return null
  const known = new Map(pages.map((page) => [page.page, page]))
  const boxes: PageBox[] = []
  const add = (finding: number, severity: Severity, place: Place, printed: string | null): void => {
    const picture = place.page === undefined ? undefined : known.get(place.page)
    if (picture === undefined) return
    const box = boxOf(place, picture)
    const { page } = picture
    const same = boxes.some((b) => b.finding === finding && b.page === page && `${b.box}` === `${box}` && finding > 0)
    if (!same) boxes.push({ finding, severity, page, box, printed, place })
  }
  const printedAt = printedIn(document, locate)
  for (const [i, finding] of result.findings.entries()) {
    const severity = finding.setAside === undefined ? finding.severity : 'note'
    for (const { place, printed } of placesOf(finding)) add(i + 1, severity, place, printed ?? printedAt(place))
  }
  for (const { place } of result.problems) add(0, 'note', place, null)
  return { pages: known, boxes }
}

/** Where to look: the figures under suspicion, and where there is none, the places that the finding names. */
function placesOf(finding: FindingResult): { place: Place; printed: string | null }[] {
  const suspects = finding.suspects.flatMap(({ claim }) =>
    claim === null ? [] : [{ place: claim.place, printed: claim.printed.trim() }],
  )
  return suspects.length > 0 ? suspects : finding.places.map((place) => ({ place, printed: null }))
}

/** The words of a cell, or the part of a paragraph that a place means, where they are few. */
function printedIn(document: Document, locate: Locate): (place: Place) => string | null {
  return (place) => {
    const spot = locate(place)
    let text: string | undefined
    if (spot.kind === 'cell') {
      const table = document.blocks.find((block) => block.kind === 'table' && block.index === spot.table)
      if (table?.kind === 'table') text = table.cells.find((c) => c.row === spot.row && c.column === spot.column)?.text
    } else if (spot.kind === 'paragraph') {
      const block = document.blocks[spot.block - 1]
      if (block?.kind === 'paragraph') text = block.text
    }
    if (text === undefined) return null
    const words = (place.span === undefined ? text : text.slice(place.span[0] - 1, place.span[1])).replace(/\s+/gu, ' ').trim()
    return words.length > FEW_WORDS ? null : words
  }
}

/** The words that are meant where they were found, and otherwise the whole cell or paragraph. */
function boxOf({ paragraph, span, box }: Place, picture: PagePicture): Box | null {
  const words = picture.words.find((w) => w.paragraph === paragraph && w.span[0] === span?.[0] && w.span[1] === span[1])
  const whole = words?.box ?? box
  return whole === undefined ? null : within(whole, picture)
}

/** The box where it lies on its page; null where nothing of it does. */
function within([x0, y0, x1, y1]: Box, { width, height }: PagePicture): Box | null {
  const box: Box = [Math.max(0, x0), Math.max(0, y0), Math.min(width, x1), Math.min(height, y1)]
  return box[0] < box[2] && box[1] < box[3] ? box : null
}
