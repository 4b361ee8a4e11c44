import { type Draft, type DraftRow, sheetwise } from './draft.ts'

/**
 * A draft that came from elsewhere (a workbook), with the rows of the present one where they are the same: so that what changes between the two is what a
 * person changed, and not every row.
 */
export function alignDraft(draft: Draft, incoming: Draft): Draft {
  return sheetwise((sheet) => {
    if (sheet === 'basic') return incoming.basic.map((row, i) => ({ ...row, id: draft.basic[i]?.id ?? row.id }))
    const taken = new Set<string>()
    const byTexts = new Map<string, DraftRow[]>()
    for (const row of draft[sheet]) byTexts.set(textsOf(row), [...(byTexts.get(textsOf(row)) ?? []), row])
    const same = incoming[sheet].map((row) => {
      const found = byTexts.get(textsOf(row))?.shift()
      if (found !== undefined) taken.add(found.id)
      return found
    })
    // A row that was changed is most likely the one that stood at its place.
    const left = draft[sheet].filter(({ id }) => !taken.has(id))
    const names = new Set(draft[sheet].map(({ id }) => id))
    const isFilledIn = incoming[sheet].length - same.filter((row) => row !== undefined).length === left.length
    let n = 0
    const fresh = (): string => {
      let id: string
      do {
        n += 1
        id = `w${n}`
      } while (names.has(id))
      return id
    }
    return incoming[sheet].map((row, i) => {
      const own = same[i] ?? (isFilledIn ? left.shift() : undefined)
      return { id: own?.id ?? fresh(), at: own?.at ?? row.at, texts: row.texts }
    })
  })
}

function textsOf({ texts }: DraftRow): string {
  return JSON.stringify(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
