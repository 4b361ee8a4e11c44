import { precisionOfClaim } from '../../budget/printed-precision.ts'
import type { ClaimView } from './views.ts'

/** Whether two figures can both be right as far as they are printed. */
export function agrees(a: ClaimView, b: ClaimView): 'same' | 'rounded' | 'other' | 'blank' {
  if (a.amount === null || b.amount === null) return 'blank'
  if (a.amount === b.amount) return 'same'
  return 2 * Math.abs(a.amount - b.amount) <= precisionOfClaim(a) + precisionOfClaim(b) ? 'rounded' : 'other'
}
