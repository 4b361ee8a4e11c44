import type { Dimension, Slice } from '../budget/slice.ts'
import { narrowSlice } from '../budget/slice.ts'
import type { Measure } from '../budget/claim.ts'
import type { Cell } from '../document/document.ts'
import type { Column, Label, Side, TableForm } from './form.ts'
import type { Grid } from './grid.ts'
import { isLabel } from './label.ts'

/** One column of a form in print: what stands in it and which slice it narrows to. */
export interface PrintedColumn {
  readonly side: number
  /** `key`: the code of another classification of the same row. */
  readonly role: 'serial' | 'code' | 'name' | 'value' | 'words' | 'key'
  readonly label: Label
  readonly parents: readonly Label[]
  readonly slice: Slice
  readonly measure: Measure
  /** What a key is of. */
  readonly dimension?: Dimension
  /** Not printed by everybody: that it is missing does not tell against the form. */
  readonly optional: boolean
}

/** How a form lies over a grid. */
export interface Alignment {
  /** For each grid column that was understood: the form's column. */
  readonly columns: ReadonlyMap<number, PrintedColumn>
  /** The leaf header cell of each understood grid column. */
  readonly headers: ReadonlyMap<number, Cell>
  /** The columns of a code that is printed in parts (类 | 款 | 项), by the first of them, where its header is known not to say it. */
  readonly codeParts?: ReadonlyMap<number, readonly number[]>
  /** The last row of the header. */
  readonly headerRows: number
  /** Share of the form's columns of figures that were found. */
  readonly score: number
}

const HEADER_ROWS = 7

/** The columns of a form as they are printed from left to right. */
export function printedColumns(form: TableForm): readonly PrintedColumn[] {
  const columns: PrintedColumn[] = []
  form.sides.forEach((side: Side, index) => {
    const stub = (role: 'serial' | 'code' | 'name', label: Label | undefined): void => {
      if (label !== undefined)
        columns.push({ side: index, role, label, parents: [], slice: {}, measure: 'money', optional: false })
    }
    stub('serial', side.stub.serial)
    stub('code', side.stub.code)
    stub('name', side.stub.name)
    const walk = (column: Column, slice: Slice, parents: readonly Label[], within: boolean): void => {
      const inner = narrowSlice(slice, column.slice)
      const optional = within || column.optional === true || column.only !== undefined
      if (column.children !== undefined) {
        for (const child of column.children) walk(child, inner, [...parents, column.label], optional)
        return
      }
      const role = column.words === true ? 'words' : 'value'
      columns.push({
        side: index,
        role,
        label: column.label,
        parents,
        slice: inner,
        measure: column.measure ?? 'money',
        optional,
      })
    }
    for (const column of side.columns) walk(column, {}, side.heading === undefined ? [] : [side.heading], false)
  })
  return columns
}

/**
 * Lays a form's header over a grid: tries every depth of header and keeps the one under which most columns are found in their order.
 * Labels decide, positions do not: a column more or less is no obstacle, and the parents above a leaf only break ties, so that a
 * source which lost its merged cells is read too.
 */
export function align(form: TableForm, grid: Grid): Alignment {
  const wanted = printedColumns(form)
  const figures = wanted.filter((c) => c.role === 'value' && !c.optional).length
  let most = 0
  const nameless = wanted.every((c) => c.role !== 'name')
  let best: Alignment = { columns: new Map(), headers: new Map(), headerRows: 0, score: 0 }
  for (let depth = 1; depth <= Math.min(HEADER_ROWS, grid.table.rows); depth++) {
    const leaves = leafHeaders(grid, depth)
    const pairs = longestMatch(wanted, leaves)
    const values = pairs.flatMap(([w]) => wanted[w] ?? []).filter((c) => c.role === 'value')
    const found = values.filter((c) => !c.optional).length
    const named = nameless || pairs.some(([w]) => wanted[w]?.role === 'name')
    const score = named ? found / figures : (found / figures) * 0.5
    if (score < best.score || (score === best.score && values.length <= most)) continue
    most = values.length
    const columns = new Map<number, PrintedColumn>()
    const headers = new Map<number, Cell>()
    const matched = pairs.flatMap(([, l]) => leaves[l] ?? [])
    const headerRows = Math.max(depth, ...matched.map((leaf) => leaf.cell.row + leaf.cell.rowSpan - 1))
    const below = columnsBelow(grid, headerRows, leaves)
    for (const [w, l] of pairs) {
      const leaf = leaves[l]
      const column = wanted[w]
      if (leaf === undefined || column === undefined) continue
      const at = below?.[l] ?? leaf.column
      columns.set(at, column)
      headers.set(at, leaf.cell)
    }
    best = { columns, headers, headerRows, score }
  }
  return best
}

