import type { DraftRow } from '../../ledger/draft/draft.ts'
import type { ChoiceId } from '../../ledger/rows/fields.ts'
import type { SheetView } from './sheet-edits.ts'

/** Pixels of a Chinese character, and of a Latin letter or a digit, in the grid's font of 13 px. */
const WIDE = 13
const NARROW = 7.5
/** Pixels beside a text: padding and rule. */
const AROUND = 14
const LEAST = 56
const MOST = 330
/** Texts that run over lines are written below the grid; how they begin is enough. */
const MOST_OF_LONG = 220
/** A column that has to make room keeps this much, or its whole text where that is shorter: the name of a fund. */
const KEPT = 146
/** Codes are known by their figures and projects by their first words: where that is still too much, these keep less. */
const KEPT_OF_CODES = 116
const GIVES_WAY: ReadonlySet<ChoiceId | undefined> = new Set(['function', 'economic', 'government-economic', 'project'] as const)

export interface WidthOptions {
  /** Headings by column. */
  readonly headings: readonly string[]
  readonly isLong: (column: number) => boolean
  /** Pixels for all columns of the sheet together; where it is not known, no column makes room. */
  readonly available: number | null
}

/**
 * Widths of a sheet's columns in pixels, so that what stands in them can be read: as wide as the widest text. Where that is too much for the window, the
 * widest make room first.
 */
export function columnWidths(view: SheetView, { headings, isLong, available }: WidthOptions): readonly number[] {
  const wanted = view.fields.map(({ id, amount }, column) => {
    const heading = widthOf(headings[column] ?? '')
    const texts = view.rows.map(({ texts: own }: DraftRow) => {
      const text = own[id] ?? ''
      return text === '' ? 0 : amount === true ? widthOf(text) + separators(text) : widthOf(text)
    })
    const most = isLong(column) ? MOST_OF_LONG : MOST
    return Math.round(Math.max(LEAST, Math.min(most, Math.max(heading, ...texts) + AROUND)))
  })
  if (available === null) return wanted
  const codes = view.fields.map(({ choices }) => (GIVES_WAY.has(choices) ? KEPT_OF_CODES : KEPT))
  return narrowed(
    narrowed(
      wanted,
      view.fields.map(() => KEPT),
      available,
    ),
    codes,
    available,
  )
}

/** Takes from the widest until they fit, or until none has more than it keeps. */
function narrowed(wanted: readonly number[], kept: readonly number[], available: number): readonly number[] {
  const widths = [...wanted]
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - available
    const give = widths.flatMap((width, i) => (width > (kept[i] ?? 0) ? [{ i, width, least: kept[i] ?? 0 }] : []))
    if (over <= 0 || give.length === 0) return widths
    const widest = Math.max(...give.map(({ width }) => width))
    const those = give.filter(({ width }) => width === widest)
    const next = Math.max(...those.map(({ least }) => least), ...give.map(({ width }) => (width < widest ? width : 0)))
    const width = Math.max(next, widest - Math.ceil(over / those.length))
    for (const { i } of those) widths[i] = width
  }
}

/** An estimate that is never asked of the page: measuring a text would lay the page out. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text.split('\n', 1)[0] ?? '') width += (character.codePointAt(0) ?? 0) < 0x2e80 ? NARROW : WIDE
  return width
}

/** Amounts are shown with separators that nobody typed. */
function separators(text: string): number {
  return Math.floor(Math.max(0, text.replace(/\..*$/u, '').length - 1) / 3) * (NARROW / 2)
}
