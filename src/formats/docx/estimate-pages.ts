import { countLines } from './count-lines.ts'
import { rowHeights } from './set-table.ts'
import type { SetTable } from './set-table.ts'
import { styleOf } from './style-sheet.ts'
import type { StyleSpec } from './style-sheet.ts'

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
      const room = Math.max(1, Math.floor((section.height - used - atom.before + 0.01) / atom.lineHeight))
      if (atom.lines <= room) {
        used += atom.before + atom.height + atom.after
        continue
      }
      // A long paragraph runs on, line by line.
      const perPage = Math.max(1, Math.floor(section.height / atom.lineHeight))
      const left = atom.lines - room
      page += Math.ceil(left / perPage)
      used = (left % perPage || perPage) * atom.lineHeight + atom.after
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
  const heights = rowHeights(set)
  const header = total(heights.slice(0, set.print.headerRows))
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

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}

function firstLine(style: StyleSpec): number {
  return (style.indent ?? 0) * (style.size ?? 16)
}

function indentOf(style: StyleSpec): number {
  return (style.left ?? 0) * (style.size ?? 16)
}
