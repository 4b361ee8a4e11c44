import type { Passage } from './document-view.ts'
import type { PagePicture } from './item.ts'
import type { Locate } from './locate.ts'
import type { Pictures } from './page-boxes.ts'

/** The whole pages that are shown with each passage: every page once, with the first table or narrative that something on it was found in. */
export function placePages(passages: readonly Passage[], pictures: Pictures | null, locate: Locate): readonly PagePicture[][] {
  const placed: PagePicture[][] = passages.map(() => [])
  if (pictures === null) return placed
  const byTable = new Map<number, number>()
  const byBlock = new Map<number, number>()
  for (const [i, passage] of passages.entries()) {
    if (passage.kind === 'table') byTable.set(passage.table.index, i)
    for (const { block } of passage.kind === 'table' ? [...passage.lead, ...passage.notes] : passage.paragraphs)
      byBlock.set(block, i)
  }
  for (const picture of [...pictures.pages.values()].sort((a, b) => a.page - b.page)) {
    const indices = pictures.boxes.flatMap(({ page, place }) => {
      if (page !== picture.page) return []
      const spot = locate(place)
      if (spot.kind === 'document') return []
      return (spot.kind === 'paragraph' ? byBlock.get(spot.block) : byTable.get(spot.table)) ?? []
    })
    // A page of which nothing could be read comes where the reader gets to it.
    const before = passages.findLastIndex((passage) => (firstPage(passage) ?? 0) <= picture.page)
    placed[indices.length > 0 ? Math.min(...indices) : Math.max(0, before)]?.push(picture)
  }
  return placed
}

function firstPage(passage: Passage): number | undefined {
  return passage.kind === 'table' ? passage.table.place.page : passage.paragraphs[0]?.paragraph.place.page
}
