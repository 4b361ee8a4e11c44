import { narrow, readFigure } from '../budget/amount.ts'
import type { Series } from '../budget/reading.ts'
import { narrowSlice, sliceKey, type Dimension, type Slice } from '../budget/slice.ts'
import type { Cell } from '../document/document.ts'
import { codeColumns, type Alignment, type PrintedColumn } from './align.ts'
import type { TableInContext } from './context.ts'
import { rowSignature } from './continued-tables.ts'
import type { Side, TableForm } from './form.ts'
import { ordinalOf, ordinalValue, plainLabel } from './label.ts'
import { LineContext } from './line-context.ts'
import { purchaseRows } from './purchase-rows.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { RowCodes } from './row-code.ts'
import { understand } from './understand-row.ts'

/** A printed row that was understood. */
export interface RowRead {
  readonly side: number
  readonly row: number
  readonly slice: Slice
  readonly code?: string
  readonly label: string
  readonly part?: number
  readonly some?: boolean
  readonly also?: Slice
}

export interface SideSource {
  readonly form: TableForm
  readonly side: Side
  readonly sideIndex: number
  readonly found: TableInContext
  readonly laid: Alignment
  readonly first: number
  readonly tableIndex: number
  readonly builder: ReadingBuilder
  readonly stage: 'budget' | 'final'
}

/** A side while it is read. */
export interface SideTask extends SideSource {
  readonly lines: LineContext
  /** The codes printed in its rows. */
  readonly unitCodes: readonly string[]
  /** Units that stand beside the lines of the budget in a column of their own. */
  readonly units: ReadonlySet<string>
  /** The one of them that the rows belong to. */
  unit: string
  /** That unit as a slice; empty in a table of one unit. */
  unitOf(): Slice
}

