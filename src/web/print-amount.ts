import { FEN_PER_UNIT, printFen, readFigure } from '../budget/amount.ts'
import type { ClaimResult, EquationResult } from '../budget/check-result.ts'
import { unitOf } from '../budget/printed-precision.ts'

/** How the figures of an equation are printed: the unit's name, its fen (100 hundredths for other measures) and the finest decimals. */
export interface AmountStyle {
  readonly unit: string
  readonly fen: number
  readonly decimals: number
  readonly money: boolean
}

/** The style in which an equation is drawn: the unit of its first figure that tells, the decimals of its finest. */
export function styleOf(equation: EquationResult, units: readonly string[]): AmountStyle {
  const claims = [...equation.left, ...equation.right].map((term) => term.claim)
  const decimals = Math.max(0, ...claims.map((claim) => decimalsOf(claim.printed)))
  const other = claims.find((claim) => claim.amount === null && claim.value !== undefined)
  if (other !== undefined) return { unit: measureName(other.unit ?? ''), fen: 100, decimals, money: false }
  const unit = claims.map(unitOf).find((name) => name !== null) ?? units.find((name) => name in FEN_PER_UNIT) ?? '万元'
  return { unit, fen: FEN_PER_UNIT[unit] ?? 1, decimals, money: true }
}

/** Fen (or hundredths) as a figure in the style, without its unit. */
export function printAmount(amount: number, style: AmountStyle): string {
  return printFen(amount, style.fen, style.decimals)
}

/** A claim's amount in the style's smallest unit: fen, or hundredths of another measure; null where it is not known. */
export function amountOf(claim: ClaimResult): number | null {
  if (claim.amount !== null) return claim.amount
  if (claim.value !== undefined) return Math.round(claim.value * 100)
  return claim.state === 'blank' ? 0 : null
}

function decimalsOf(printed: string): number {
  const figure = readFigure(printed)
  return figure.state === 'number' ? figure.decimals : 0
}

function measureName(unit: string): string {
  return { percent: '%', m2: 'm²', vehicles: '辆', count: '', year: '' }[unit] ?? unit
}
