import type { Claim, Ratio } from '../../budget/claim.ts'

/** Everything from `low` to `high`. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** A side of a ratio: what may stand for it (the print in the sentence, or the same slice printed elsewhere), each as far as it is rounded. */
export interface Side {
  readonly value: number
  readonly range: Range
}

/** The sides of a ratio that are known. `change` is signed. */
export interface Sides {
  readonly of: readonly Side[]
  readonly to: readonly Side[]
  readonly change: readonly Side[]
}

/** A printed amount may have been any that is rounded to it. */
export function sideOf(claim: Claim, value: number = claim.value): Side {
  const half = claim.precision / 2
  return { value, range: { low: value - half, high: value + half } }
}

/** A rate that the sides give, in hundredths of a per cent, with the range that their rounding leaves open. */
export interface Rate {
  readonly value: number
  readonly range: Range
}

/** `zero`: there is nothing to reckon from. */
export type Reckoned = Rate | 'zero'

const PER_CENT = 10_000

/** Every way in which the known sides give the rate. Empty where too few are known. */
export function reckon(kind: Ratio['kind'], sides: Sides): readonly Reckoned[] {
  const ways: Reckoned[] = []
  if (kind !== 'growth') {
    for (const of of sides.of) for (const to of sides.to) ways.push(quotient(of, to))
    return ways
  }
  for (const change of sides.change) {
    for (const to of sides.to) ways.push(quotient(change, to))
    for (const of of sides.of) ways.push(grown(of, change))
  }
  for (const of of sides.of) {
    for (const to of sides.to) {
      if (to.value === 0) ways.push('zero')
      else ways.push(shifted(quotient(of, to), -PER_CENT))
    }
  }
  return ways
}

function quotient(part: Side, whole: Side): Reckoned {
  if (whole.value === 0) return 'zero'
  const corners = [part.range.low, part.range.high].flatMap((p) => boundsOf(whole).map((w) => (p / w) * PER_CENT))
  return { value: (part.value / whole.value) * PER_CENT, range: { low: Math.min(...corners), high: Math.max(...corners) } }
}

/** change ÷ (this − change). One print rounds both, so the corners are those of the two together. */
function grown(of: Side, change: Side): Reckoned {
  const base = of.value - change.value
  const slack = of.range.high - of.value + (change.range.high - change.value)
  if (Math.abs(base) <= slack)
    return base === 0 || of.value === change.value
      ? 'zero'
      : { value: (change.value / base) * PER_CENT, range: { low: -Infinity, high: Infinity } }
  const corners = [of.range.low, of.range.high].flatMap((o) =>
    [change.range.low, change.range.high].map((c) => (c / (o - c)) * PER_CENT),
  )
  return { value: (change.value / base) * PER_CENT, range: { low: Math.min(...corners), high: Math.max(...corners) } }
}

function shifted(rate: Reckoned, by: number): Reckoned {
  if (rate === 'zero') return rate
  return { value: rate.value + by, range: { low: rate.range.low + by, high: rate.range.high + by } }
}

/** The whole's own bounds, kept off zero: a whole that may be anything small gives any rate. */
function boundsOf(whole: Side): readonly number[] {
  const { low, high } = whole.range
  if (low > 0 || high < 0) return [low, high]
  return whole.value > 0 ? [1, high] : [low, -1]
}

/** Whether a printed rate is within the reckoned range: half a last digit where it is rounded, a whole one where it is cut off. */
export function fits(rate: Rate, printed: Claim): boolean {
  return printed.value - printed.precision <= rate.range.high && printed.value + printed.precision >= rate.range.low
}

/** Whether a printed rate is what the reckoned one rounds to, as far as the amounts' own rounding tells. */
export function isRounded(rate: Rate, printed: Claim): boolean {
  const half = printed.precision / 2
  return printed.value - half <= rate.range.high && printed.value + half >= rate.range.low
}
