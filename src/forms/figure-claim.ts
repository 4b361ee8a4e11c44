import { FEN_PER_UNIT, figureToFen, precisionOf, readFigure, type Fen, type Figure } from '../budget/amount.ts'
import type { Claim, Measure } from '../budget/claim.ts'

/** The part of a claim that its printed figure decides. */
export type FigurePart = Pick<Claim, 'printed' | 'state' | 'value' | 'readings' | 'precision' | 'style'>

/** How a column (or a text) prints its figures. */
export interface FigureStyle {
  /** Fen, or hundredths of a count, in one printed unit. */
  readonly unit: Fen
  readonly decimals: number
  readonly trim: boolean
}

/** Counts, areas and percentages are kept in hundredths, so that `95.5` stays an integer. */
export const HUNDREDTHS = 100

/** Fen in a printed unit of money, or hundredths for anything else. */
export function unitOfMeasure(measure: Measure, unit: string): Fen {
  return measure === 'money' ? (FEN_PER_UNIT[unit] ?? 1_000_000) : HUNDREDTHS
}

/** The style that a set of printed figures shows: the finest figure's decimals, and whether end zeros are dropped. */
export function styleOf(figures: readonly Figure[], unit: Fen, atLeast = 0): FigureStyle {
  let finest = atLeast
  let coarsest = Number.POSITIVE_INFINITY
  for (const figure of figures) {
    const decimals =
      figure.state === 'number' ? figure.decimals : figure.state === 'malformed' ? (figure.readings[0]?.decimals ?? 0) : null
    if (decimals === null) continue
    finest = Math.max(finest, decimals)
    if (figure.state === 'number') coarsest = Math.min(coarsest, decimals)
  }
  return { unit, decimals: finest, trim: coarsest < finest }
}

/**
 * A printed figure as part of a claim. A figure too fine for whole fen, or too large for safe integers, is malformed: nothing is
 * rounded away.
 */
export function figurePart(printed: string, style: FigureStyle): FigurePart {
  const figure = readFigure(printed)
  const precision = precisionOf(style.decimals, style.unit)
  const base = { printed: printed.trim(), precision, style }
  if (figure.state === 'blank') return { ...base, state: 'blank', value: 0 }
  if (figure.state === 'number') {
    const value = figureToFen(figure, style.unit)
    if (value !== null) return { ...base, state: 'number', value }
  }
  const readings = figure.state === 'malformed' ? figure.readings : []
  const values = readings.map((r) => figureToFen(r, style.unit)).filter((v) => v !== null)
  return { ...base, state: 'malformed', value: values[0] ?? 0, readings: values }
}

/** A printed year as part of a claim: which year it should be follows from the disclosure's, so its slice is that distance. */
export function yearPart(printed: string, offset: number): Omit<Claim, 'id' | 'place' | 'form' | 'table' | 'title' | 'sentence'> {
  const style = { unit: HUNDREDTHS, decimals: 0, trim: false }
  return { slice: { year: String(offset), measure: 'year' }, measure: 'year', ...figurePart(printed, style) }
}
