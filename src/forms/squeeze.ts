/** A text without white space and quotation marks, with full-width brackets and narrow digits, and the way back to the original. */
export interface Squeezed {
  readonly text: string
  /** Index in the original of each character; one more entry for the end. */
  readonly origin: readonly number[]
}

const DROPPED = /[\s\u00a0\u3000“”"„‟＂「」『』]/u

export function squeeze(original: string): Squeezed {
  let text = ''
  const origin: number[] = []
  for (let i = 0; i < original.length; i++) {
    const c = original[i] ?? ''
    if (DROPPED.test(c)) continue
    origin.push(i)
    if (c === '(') text += '（'
    else if (c === ')') text += '）'
    else if (c === '％') text += '%'
    else if (c === '．') text += '.'
    else if (c >= '０' && c <= '９') text += String.fromCharCode(c.charCodeAt(0) - 0xfee0)
    else text += c
  }
  origin.push(original.length)
  return { text, origin }
}

/** The span in the original (first and last character, counted from 1) of a stretch of the squeezed text. */
export function originalSpan(squeezed: Squeezed, from: number, to: number): [number, number] {
  const last = squeezed.origin[Math.max(from, to - 1)] ?? 0
  return [(squeezed.origin[from] ?? 0) + 1, last + 1]
}
