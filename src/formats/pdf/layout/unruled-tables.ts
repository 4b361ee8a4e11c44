import type { Box, PdfPage, TextRun } from '../page.ts'
import type { FoundCell, FoundTable } from './found-table.ts'
import { joinLines } from './join-lines.ts'
import { blocksOf } from './unruled-blocks.ts'
import { crosses, cutsOf, fits } from './unruled-columns.ts'
import { edgesOf, indexAt } from './unruled-edges.ts'
import { type Header, headerOf } from './unruled-header.ts'
import { type Line, linesOf, middle, type Piece, usualSize } from './unruled-lines.ts'
import { type Region, regionsOf } from './unruled-regions.ts'
import { rowsOf } from './unruled-rows.ts'

/** Pages with more lines or runs than this hold no table that anybody could read. */
const MOST_LINES = 2000
const MOST_RUNS = 30_000

/**
 * The tables of a page that were drawn without rules, told from how its text lines up. `free` are the runs outside ruled tables.
 * Titles, unit lines and notes are not part of a table; every run within the box of a table stands in exactly one of its cells.
 * Lengths are points.
 *
 * `above` is the part of a table that may go on here: a page without a header cannot tell columns that are blank on it, and
 * takes them from there where all that stands on it fits in.
 */
export function unruledTables(page: PdfPage, free: readonly TextRun[], above?: FoundTable): FoundTable[] {
  if (free.length > MOST_RUNS) return []
  const lines = linesOf(free)
  if (lines.length === 0 || lines.length > MOST_LINES) return []
  const em = usualSize(page, lines)
  const inner = above?.columns.slice(1, -1) ?? []
  const goesOn = (body: readonly Line[]) => inner.length > 0 && fits(inner, body)
  return regionsOf(page, lines, em, goesOn).flatMap((region, i) => tableOf(page, region, em, i === 0 ? above : undefined) ?? [])
}

function tableOf(page: PdfPage, region: Region, em: number, above: FoundTable | undefined): FoundTable | null {
  const { header, body } = region
  const blocks = blocksOf(header, em)
  const inner = above?.columns.slice(1, -1) ?? []
  const own = cutsOf(blocks, body, em)
  const adopted = header.length === 0 && inner.length >= own.length && fits(inner, body)
  const edges = adopted ? widen(above?.columns ?? [], body) : edgesOf(own, blocks, body, em)
  if (edges.length < 3) return null
  const head = headerOf(blocks, edges, em)
  const rows = rowsOf(body, edges, em, adopted || header.length > 0)
  return assemble(page, edges, head, rows, em)
}

/** Edges of the part above, the outer ones moved out where this part is wider. */
function widen(edges: readonly number[], body: readonly Line[]): number[] {
  const pieces = body.flatMap((line) => line.pieces)
  const wide = [...edges]
  wide[0] = Math.min(wide[0] ?? 0, ...pieces.map((p) => p.left))
  wide[wide.length - 1] = Math.max(wide.at(-1) ?? 0, ...pieces.map((p) => p.right))
  return wide
}

function assemble(
  page: PdfPage,
  edges: readonly number[],
  head: Header,
  rows: readonly (readonly Line[])[],
  em: number,
): FoundTable {
  const columns = edges.length - 1
  const tops = topsOf(head, rows, em)
  const cells: FoundCell[] = []
  const taken = new Uint8Array(columns * (tops.length - 1))
  const add = (row: number, rowSpan: number, from: number, to: number, pieces: readonly Piece[]) => {
    for (let r = row; r < row + rowSpan; r++) taken.fill(1, r * columns + from, r * columns + to)
    const box: Box = [edges[from] ?? 0, tops[row] ?? 0, edges[to] ?? 0, tops[row + rowSpan] ?? 0]
    cells.push({ row, column: from, rowSpan, columnSpan: to - from, text: textOf(pieces, box[2] - box[0]), box })
  }
  for (const cell of head.cells) add(cell.row, cell.rowSpan, cell.from, cell.to, cell.pieces)
  const labels = labelColumns(rows, head, edges)
  for (const [i, row] of rows.entries()) {
    const pieces = row.flatMap((line) => line.pieces)
    for (const [from, to, list] of fieldsOf(pieces, edges, labels, em)) add(head.levels + i, 1, from, to, list)
  }
  for (let at = taken.indexOf(0); at >= 0; at = taken.indexOf(0, at + 1))
    add(Math.floor(at / columns), 1, at % columns, (at % columns) + 1, [])
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { page, box: [edges[0] ?? 0, tops[0] ?? 0, edges.at(-1) ?? 0, tops.at(-1) ?? 0], columns: edges, cells, ruled: false }
}

