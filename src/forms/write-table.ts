import type { Fact, ProcurementLine } from '../budget/account.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import { hasMoney, sumOf } from '../catalogue/inside.ts'
import type { Table } from '../document/document.ts'
import { HUNDREDTHS, unitOfMeasure } from './figure-claim.ts'
import type { FigureForm, TableForm, Variant } from './form.ts'
import { layTable, widthsOf, type CellSpec } from './lay-table.ts'
import { PLAIN, printCount, printFigure, sayFigure } from './print-figure.ts'
import { headerOf, type LeafColumn } from './write-header.ts'
import { linesOf, zipLines, type Line } from './write-lines.ts'
import { procurementFacts, type Source } from './write-source.ts'
import { partsOf } from './write-sums.ts'

/** A printed form: its table, and whether it has anything in it. */
export interface WrittenTable {
  readonly table: Table
  readonly hasFigures: boolean
}

/** What one table is printed with. */
interface Task {
  readonly form: TableForm
  readonly source: Source
  readonly facts: readonly Fact[]
  readonly leaves: readonly LeafColumn[]
  readonly figures: FigureForm
}

/**
 * Prints one statutory table from the account: header with its merged cells, every line that the form asks for, figures with what adds up
 * to them.
 *
 * @param info the texts of the line above the header, where the form prints it as a row of the table.
 */
export function writeTable(
  form: TableForm,
  source: Source,
  variant: Variant,
  info: readonly string[],
  index: number,
): WrittenTable {
  const byRecord = form.sides.some((side) => side.rows.some((rule) => 'each' in rule && rule.each === 'record'))
  const facts = byRecord ? procurementFacts(source.account) : source.account.facts
  const isPrinted = (slice: Slice): boolean => hasMoney(facts, slice)
  const baseOf = (side: number): Slice => narrowSlice(form.slice, form.sides[side]?.slice)
  const header = headerOf(form, {
    year: source.year,
    variant,
    isPrinted: (side, slice) => isPrinted(narrowSlice(baseOf(side), slice)),
  })
  const task: Task = { form, source, facts, leaves: header.leaves, figures: form.figures ?? PLAIN }
  const records = byRecord ? source.account.procurement.map((line, i) => ({ line, fact: facts[i] })) : []
  const sides = form.sides.map((side) =>
    linesOf({
      form,
      side,
      year: source.year,
      facts,
      records: records.flatMap(({ line, fact }) => (fact === undefined ? [] : [{ line, fact }])),
      isPrinted,
    }),
  )
  const rows = zipLines(sides)
  const head: (readonly CellSpec[])[] = [...infoRow(info, header.leaves.length), ...header.rows]
  if (form.columnNumbers === true) head.push(columnNumbers(header.leaves.length))
  const body = bodyOf(task, rows, head.length)
  const hasFigures = body.some((row) => row.some((cell) => cell.figure !== undefined && cell.figure.value !== 0))
  const isList = form.sides.length === 1 && form.sides.some((side) => side.rows.some((rule) => 'each' in rule))
  const blank: CellSpec[] = header.leaves.map(() => ({ text: '' }))
  const table = layTable([...head, ...(hasFigures || !isList ? body : [blank])], index)
  return { table: { ...table, headerRows: head.length, ...widthsOf(table, head.length) }, hasFigures }
}

/** The cells of the line above the header, spread over the whole width. */
function infoRow(info: readonly string[], columns: number): CellSpec[][] {
  if (info.length === 0) return []
  let left = columns
  return [
    info.map((text, i) => {
      const across = Math.ceil(left / (info.length - i))
      left -= across
      return { text, across }
    }),
  ]
}

function columnNumbers(columns: number): CellSpec[] {
  return Array.from({ length: columns }, (_, i) => ({ text: i === 0 ? '栏次' : String(i) }))
}

/** A cell of the body with the value that it prints, so that sums can be traced. */
interface Valued {
  readonly cell: CellSpec
  readonly value: number | null
}

