import type { Place } from '../budget/place.ts'
import type { Document } from '../document/document.ts'

/** How far down a document a place stands: sorts places of tables and of text into the order in which a reader meets them. */
export function documentOrder(document: Document): (place: Place | undefined) => number {
  const tables = new Map<number, number>()
  const paragraphs = new Map<string, number>()
  document.blocks.forEach((block, index) => {
    if (block.kind === 'table') tables.set(block.index, index)
    else paragraphs.set(paragraphKey(block.place), index)
  })
  return (place) => {
    if (place === undefined) return -1
    const block = place.table === undefined ? paragraphs.get(paragraphKey(place)) : tables.get(place.table)
    const within = place.table === undefined ? (place.span?.[0] ?? 0) : (place.row ?? 0) * 1000 + (place.column ?? 0)
    return (block ?? 0) * 1e7 + within
  }
}

function paragraphKey(place: Place): string {
  return place.paragraph === undefined ? `${place.sheet ?? ''}!${place.cell ?? ''}:${place.line ?? ''}` : `#${place.paragraph}`
}
