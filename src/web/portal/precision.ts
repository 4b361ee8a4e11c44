import { FEN_PER_UNIT, precisionOf, readFigure } from '../../budget/amount.ts'
import { unitOf } from '../print-amount.ts'
import type { ClaimView } from './views.ts'

/** The width of a figure's last printed digit in fen: 75.11 in 万元 is 10,000. 1 where its unit cannot be told from it. */
export function precisionOfClaim(claim: ClaimView): number {
  const figure = readFigure(claim.printed)
  const unit = unitOf({ form: '', title: '', ...claim })
  return figure.state === 'number' && unit !== null ? precisionOf(figure.decimals, FEN_PER_UNIT[unit] ?? 1) : 1
}

/** Whether two figures can both be right as far as they are printed. */
export function agrees(a: ClaimView, b: ClaimView): 'same' | 'rounded' | 'other' | 'blank' {
  if (a.amount === null || b.amount === null) return 'blank'
  if (a.amount === b.amount) return 'same'
  return 2 * Math.abs(a.amount - b.amount) <= precisionOfClaim(a) + precisionOfClaim(b) ? 'rounded' : 'other'
}
