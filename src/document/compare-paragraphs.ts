import type { Document } from './document.ts'

/** Paragraphs that differ, below the heading under which they stand. Those that were not printed before, or are not any more. */
export interface ParagraphDifference {
  readonly heading: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

interface Line {
  readonly heading: string
  readonly text: string
}

/** Above so many pairs of lines the two are compared as wholes: nobody reads such a list. */
const MOST_PAIRS = 4_000_000

/** Compares the running text of two documents: the longest common run of paragraphs stays, what is left has changed. */
export function compareParagraphs(before: Document, after: Document): readonly ParagraphDifference[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const kept = commonOf(old, now)
  const gone = old.filter((_, i) => !kept.before.has(i))
  const added = now.filter((_, i) => !kept.after.has(i))
  const headings = new Set([...now, ...old].map(({ heading }) => heading))
  return [...headings].flatMap((heading): ParagraphDifference[] => {
    const texts = (lines: readonly Line[]): string[] => lines.filter((line) => line.heading === heading).map(({ text }) => text)
    const [was, is] = [texts(gone), texts(added)]
    return was.length + is.length === 0 ? [] : [{ heading, before: was, after: is }]
  })
}

function linesOf({ blocks }: Document): readonly Line[] {
  let heading = ''
  return blocks.flatMap((block): Line[] => {
    if (block.kind !== 'paragraph') return []
    if (block.heading !== undefined) {
      heading = block.text
      return []
    }
    return [{ heading, text: block.text }]
  })
}

/** Which lines of both are in their longest common run. */
function commonOf(before: readonly Line[], after: readonly Line[]): { before: ReadonlySet<number>; after: ReadonlySet<number> } {
  if (before.length * after.length > MOST_PAIRS) return { before: new Set(), after: new Set() }
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i]?.text === after[j]?.text ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1))
  const [old, now] = [new Set<number>(), new Set<number>()]
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i]?.text === after[j]?.text) {
      old.add(i++)
      now.add(j++)
    } else if (length(i + 1, j) >= length(i, j + 1)) i++
    else j++
  }
  return { before: old, after: now }
}
