import type { Slice } from '../../budget/slice.ts'
import type { Phrase } from './phrases.ts'

/** What a noun phrase says, before its context says the rest. */
export interface Meaning {
  readonly slice: Slice
  readonly flow: Phrase['flow'] | undefined
  readonly extent: Phrase['extent'] | undefined
  readonly year: number
  readonly stage: Phrase['stage'] | undefined
  /** Whether it says what the money is; `2026年预算安排` does not. */
  readonly named: boolean
}

const CARRIED = new Set(['brought-forward', 'carried-forward', 'reserves-used', 'allocations'])

/**
 * The slices that a phrase may mean where it stands, the likeliest first. Prose leaves out what a reader knows: whether 收入预算 includes
 * what was brought forward, or 基本支出 is of all money or of the budget that the section is about. Year and stage are not among them.
 *
 * @param around slices of what is being taken apart (其中), of the topic and of the headings, the nearest first.
 */
export function slicesOf(meaning: Meaning, around: readonly Slice[]): readonly Slice[] {
  const options: Slice[] = []
  const bases: readonly Slice[] = [...around, ...around.map((s) => only(s, ['fund', 'flow'])), {}]
  for (const base of bases) {
    for (const flow of flowsOf(meaning, base)) {
      for (const slice of fundsOf(meaning, within(meaning, base))) {
        const whole: Slice = { ...(flow === null ? {} : { flow }), ...slice }
        if (!options.some((o) => sameSlice(o, whole))) options.push(whole)
      }
    }
  }
  // Some tables leave carried-over money out, and the text about them does too.
  return options.flatMap((o) => (o.fund !== undefined && o.flow === 'expenditure' ? [o, { ...o, origin: 'this-year' }] : [o]))
}

/** The fund that the words themselves say, or the nearest topic or heading around them that says one; null where none does. */
export function saidFund(meaning: Meaning, around: readonly { readonly fund?: string | null }[]): string | null {
  const fund = meaning.slice.fund ?? around.find((a) => typeof a.fund === 'string')?.fund ?? null
  // By its definition 机关运行经费 is paid from the general public budget: 财政拨款 says no more than that it is paid from the budget.
  return meaning.slice.item === 'running-cost' && fund === 'appropriation' ? null : fund
}

/** Year and stage as dimensions of a slice; what is the document's own is not named. */
export function whenOf(meaning: Pick<Meaning, 'year' | 'stage'>): Slice {
  return {
    ...(meaning.year === 0 ? {} : { year: String(meaning.year) }),
    ...(meaning.stage === undefined ? {} : { stage: meaning.stage }),
  }
}

function only(slice: Slice, dimensions: readonly (keyof Slice)[]): Slice {
  return Object.fromEntries(dimensions.flatMap((d) => (slice[d] === undefined ? [] : [[d, slice[d]]])))
}

function sameSlice(a: Slice, b: Slice): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Slice>
  return [...keys].every((k) => a[k] === b[k])
}

/** What of the surroundings the phrase leaves as it is. */
function within(meaning: Meaning, base: Slice): Slice {
  const { slice, flow } = meaning
  if (slice.asset !== undefined || slice.project !== undefined) return slice
  if (flow !== undefined && CARRIED.has(flow)) return { ...only(base, ['fund', 'unit']), ...slice }
  // Procurement is of all money unless what is taken apart says of which.
  if (slice.item?.startsWith('procurement') === true || slice.item === 'asset-purchase')
    return { ...only(base, base.item?.startsWith('procurement') === true ? ['fund', 'unit'] : ['unit']), ...slice }
  if (slice.item !== undefined || flow === 'both') return { ...only(base, ['fund', 'unit']), ...slice }
  if (slice.function !== undefined) return { ...only(base, ['fund', 'unit', 'nature', 'economic']), ...slice }
  if (slice.economic !== undefined || slice['government-economic'] !== undefined)
    return { ...only(base, ['fund', 'unit', 'nature']), ...slice }
  if (slice.nature !== undefined) return { ...only(base, ['fund', 'unit', 'function']), ...slice }
  if (meaning.flow === 'income') return { ...only(base, ['fund', 'unit']), ...slice }
  return { ...only(base, ['fund', 'unit', 'nature', 'function', 'project']), ...slice }
}

/** Items of the law are printed of one fund or another, and prose seldom says which. */
function fundsOf(meaning: Meaning, slice: Slice): readonly Slice[] {
  const { item, fund } = slice
  if (item === undefined) {
    // What is said of appropriations is printed by most places in the tables of the general budget.
    if (slice.fund === 'appropriation' && meaning.slice.fund === undefined) return [slice, { ...slice, fund: 'general' }]
    return [slice]
  }
  if (item.startsWith('procurement') || item === 'asset-purchase') return [slice]
  if (saidFund(meaning, []) !== null) return [slice]
  const usual = item === 'running-cost' ? ['general', 'appropriation'] : ['appropriation', 'general']
  const funds = fund === undefined || (item === 'running-cost' && fund === 'appropriation') ? usual : [fund, ...usual]
  return funds.map((one) => ({ ...slice, fund: one }))
}

/** The flows that are meant, the likeliest first; null for what is no flow of money. */
function flowsOf(meaning: Meaning, base: Slice): readonly (string | null)[] {
  const { flow, extent, slice } = meaning
  if (slice.asset !== undefined) return [null]
  if (flow === 'both') return ['sources']
  if (flow !== undefined && CARRIED.has(flow)) return [flow]
  const narrow = ['function', 'economic', 'government-economic', 'nature', 'item'].some(
    (d) => slice[d as keyof Slice] !== undefined,
  )
  if (narrow) return ['expenditure']
  // A part of all sources, said of one fund, is what is received of it: 财政拨款收入预算总计 below 收入预算总计.
  if (flow === 'income' && extent === 'total' && base.flow === 'sources' && slice.fund !== undefined) return ['income', 'sources']
  if (flow === 'income')
    return extent === 'total' ? ['sources', 'income'] : extent === 'year' ? ['income'] : ['income', 'sources']
  if (flow === 'expenditure')
    return extent === 'total' ? ['uses', 'expenditure'] : extent === 'year' ? ['expenditure'] : ['expenditure', 'uses']
  if (base.flow === 'income' || base.flow === 'sources') return ['income', 'sources']
  if (base.flow === 'expenditure' || base.flow === 'uses') return ['expenditure', 'uses']
  // 财政拨款 alone: what is received of it and what is spent of it are mostly one amount, and the tables tell where they are not.
  return slice.fund === undefined ? [] : ['expenditure', 'income']
}
