import type { PdfPage, TextRun } from '../page.ts'
import { middle, textLines } from './text-lines.ts'
import type { TextLine } from './text-lines.ts'

/** `3`, `- 3 -`, `— 3 —`, `第 3 页`, `3 / 25`, `第3页，共25页`. */
const PAGE_NUMBER = /^[-—–―－─~·•\s]*(?:第\s*)?\d{1,4}\s*页?[-—–―－─~·•\s]*(?:[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[-—–―－─~·•\s]*$/u
/** What is said of a table stands at the head of many pages and is no running head. */
const OF_A_TABLE = /[:：]|万元|表\s*\d*$|^表|公开\s*\d+/u
/** Heads and feet stand in these shares of the page. */
const HEAD = 0.13
const FOOT = 0.87
/** A head or foot is repeated on this share of the pages, and on three at least. */
const SHARE = 0.3

/** Text of the pages outside tables, page by page, without page numbers and without the heads and feet that are repeated from page to page. */
export function withoutFurniture(pages: readonly { readonly page: PdfPage; readonly free: readonly TextRun[] }[]): TextRun[][] {
  const outer = pages.map(({ page, free }) => outerLines(page, free))
  const counts = new Map<string, number>()
  for (const lines of outer) for (const key of new Set(lines.map((l) => l.key))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const enough = Math.max(3, SHARE * pages.length)
  return pages.map(({ free }, i) => {
    const dropped = new Set<TextRun>()
    for (const { line, key } of outer[i] ?? []) {
      const isRepeated = (counts.get(key) ?? 0) >= enough && !OF_A_TABLE.test(line.text)
      if (PAGE_NUMBER.test(line.text) || isRepeated) for (const run of line.runs) dropped.add(run)
    }
    return dropped.size === 0 ? [...free] : free.filter((run) => !dropped.has(run))
  })
}

/** The two outermost lines at the head and at the foot of a page, with what makes them the same on another page. */
function outerLines(page: PdfPage, free: readonly TextRun[]): { line: TextLine; key: string }[] {
  const heads = free.filter((r) => middle(r) < HEAD * page.height)
  const feet = free.filter((r) => middle(r) > FOOT * page.height)
  const lines: { line: TextLine; key: string }[] = []
  for (const line of textLines(heads).slice(0, 2)) lines.push({ line, key: `head ${bare(line.text)}` })
  for (const line of textLines(feet).slice(-2)) lines.push({ line, key: `foot ${bare(line.text)}` })
  return lines
}

/** A head without the page number that may stand in it. */
function bare(text: string): string {
  return text.replace(/\s/gu, '').replace(/^[-—–]?\d{1,4}[-—–]?(?=\D)|(?<=\D)[-—–]?\d{1,3}[-—–]?$/u, '')
}
