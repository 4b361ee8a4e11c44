import { narrow, readFigure, type Figure } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import { narrowSlice, type Dimension, type Slice } from '../budget/slice.ts'
import { combine } from '../catalogue/vocabulary.ts'
import type { Cell } from '../document/document.ts'
import { align, type Alignment } from './align.ts'
import { saysEmpty, unitOf, type TableInContext } from './context.ts'
import { doubtsOf } from './doubts.ts'
import { figurePart, styleOf, unitOfMeasure, yearPart, type FigureStyle } from './figure-claim.ts'
import type { TableForm } from './form.ts'
import { headingsAbove } from './headings-above.ts'
import { labels } from './label.ts'
import { readSide, type RowRead } from './read-rows.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { tieRates } from './table-rates.ts'

/** Reads one recognised table: every figure becomes a claim on its slice, every serial number an entry of a series. */
export function readTable(
  form: TableForm,
  found: TableInContext,
  title: string,
  builder: ReadingBuilder,
  alignment?: Alignment,
  isInferred = false,
): void {
  const laid = alignment ?? align(form, found.grid)
  const tableIndex = builder.forms.length
  const unit = unitOf(found.info) ?? form.unit
  const first = firstDataRow(found, laid, tableIndex, builder)
  const rows: RowRead[] = []
  const problemsBefore = builder.problems.length
  form.sides.forEach((side, sideIndex) => {
    rows.push(...readSide({ form, side, sideIndex, found, laid, first, tableIndex, builder, stage: builder.stage }))
  })
  const isWhole = builder.problems.length === problemsBefore
  const before = builder.claims.length
  claimColumns({ form, found, laid, rows, unit, title, tableIndex, builder })
  const made = builder.claims.slice(before)
  tieRates(made, builder)
  builder.doubts.push(
    ...doubtsOf({
      found,
      made,
      columns: valueColumns(laid),
      unit: unitOf(found.info) === null ? unit : null,
      byLooks: builder.byLooks,
    }),
  )
  claimDate(found, { form: form.id, table: tableIndex, title }, builder)
  const note = found.notes.find((n) => saysEmpty(n.text))
  for (const cell of laid.headers.values()) builder.printedLabels.push({ printed: cell.text, place: cell.place })
  const listing = listingOf(form)
  builder.forms.push({
    form: form.id,
    title,
    state: made.every((c) => c.state === 'blank') ? 'empty' : isInferred ? 'inferred' : 'read',
    place: found.table.place,
    slice: form.slice,
    // Where a line was not understood, the lines that were do not add up, and which one is missing is unknown.
    complete: isWhole ? withoutGroups(form, made) : form.complete.filter((d) => d !== listing.listing),
    ...(isWhole ? listing : {}),
    emptyNote: note === undefined ? null : { printed: note.text, place: note.place },
    hasMoney: made.some((c) => c.value !== 0 || c.state === 'malformed'),
  })
}

/** A list of projects in which some lines are the sums of those below them does not add up as a list of projects. */
function withoutGroups(form: TableForm, made: readonly Claim[]): readonly Dimension[] {
  if (!form.complete.includes('project')) return form.complete
  const amounts = made.filter((c) => c.slice.project !== undefined && c.slice.fund === undefined).map((c) => c.value)
  const isGroup = (at: number): boolean => {
    let rest = amounts[at] ?? 0
    for (let below = at + 1; below < amounts.length && rest > 0; below++) {
      rest -= amounts[below] ?? 0
      if (rest === 0) return true
    }
    return false
  }
  return amounts.some((a, i) => a > 0 && isGroup(i)) ? form.complete.filter((d) => d !== 'project') : form.complete
}

/** The day that a table is as of (截止时间：2022-12-31), as a claim on its year: the document's own, or the end of the one before. */
function claimDate(
  found: TableInContext,
  table: { readonly form: string; readonly table: number; readonly title: string },
  builder: ReadingBuilder,
): void {
  const heads = Array.from({ length: Math.min(4, found.table.rows) }, (_, i) => found.grid.row(i + 1)).flat()
  for (const { text, place } of [...found.before, ...heads]) {
    const [, date, year] = /^截[止至](?:时间|日期)?[:：]\s*((\d{4})[-年./]\d{1,2}(?:[-月./](?:\d{1,2}日?)?)?)$/u.exec(text) ?? []
    if (date === undefined || year === undefined) continue
    const part = yearPart(year, Number(year) === builder.year ? 0 : -1)
    builder.claim({ ...table, ...part, printed: date, sentence: text, slot: 'date', place })
  }
}

/** What a table is a list of. Where its rows are first of all something else (“三公” items with their economic classes), it lists none. */
function listingOf(form: TableForm): { listing?: 'function' | 'economic' } {
  for (const side of form.sides) {
    const first = side.rows.find((rule) => 'each' in rule)
    if (first !== undefined && 'each' in first && (first.each === 'function' || first.each === 'economic'))
      return { listing: first.each }
  }
  return {}
}

