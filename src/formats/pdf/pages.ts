import type { Block, Cell, Paragraph, Table } from '../../document/document.ts'
import { fitColumns, isFigure, layoutOf, type TableLayout } from '../table-layout.ts'

/** What the page template prints: parts in their order, each upright or across. */
export interface Part {
  readonly wide: boolean
  /** Begins a new page. A part across always does. */
  readonly fresh: boolean
  readonly blocks: readonly Piece[]
}

export type Piece =
  | { readonly kind: 'heading'; readonly level: number; readonly style: HeadingStyle; readonly text: string }
  | { readonly kind: 'paragraph' | 'note' | 'unit'; readonly text: string }
  | TablePiece

type HeadingStyle = 'title' | 'table' | 'section' | 'subsection'

interface TablePiece {
  readonly kind: 'table'
  /** Size of letters, widths of columns and white space beside a text, all in points. */
  readonly size: number
  readonly widths: readonly number[]
  readonly inset: number
  readonly repeat: boolean
  readonly head: readonly CellPiece[]
  readonly body: readonly CellPiece[]
}

interface CellPiece {
  /** Column and row of the upper left corner, from 0. */
  readonly x: number
  readonly y: number
  readonly across: number
  readonly down: number
  readonly align: 'left' | 'center' | 'right'
  /** So long that it may have to go on over the page. */
  readonly long: boolean
  readonly text: string
}

const POINTS_PER_MM = 72 / 25.4
const UPRIGHT = 156 * POINTS_PER_MM
const ACROSS = (297 - 50) * POINTS_PER_MM
/** Tables of more rows begin on a page of their own. */
const LONG_TABLE = 12

const UNIT_LINE = /^[（(]?(?:金额)?单位[:：]|单位[:：]\s*(?:万元|元)[）)]?$/u
const PART = /^第[一二三四五六七八九十百]+部分/u
const SECTION = /^[一二三四五六七八九十]+、/u
const NOTE = /^(?:注|备注|说明)\s*[:：]/u

/** Divides blocks into parts: a table across the page takes its title and its notes along. */
export function partsOf(blocks: readonly Block[]): Part[] {
  const parts: { wide: boolean; fresh: boolean; blocks: Piece[] }[] = []
  let at = 0
  while (at < blocks.length) {
    const table = blocks[at + leadLength(blocks, at)]
    const lead = table?.kind === 'table' ? leadLength(blocks, at) : 0
    if (table?.kind !== 'table') {
      addTo(parts, pieceOf(blocks, at))
      at++
      continue
    }
    const notes = notesAfter(blocks, at + lead + 1)
    const layout = layoutOf(table)
    const own = [...range(at, at + lead + 1 + notes)].map((i) => pieceOf(blocks, i, layout))
    if (layout.wide) parts.push({ wide: true, fresh: true, blocks: own })
    else if (lead > 0 && table.rows > LONG_TABLE) parts.push({ wide: false, fresh: true, blocks: own })
    else own.forEach((piece) => addTo(parts, piece))
    at += lead + 1 + notes
  }
  return parts
}

function addTo(parts: { wide: boolean; fresh: boolean; blocks: Piece[] }[], piece: Piece): void {
  const last = parts.at(-1)
  if (last === undefined || last.wide) parts.push({ wide: false, fresh: false, blocks: [piece] })
  else last.blocks.push(piece)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

/** How many headings and unit lines from here on stand directly above a table; 0 where anything else comes first. */
function leadLength(blocks: readonly Block[], at: number): number {
  for (let i = at; i < blocks.length; i++) {
    const block = blocks[i]
    if (block === undefined) return 0
    if (block.kind === 'table') return i - at
    if (block.heading === undefined && !UNIT_LINE.test(block.text)) return 0
  }
  return 0
}

function notesAfter(blocks: readonly Block[], from: number): number {
  let n = 0
  for (let block = blocks[from]; block?.kind === 'paragraph' && isNote(block); block = blocks[from + n]) n++
  return n
}

function isNote(paragraph: Paragraph): boolean {
  return paragraph.role === 'note' || (paragraph.heading === undefined && NOTE.test(paragraph.text))
}

function pieceOf(blocks: readonly Block[], at: number, layout?: TableLayout): Piece {
  const block = blocks[at]
  if (block === undefined) throw new Error(`no block ${at}`)
  if (block.kind === 'table') return tablePiece(block, layout ?? layoutOf(block))
  if (block.heading !== undefined || block.role === 'title') {
    return { kind: 'heading', level: block.heading ?? 1, style: headingStyle(block, blocks[at + 1]), text: block.text }
  }
  if (isNote(block)) return { kind: 'note', text: block.text }
  if (UNIT_LINE.test(block.text)) return { kind: 'unit', text: block.text }
  return { kind: 'paragraph', text: block.text }
}

function headingStyle(heading: Paragraph, next: Block | undefined): HeadingStyle {
  if (SECTION.test(heading.text)) return 'section'
  if (heading.role === 'title' || heading.heading === 1 || PART.test(heading.text)) return 'title'
  const abovetable = next?.kind === 'table' || (next?.kind === 'paragraph' && UNIT_LINE.test(next.text))
  return abovetable ? 'table' : 'subsection'
}

function tablePiece(table: Table, layout: TableLayout): TablePiece {
  const columns = table.columns
  const wanted = columns <= 6 ? 10.5 : columns <= 10 ? 9 : 8
  const inset = columns <= 10 ? 3 : 2
  const { widths, size } = fitColumns(layout, layout.wide ? ACROSS : UPRIGHT, wanted, 2 * inset + 0.5)
  const pieces = table.cells.map((cell) => cellPiece(cell, layout))
  const isHead = (piece: CellPiece): boolean => piece.y < layout.headerRows
  return {
    kind: 'table',
    size,
    widths: widths.map((width) => Math.round(width * 1000) / 1000),
    inset,
    // A header of half a page would leave no room for rows.
    repeat: layout.headerRows <= 6,
    head: pieces.filter(isHead),
    body: pieces.filter((piece) => !isHead(piece)),
  }
}

function cellPiece(cell: Cell, layout: TableLayout): CellPiece {
  const head = cell.row <= layout.headerRows
  return {
    x: cell.column - 1,
    y: cell.row - 1,
    across: cell.columnSpan,
    down: cell.rowSpan,
    align: isFigure(cell) ? 'right' : head ? 'center' : 'left',
    long: cell.rowSpan > 1 || cell.text.length > 200,
    text: cell.text,
  }
}
