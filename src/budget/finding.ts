import type { Place } from './place.ts'

export type Severity = 'error' | 'warning' | 'note'

/** A slip of the hand that turns the right figure into the printed one. */
export type Slip = 'digit' | 'transposition' | 'decimal' | 'shift' | 'blank' | 'unit' | 'sign' | 'row' | 'year'

/** Words for people in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** One claim that may be wrong, and what it would have to be. */
export interface Suspect {
  /** Suspects with one number belong to one explanation; several numbers are equal alternatives. */
  readonly set: number
  /** Index in `Reading.claims`. An absent row is a claim of state `absent`. */
  readonly claim: number
  readonly repair: { readonly value: number; readonly printed: string } | null
  readonly slip?: Slip
}

/** The document is readable and says something wrong or doubtful. */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  readonly message: Words
  readonly basis?: string
  /** The first is where to look; empty only for the whole document. */
  readonly places: readonly Place[]
  /** What is concerned where no claim is: a form, a card's field, a row. */
  readonly subject?: {
    readonly form?: string
    readonly card?: number
    readonly row?: { readonly code?: string; readonly label?: string }
    readonly field?: string
  }
  /** Indices in `Proof.equations`. */
  readonly equations: readonly number[]
  readonly suspects: readonly Suspect[]
  readonly unique: boolean
}

/** A place that could not be read. Reading never throws and never hides this. */
export interface Problem {
  readonly message: Words
  readonly place: Place
}
