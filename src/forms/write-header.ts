import type { Measure } from '../budget/claim.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import type { Column, RecordField, TableForm } from './form.ts'
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

interface Path {
  readonly leaf: LeafColumn
  readonly heads: readonly Head[]
}

/**
 * The printed header of a form with its merged cells, and its columns from left to right.
 *
 * @param year printed before the labels that carry it.
 * @param isPrinted whether an optional column has anything to print, by side and slice.
 */
export function headerOf(form: TableForm, year: number, isPrinted: (side: number, slice: Slice) => boolean): Header {
  const paths = form.sides.flatMap((_, side) => pathsOf(form, side, year, isPrinted))
  const depth = Math.max(...paths.map((p) => p.heads.length))
  const rows = Array.from({ length: depth }, (_, level) => headerRow(paths, level, depth))
  return { rows, leaves: paths.map((p) => p.leaf) }
}

function pathsOf(form: TableForm, index: number, year: number, isPrinted: (side: number, slice: Slice) => boolean): Path[] {
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
  const walk = (column: Column, slice: Slice, heads: readonly Head[]): void => {
    const inner = narrowSlice(slice, column.slice)
    if (column.optional === true && !isPrinted(index, inner)) return
    const label = `${column.dated === true ? `${year}年` : ''}${first(column.label)}`
    const path = [...(column.inStub === true ? stubHeads : heads), { text: label }]
    if (column.children !== undefined) for (const child of column.children) walk(child, inner, path)
    else {
      const role = column.words === true ? 'words' : 'value'
      const field = column.field === undefined ? {} : { field: column.field }
      add(role, path, { slice: inner, measure: column.measure ?? 'money', ...field })
    }
  }
  for (const column of side.columns) walk(column, {}, figureHeads)
  return paths
}

/** One row of the header: a head that is shared by neighbours spans them, the lowest head of a column reaches down to the bottom. */
function headerRow(paths: readonly Path[], level: number, depth: number): CellSpec[] {
  const cells: CellSpec[] = []
  for (let i = 0; i < paths.length; ) {
    const heads = paths[i]?.heads ?? []
    const head = heads[level]
    let end = i + 1
    while (head !== undefined && paths[end]?.heads[level] === head) end++
    if (head !== undefined) {
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
