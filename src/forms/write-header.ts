import type { Measure } from '../budget/claim.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import type { Column, RecordField, TableForm, Variant } from './form.ts'
import { labels } from './label.ts'
import type { CellSpec } from './lay-table.ts'

/** One printed column: what stands in it, and what it narrows the row to. */
export interface LeafColumn {
  readonly side: number
  readonly role: 'serial' | 'code' | 'name' | 'value' | 'words'
  readonly slice: Slice
  readonly measure: Measure
  readonly field?: RecordField
  /** Which part of the code, where its parts have columns of their own. */
  readonly part?: number
}

export interface Header {
  readonly rows: readonly (readonly CellSpec[])[]
  readonly leaves: readonly LeafColumn[]
}

/** A label of the header. Neighbours below one head share it by identity: equal words may head different columns. */
interface Head {
  readonly text: string
}

/** What a header depends on beside its form. */
export interface HeaderPrint {
  /** Printed before the labels that carry it. */
  readonly year: number
  readonly variant: Variant
  /** Whether an optional column has anything to print. */
  isPrinted(side: number, slice: Slice): boolean
}

interface Path {
  readonly leaf: LeafColumn
  readonly heads: readonly Head[]
}

/**
 * The printed header of a form with its merged cells, and its columns from left to right.
 *
 */
export function headerOf(form: TableForm, print: HeaderPrint): Header {
  const paths = form.sides.flatMap((_, side) => pathsOf(form, side, print))
  const depth = Math.max(...paths.map((p) => p.heads.length))
  const rows = Array.from({ length: depth }, (_, level) => headerRow(paths, level, depth))
  return { rows, leaves: paths.map((p) => p.leaf) }
}

function pathsOf(form: TableForm, index: number, print: HeaderPrint): Path[] {
  const side = form.sides[index]
  if (side === undefined) return []
  const { stub } = side
  const paths: Path[] = []
  const own: readonly Head[] = side.heading === undefined ? [] : [{ text: first(side.heading) }]
  const stubHeads = stub.over === undefined ? own : [...own, { text: stub.over }]
  const figureHeads = side.over === undefined ? own : [...own, { text: side.over }]
  const add = (role: LeafColumn['role'], heads: readonly Head[], more: Partial<LeafColumn> = {}): void => {
    paths.push({ leaf: { side: index, role, slice: {}, measure: 'money', ...more }, heads })
  }
  if (stub.serial !== undefined) add('serial', [{ text: first(stub.serial) }])
  if (stub.code !== undefined) {
    const code = { text: first(stub.code) }
    const { split } = stub
    if (split === undefined) add('code', [...stubHeads, code])
    else split.forEach((text, part) => add('code', [...stubHeads, code, { text }], { part }))
  }
  if (stub.name !== undefined) add('name', [...stubHeads, { text: first(stub.name) }])
  const isShown = (column: Column, slice: Slice): boolean =>
    (column.only ?? print.variant) === print.variant &&
    (column.optional !== true || print.isPrinted(index, narrowSlice(slice, column.slice)))
  const walk = (column: Column, slice: Slice, heads: readonly Head[]): void => {
    const inner = narrowSlice(slice, column.slice)
    const label = `${column.dated === true ? `${print.year}年` : ''}${first(column.label)}`
    const path = [...(column.inStub === true ? stubHeads : heads), { text: label }]
    const shown = column.children?.filter((child) => isShown(child, inner))
    const [only] = shown ?? []
    if (shown !== undefined && (shown.length > 1 || only?.children !== undefined))
      for (const child of shown) walk(child, inner, path)
    else {
      const role = column.words === true ? 'words' : 'value'
      const field = column.field === undefined ? {} : { field: column.field }
      const measure = only?.measure ?? column.measure ?? 'money'
      add(role, path, { slice: narrowSlice(inner, only?.slice), measure, ...field })
    }
  }
  for (const column of side.columns) if (isShown(column, {})) walk(column, {}, figureHeads)
  return paths
}

/** One row of the header: a head that is shared by neighbours spans them, the lowest head of a column reaches down to the bottom. */
function headerRow(paths: readonly Path[], level: number, depth: number): CellSpec[] {
  const cells: CellSpec[] = []
  for (let i = 0; i < paths.length; ) {
    const heads = paths[i]?.heads ?? []
    const head = heads[level]
    let end = i + 1
    if (head !== undefined) {
      while (paths[end]?.heads[level] === head) end++
      const down = heads.length === level + 1 ? depth - level : 1
      cells.push({ text: head.text, across: end - i, down })
    }
    i = end
  }
  return cells
}

function first(label: string | readonly string[]): string {
  return labels(label)[0] ?? ''
}