/** The first row below the header and below the line of column numbers (栏次), which is read as a series. */
function firstDataRow(found: TableInContext, laid: Alignment, table: number, builder: ReadingBuilder): number {
  const row = laid.headerRows + 1
  const cells = found.grid.row(row)
  const numbered = cells.filter((c) => c.text !== '')
  const [head] = numbered
  const labelled = head !== undefined && /^(?:栏\s*次|行\s*次|\*+)$/u.test(head.text)
  const rest = numbered.filter((c, i) => !(labelled && (i === 0 || /^\*+$/u.test(c.text))))
  const figures = rest.every((c) => /^[\d=+—-]+$/u.test(narrow(c.text)))
  // Without their label, column numbers are known by counting from one over the whole width.
  const counting = rest.length >= 3 && rest.every((c, i) => narrow(c.text) === String(i + 1))
  if (rest.length === 0 || !(labelled ? figures : counting)) return row
  const entries = rest.map((c) => ({
    printed: c.text,
    value: /^\d+$/u.test(narrow(c.text)) ? Number(narrow(c.text)) : null,
    place: c.place,
    label: '栏次',
  }))
  builder.series.push({ kind: 'column', table, entries })
  return row + 1
}

/** The columns of figures from left to right, each with the side that it belongs to. */
function valueColumns(laid: Alignment): ReadonlyMap<number, number> {
  return new Map(
    [...laid.columns]
      .filter(([, p]) => p.role === 'value')
      .sort(([a], [b]) => a - b)
      .map(([column, p]) => [column, p.side]),
  )
}

interface ClaimTask {
  readonly form: TableForm
  readonly found: TableInContext
  readonly laid: Alignment
  readonly rows: readonly RowRead[]
  readonly unit: string
  readonly title: string
  readonly tableIndex: number
  readonly builder: ReadingBuilder
}

/** Claims row by row; precision and style come from the whole column, so the columns are looked through first. */
function claimColumns(task: ClaimTask): void {
  const { form, found, laid, rows, builder } = task
  const textAt = (row: number, column: number): Cell | undefined => {
    const cell = found.grid.at(row, column)
    return cell?.row === row ? cell : undefined
  }
  const values = [...laid.columns].filter(([, p]) => p.role === 'value').sort(([a], [b]) => a - b)
  const figures = new Map(
    values.map(([column, { side }]) => [
      column,
      rows.filter((r) => r.side === side).map((r) => readFigure(textAt(r.row, column)?.text ?? '')),
    ]),
  )
  const figuresOf = (column: number): readonly Figure[] => figures.get(column) ?? []
  const whole = Math.max(
    0,
    ...values.filter(([, p]) => p.measure === 'money').map(([column]) => styleOf(figuresOf(column), 1).decimals),
  )
  const styles = new Map(
    values.map(([column, printed]) => {
      const unit = unitOfMeasure(printed.measure, task.unit)
      return [column, styleOf(figuresOf(column), unit, printed.measure === 'money' ? whole : 0)] as const
    }),
  )
  const groups = new Map(
    values.map(([column, { parents }]) => [
      column,
      headingsAbove(found.grid, laid.headers.get(column), laid.headerRows, parents),
    ]),
  )
  for (const row of rows) {
    for (const [column, printed] of values) {
      const cell = textAt(row.row, column)
      const style = styles.get(column)
      if (printed.side !== row.side || cell === undefined || style === undefined) continue
      // A label that is merged over the column to its right, as 合计 sometimes is, is no figure.
      if (cell.column < column && cell.columnSpan > 1 && readFigure(cell.text).state === 'malformed') continue
      const base = narrowSlice(printed.slice, {})
      const above = groups.get(column) ?? []
      const claim: Omit<Claim, 'id'> = {
        form: form.id,
        table: task.tableIndex,
        title: task.title,
        row: { ...(row.code === undefined ? {} : { code: row.code }), label: row.label },
        column: laid.headers.get(column)?.text ?? labels(printed.label)[0] ?? '',
        ...(above.length === 0 ? {} : { columnGroups: above }),
        slice: crossed(row.slice, base),
        measure: printed.measure,
        ...figurePart(printed.measure === 'percent' ? cell.text.replace(/[%％]/u, '') : cell.text, cutToFit(cell.text, style)),
        place: cell.place,
        ...(row.part === undefined ? {} : { part: row.part }),
        ...(row.some === true ? { some: true } : {}),
        ...(row.also === undefined ? {} : { also: row.also }),
      }
      builder.claim(claim)
    }
  }
}

/** A figure of ten digits or more that has fewer decimals than its neighbours was cut to fit its cell: its precision is its own. */
function cutToFit(text: string, style: FigureStyle): FigureStyle {
  if (text.length < 10) return style
  const figure = readFigure(text)
  if (figure.state !== 'number' || figure.decimals >= style.decimals || String(Math.abs(figure.digits)).length < 10) return style
  return { ...style, decimals: figure.decimals }
}

/** The slice of a cell: its row's and its column's, the narrower where one lies above the other; where they differ, the column's. */
function crossed(row: Slice, column: Slice): Slice {
  return combine(row, column) ?? narrowSlice(row, column)
}
