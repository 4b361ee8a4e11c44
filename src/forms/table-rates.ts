import type { Claim } from '../budget/claim.ts'
import { sliceKey, without } from '../budget/slice.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/**
 * The rates of change (增减%) of a table's rows, tied to the amounts of the same row that they are reckoned from: this year's, last year's, and the
 * change between them.
 */
export function tieRates(made: readonly Claim[], builder: ReadingBuilder): void {
  const rates = made.filter((c) => c.slice.measure === 'percentage' && c.measure === 'percent')
  if (rates.length === 0) return
  const rows = Map.groupBy(made, (c) => `${c.place.page} ${c.place.row}`)
  for (const rate of rates) {
    const beside = rows.get(`${rate.place.page} ${rate.place.row}`) ?? []
    const own = without(without(without(rate.slice, 'measure'), 'year'), 'stage')
    const like = (test: (c: Claim) => boolean): Claim | undefined =>
      beside.find((c) => {
        const slice = without(without(without(c.slice, 'measure'), 'year'), 'stage')
        return c.measure === 'money' && test(c) && sliceKey(slice) === sliceKey(own)
      })
    const of = like((c) => c.slice.measure === undefined && c.slice.year === undefined && c.slice.stage === undefined)
    const to = like((c) => c.slice.measure === undefined && c.slice.year === '-1')
    const change = like((c) => c.slice.measure === 'change')
    if (to === undefined || (of === undefined && change === undefined)) continue
    const ratio = {
      kind: 'growth',
      to: to.id,
      ...(of === undefined ? {} : { of: of.id }),
      ...(change === undefined ? {} : { change: change.id }),
    } as const
    builder.claims[rate.id] = { ...rate, ratio }
  }
}
