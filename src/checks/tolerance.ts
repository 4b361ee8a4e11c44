import type { Claim } from '../budget/claim.ts'

/**
 * How far two prints of one amount may lie apart: not at all when both are printed equally fine, since one amount is rounded one way;
 * otherwise half a last digit of each.
 */
export function toleranceOfSame(a: Claim, b: Claim): number {
  if (a.precision === b.precision || a.value === 0 || b.value === 0) return 0
  const coarser = a.precision > b.precision ? a : b
  // Running text cuts off as often as it rounds: a whole last digit of it, where that is a small part of the amount.
  if (coarser.form === 'narrative' && coarser.precision * 100 <= Math.abs(coarser.value)) return coarser.precision
  return Math.floor((a.precision + b.precision) / 2)
}

/**
 * How far a whole may lie from its parts by rounding: half a last digit for each printed figure. A whole with one part only is
 * that part printed again.
 */
export function toleranceOfSum(whole: Claim, parts: readonly Claim[]): number {
  const printed = parts.filter((p) => p.value !== 0)
  const [only] = printed
  if (printed.length === 0) return 0
  if (printed.length === 1 && only !== undefined) return toleranceOfSame(whole, only)
  return Math.floor([whole, ...printed].reduce((sum, c) => sum + c.precision, 0) / 2)
}
