import type { ReadingBuilder } from '../reading-builder.ts'
import type { NarrativeParagraph } from '../read-sentences.ts'

/** The sentences of a paragraph that carry a figure with a unit, whether or not a form reads it. The claims come in the order of the text. */
export function pushSentences(paragraph: NarrativeParagraph, claims: readonly number[], builder: ReadingBuilder): void {
  const beginOf = (id: number | undefined): number => (id === undefined ? Infinity : (builder.claims[id]?.place.span?.[0] ?? 0))
  let start = 0
  let next = 0
  for (const text of paragraph.text.split(/(?<=[。；\n])/u)) {
    const end = start + text.length
    while (beginOf(claims[next]) <= start) next++
    const first = next
    while (beginOf(claims[next]) <= end) next++
    const within = claims.slice(first, next)
    if (within.length > 0 || /\d[\d.,]*\s*(?:万元|亿元|元|%|％|人|个|台|套|辆|平方米|件|处|次|条)|持平/u.test(text)) {
      const from = start + (text.length - text.trimStart().length) + 1
      builder.sentences.push({
        section: paragraph.section,
        text: text.trim(),
        place: { ...paragraph.place, span: [from, Math.max(from, end)] },
        claims: within,
      })
    }
    start = end
  }
}

/** The sentence in which a character stands. */
export function sentenceAround(text: string, index: number): string {
  const stop = text.lastIndexOf('。', index - 1) + 1
  // A long paragraph has no line breaks: none is looked for before the sentence.
  const from = stop + text.slice(stop, Math.max(1, index)).lastIndexOf('\n') + 1
  const end = text.indexOf('。', index)
  return text.slice(from, end < 0 ? undefined : end + 1).trim()
}
