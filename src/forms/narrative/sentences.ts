import type { ReadingBuilder } from '../reading-builder.ts'
import type { NarrativeParagraph } from '../read-sentences.ts'

/** The sentences of a paragraph that carry a figure with a unit, whether or not a form reads it. */
export function pushSentences(paragraph: NarrativeParagraph, claims: readonly number[], builder: ReadingBuilder): void {
  let start = 0
  for (const text of paragraph.text.split(/(?<=[。；\n])/u)) {
    const end = start + text.length
    const within = claims.filter((id) => {
      const at = builder.claims[id]?.place.span?.[0] ?? 0
      return at > start && at <= end
    })
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
  const from = Math.max(text.lastIndexOf('。', index - 1), text.lastIndexOf('\n', index - 1)) + 1
  const end = text.indexOf('。', index)
  return text.slice(from, end < 0 ? undefined : end + 1).trim()
}
