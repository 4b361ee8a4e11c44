import { FEN_PER_UNIT, figureToFen, precisionOf, readFigure } from './amount.ts'
import type { ClaimResult } from './check-result.ts'

type Printed = Pick<ClaimResult, 'printed' | 'amount'>

const UNITS = ['万元', '元', '亿元', '千元', '百万元', '分'] as const

/** The unit that makes the printed figure the claim's amount; null where zero, blank or malformed print leaves it open. */
export function unitOf(claim: Printed): string | null {
  return unitAndFigure(claim)?.unit ?? null
}

function unitAndFigure({ printed, amount }: Printed): { readonly unit: string; readonly decimals: number } | null {
  if (amount === null || amount === 0) return null
  const figure = readFigure(printed)
  if (figure.state !== 'number') return null
  const unit = UNITS.find((each) => figureToFen(figure, FEN_PER_UNIT[each] ?? 1) === amount)
  return unit === undefined ? null : { unit, decimals: figure.decimals }
}

/** The width of a figure's last printed digit in fen: 75.11 in 万元 is 10,000. 1 where its unit cannot be told from it. */
export function precisionOfClaim(claim: Printed): number {
  return statedPrecision(claim) ?? 1
}

/**
 * The width of the last digit that a table prints, in fen: that of its finest figure, since end zeros are often dropped. 1 where no figure tells.
 *
 * @param claims of one table
 */
export function precisionOfTable(claims: readonly (Printed & { readonly unit?: string })[]): number {
  const widths = claims.flatMap((claim) => (claim.unit === undefined ? (statedPrecision(claim) ?? []) : []))
  return widths.length === 0 ? 1 : widths.reduce((finest, width) => Math.min(finest, width))
}

function statedPrecision(claim: Printed): number | null {
  const found = unitAndFigure(claim)
  return found === null ? null : precisionOf(found.decimals, FEN_PER_UNIT[found.unit] ?? 1)
}
