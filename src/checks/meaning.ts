import type { Claim } from '../budget/claim.ts'
import type { Card } from '../budget/reading.ts'
import { sliceKey } from '../budget/slice.ts'

/** Serial marks before a title or a label: they move when a row is put in above. */
const ORDINAL = /^[\s（(]*(?:[一二三四五六七八九十百]+|\d+)[）)、.．]\s*/u

/** A title or label without its serial mark. */
export function withoutOrdinal(text: string): string {
  return text.replace(ORDINAL, '').trim()
}

/** The tables of cards, whose titles name their projects. */
export function cardTitles(cards: readonly Card[]): ReadonlyMap<number, string> {
  return new Map(cards.map(({ table, title }) => [table, withoutOrdinal(title)]))
}

/**
 * A name for every claim by what it means and where it is printed, the same in two printings of one budget: form, slice, row and column, not the place on the
 * page. What would have one name twice is counted in the order of printing. Other than the claims' own ids, the names of two readings can be compared.
 */
export function meaningsOf(claims: readonly Claim[], cards: readonly Card[]): readonly string[] {
  const titles = cardTitles(cards)
  const seen = new Map<string, number>()
  return claims.map((claim) => {
    const { form, table, row, column = '', slot = '', slice, measure, part = 0 } = claim
    const label = claim.sentence === undefined ? (row?.code ?? withoutOrdinal(row?.label ?? '')) : ''
    const name = JSON.stringify([form, titles.get(table) ?? '', sliceKey(slice), label, column, slot, measure, part])
    const n = (seen.get(name) ?? 0) + 1
    seen.set(name, n)
    return n === 1 ? name : `${name}#${n}`
  })
}
