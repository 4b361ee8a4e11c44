import type { RawCell } from '../grid.ts'
import { SPRM } from './properties.ts'
import type { Change } from './properties.ts'

/** A row as its end mark describes it: the edges of its cells in twentieths of a point, and how they are merged. */
export interface RowShape {
  readonly edges: readonly number[]
  readonly merges: readonly CellMerge[]
}

/** How a cell is merged with the one before it and the one above. */
export interface CellMerge {
  readonly horizontal: boolean
  readonly vertical: 'none' | 'restart' | 'continue'
}

interface Row {
  readonly texts: readonly string[]
  readonly shape: RowShape
}

const PLAIN: CellMerge = { horizontal: false, vertical: 'none' }
/** Edges nearer than this (2 points) are one: rows drawn by hand never meet exactly, and no cell is so narrow. */
const NEAR = 40
/** Width of a cell of which nothing is known. */
const UNKNOWN = 1000

/** The shape of a row from the changes at its end mark; null where they do not tell. */
export function rowShape(changes: readonly Change[]): RowShape | null {
  const definition = changes.findLast((change) => change.code === SPRM.tableDefinition)?.operand
  if (definition === undefined || definition.length < 1) return null
  const count = definition.u8(0)
  const cells = 1 + 2 * (count + 1)
  if (count === 0 || cells > definition.length) return null
  const edges = Array.from({ length: count + 1 }, (_, i) => definition.i16(1 + 2 * i))
  const merges = Array.from({ length: count }, (_, i): CellMerge => {
    const at = cells + 20 * i
    if (at + 2 > definition.length) return PLAIN
    const flags = definition.u16(at)
    return { horizontal: (flags & 0x02) !== 0, vertical: verticalMerge((flags >> 5) & 3) }
  })
  for (const { code, operand } of changes) {
    if (code === SPRM.tableMerge) {
      for (let i = operand.u8(0) + 1; i < Math.min(count, operand.u8(1)); i++)
        merges[i] = { ...(merges[i] ?? PLAIN), horizontal: true }
    } else if (code === SPRM.tableVerticalMerge && operand.length >= 2) {
      const i = operand.u8(0)
      if (i < count) merges[i] = { ...(merges[i] ?? PLAIN), vertical: verticalMerge(operand.u8(1)) }
    }
  }
  return { edges, merges }
}

function verticalMerge(bits: number): CellMerge['vertical'] {
  return bits === 0 ? 'none' : bits === 1 ? 'continue' : 'restart'
}

/** Collects the cells of one table row by row; what they span is known only when all edges are. */
export class TableCollector {
  /** Tables inside its cells, in the order in which they open. They follow it in the document. */
  readonly nested: TableCollector[] = []
  /** Paragraphs of the cell that is open. */
  lines: string[] = []
  readonly #rows: Row[] = []
  #texts: string[] = []

  endCell(): void {
    this.#texts.push(this.lines.join('\n'))
    this.lines = []
  }

  /** `deleted`: the row was taken out in tracked changes. */
  endRow(shape: RowShape | null, deleted: boolean): void {
    if (this.lines.some((line) => line !== '')) this.endCell()
    const texts = this.#texts
    this.lines = []
    this.#texts = []
    // Some programs end more cells than they define; what is beyond is no cell unless something stands in it.
    const defined = shape?.merges.length ?? texts.length
    while (texts.length > defined && texts.at(-1) === '') texts.pop()
    if (deleted || texts.length === 0) return
    this.#rows.push({ texts, shape: this.#fitting(shape, texts.length) })
  }

  /** The cells in columns between the edges that the rows really use. */
  cells(): RawCell[] {
    // A row whose end mark is missing is a row all the same.
    if (this.#texts.length > 0 || this.lines.some((line) => line !== '')) this.endRow(null, false)
    const columnOf = columns(this.#rows)
    const cells: RawCell[] = []
    let above = new Map<number, RawCell>()
    for (const [r, { texts, shape }] of this.#rows.entries()) {
      const open = new Map<number, RawCell>()
      let last: RawCell | null = null
      let right = 0
      for (const [i, text] of texts.entries()) {
        const column: number = Math.max(right, columnOf(shape.edges[i] ?? 0))
        const columnSpan = Math.max(1, columnOf(shape.edges[i + 1] ?? 0) - column)
        right = column + columnSpan
        const { horizontal, vertical } = shape.merges[i] ?? PLAIN
        if (horizontal && last !== null && text === '') {
          last.columnSpan += columnSpan
          continue
        }
        const host = above.get(column)
        if (vertical === 'continue' && host !== undefined && host.columnSpan === columnSpan && text === '') {
          host.rowSpan++
          open.set(column, host)
          last = null
          continue
        }
        last = { row: r, column, rowSpan: 1, columnSpan, text }
        cells.push(last)
        if (vertical !== 'none') open.set(column, last)
      }
      above = open
    }
    return cells
  }

  /** A row without a shape of its own has that of the row above, or cells of one width. */
  #fitting(shape: RowShape | null, count: number): RowShape {
    if (shape !== null && shape.merges.length >= count) return shape
    const above = this.#rows.at(-1)
    if (shape === null && above !== undefined && above.texts.length === count) return { edges: above.shape.edges, merges: [] }
    const known = shape?.edges ?? [0]
    const end = known.at(-1) ?? 0
    const more = Array.from({ length: count + 1 - known.length }, (_, i) => end + UNKNOWN * (i + 1))
    return { edges: [...known, ...more], merges: shape?.merges ?? [] }
  }
}

/** The number of the column that begins at an edge. */
function columns(rows: readonly Row[]): (edge: number) => number {
  const edges = [...new Set(rows.flatMap((row) => row.shape.edges.slice(0, row.texts.length + 1)))].sort((a, b) => a - b)
  const numbers = new Map<number, number>()
  let first = Number.NEGATIVE_INFINITY
  let column = -1
  for (const edge of edges) {
    if (edge - first > NEAR) {
      first = edge
      column++
    }
    numbers.set(edge, column)
  }
  return (edge) => numbers.get(edge) ?? 0
}
