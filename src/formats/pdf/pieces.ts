import type { Cell, Document } from '../../document/document.ts'
import { ACROSS_WIDTH, layOut, tableSize, UPRIGHT_WIDTH, type LaidBlock } from '../print-layout.ts'
import type { CellKind, TablePrint } from '../table-print.ts'

/** What the page template prints: runs of pages, each upright or across. */
export interface Run {
  readonly wide: boolean
  readonly pieces: readonly Piece[]
}

export type Piece =
  | { readonly kind: 'line'; readonly style: LineStyle; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph' | 'note'; readonly text: string }
  | { readonly kind: 'together'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'turn' }
  | TablePiece

/** A line of its own: `level` from 1 where it is a heading and gets a bookmark, otherwise 0. */
type LineStyle = 'title' | 'section' | 'subsection' | 'table-title' | 'table-unit'

interface TablePiece {
  readonly kind: 'table'
  /** Size of letters, widths of columns and white space beside a text, all in points. */
  readonly size: number
  readonly widths: readonly number[]
  readonly inset: number
  readonly head: readonly CellPiece[]
  readonly body: readonly CellPiece[]
}

interface CellPiece {
  /** Column and row of the upper left corner, from 0. */
  readonly x: number
  readonly y: number
  readonly across: number
  readonly down: number
  readonly at: 'left' | 'center' | 'right'
  /** So long that it may have to go on over the page. */
  readonly long: boolean
  readonly text: string
}

const SECTION = /^[一二三四五六七八九十]+、/u
const INSET = 3
/** A table of at most so many rows and characters stands on one page with its title and its notes. */
const SHORT_ROWS = 12
const SHORT_TEXT = 500
/** A header of more rows is not repeated: it would leave no room for what it heads. */
const LONGEST_HEADER = 6

/** A document as the pieces that the page template knows, in their order. */
export function runsOf(document: Document): Run[] {
  return layOut(document).map(({ wide, blocks }) => ({ wide, pieces: piecesOf(blocks, wide ? ACROSS_WIDTH : UPRIGHT_WIDTH) }))
}

function piecesOf(blocks: readonly LaidBlock[], width: number): Piece[] {
  const pieces: Piece[] = []
  let i = 0
  while (i < blocks.length) {
    const own = shortTable(blocks, i)
    if (own > 0) {
      const group = blocks.slice(i, i + own)
      if (breaksBefore(group[0])) pieces.push({ kind: 'turn' })
      pieces.push({ kind: 'together', pieces: group.map((block) => pieceOf(block, width)) })
      i += own
      continue
    }
    const block = blocks[i++]
    if (block === undefined) break
    if (breaksBefore(block)) pieces.push({ kind: 'turn' })
    pieces.push(pieceOf(block, width))
  }
  return pieces
}

function breaksBefore(block: LaidBlock | undefined): boolean {
  return block?.kind === 'paragraph' && block.breakBefore
}

/** How many blocks from here on are a short table with its title, its unit and its notes; 0 where there is none. */
function shortTable(blocks: readonly LaidBlock[], from: number): number {
  const roleAt = (i: number): string | undefined => {
    const block = blocks[i]
    return block?.kind === 'paragraph' ? block.role : undefined
  }
  let at = from
  while (roleAt(at) === 'table-title' || roleAt(at) === 'table-unit') at++
  const table = blocks[at]
  if (table?.kind !== 'table' || table.print.table.rows > SHORT_ROWS) return 0
  if (table.print.table.cells.reduce((sum, cell) => sum + cell.text.length, 0) > SHORT_TEXT) return 0
  at++
  while (roleAt(at) === 'note') at++
  return at - from
}

function pieceOf(block: LaidBlock, width: number): Piece {
  if (block.kind === 'table') return tablePiece(block.print, width)
  const { role, paragraph } = block
  const { text, heading = 0 } = paragraph
  switch (role) {
    case 'title':
    case 'table-title':
    case 'table-unit':
      return { kind: 'line', style: role, level: heading, text }
    case 'heading': {
      const style = SECTION.test(text) ? 'section' : heading === 1 ? 'title' : 'subsection'
      return { kind: 'line', style, level: heading, text }
    }
    case 'note':
      return { kind: 'note', text }
    case 'body':
      return { kind: 'paragraph', text }
  }
}

function tablePiece(print: TablePrint, width: number): TablePiece {
  const wanted = tableSize(print, width)
  const { widths, size } = fitColumns(print, width, wanted)
  const headerRows = headerOf(print)
  const cells = print.table.cells.map((cell) => cellPiece(cell, print))
  return {
    kind: 'table',
    size,
    widths: widths.map((each) => Math.round(each * 1000) / 1000),
    inset: INSET,
    head: cells.filter((cell) => cell.y < headerRows),
    body: cells.filter((cell) => cell.y >= headerRows),
  }
}

/** How many rows are repeated on every page. None where a cell reaches from them into the rows below, or where there are too many. */
function headerOf({ table, headerRows }: TablePrint): number {
  if (headerRows > LONGEST_HEADER) return 0
  return table.cells.some((cell) => cell.row <= headerRows && cell.row + cell.rowSpan - 1 > headerRows) ? 0 : headerRows
}

/**
 * Widths of columns in points, `width` together: by their shares, but none less than its text needs at the size that is returned. The size is the
 * wanted one or, where everything together is too wide, as much smaller as it must be: nothing is cut.
 */
function fitColumns(print: TablePrint, width: number, wanted: number): { widths: number[]; size: number } {
  const needs = leastOf(print)
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
  const padding = 2 * INSET + 0.5
  const size = Math.min(wanted, Math.floor(((width - padding * needs.length) / sum(needs)) * 10) / 10)
  const least = needs.map((em) => em * size + padding)
  const widths = print.shares.map((share, i) => Math.max(share * width, least[i] ?? 0))
  // What the narrow ones gained is taken from those that have more than they need.
  const spare = widths.map((each, i) => each - (least[i] ?? 0))
  const all = sum(spare)
  const cut = all > 0 ? Math.min(1, (sum(widths) - width) / all) : 0
  return { widths: widths.map((each, i) => each - (spare[i] ?? 0) * cut), size }
}

/** Width in em that each column needs at least: runs of Latin letters and digits are not broken, Chinese may break after any character. */
function leastOf({ table, kindOf }: TablePrint): number[] {
  const least = Array.from({ length: table.columns }, () => 1)
  for (const cell of table.cells) {
    const share = cell.text === '' ? 0 : unbroken(cell.text, kindOf(cell) === 'figure') / cell.columnSpan
    for (let c = cell.column - 1; c < cell.column - 1 + cell.columnSpan; c++) least[c] = Math.max(least[c] ?? 0, share)
  }
  return least
}

/** In em: the longest run of a text that cannot break; digits of this 宋体 are 0.56 em wide, capitals up to 0.75. */
function unbroken(text: string, figure: boolean): number {
  const runs = figure ? [text] : (text.match(/[\u0021-\u024f]+/gu) ?? [])
  return Math.max(1, ...runs.map((run) => [...run].reduce((sum, c) => sum + (/[A-Zmw@%]/u.test(c) ? 0.95 : 0.6), 0)))
}

function cellPiece(cell: Cell, print: TablePrint): CellPiece {
  const kind = print.kindOf(cell)
  return {
    x: cell.column - 1,
    y: cell.row - 1,
    across: cell.columnSpan,
    down: cell.rowSpan,
    at: kind === 'figure' ? 'right' : kind === 'header' || isCount(cell, kind) ? 'center' : 'left',
    long: cell.rowSpan > 1 || cell.text.length > 200,
    text: cell.text,
  }
}

/** A number that counts rows or columns. Three digits elsewhere are the code of a class, which begins where the longer codes below it do. */
function isCount(cell: Cell, kind: CellKind): boolean {
  return kind === 'number' && (cell.column === 1 || cell.text.length < 3)
}
