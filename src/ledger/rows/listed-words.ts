/** Several words in one cell: 三公经费、会议费. Whatever separates them, they are written with 、 between them. */
const SEPARATOR = /[、，,；;\n]/u
const TO_THE_LAST = /^[^]*[、，,；;\n]/u

export function listedWords(text: string): readonly string[] {
  return text
    .split(SEPARATOR)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Each word once, in the order in which it was first written. */
export function joinWords(words: readonly string[]): string {
  return [...new Set(words)].join('、')
}

/** What stands before the last separator, and the word behind it: the one that is being typed. */
export function lastWord(text: string): { readonly before: string; readonly word: string } {
  const [before = ''] = TO_THE_LAST.exec(text) ?? []
  return { before, word: text.slice(before.length) }
}
