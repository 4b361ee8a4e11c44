import type { Claim } from '../budget/claim.ts'
import type { Reading } from '../budget/reading.ts'
import { sliceKey, type Slice } from '../budget/slice.ts'
import type { Premises } from './premises.ts'

/**
 * Rows that a table does not print though another table has money in the same slice: claims of state `absent`, which count as zero and
 * are suspects like any other cell. Also the total of a table that prints nothing at all.
 *
 * @returns the additional claims, numbered on from those of the reading.
 */
export function absentRows(reading: Reading, premises: Premises): readonly Claim[] {
  const absent: Claim[] = []
  let id = reading.claims.length
  const moneyed = reading.claims.filter(
    (c) =>
      c.value !== 0 &&
      c.measure === 'money' &&
      c.prose !== true &&
      c.slice.measure === undefined &&
      c.slice.project === undefined,
  )
  const widened = new Map<string, Claim>()
  for (const claim of moneyed) {
    const key = sliceKey(premises.widen(claim.slice))
    if (!widened.has(key)) widened.set(key, claim)
  }
  const byTable = Map.groupBy(reading.claims, (c) => c.table)
  reading.forms.forEach((form, table) => {
    const own = byTable.get(table) ?? []
    const add = (slice: Slice, code: string | undefined, model: Claim | undefined): void => {
      absent.push({
        id: id++,
        form: form.form,
        table,
        title: form.title,
        row: code === undefined ? {} : { code },
        ...(model?.column === undefined ? {} : { column: model.column }),
        slice,
        measure: 'money',
        printed: '',
        state: 'absent',
        value: 0,
        precision: model?.precision ?? 10_000,
        style: model?.style ?? { unit: 1_000_000, decimals: 2, trim: true },
        place: form.place,
      })
    }
    const listing = form.listing
    if (listing === undefined || form.form === '') return
    if (own.length === 0) {
      // The slice alone would be zero: whoever prints money there contradicts the empty table.
      add(form.slice, undefined, undefined)
      return
    }
    const rows = own.filter((c) => c.slice[listing] !== undefined)
    const lengths = new Set(rows.filter((c) => c.row?.code !== undefined).map((c) => c.slice[listing]?.length))
    const printed = new Set(rows.map((c) => c.slice[listing]))
    // One printed row tells which columns there are.
    const [first] = rows
    if (first === undefined) return
    const models = rows.filter((c) => c.place.row === first.place.row && c.row?.code === first.row?.code)
    const codes = new Set<string>()
    for (const claim of moneyed) {
      const code = claim.slice[listing]
      if (code !== undefined && lengths.has(code.length) && !printed.has(code)) codes.add(code)
    }
    for (const code of codes) {
      for (const model of models) {
        const slice = { ...model.slice, [listing]: code }
        if (widened.has(sliceKey(premises.widen(slice)))) add(slice, code, model)
      }
    }
  })
  return absent
}
