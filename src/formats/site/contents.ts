import type { Paragraph } from '../../document/document.ts'
import { escapeMarkup } from '../escape-markup.ts'
import { tableAnchor, titledTable } from '../html/write.ts'
import type { PageRun } from '../print-layout.ts'

/** A heading, or the title of a table, with where it stands. */
interface Entry {
  readonly text: string
  readonly anchor: string
  readonly level: number
}

/** The list of contents of a laid document: what it links to, and the anchors that the links need. */
export interface Contents {
  readonly entries: readonly Entry[]
  anchorOf(paragraph: Paragraph): string | null
}

/** Every heading and every title of a table, in order. A title that is no heading stands one level below the heading above it. */
export function contentsOf(runs: readonly PageRun[]): Contents {
  const entries: Entry[] = []
  const anchors = new Map<Paragraph, string>()
  let level = 0
  for (const { blocks } of runs) {
    for (const [i, block] of blocks.entries()) {
      if (block.kind !== 'paragraph') continue
      const { text, heading } = block.paragraph
      const table = titledTable(blocks, i)
      if (heading === undefined && table === null) continue
      if (heading !== undefined) level = heading
      const anchor = table === null ? `section-${entries.length + 1}` : tableAnchor(table)
      anchors.set(block.paragraph, anchor)
      entries.push({ text, anchor, level: heading ?? level + 1 })
    }
  }
  return { entries, anchorOf: (paragraph) => anchors.get(paragraph) ?? null }
}

/** Nested lists of links to the anchors of `page`; empty where there is nothing to list. */
export function contentsMarkup(entries: readonly Entry[], page: string): string {
  const first = entries[0]
  if (first === undefined) return ''
  const items: string[] = []
  for (let i = 0; i < entries.length; ) {
    const entry = entries[i] ?? first
    let end = i + 1
    while ((entries[end]?.level ?? 0) > entry.level) end++
    const below = contentsMarkup(entries.slice(i + 1, end), page)
    const link = `<a href="${page}#${entry.anchor}">${escapeMarkup(entry.text.replaceAll('\n', ' '))}</a>`
    items.push(below === '' ? `<li>${link}</li>` : `<li>${link}\n${below}\n</li>`)
    i = end
  }
  return `<ol>\n${items.join('\n')}\n</ol>`
}
