/**
 * Pairs of neighbouring characters, without space and punctuation between them: how Chinese words of any length are found without knowing where one ends.
 * Latin letters are compared in lower case. A pair is one whole number of 32 bits, half of it for each character: the rare characters beyond the first 65,536
 * share theirs with others, so whoever finds something by its pairs compares the text itself afterwards.
 */
export function grams(...texts: readonly string[]): number[] {
  const found = new Set<number>()
  for (const text of texts)
    for (const run of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      const characters = [...run].map((character) => character.codePointAt(0) ?? 0)
      for (let i = 0; i + 1 < characters.length; i++) found.add(pair(characters[i] ?? 0, characters[i + 1] ?? 0))
    }
  return [...found].toSorted((a, b) => a - b)
}

/** As PostgreSQL's int has it: with a sign. */
function pair(first: number, second: number): number {
  return ((first & 0xff_ff) << 16) | (second & 0xff_ff)
}
