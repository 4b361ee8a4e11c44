import type { Fen } from './amount.ts'
import type { Place } from './place.ts'
import type { Slice } from './slice.ts'

/** What a claim counts. Money is in fen; the others in hundredths of their unit, so that `95.5%` stays an integer. */
export type Measure = 'money' | 'percent' | 'count' | 'm2' | 'vehicles' | 'year'

/**
 * What a printed percentage is reckoned from, as claims of the same reading. A side that is not printed beside it is absent; a growth
 * needs two of its three.
 *
 * - `growth`: `change` ÷ `to`, where `to` is the earlier amount and `of` the later one
 * - `share`: `of` ÷ `to`, a part and its whole
 * - `completion`: `of` ÷ `to`, what was spent and what was budgeted
 */
export interface Ratio {
  readonly kind: 'growth' | 'share' | 'completion'
  readonly of?: number
  readonly to?: number
  readonly change?: number
}

/**
 * A document's assertion that a slice has an amount, with its precision and its place.
 *
 * A claim never says why it is there: where it was printed is `form`, `row` and `column` (or `sentence` and `slot`), what it means is
 * `slice`. Nothing else has meaning, so two claims on one slice must agree wherever they stand.
 */
export interface Claim {
  /** Its index in `Reading.claims`. */
  readonly id: number
  /** Id of the form that was read (see the outward contract), or `narrative`. */
  readonly form: string
  /** Which printing of a form: index in `Reading.forms`. Sums hold within one printing. */
  readonly table: number
  readonly title: string
  readonly row?: { readonly code?: string; readonly label?: string }
  readonly column?: string
  /** What is printed above the column's own label, from the top: the merged headings that it stands under. */
  readonly columnGroups?: readonly string[]
  readonly sentence?: string
  readonly slot?: string
  readonly slice: Slice
  readonly measure: Measure
  readonly printed: string
  /** `absent`: a row that is not printed, though another table has money there; it counts as zero and is a suspect like any other. */
  readonly state: 'number' | 'blank' | 'malformed' | 'absent'
  /** Fen, or hundredths of the measure's unit. 0 for blank and absent; for malformed the likeliest reading, or 0. */
  readonly value: number
  /** Other readings of a malformed print, same unit as `value`, the likeliest first. */
  readonly readings?: readonly number[]
  /** Width of the last printed digit, in the unit of `value`. */
  readonly precision: number
  /** How the figure's column prints: fen (or hundredths) in one printed unit, decimals of its finest figure, end zeros dropped or not. */
  readonly style: { readonly unit: Fen; readonly decimals: number; readonly trim: boolean }
  readonly place: Place
  /** Set where one code stands twice in a table: the two are parts, and not the same thing printed twice. */
  readonly part?: number
  /** A 其中 that is only some of the slice above it: it bounds that slice and does not add up to it. */
  readonly some?: boolean
  /**
   * Another classification of the same money, printed beside the first in the same row (政府预算支出经济分类 beside that of departments):
   * the table's own sums do not run over it.
   */
  readonly also?: Slice
  /** Prose is read by its cues and not by a form: what disagrees with it is for a person to judge. */
  readonly prose?: boolean
  /** Of a percentage in running text. Such a claim agrees with amounts and not with other percentages of its slice. */
  readonly ratio?: Ratio
}
