import type { Words } from '../../budget/finding.ts'
import type { Draft } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { FieldOption } from '../../ledger/rows/fields.ts'
import type { ControlFigure } from '../../ledger/workflow/control.ts'
import type { Choice } from './find-choice.ts'
import type { Entry } from './desk-model.ts'

/** What the desk asks of the server and what it is answered: `/desk/budgets/:id/…`, JSON. */

/** GET state */
export interface StateAnswer {
  readonly draft: Draft
  /** Number of the draft's last entry: changes since then are asked for. */
  readonly entries: number
  readonly mayWrite: boolean
  /** Sheets that are written here; all where it is not said. A department's money is written by its units. */
  readonly sheets?: readonly SheetId[]
  /** Names of the projects that may be budgeted. */
  readonly library?: readonly string[]
  /** Places whose forms can be printed. */
  readonly places?: readonly FieldOption[]
  readonly year: number
  /** The budget of the year before, for whoever has none in the sheet 上年数. */
  readonly lastYear: Draft | null
  /** Characters that can be printed (`packGlyphs`); all where it is not said. */
  readonly glyphs?: string
  /** Control figures that hold for this budget; none, or none above zero, before they are issued. */
  readonly control?: readonly ControlFigure[]
}

/** GET since?n=&sheet=&row=&field= */
export interface SinceAnswer {
  readonly entries: readonly Entry[]
  readonly present: readonly Present[]
  /** Where the budget stands; when that changes, the page is out of date. */
  readonly state: string
}

/** Somebody else at the same desk, and the cell that they are in. */
export interface Present {
  readonly name: string
  readonly sheet: string
  readonly row: string
  readonly field: string
}

/** POST entries: 200 */
export interface Kept {
  readonly n: number
}

/** GET /desk/choices/:year */
export type ChoicesAnswer = Readonly<Record<string, readonly Choice[]>>

/** POST entries: 403 and 422, where the server says why. */
export interface Refusal {
  readonly message?: Words | string
}
