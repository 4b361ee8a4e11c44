import { narrow, readFigure } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Series } from '../budget/reading.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import { codeByName, lookup, nameFits } from '../catalogue/codes.ts'
import type { Cell } from '../document/document.ts'
import { align, codeColumns, type Alignment, type PrintedColumn } from './align.ts'
import { saysEmpty, unitOf, type TableInContext } from './context.ts'
import { rowSignature } from './continued-tables.ts'
import { figurePart, styleOf, unitOfMeasure } from './figure-claim.ts'
import type { RowRule, Side, TableForm } from './form.ts'
import { bareLabel, isLabel, labels, ordinalOf, ordinalValue, plainLabel } from './label.ts'
import { yearPart } from './figure-claim.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { RowCodes } from './row-code.ts'

/** Reads one recognised table: every figure becomes a claim on its slice, every serial number an entry of a series. */
export function readTable(
  form: TableForm,
  found: TableInContext,
  title: string,
  builder: ReadingBuilder,
  alignment?: Alignment,
): void {
  const laid = alignment ?? align(form, found.grid)
  const tableIndex = builder.forms.length
  const unit = unitOf(found.info) ?? form.unit
  const first = firstDataRow(found, laid, tableIndex, builder)
  const rows: RowRead[] = []
  const problemsBefore = builder.problems.length
  form.sides.forEach((side, sideIndex) => {
    rows.push(...readSide({ form, side, sideIndex, found, laid, first, tableIndex, builder }))
  })
  const isWhole = builder.problems.length === problemsBefore
  const before = builder.claims.length
  claimColumns({ form, found, laid, rows, unit, title, tableIndex, builder })
  const made = builder.claims.slice(before)
  claimDate(found, { form: form.id, table: tableIndex, title }, builder)
  const note = found.notes.find((n) => saysEmpty(n.text))
  for (const cell of laid.headers.values()) builder.printedLabels.push({ printed: cell.text, place: cell.place })
  const listing = listingOf(form)
  builder.forms.push({
    form: form.id,
    title,
    state: made.some((c) => c.state !== 'blank') ? 'read' : 'empty',
    place: found.table.place,
    slice: form.slice,
    // Where a line was not understood, the lines that were do not add up, and which one is missing is unknown.
    complete: isWhole ? form.complete : form.complete.filter((d) => d !== listing.listing),
    ...(isWhole ? listing : {}),
    emptyNote: note === undefined ? null : { printed: note.text, place: note.place },
    hasMoney: made.some((c) => c.value !== 0 || c.state === 'malformed'),
  })
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

function listingOf(form: TableForm): { listing?: 'function' | 'economic' } {
  for (const side of form.sides) {
    for (const rule of side.rows) if ('each' in rule && rule.each !== 'record') return { listing: rule.each }
  }
  return {}
}

/** The first row below the header and below the line of column numbers (栏次), which is read as a series. */
function firstDataRow(found: TableInContext, laid: Alignment, table: number, builder: ReadingBuilder): number {
  const row = laid.headerRows + 1
  const cells = found.grid.row(row)
  const numbered = cells.filter((c) => c.text !== '')
  const [head] = numbered
  const labelled = head !== undefined && /^(?:栏\s*次|行\s*次)$/u.test(head.text)
  const rest = labelled ? numbered.slice(1) : numbered
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

/** A printed row that was understood. */
interface RowRead {
  readonly side: number
  readonly row: number
  readonly slice: Slice
  readonly code?: string
  readonly label: string
  readonly part?: number
  readonly some?: boolean
}

interface SideTask {
  readonly form: TableForm
  readonly side: Side
  readonly sideIndex: number
  readonly found: TableInContext
  readonly laid: Alignment
  readonly first: number
  readonly tableIndex: number
  readonly builder: ReadingBuilder
}

function readSide(task: SideTask): RowRead[] {
  const { sideIndex, found, laid, builder } = task
  const columnOf = (role: PrintedColumn['role']): number | null => {
    for (const [column, printed] of laid.columns) if (printed.side === sideIndex && printed.role === role) return column
    return null
  }
  const nameColumn = columnOf('name')
  if (nameColumn === null) return task.side.stub.name === undefined ? onlyRow(task) : []
  const codeColumn = columnOf('code')
  const serialColumn = columnOf('serial')
  const values = [...laid.columns].filter(([, p]) => p.side === sideIndex && p.role === 'value').map(([column]) => column)
  const rows: RowRead[] = []
  const serial: Mutable<Series['entries']> = []
  const ordinals: Mutable<Series['entries']> = []
  const printedCodes = new Map<string, number>()
  const codeCells = codeColumn === null ? [] : codeColumns(laid, found.grid, codeColumn)
  const codes = new RowCodes()
  const headers = new Set(Array.from({ length: task.first - 1 }, (_, i) => rowSignature(found.grid.row(i + 1))))
  let cursor = 0
  for (let row = task.first; row <= found.table.rows; row++) {
    if (headers.has(rowSignature(found.grid.row(row))) || isRemark(found, row, values)) continue
    const cellAt = (column: number | null): Cell | undefined => {
      const cell = column === null ? undefined : found.grid.at(row, column)
      return cell?.row === row ? cell : undefined
    }
    const nameCell = cellAt(nameColumn)
    const codeCell = codeColumn === null ? undefined : cellAt(codeColumn)
    const { code, name } = codes.read(codeCells.map(cellAt), nameCell?.text ?? '')
    const filled = values.some((c) => isMoney(cellAt(c)?.text ?? ''))
    const serialCell = cellAt(serialColumn)
    if (serialCell !== undefined && (name !== '' || code !== '' || serialCell.text !== '')) {
      const figure = narrow(serialCell.text)
      const value = /^\d+$/u.test(figure) ? Number(figure) : null
      serial.push({ printed: serialCell.text, value, place: serialCell.place, label: name })
    }
    if (name === '' && code === '') {
      if (filled) unnamed(found, row, values, builder)
      continue
    }
    const ordinal = ordinalOf(name)
    if (nameCell !== undefined && /[一二三四五六七八九十]/u.test(ordinal)) {
      ordinals.push({ printed: ordinal, value: ordinalValue(ordinal), place: nameCell.place, label: name })
    }
    const understood = understand(task, { name, code, nameCell, codeCell }, cursor, printedCodes)
    if (understood === null) {
      if (filled) {
        const place = nameCell?.place ?? codeCell?.place ?? found.table.place
        builder.problem(
          `这一行“${code}${name}”不在所知的科目或项目之中，其金额未参加核对。`,
          `This line, "${code}${name}", is none that the form or the code lists know; its figures were not checked.`,
          place,
        )
      }
      continue
    }
    cursor = understood.cursor
    rows.push({ ...understood.row, side: sideIndex, row })
  }
  if (serial.some((e) => e.value !== null)) builder.series.push({ kind: 'serial', table: task.tableIndex, entries: serial })
  if (ordinals.length > 1) builder.series.push({ kind: 'ordinal', table: task.tableIndex, entries: ordinals })
  return rows
}

/** A side without names has one row: the first with figures in it, or else the first. */
function onlyRow({ form, side, sideIndex, found, laid, first }: SideTask): RowRead[] {
  const columns = [...laid.columns].filter(([, p]) => p.side === sideIndex && p.role === 'value').map(([column]) => column)
  const filled = (row: number): boolean => columns.some((c) => readFigure(found.grid.at(row, c)?.text ?? '').state !== 'blank')
  let row = first
  while (row < found.table.rows && !filled(row)) row++
  if (first > found.table.rows) return []
  return [{ side: sideIndex, row: filled(row) ? row : first, slice: narrowSlice(form.slice, side.slice), label: '' }]
}

type Mutable<T> = T extends readonly (infer E)[] ? E[] : never

/** A row that is one text over figures too, or a note in the first column: a remark about the table, and no line of it. */
function isRemark(found: TableInContext, row: number, values: readonly number[]): boolean {
  const [only, ...others] = found.grid.row(row).filter((c) => c.text !== '')
  if (only === undefined || others.length > 0 || readFigure(only.text).state === 'number') return false
  const reaches = values.some((c) => c > only.column && c < only.column + only.columnSpan)
  return reaches || (only.column === 1 && /^(?:备?注|说明)[:：]/u.test(only.text))
}

function isMoney(text: string): boolean {
  const figure = readFigure(text)
  return figure.state === 'malformed' || (figure.state === 'number' && figure.digits !== 0)
}

function unnamed(found: TableInContext, row: number, values: readonly number[], builder: ReadingBuilder): void {
  const cell = values.map((c) => found.grid.at(row, c)).find((c) => c !== undefined && c.text !== '')
  const figure = readFigure(cell?.text ?? '')
  if (cell === undefined || figure.state !== 'number' || figure.digits === 0) return
  builder.problem(
    `这一行没有科目编码和名称，金额“${cell.text}”不知属于什么，未参加核对。`,
    `This row has neither code nor name, so what its figure "${cell.text}" is of is unknown; it was not checked.`,
    cell.place,
  )
}

interface PrintedRow {
  readonly name: string
  readonly code: string
  readonly nameCell: Cell | undefined
  readonly codeCell: Cell | undefined
}

/** Finds the rule that a printed row follows: fixed lines in their order, then the classification. */
function understand(
  task: SideTask,
  printed: PrintedRow,
  cursor: number,
  codes: Map<string, number>,
): { row: Omit<RowRead, 'side' | 'row'>; cursor: number } | null {
  const { side, form } = task
  const base = narrowSlice(form.slice, side.slice)
  const order = [...side.rows.keys()].map((i) => (i + cursor) % side.rows.length)
  for (const index of order) {
    const rule = side.rows[index]
    if (rule === undefined || !('label' in rule) || !isLabel(printed.name, rule.label)) continue
    if (printed.code !== '' && lookup('function', printed.code, task.builder.year) !== null) continue
    if (printed.nameCell !== undefined)
      task.builder.printedLabels.push({ printed: bareLabel(printed.name), place: printed.nameCell.place })
    const row = { slice: narrowSlice(base, rule.slice), label: printed.name, ...(rule.some === true ? { some: true } : {}) }
    return { row, cursor: Math.min(index + 1, side.rows.length - 1) }
  }
  for (const rule of side.rows) {
    if (!('each' in rule)) continue
    const row = byRule(rule, task, printed, base, codes)
    if (row !== null) return { row, cursor }
  }
  return null
}

function byRule(
  rule: Extract<RowRule, { each: string }>,
  task: SideTask,
  printed: PrintedRow,
  base: Slice,
  codes: Map<string, number>,
): Omit<RowRead, 'side' | 'row'> | null {
  const { builder, tableIndex } = task
  if (rule.each === 'record') {
    const project = plainLabel(printed.name)
    const times = (codes.get(project) ?? 0) + 1
    codes.set(project, times)
    return { slice: narrowSlice(base, { project }), label: printed.name, ...(times > 1 ? { part: times } : {}) }
  }
  const dimension = rule.each
  const resolved = resolveNode(dimension, rule.depth, printed, builder.year, codes)
  if (resolved === null) return null
  const count = (codes.get(resolved) ?? 0) + 1
  codes.set(resolved, count)
  if (printed.nameCell !== undefined && printed.code !== '') {
    builder.names.push({
      dimension,
      code: resolved,
      printed: printed.name,
      place: printed.nameCell.place,
      table: tableIndex,
      ...(printed.codeCell === undefined ? {} : { codePlace: printed.codeCell.place }),
      ...(printed.code === resolved ? {} : { printedCode: printed.code }),
    })
  }
  return {
    slice: narrowSlice(base, { [dimension]: resolved }),
    label: printed.name,
    ...(printed.code === '' ? {} : { code: printed.code }),
    ...(count > 1 ? { part: count } : {}),
  }
}

/**
 * The node that a row denotes. The printed code decides, unless it says something else than the printed name while the name is that of
 * a sibling code that stands nowhere else in the table: then the code is the slip, and the finding will say so.
 */
function resolveNode(
  dimension: 'function' | 'economic',
  depth: number,
  printed: PrintedRow,
  year: number,
  codes: ReadonlyMap<string, number>,
): string | null {
  const name = bareLabel(printed.name)
  if (printed.code === '') return codeByName(dimension, name, year, { level: depth })
  if (!/^\d{3}(?:\d\d){0,3}$/u.test(printed.code)) {
    // A letter typed for a digit: read so if the name is that of the code that was meant.
    const meant = printed.code.replace(/[oO〇]/gu, '0').replace(/[lI]/gu, '1')
    const fit = nameFits(dimension, meant, name, year)
    return (fit === 'same' || fit === 'alias') && !codes.has(meant) ? meant : null
  }
  const fits = nameFits(dimension, printed.code, name, year)
  if (fits === 'same' || fits === 'alias') return printed.code
  const level = (printed.code.length - 1) / 2
  const under = printed.code.slice(0, -2)
  const named = codeByName(dimension, name, year, under.length >= 3 ? { level, under } : { level })
  if (named !== null && named !== printed.code && !codes.has(named) && slipOf(named, printed.code)) return named
  return printed.code
}

/** Whether one code becomes the other by one wrong digit or two exchanged ones. */
function slipOf(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const differing = [...a].map((c, i) => (c === b[i] ? -1 : i)).filter((i) => i >= 0)
  const [i, j] = differing
  if (differing.length === 1) return true
  return differing.length === 2 && i !== undefined && j !== undefined && a[i] === b[j] && a[j] === b[i]
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
  const figuresOf = (column: number, side: number) =>
    rows.filter((r) => r.side === side).map((r) => readFigure(textAt(r.row, column)?.text ?? ''))
  const whole = Math.max(
    0,
    ...values.filter(([, p]) => p.measure === 'money').map(([column, p]) => styleOf(figuresOf(column, p.side), 1).decimals),
  )
  const styles = new Map(
    values.map(([column, printed]) => {
      const unit = unitOfMeasure(printed.measure, task.unit)
      return [column, styleOf(figuresOf(column, printed.side), unit, printed.measure === 'money' ? whole : 0)] as const
    }),
  )
  for (const row of rows) {
    for (const [column, printed] of values) {
      const cell = textAt(row.row, column)
      const style = styles.get(column)
      if (printed.side !== row.side || cell === undefined || style === undefined) continue
      const base = narrowSlice(printed.slice, {})
      const claim: Omit<Claim, 'id'> = {
        form: form.id,
        table: task.tableIndex,
        title: task.title,
        row: { ...(row.code === undefined ? {} : { code: row.code }), label: row.label },
        column: laid.headers.get(column)?.text ?? labels(printed.label)[0] ?? '',
        slice: narrowSlice(row.slice, base),
        measure: printed.measure,
        ...figurePart(cell.text, style),
        place: cell.place,
        ...(row.part === undefined ? {} : { part: row.part }),
        ...(row.some === true ? { some: true } : {}),
      }
      builder.claim(claim)
    }
  }
}