function bodyOf(task: Task, rows: readonly (readonly (Line | null)[])[], headRows: number): readonly (readonly CellSpec[])[] {
  const valued = rows.map((lines, r) => task.leaves.map((leaf) => cellOf(task, leaf, lines[leaf.side] ?? null, r + 1)))
  const { complete } = task.form
  const rowParts = task.form.sides.map((_, side) => {
    const slices = rows.map((lines) => (lines[side]?.some === true ? null : (lines[side]?.slice ?? null)))
    return partsOf(slices, complete)
  })
  const columnParts = task.form.sides.map((side, s) => {
    const base = narrowSlice(task.form.slice, side.slice)
    const slices = task.leaves.map((leaf) => (leaf.side === s && leaf.role === 'value' ? narrowSlice(base, leaf.slice) : null))
    return partsOf(slices, complete)
  })
  const valueAt = (r: number, c: number): number => valued[r]?.[c]?.value ?? 0
  return valued.map((row, r) =>
    row.map(({ cell, value }, c): CellSpec => {
      const leaf = task.leaves[c]
      if (leaf === undefined || value === null || value === 0 || leaf.role !== 'value' || leaf.measure !== 'money') return cell
      const below = rowParts[leaf.side]?.[r]
      if (below !== null && below !== undefined && value === below.reduce((sum, part) => sum + valueAt(part, c), 0)) {
        return { ...cell, sumOf: below.map((part) => ({ row: headRows + part + 1, column: c + 1 })) }
      }
      const beside = columnParts[leaf.side]?.[c]
      if (beside !== null && beside !== undefined && value === beside.reduce((sum, part) => sum + valueAt(r, part), 0)) {
        return { ...cell, sumOf: beside.map((part) => ({ row: headRows + r + 1, column: part + 1 })) }
      }
      return cell
    }),
  )
}

function cellOf(task: Task, leaf: LeafColumn, line: Line | null, serial: number): Valued {
  const words = (text: string): Valued => ({ cell: { text }, value: null })
  if (leaf.role === 'serial') return words(String(serial))
  if (line === null) return words('')
  if (leaf.role === 'name') return words(line.label)
  if (leaf.role === 'code') return words(leaf.part === undefined ? line.code : codePart(line.code, leaf.part))
  if (leaf.role === 'words') return leaf.field === undefined ? words('') : fieldOf(task, line, leaf.field)
  const slice = narrowSlice(line.slice, leaf.slice)
  if (leaf.measure !== 'money') {
    const count = task.source.countOf(slice)
    if (count === null) return words('')
    return {
      cell: { text: printCount(count), figure: { value: count, unit: HUNDREDTHS, decimals: decimalsOf(count) } },
      value: count,
    }
  }
  const value = slice.asset === undefined ? sumOf(line.facts ?? task.facts, slice) : (task.source.amountOf(slice) ?? 0)
  return moneyCell(task, value, false)
}

function moneyCell(task: Task, value: number, said: boolean): Valued {
  const unit = unitOfMeasure('money', task.form.unit)
  const text = said ? sayFigure(value, unit, task.figures) : printFigure(value, unit, task.figures)
  if (text === '') return { cell: { text }, value }
  return { cell: { text, figure: { value, unit, decimals: task.figures.decimals } }, value }
}

function decimalsOf(hundredths: number): number {
  return hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2
}

/** The n-th part of a code: 类 has three digits, 款 and 项 two. */
function codePart(code: string, part: number): string {
  return part === 0 ? code.slice(0, 3) : code.slice(1 + 2 * part, 3 + 2 * part)
}

/** What a column of words says of a line of the procurement budget, and of all of them in the line of the total. */
function fieldOf(task: Task, line: Line, field: NonNullable<LeafColumn['field']>): Valued {
  const { record } = line
  if (record === null) {
    const all = task.source.account.procurement
    return field === 'reserved'
      ? moneyCell(
          task,
          all.reduce((sum, one) => sum + one.reservedForSmall, 0),
          false,
        )
      : { cell: { text: '' }, value: null }
  }
  if (field === 'budget') return moneyCell(task, record.amount, false)
  if (field === 'unit-price') return moneyCell(task, record.unitPrice, true)
  if (field === 'reserved') return moneyCell(task, record.reservedForSmall, false)
  return { cell: { text: wordsOf(record, field) }, value: null }
}

function wordsOf(record: ProcurementLine, field: 'goods' | 'catalogue' | 'measure' | 'quantity'): string {
  return field === 'quantity' ? String(record.quantity) : record[field]
}