/** Reads the rows of one side from top to bottom: codes, names, serial numbers; a row with figures that nothing explains is a problem. */
export function readSide(source: SideSource): RowRead[] {
  const { sideIndex, found, laid, builder, form, side } = source
  const columnOf = (role: PrintedColumn['role']): number | null => {
    for (const [column, printed] of laid.columns) if (printed.side === sideIndex && printed.role === role) return column
    return null
  }
  if (side.rows.some((rule) => 'each' in rule && rule.each === 'purchase')) return purchaseRows(source)
  const nameColumn = columnOf('name')
  if (nameColumn === null) return source.side.stub.name === undefined ? onlyRow(source) : []
  const codeColumn = columnOf('code')
  const serialColumn = columnOf('serial')
  const values = [...laid.columns].filter(([, p]) => p.side === sideIndex && p.role === 'value').map(([column]) => column)
  const rows: RowRead[] = []
  const serial: Mutable<Series['entries']> = []
  const ordinals = new OrdinalSeries(source.tableIndex)
  const printedCodes = new Map<string, number>()
  const codeCells = codeColumn === null ? [] : codeColumns(laid, found.grid, codeColumn)
  const codes = new RowCodes()
  const keys = [...laid.columns].filter(([, p]) => p.side === sideIndex && p.role === 'key')
  const names: string[] = []
  const unitCodes: string[] = []
  for (let row = source.first; row <= found.table.rows; row++) {
    const name = found.grid.at(row, nameColumn)
    if (name?.row === row && name.text !== '') names.push(name.text)
    const code = codeColumn === null ? undefined : found.grid.at(row, codeColumn)
    if (code?.row === row && code.text !== '') unitCodes.push(plainLabel(code.text))
  }
  const task: SideTask = {
    ...source,
    lines: new LineContext(names, builder.year),
    unitCodes,
    units: unitsBeside(keys, source),
    unit: '',
    unitOf: () => unitSlice(task),
  }
  let named = -1
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
    if (nameCell !== undefined && nameCell.text !== '') named++
    const { code, name } = codes.read(codeCells.map(cellAt), nameCell?.text || totalAmong(keys, cellAt))
    const filled = values.some((c) => isMoney(cellAt(c)?.text ?? ''))
    const serialCell = cellAt(serialColumn)
    if (serialCell !== undefined && (name !== '' || code !== '' || serialCell.text !== '')) {
      const figure = narrow(serialCell.text)
      const value = /^\d+$/u.test(figure) ? Number(figure) : null
      serial.push({ printed: serialCell.text, value, place: serialCell.place, label: name })
    }
    const unit = unitOfRow(keys, cellAt)
    if (unit !== '' && unit !== task.unit) task.unit = unit
    if (name === '' && code === '') {
      // A row of a unit alone is all of it.
      // The cell of its name began in a row above: a part of that row.
      const above = found.grid.at(row, nameColumn)
      if (above !== undefined && above.row < row && above.text !== '') continue
      if (unit !== '' && values.some((c) => readFigure(cellAt(c)?.text ?? '').state !== 'blank'))
        rows.push({ side: sideIndex, row, label: unit, slice: narrowSlice(narrowSlice(form.slice, side.slice), unitSlice(task)) })
      else if (filled && !isLoose(form)) unnamed(found, row, values, builder)
      continue
    }
    const ordinal = ordinalOf(name)
    if (nameCell !== undefined && /[一二三四五六七八九十]/u.test(ordinal))
      ordinals.add({ printed: ordinal, value: ordinalValue(ordinal), place: nameCell.place, label: name })
    const understood = understand(task, { index: named, name, code, nameCell, codeCell }, cursor, printedCodes)
    if (understood === null) {
      // 其中 of something that the vocabulary does not know is part of a line that was read.
      if (filled && !isLoose(form) && !/^(?:其中|包括)/u.test(plainLabel(name))) {
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
    const also = alsoOf(keys, cellAt)
    rows.push({
      ...understood.row,
      slice: narrowSlice(understood.row.slice, unitSlice(task)),
      side: sideIndex,
      row,
      ...(also === null ? {} : { also }),
    })
  }
  numberParts(rows)
  if (serial.some((e) => e.value !== null)) builder.series.push({ kind: 'serial', table: task.tableIndex, entries: serial })
  builder.series.push(...ordinals.finish())
  return rows
}

/** Ordinals of lines: those in brackets （一） count anew below each line with one of the outer kind 一、. */
class OrdinalSeries {
  readonly #table: number
  readonly #outer: Series['entries'][number][] = []
  readonly #inner: Series['entries'][number][][] = [[]]

  constructor(table: number) {
    this.#table = table
  }

  add(entry: Series['entries'][number]): void {
    if (/^[(（]/u.test(entry.printed)) this.#inner.at(-1)?.push(entry)
    else {
      this.#outer.push(entry)
      this.#inner.push([])
    }
  }

  finish(): readonly Series[] {
    return [this.#outer, ...this.#inner]
      .filter((entries) => entries.length > 1)
      .map((entries) => ({ kind: 'ordinal', table: this.#table, entries }))
  }
}

/** Tables of purchases name things and not lines of the budget: what is not understood of them is no gap. */
function isLoose(form: TableForm): boolean {
  return form.id === 'procurement'
}

type Key = readonly [number, PrintedColumn]

/** 合计 that is printed under the heading of a further classification. */
function totalAmong(keys: readonly Key[], cellAt: (column: number) => Cell | undefined): string {
  const texts = keys.map(([column]) => plainLabel(cellAt(column)?.text ?? ''))
  return texts.find((t) => /^(?:合计|总计)$/u.test(t)) ?? ''
}

function unitOfRow(keys: readonly Key[], cellAt: (column: number) => Cell | undefined): string {
  const key = keys.find(([, p]) => p.dimension === 'unit')
  const text = key === undefined ? '' : plainLabel(cellAt(key[0])?.text ?? '')
  return /^(?:合计|总计|小计)?$/u.test(text) ? '' : text
}

function unitsBeside(keys: readonly Key[], { found, first }: SideSource): ReadonlySet<string> {
  const units = new Set<string>()
  for (let row = first; row <= found.table.rows; row++) {
    const unit = unitOfRow(keys, (column) => {
      const cell = found.grid.at(row, column)
      return cell?.row === row ? cell : undefined
    })
    if (unit !== '') units.add(unit)
  }
  return units
}

/** A table of one unit is that unit's anyway. */
function unitSlice(task: SideTask): Slice {
  return task.units.size > 1 && task.unit !== '' ? { unit: task.unit } : {}
}

/** What the further classifications of a row say, or null. */
function alsoOf(keys: readonly (readonly [number, PrintedColumn])[], cellAt: (column: number) => Cell | undefined): Slice | null {
  const also: Partial<Record<Dimension, string>> = {}
  for (const [column, { dimension }] of keys) {
    const code = /^[[（(]?(\d{3}(?:\d\d)*)/u.exec(narrow(cellAt(column)?.text ?? ''))?.[1]
    if (dimension !== undefined && code !== undefined) also[dimension] = code
  }
  return Object.keys(also).length === 0 ? null : also
}

/** Rows of one code are all parts of it, the first as well: by unit, or by what else they are classified by. */
function numberParts(rows: RowRead[]): void {
  const first = new Map<string, number>()
  rows.forEach((row, i) => {
    if (row.code === undefined) return
    const key = sliceKey(row.slice)
    const before = first.get(key)
    if (before === undefined) first.set(key, i)
    else {
      const other = rows[before]
      if (other !== undefined && other.part === undefined && row.part !== undefined) rows[before] = { ...other, part: 1 }
    }
  })
}

/** A side without names has one row: the first with figures in it, or else the first. */
function onlyRow({ form, side, sideIndex, found, laid, first }: SideSource): RowRead[] {
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
