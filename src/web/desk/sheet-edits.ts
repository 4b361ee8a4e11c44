import type { Words } from '../../budget/finding.ts'
import type { Change } from '../../ledger/draft/changes.ts'
import type { DraftRow } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { Field } from '../../ledger/rows/fields.ts'
import { compute, isSum } from './arithmetic.ts'
import type { Range, Spot } from './cell-ranges.ts'

/** A sheet as the grid shows it: the draft's rows, then some blank ones that become rows when something is typed in them. */
export interface SheetView {
  readonly sheet: SheetId
  readonly fields: readonly Field[]
  readonly rows: readonly DraftRow[]
  /** How many of `rows` stand in the draft; those after them are blank. */
  readonly kept: number
}

/** Gives a row that is new a name that no other one has. */
export type NewId = () => string

/** The rows of a sheet with `blank` rows behind them. Names of blank rows that were shown before are kept, so that nothing jumps. */
export function viewSheet(
  sheet: SheetId,
  fields: readonly Field[],
  kept: readonly DraftRow[],
  before: readonly DraftRow[],
  blank: number,
  newId: NewId,
): SheetView {
  const taken = new Set(kept.map(({ id }) => id))
  const spare = before.filter(({ id, texts }) => !taken.has(id) && Object.keys(texts).length === 0 && id.startsWith(BLANK))
  const last = kept.at(-1)?.at ?? 0
  const rows = Array.from(
    { length: blank },
    (_, i): DraftRow => ({ id: spare[i]?.id ?? BLANK + newId(), at: last + i + 1, texts: {} }),
  )
  return { sheet, fields, rows: [...kept, ...rows], kept: kept.length }
}

/** What the names of rows begin with that are made at the desk. */
const BLANK = 'n'

/** A text for a cell. */
export interface CellText extends Spot {
  readonly text: string
}

/** What has to change for cells to read as typed. Rows behind the last are added; the same text is no change. */
export function setCells(view: SheetView, cells: readonly CellText[], newId: NewId): readonly Change[] {
  const changes: Change[] = []
  const added = new Map<number, { at: number; id: string; texts: Record<string, string> }>()
  const lastKept = view.rows[view.kept - 1]?.at ?? 0
  for (const { row, column, text } of cells) {
    const field = view.fields[column]
    if (field === undefined || field.remark === true) continue
    const own = row < view.kept ? view.rows[row] : undefined
    if (own !== undefined) {
      const before = own.texts[field.id] ?? ''
      if (before !== text) changes.push({ kind: 'set', sheet: view.sheet, row: own.id, field: field.id, before, after: text })
      continue
    }
    if (text === '' && !added.has(row)) continue
    let blank = added.get(row)
    if (blank === undefined) {
      blank = { at: lastKept + (row - view.kept) + 1, id: view.rows[row]?.id ?? BLANK + newId(), texts: {} }
      added.set(row, blank)
    }
    blank.texts[field.id] = text
  }
  for (const { id, at, texts } of added.values()) changes.push({ kind: 'add', sheet: view.sheet, row: id, at, texts })
  return changes
}

/** Puts a block of texts into the grid from a corner. One text fills the whole range that is selected. */
export function pasteCells(
  view: SheetView,
  range: Range,
  block: readonly (readonly string[])[],
  newId: NewId,
): readonly Change[] {
  const [height, width] = [block.length, Math.max(0, ...block.map((row) => row.length))]
  if (height === 0 || width === 0) return []
  // As in a spreadsheet: a range that is a multiple of the block is filled with it.
  const repeats = (range.bottom - range.top + 1) % height === 0 && (range.right - range.left + 1) % width === 0
  const rows = repeats ? range.bottom - range.top + 1 : height
  const columns = repeats ? range.right - range.left + 1 : width
  const cells: CellText[] = []
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const text = block[r % height]?.[c % width]
      const field = view.fields[range.left + c]
      if (text !== undefined && field !== undefined)
        cells.push({ row: range.top + r, column: range.left + c, text: keptText(field, text).text })
    }
  return setCells(view, cells, newId)
}