/** The grid columns that one code is printed over: more than one where its parts (类 | 款 | 项) have columns of their own. */
export function codeColumns(laid: Alignment, grid: Grid, column: number): readonly number[] {
  const parts = laid.codeParts?.get(column)
  if (parts !== undefined) return parts
  const label = laid.columns.get(column)?.label
  if (label === undefined) return [column]
  for (let row = 1; row <= laid.headerRows; row++) {
    const cell = grid.at(row, column)
    if (cell === undefined || !isLabel(headerText(cell.text), label)) continue
    const all = Array.from({ length: cell.columnSpan }, (_, i) => cell.column + i)
    return all.filter((c) => c === column || !laid.columns.has(c))
  }
  return [column]
}

interface Leaf {
  readonly column: number
  readonly cell: Cell
  readonly path: readonly Cell[]
}

/** The lowest printed header cell over each column, one for each distinct cell. */
function leafHeaders(grid: Grid, depth: number): readonly Leaf[] {
  const leaves: Leaf[] = []
  for (let column = 1; column <= grid.table.columns; column++) {
    const path: Cell[] = []
    for (let row = 1; row <= depth; row++) {
      const cell = grid.at(row, column)
      if (cell !== undefined && cell.text !== '' && path.at(-1) !== cell) path.push(cell)
    }
    const cell = path.at(-1)
    if (cell === undefined || leaves.at(-1)?.cell === cell) continue
    leaves.push({ column, cell, path })
  }
  return leaves
}

/**
 * Where the cells of the rows begin, if as many stand in a row as the header has columns but under other boundaries: a word processor
 * that converts a table may shift merged cells of the header by a hair's breadth. Their order is certain then, their positions are not.
 */
function columnsBelow(grid: Grid, headerRows: number, leaves: readonly Leaf[]): readonly number[] | null {
  const layouts = new Map<string, { starts: readonly number[]; rows: number }>()
  for (let row = headerRows + 1; row <= grid.table.rows; row++) {
    const starts = grid.row(row).map((c) => c.column)
    const key = starts.join()
    layouts.set(key, { starts, rows: (layouts.get(key)?.rows ?? 0) + 1 })
  }
  const usual = [...layouts.values()].sort((a, b) => b.rows - a.rows)[0]
  if (usual === undefined || usual.starts.length !== leaves.length) return null
  return leaves.every((leaf) => usual.starts.includes(leaf.column)) ? null : usual.starts
}

/** The order-preserving pairing of wanted and printed columns with the highest weight. */
function longestMatch(wanted: readonly PrintedColumn[], leaves: readonly Leaf[]): readonly (readonly [number, number])[] {
  const width = leaves.length + 1
  const weight = new Float64Array((wanted.length + 1) * width)
  const at = (w: number, l: number): number => weight[w * width + l] ?? 0
  const texts = leaves.map((leaf) => headerText(leaf.cell.text))
  const pairWeight = (w: number, l: number): number => {
    const column = wanted[w]
    const leaf = leaves[l]
    if (column === undefined || leaf === undefined) return 0
    // A code may be split over columns of its own (类 | 款 | 项) below its label.
    const isHere = isLabel(texts[l] ?? '', column.label)
    if (!isHere && !(column.role === 'code' && leaf.path.some((c) => isLabel(headerText(c.text), column.label)))) return 0
    const parents = column.parents.filter((p) => leaf.path.some((c) => c !== leaf.cell && isLabel(headerText(c.text), p))).length
    return 1 + parents * 0.1
  }
  for (let w = wanted.length - 1; w >= 0; w--) {
    for (let l = leaves.length - 1; l >= 0; l--) {
      const pair = pairWeight(w, l)
      weight[w * width + l] = Math.max(at(w + 1, l), at(w, l + 1), pair === 0 ? 0 : pair + at(w + 1, l + 1))
    }
  }
  const pairs: [number, number][] = []
  let w = 0
  let l = 0
  while (w < wanted.length && l < leaves.length) {
    const pair = pairWeight(w, l)
    if (pair > 0 && at(w, l) === pair + at(w + 1, l + 1)) {
      pairs.push([w, l])
      w++
      l++
    } else if (at(w, l) === at(w + 1, l)) w++
    else l++
  }
  return pairs
}

/** A header without the year and the unit that some tables print into it: `2023年预留…份额`, `预算数（万元）`. */
export function headerText(text: string): string {
  return text.replace(/^\d{4}年(?:度)?\s*/u, '').replace(/[（(](?:单位[:：])?(?:万元|元|%|％)[)）]$/u, '')
}
