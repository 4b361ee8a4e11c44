import { widthOfCharacter } from '../table-print.ts'
import { CELL_MARGIN, styleOf } from './style-sheet.ts'
import type { StyleSpec } from './style-sheet.ts'
import { cellWidth } from './write-table.ts'
import type { SetTable } from './write-table.ts'

/** What stands on the pages, in order. */
export type Piece =
  | {
      readonly kind: 'paragraph'
      readonly style: string
      readonly text: string
      readonly breakBefore: boolean
      readonly mark?: number
    }
  | { readonly kind: 'table'; readonly set: SetTable }

/** Pieces on pages of one size; lengths in points. */
export interface Pages {
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
}

/** Space that a cell's border adds to a row, in points. */
const BORDER = 0.5

/**
 * The page on which each marked paragraph stands, from 1. All line heights are exact and Chinese characters are as wide as high, so that this
 * is what Word and others find, but where a line of Latin letters breaks differently.
 */
export function estimatePages(sections: readonly Pages[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  let page = 0
  for (const section of sections) {
    const atoms = section.pieces.flatMap((piece) => atomsOf(piece, section.width))
    let used = 0
    page++
    for (const [i, atom] of atoms.entries()) {
      const overflows = used > 0 && used + heightWithNext(atoms, i) > section.height
      if ((atom.breakBefore && used > 0) || overflows) {
        page++
        used = atom.repeated
      }
      if (atom.mark !== undefined) found.set(atom.mark, page)
      used += atom.before + atom.height + atom.after
      while (used > section.height + 1 && atom.lines > 1) {
        // A long paragraph runs on.
        page++
        used -= section.height
      }
    }
  }
  return found
}

/** What stands or falls as one on a page: a paragraph or a row. */
interface Atom {
  readonly before: number
  readonly height: number
  readonly after: number
  readonly lines: number
  readonly lineHeight: number
  readonly keepNext: boolean
  readonly breakBefore: boolean
  /** Height of the header rows repeated above it where it begins a page. */
  readonly repeated: number
  readonly mark?: number
}

/** The least that must fit on the page for the atom to begin there. */
function heightWithNext(atoms: readonly Atom[], i: number): number {
  let height = 0
  for (let at = i; at < atoms.length; at++) {
    const atom = atoms[at]
    if (atom === undefined) break
    height += atom.before
    if (!atom.keepNext) return height + Math.min(atom.height, atom.lineHeight)
    height += atom.height + atom.after
  }
  return height
}

function atomsOf(piece: Piece, width: number): Atom[] {
  if (piece.kind === 'table') return rowAtoms(piece.set)
  const style = styleOf(piece.style)
  const lines = countLines(piece.text, width - indentOf(style), style.size ?? 16, firstLine(style))
  const { before = 0, after = 0, line, keepNext = false } = style
  const { breakBefore, mark } = piece
  const height = lines * line
  return [
    {
      before,
      after,
      height,
      lines,
      lineHeight: line,
      keepNext,
      breakBefore,
      repeated: 0,
      ...(mark === undefined ? {} : { mark }),
    },
  ]
}

function rowAtoms(set: SetTable): Atom[] {
  const heights = set.rows.map((cells, r) => {
    const own = cells.filter((cell) => cell.row === r + 1 && cell.rowSpan === 1)
    const lines = own.map((cell) => {
      const style = styleOf(set.styleOf(cell))
      return countLines(cell.text, cellWidth(set, cell) / 20 - 2 * CELL_MARGIN.side, style.size ?? 10.5, 0) * style.line
    })
    const least = cells[0] === undefined ? 0 : styleOf(set.styleOf(cells[0])).line
    return Math.max(least, ...lines) + 2 * CELL_MARGIN.top + BORDER
  })
  stretch(set, heights)
  const header = heights.slice(0, set.print.headerRows).reduce((a, b) => a + b, 0)
  return heights.map((height, r) => ({
    before: 0,
    after: 0,
    height,
    lines: 1,
    lineHeight: height,
    keepNext: r < set.print.headerRows,
    breakBefore: false,
    repeated: r < set.print.headerRows ? 0 : header,
  }))
}

/** A cell over several rows that needs more than they have stretches the last of them. */
function stretch(set: SetTable, heights: number[]): void {
  for (const cell of set.print.table.cells) {
    if (cell.rowSpan === 1) continue
    const style = styleOf(set.styleOf(cell))
    const lines = countLines(cell.text, cellWidth(set, cell) / 20 - 2 * CELL_MARGIN.side, style.size ?? 10.5, 0)
    const last = cell.row - 2 + cell.rowSpan
    const has = heights.slice(cell.row - 1, last + 1).reduce((a, b) => a + b, 0)
    const missing = lines * style.line + 2 * CELL_MARGIN.top + BORDER - has
    if (missing > 0) heights[last] = (heights[last] ?? 0) + missing
  }
}

function firstLine(style: StyleSpec): number {
  return (style.indent ?? 0) * (style.size ?? 16)
}

function indentOf(style: StyleSpec): number {
  return (style.left ?? 0) * (style.size ?? 16)
}

/** How many lines a text takes; `width`, `size` and `indent` of the first line in points. */
function countLines(text: string, width: number, size: number, indent: number): number {
  let lines = 0
  let first = indent
  for (const line of text.split('\n')) {
    lines++
    let used = first
    first = 0
    for (const token of line.match(/[\u0021-\u024f]+|[\s\S]/gu) ?? []) {
      const wide = [...token].reduce((sum, character) => sum + widthOfCharacter(character), 0) * size
      if (used + wide > width + 0.01 && used > 0) {
        lines++
        used = 0
      }
      lines += Math.max(0, Math.ceil((wide - 0.01) / width) - 1)
      used += wide > width ? wide % width : wide
    }
  }
  return lines
}
