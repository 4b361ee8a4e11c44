import type { PdfPage, TextRun } from '../page.ts'
import { cutRun } from './text-lines.ts'

/** A run, or the part of a run that belongs into one column, in a table without rules. */
export interface Piece {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Font size in points. */
  readonly size: number
  /** A number by itself: an amount, a percentage, a code. */
  readonly figure: boolean
}

/** Pieces on one baseline, from left to right. */
export interface Line {
  /** Middle of the line. */
  readonly y: number
  readonly pieces: readonly Piece[]
}

const FIGURE = /^[-−–+(（]?[¥￥]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.+\d+)?[%％]?[)）]?$/u
/**
 * Where a figure ends and another column begins though no gap tells so: a grouped or decimal figure before a figure or before an
 * ordinal.
 */
const GLUED = /((?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d)[%％]?)(?:\s+(?=[-−]?\d)|\s*(?=[一二三四五六七八九十]{1,3}、))/gu
/** The number of an item that stands apart from its words. */
const NUMBERING = /^(?:\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|[（(][\d一二三四五六七八九十]{1,3}[)）])$/u
/** Words that are often set over the whole width of their cell. */
const SPREAD = new Set(['收入', '支出', '项目', '合计', '总计', '小计', '金额', '备注', '科目', '单位', '名称', '编码'])
/** Single characters that are columns of their own when they stand side by side. */
const LONE = new Set('类款项目节是否有无男女')

export const middle = (p: Piece): number => (p.left + p.right) / 2

/** Sorts runs into lines by their middles, cuts what two columns share and joins words that were set wide (合  计). */
export function linesOf(runs: readonly TextRun[]): Line[] {
  const pieces = runs.flatMap(piecesOf).sort((a, b) => a.top + a.bottom - b.top - b.bottom)
  const lines: { y: number; pieces: Piece[] }[] = []
  let line: { y: number; pieces: Piece[] } | null = null
  for (const piece of pieces) {
    const y = (piece.top + piece.bottom) / 2
    if (line === null || y - line.y > 0.3 * piece.size) {
      line = { y, pieces: [] }
      lines.push(line)
    }
    line.pieces.push(piece)
  }
  for (const each of lines) each.pieces = joinSpaced(each.pieces.sort((a, b) => a.left - b.left))
  return level(lines)
}

/**
 * Cells of one row are not always set on one baseline. Lines that overlap by half their height and have nothing above one
 * another are one.
 */
function level(lines: readonly Line[]): Line[] {
  const levelled: Line[] = []
  for (const line of lines) {
    const above = levelled.at(-1)
    const size = Math.max(...line.pieces.map((p) => p.size))
    if (above !== undefined && line.y - above.y < 0.75 * size && isApart(above.pieces, line.pieces)) {
      levelled[levelled.length - 1] = { y: above.y, pieces: [...above.pieces, ...line.pieces].sort((a, b) => a.left - b.left) }
    } else levelled.push(line)
  }
  return levelled
}

/** Whether no piece of the one list stands above a piece of the other. Both run from left to right. */
function isApart(some: readonly Piece[], others: readonly Piece[]): boolean {
  let i = 0
  for (const p of some) {
    while (others[i] !== undefined && (others[i]?.right ?? 0) <= p.left) i++
    if ((others[i]?.left ?? Number.POSITIVE_INFINITY) < p.right) return false
  }
  return true
}

/** The usual font size of the page's runs, weighted by their length. */
export function usualSize(page: PdfPage, lines: readonly Line[]): number {
  const sizes = lines.flatMap((line) => line.pieces).sort((a, b) => a.size - b.size)
  let rest = sizes.reduce((sum, p) => sum + p.text.length, 0) / 2
  for (const p of sizes) if ((rest -= p.text.length) <= 0) return p.size > 0 ? p.size : page.height / 60
  return page.height / 60
}

function piecesOf(run: TextRun): Piece[] {
  const starts = [0]
  for (const m of run.text.matchAll(GLUED)) starts.push(m.index + m[0].length)
  return starts.flatMap((start, i) => {
    const part = cutRun(run, start, starts[i + 1] ?? run.text.length)
    return part === null ? [] : [pieceOf(part)]
  })
}

function pieceOf(run: TextRun): Piece {
  const [left, top, right, bottom] = run.box
  const text = run.text.trim()
  return { text, left, right, top, bottom, size: run.size, figure: FIGURE.test(text.replaceAll(' ', '')) }
}

/**
 * Two pieces of one cell: characters that stand almost together, or single characters that were spread over the width of their
 * cell. 类, 款 and 项 are three columns, not a word.
 */
function joinSpaced(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const [i, piece] of pieces.entries()) {
    const before = joined.at(-1)
    const gap = before === undefined ? 0 : piece.left - before.right
    const touch =
      before !== undefined &&
      !piece.figure &&
      (gap < 0.2 * piece.size ? !before.figure : gap < 2.5 * piece.size && NUMBERING.test(before.text))
    if (before !== undefined && (touch || isSpread(pieces, i, gap))) joined[joined.length - 1] = join(before, piece)
    else joined.push(piece)
  }
  return joined
}

function isSpread(pieces: readonly Piece[], at: number, gap: number): boolean {
  const a = pieces[at - 1]
  const b = pieces[at]
  if (a === undefined || b === undefined) return false
  if (SPREAD.has(a.text + b.text)) return gap < 20 * b.size && (a.text !== '项' || pieces[at - 2]?.text !== '款')
  const isWord = [a.text, b.text].every((text) => /^\p{Script=Han}$/u.test(text) && !LONE.has(text))
  return isWord && a.text !== b.text && gap < 3 * b.size
}

/** One piece of two that stand side by side. */
function join(a: Piece, b: Piece): Piece {
  return {
    text: a.text + b.text,
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    size: Math.max(a.size, b.size),
    figure: false,
  }
}
