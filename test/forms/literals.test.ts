import { describe, expect, test } from 'vitest'
import { DIMENSIONS, type Dimension } from '../../src/budget/slice.ts'
import { printedColumns } from '../../src/forms/align.ts'
import type { Form, PlaceForms } from '../../src/forms/form.ts'
import { PLACES } from '../../src/forms/places.ts'
import { slotPatterns } from '../../src/forms/sentence-pattern.ts'

describe.each(PLACES.map((p) => [p.id, p] as [string, PlaceForms]))('the forms of %s', (_, place) => {
  test('are literals that equal themselves after a JSON round trip', () => {
    expect(JSON.parse(JSON.stringify(place))).toEqual(place)
  })

  test('have ids of their own', () => {
    const ids = [...place.forms.map((f: Form) => f.id), ...place.sentences.map((s) => `sentence ${s.id}`)]
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('narrow on known dimensions only', () => {
    const dimensions = new Set<string>(DIMENSIONS)
    const unknown: string[] = []
    const isSlice = (key: string, within: string): boolean =>
      key === 'slice' || (within !== 'slots' && ['amount', 'change', 'count'].includes(key))
    const look = (value: unknown, key: string, within: string): void => {
      if (typeof value !== 'object' || value === null) return
      if (isSlice(key, within)) unknown.push(...Object.keys(value).filter((d) => !dimensions.has(d)))
      else for (const [k, inner] of Object.entries(value)) look(inner, k, key)
    }
    look(place, '', '')
    expect(unknown).toEqual([])
    const complete = place.forms.flatMap((f): readonly Dimension[] => (f.kind === 'records' ? [] : f.complete))
    expect(complete.filter((d) => !dimensions.has(d))).toEqual([])
  })

  test('tables have figures in every side, and no two columns of one side are one slice', () => {
    for (const form of place.forms) {
      if (form.kind !== 'table') continue
      const columns = printedColumns(form).filter((c) => c.role === 'value')
      const keys = columns.map((c) => JSON.stringify([c.side, c.slice]))
      expect(new Set(keys).size, form.id).toBe(keys.length)
      expect(new Set(columns.map((c) => c.side)).size, form.id).toBe(form.sides.length)
    }
  })

  test('every slot of a sentence stands in its text, and every place in the text has a slot', () => {
    for (const form of place.sentences) {
      const names = slotPatterns(form).map((p) => p.name)
      expect(names.toSorted(), form.id).toEqual(Object.keys(form.slots).toSorted())
    }
  })
})
