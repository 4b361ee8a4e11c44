import type { Slice } from '../../budget/slice.ts'
import { PHRASES } from './phrases.ts'

const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/^第[一二三四五六七八九十\d]+(?:部分|章)/u, 0],
  [/^[一二三四五六七八九十]+[、.．]/u, 1],
  [/^（[一二三四五六七八九十]+）/u, 2],
  [/^\d{1,2}[、.．](?!\d)/u, 3],
  [/^（\d{1,2}）/u, 4],
]

/** How deep the ordinal of a line stands: 0 for a part, 1 for `一、`, down to 4 for `（1）`; null without one. */
export function ordinalLevel(text: string): number | null {
  return LEVELS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/**
 * What a heading narrows the text below it to: the flow, the fund, the nature and the item that it names, where it names one of each. Other words
 * of a heading (情况说明, 总体, 关于) narrow nothing.
 */
export function headingSlice(text: string): Slice {
  const found = new Map<'fund' | 'nature' | 'item', Set<string>>()
  const words = PHRASES.flatMap((p) => (p.within === undefined ? p.words.map((word) => ({ word, slice: p.slice ?? {} })) : []))
    .filter(({ word }) => text.includes(word))
    .toSorted((a, b) => b.word.length - a.word.length)
  let rest = text
  for (const { word, slice } of words) {
    if (!rest.includes(word)) continue
    rest = rest.replaceAll(word, '，')
    for (const dimension of ['fund', 'nature', 'item'] as const) {
      const node = slice[dimension]
      if (node !== undefined) found.set(dimension, (found.get(dimension) ?? new Set()).add(node))
    }
  }
  const slice: Partial<Record<'fund' | 'nature' | 'item' | 'flow', string>> = {}
  const [income, expenditure] = [text.includes('收入'), text.includes('支出')]
  if (income !== expenditure) slice.flow = income ? 'income' : 'expenditure'
  for (const [dimension, nodes] of found) {
    const [only] = nodes
    if (nodes.size === 1 && only !== undefined) slice[dimension] = only
  }
  return slice
}

/**
 * What text is within, by the headings above it from the outermost to the innermost: the nearest scope first. A heading narrows what the ones
 * above it have narrowed: `（一）一般公共服务支出（类）` below `五、财政拨款支出预算` is of appropriations.
 */
export function scopesOf(headings: readonly Slice[]): readonly Slice[] {
  const scopes: Slice[] = []
  for (const own of headings) {
    if (Object.keys(own).length === 0) continue
    scopes.unshift({ ...scopes[0], ...own })
  }
  return scopes
}