/** Pieces of a row by column; a total's label that stands in the middle of the columns for codes and names takes them all. */
function fieldsOf(
  pieces: readonly Piece[],
  edges: readonly number[],
  labels: readonly [number, number][],
  em: number,
): [number, number, Piece[]][] {
  const fields = new Map<number, [number, number, Piece[]]>()
  for (const piece of pieces) {
    const column = columnOf(piece, edges, em)
    const field = fields.get(column)
    if (field === undefined) fields.set(column, [column, column + 1, [piece]])
    else field[2].push(piece)
  }
  for (const [from, to] of labels) {
    const inside = [...fields.values()].filter((field) => field[0] >= from && field[0] < to)
    const [label] = inside
    if (inside.length !== 1 || label === undefined || to - from < 2) continue
    const [piece] = label[2]
    if (piece === undefined || piece.figure || !/^.{0,8}(?:合计|总计|小计|栏次)$/u.test(piece.text.replaceAll(' ', ''))) continue
    const centred = Math.abs(((edges[from] ?? 0) + (edges[to] ?? 0)) / 2 - middle(piece)) < 1.5 * em
    if (centred) [label[0], label[1]] = [from, to]
  }
  return [...fields.values()]
}

/** A figure stands where its middle is; a text where it begins, as a long one runs over into its neighbour. */
function columnOf(piece: Piece, edges: readonly number[], em: number): number {
  const inner = edges.slice(1, -1)
  if (piece.figure || !inner.some((x) => crosses(piece, x, em))) return indexAt(inner, middle(piece))
  return indexAt(inner, piece.left + 0.6 * piece.size)
}

const NAMES = /名称$|^项目$|^科目$/u

/** Stretches of columns left of the columns of amounts: codes and names, once for every side of the table. */
function labelColumns(rows: readonly (readonly Line[])[], head: Header, edges: readonly number[]): [number, number][] {
  const inner = edges.slice(1, -1)
  const amounts = edges.slice(1).map(() => false)
  const names = edges.slice(1).map(() => false)
  for (const piece of rows.flat().flatMap((line) => line.pieces)) {
    const at = indexAt(inner, middle(piece))
    if (piece.figure && /[,，.]/u.test(piece.text)) amounts[at] = true
    if (!piece.figure && piece.text.length > 2) names[indexAt(inner, piece.left + 0.5 * piece.size)] = true
  }
  // A table without rows has names where its header says so.
  if (!amounts.includes(true)) {
    for (const cell of head.cells) {
      if (cell.to - cell.from === 1 && NAMES.test(cell.pieces.map((p) => p.text).join(''))) names[cell.from] = true
    }
  }
  const stretches: [number, number][] = []
  let from = 0
  for (let at = 0; at < names.length; at++) {
    if (amounts[at] === true) {
      // A lone total has no name beside it.
      if (!names.slice(from, at).includes(true)) stretches.push([from, at])
      from = at + 1
    } else if (names[at] === true) {
      stretches.push([from, at + 1])
      from = at + 1
    }
  }
  return stretches
}

/**
 * Upper edges of all rows, and the lower edge of the last: half way between the lines of neighbours. Levels of the header share
 * its height.
 */
function topsOf(head: Header, rows: readonly (readonly Line[])[], em: number): number[] {
  const extents = rows.map((row) => extentOf(row.flatMap((line) => line.pieces)))
  const headExtent = extentOf(head.cells.flatMap((cell) => cell.pieces))
  const first = head.levels > 0 ? headExtent : extents[0]
  const tops: number[] = []
  const end = head.levels > 0 && extents[0] !== undefined ? (headExtent[1] + extents[0][0]) / 2 : headExtent[1]
  for (let i = 0; i < head.levels; i++) tops.push(headExtent[0] + ((end - headExtent[0]) * i) / head.levels)
  for (const [i, extent] of extents.entries()) {
    const before = i === 0 ? (head.levels > 0 ? headExtent : undefined) : extents[i - 1]
    tops.push(before === undefined ? extent[0] : (before[1] + extent[0]) / 2)
  }
  tops.push(extents.at(-1)?.[1] ?? headExtent[1])
  if (tops.length > 0 && first !== undefined) tops[0] = Math.min(tops[0] ?? first[0], first[0])
  // Rows whose texts overlap a little must not turn the order round.
  for (let i = 1; i < tops.length; i++) tops[i] = Math.max(tops[i] ?? 0, (tops[i - 1] ?? 0) + 0.01 * em)
  return tops
}

function extentOf(pieces: readonly Piece[]): readonly [number, number] {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const p of pieces) {
    top = Math.min(top, p.top)
    bottom = Math.max(bottom, p.bottom)
  }
  return [top, bottom]
}

/** The text of a cell: what stands on one line with spaces between, lines as they wrap. */
function textOf(pieces: readonly Piece[], width: number): string {
  const lines: { text: string; box: Box; size: number; y: number }[] = []
  for (const p of pieces) {
    const last = lines.at(-1)
    const y = (p.top + p.bottom) / 2
    if (last !== undefined && Math.abs(last.y - y) <= 0.3 * p.size) {
      last.text += ` ${p.text}`
      last.box = [last.box[0], Math.min(last.box[1], p.top), p.right, Math.max(last.box[3], p.bottom)]
    } else lines.push({ text: p.text, box: [p.left, p.top, p.right, p.bottom], size: p.size, y })
  }
  return joinLines(lines, width)
}