/** What a person should know about the sums in a block that is pasted from a column on: one that was rounded, one that is none. The first, and how many more. */
export function pasteNote(view: SheetView, left: number, block: readonly (readonly string[])[]): Words | null {
  const notes = block.flatMap((row) =>
    row.flatMap((text, i) => {
      const field = view.fields[left + i]
      const note = field === undefined ? undefined : keptText(field, text).note
      return note === undefined ? [] : [note]
    }),
  )
  const [first] = notes
  if (first === undefined || notes.length === 1) return first ?? null
  const more = notes.length - 1
  return { zh: `${first.zh}另有${more}处算式也请核对。`, en: `${first.en} Look at ${more} more sums as well.` }
}

/** Texts of a range, row by row. */
export function cellsIn(view: SheetView, range: Range): readonly (readonly string[])[] {
  return view.rows
    .slice(range.top, range.bottom + 1)
    .map((row) => view.fields.slice(range.left, range.right + 1).map(({ id }) => row.texts[id] ?? ''))
}

/** Ctrl+D: the first row of the range goes into all below; of a single row, the one above it. */
export function fillDown(view: SheetView, range: Range, newId: NewId): readonly Change[] {
  const from = range.top === range.bottom ? range.top - 1 : range.top
  if (from < 0) return []
  return fillFrom(view, { ...range, top: from, bottom: from }, range.bottom, newId)
}

/** Dragged by its corner: the rows of a range are repeated down to `bottom`, in their order. */
export function fillFrom(view: SheetView, range: Range, bottom: number, newId: NewId): readonly Change[] {
  const block = cellsIn(view, range)
  const cells: CellText[] = []
  for (let row = range.bottom + 1; row <= bottom; row++) {
    const texts = block[(row - range.top) % block.length] ?? []
    texts.forEach((text, i) => cells.push({ row, column: range.left + i, text }))
  }
  return setCells(view, cells, newId)
}

export function clearCells(view: SheetView, range: Range): readonly Change[] {
  const cells: CellText[] = []
  for (let row = range.top; row <= Math.min(range.bottom, view.kept - 1); row++)
    for (let column = range.left; column <= range.right; column++) cells.push({ row, column, text: '' })
  return setCells(view, cells, () => '')
}

/** Blank rows above a row. */
export function insertRows(view: SheetView, above: number, count: number, newId: NewId): readonly Change[] {
  const index = Math.min(above, view.kept)
  const after = view.rows[index - 1]?.at ?? 0
  const before = index < view.kept ? (view.rows[index]?.at ?? after + 1) : after + count + 1
  return Array.from(
    { length: count },
    (_, i): Change => ({
      kind: 'add',
      sheet: view.sheet,
      row: BLANK + newId(),
      at: after + ((before - after) * (i + 1)) / (count + 1),
      texts: {},
    }),
  )
}

export function removeRows(view: SheetView, top: number, bottom: number): readonly Change[] {
  return view.rows.slice(top, Math.min(bottom + 1, view.kept)).map(
    (row): Change => ({
      kind: 'remove',
      sheet: view.sheet,
      row: row.id,
      at: row.at,
      texts: row.texts,
    }),
  )
}

/** What is kept of what was typed: the result of a sum, else the text. `note` says what a person should know about it. */
export function keptText(field: Field, typed: string): { readonly text: string; readonly note?: Words } {
  if (!isSum(typed)) return { text: typed }
  const result = compute(typed, field.amount === true ? 2 : 6)
  if (!result.ok) return { text: typed, note: result.why }
  if (!result.rounded) return { text: result.text }
  return {
    text: result.text,
    note: { zh: `算式除不尽，已四舍五入为${result.text}。`, en: `The sum does not come out even; rounded to ${result.text}.` },
  }
}
