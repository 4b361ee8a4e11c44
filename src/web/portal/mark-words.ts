import { html, type Markup } from '../markup.ts'

/** Text around the first hit is shown as long as this, in characters. */
const EXCERPT = 140
const BEFORE = 40

/** A text with the words marked; with `excerpt`, the part of it around the first of them. */
export function markWords(text: string, words: readonly string[], excerpt = false): Markup {
  const shown = excerpt ? cutOut(text, words) : text
  const long = words.filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  if (long.length === 0) return html`${shown}`
  const pattern = new RegExp(`(${long.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')).join('|')})`, 'giu')
  // Split by one group gives text and hits in turn.
  return html`${shown.split(pattern).map((part, i) => (i % 2 === 1 ? html`<mark>${part}</mark>` : part))}`
}

function cutOut(text: string, words: readonly string[]): string {
  if (text.length <= EXCERPT) return text
  const lower = text.toLowerCase()
  const found = words.map((word) => lower.indexOf(word.toLowerCase())).filter((at) => at >= 0)
  const from = Math.max(0, (found.length === 0 ? 0 : Math.min(...found)) - BEFORE)
  const to = Math.min(text.length, from + EXCERPT)
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
