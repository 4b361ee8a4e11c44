import { widthOfCharacter } from '../table-print.ts'

/** Punctuation that may hang over the end of a line rather than begin the next one. */
const HANGING = /^[。，、；：）》”’！？]$/u

/** How many lines a text takes; `width`, `size` and `indent` of the first line in points. */
export function countLines(text: string, width: number, size: number, indent: number): number {
  let lines = 0
  let first = indent
  for (const line of text.split('\n')) {
    lines++
    let used = first
    first = 0
    for (const token of line.match(/[\u0021-\u024f]+|[\s\S]/gu) ?? []) {
      const wide = [...token].reduce((sum, character) => sum + widthOfCharacter(character), 0) * size
      if (used + wide > width + 0.01 && used > 0 && !HANGING.test(token)) {
        lines++
        used = 0
      }
      lines += Math.max(0, Math.ceil((wide - 0.01) / width) - 1)
      used += wide > width ? wide % width : wide
    }
  }
  return lines
}
