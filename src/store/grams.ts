/**
 * Pairs of neighbouring characters, without space and punctuation between them: how Chinese words of any length are found without knowing where one ends.
 * Latin letters are compared in lower case.
 */
export function grams(text: string): string[] {
  const found = new Set<string>()
  for (const run of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const characters = [...run]
    for (let i = 0; i + 1 < characters.length; i++) found.add(`${characters[i]}${characters[i + 1]}`)
  }
  return [...found]
}
