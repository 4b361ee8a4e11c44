import type { Limits } from '../limits.ts'
import type { Pdfium } from './engine.ts'
import { frameOf } from './frame.ts'
import type { Frame, Turn } from './frame.ts'
import { joinRules } from './join-rules.ts'
import { joinRuns } from './join-runs.ts'
import type { Glyph } from './join-runs.ts'
import type { PdfPage } from './page.ts'
import { readCharacters } from './read-characters.ts'
import type { Character } from './read-characters.ts'
import { isWithin, readDrawing } from './read-rules.ts'
import type { Area } from './read-rules.ts'

/** A page, and what is noted of it besides. */
export interface ReadPage {
  readonly page: PdfPage
  /** Share of its characters that are printed in no ink, over a scan as a rule: they were recognised by a program. */
  readonly invisible: number
  /** `crowded`: more stands on it than the limits allow; `broken`: its content cannot be understood. Such a page is empty. */
  readonly state: 'read' | 'crowded' | 'broken'
}

/** Reads one page; `number` counts from 1, `handle` is PDFium's, and the caller closes it. */
export function readPage(pdfium: Pdfium, handle: number, number: number, limits: Limits): ReadPage {
  const { call } = pdfium
  const text = call.FPDFText_LoadPage(handle)
  try {
    const found = text === 0 ? { characters: [], unmapped: 0 } : readCharacters(pdfium, text, limits.pageCharacters)
    const { frame } = frameFor(pdfium, handle, found?.characters ?? [])
    const { width, height } = frame
    const drawing = found === null ? null : readDrawing(pdfium, handle, limits.pageObjects)
    if (found === null || drawing === null) return { page: emptyPage(number, width, height), invisible: 0, state: 'crowded' }
    const seen = found.characters.filter((each) => !each.style.white || isOn(each, drawing.grounds))
    const page: PdfPage = {
      number,
      width,
      height,
      runs: joinRuns(glyphsOf(seen, frame)),
      rules: joinRules(drawing.strokes, frame),
      pictured: coverage(drawing.pictures, frame),
      unmapped: found.unmapped,
    }
    const invisible = seen.reduce((sum, each) => sum + (each.style.invisible ? 1 : 0), 0)
    return { page, invisible: seen.length === 0 ? 0 : invisible / seen.length, state: 'read' }
  } finally {
    if (text !== 0) call.FPDFText_ClosePage(text)
  }
}

/** A page of which nothing is known but its number. */
export function emptyPage(number: number, width = 0, height = 0): PdfPage {
  return { number, width, height, runs: [], rules: [], pictured: 0, unmapped: 0 }
}

/** A page's coordinates, turned so that it can be read, and the quarter turns clockwise that this takes. */
export interface Upright {
  readonly frame: Frame
  readonly turn: Turn
}

/** The frame that `readPage` uses for a page: for those who only draw it. */
export function uprightFrame(pdfium: Pdfium, page: number): Upright {
  const text = pdfium.call.FPDFText_LoadPage(page)
  if (text === 0) return frameFor(pdfium, page, [])
  try {
    return frameFor(pdfium, page, readCharacters(pdfium, text, Infinity)?.characters ?? [])
  } finally {
    pdfium.call.FPDFText_ClosePage(text)
  }
}

/** The frame in which most of the text is upright; without text, the page's own /Rotate. */
function frameFor({ call, memory, scratch }: Pdfium, page: number, characters: readonly Character[]): Upright {
  // Left, top, right, bottom.
  call.FPDF_GetPageBoundingBox(page, scratch)
  const at = scratch >> 2
  const [left = 0, top = 0, right = 0, bottom = 0] = memory.HEAPF32.subarray(at, at + 4)
  const counts = [0, 0, 0, 0]
  for (const { style } of characters) {
    const turn = turnOf(style.dx, style.dy)
    if (turn !== null) counts[turn] = (counts[turn] ?? 0) + 1
  }
  const most = Math.max(...counts)
  const own = (call.FPDFPage_GetRotation(page) & 3) as Turn
  const turn = most > 0.6 * characters.length ? (counts.indexOf(most) as Turn) : own
  return { frame: frameOf(left, bottom, right, top, turn), turn }
}

/** The turn that makes a baseline in this direction run from left to right; null for slanting text. */
function turnOf(dx: number, dy: number): Turn | null {
  if (dx > 0.99) return 0
  if (dy > 0.99) return 1
  if (dx < -0.99) return 2
  return dy < -0.99 ? 3 : null
}

function glyphsOf(characters: readonly Character[], frame: Frame): Glyph[] {
  const glyphs: Glyph[] = []
  for (const { text, x, y, endX, endY, style, spaced } of characters) {
    const x0 = frame.xx * x + frame.xy * y + frame.x0
    const y0 = frame.yx * x + frame.yy * y + frame.y0
    const x1 = frame.xx * endX + frame.xy * endY + frame.x0
    const y1 = frame.yx * endX + frame.yy * endY + frame.y0
    const { size, bold } = style
    const level = Math.abs(y1 - y0) <= 0.15 * Math.abs(x1 - x0) && x1 > x0
    let glyph: Glyph
    if (level) glyph = { text, left: x0, right: x1, base: y0, size, bold, spaced, alone: false }
    else if (Math.abs(x1 - x0) <= 0.15 * Math.abs(y1 - y0)) {
      // Sideways: its square lies right of the baseline where it runs downwards, and left of it where it runs upwards.
      const left = y1 > y0 ? x0 - 0.14 * size : x0 - 0.86 * size
      glyph = { text, left, right: left + size, base: (y0 + y1) / 2 + 0.36 * size, size, bold, spaced: false, alone: true }
    } else continue
    const middle = (glyph.left + glyph.right) / 2
    if (middle < 0 || middle > frame.width || glyph.base < 0 || glyph.base - 0.5 * size > frame.height) continue
    glyphs.push(glyph)
  }
  return glyphs
}

/** Whether a character stands on something that is not paper. */
function isOn({ x, y, endX, endY }: Character, grounds: readonly Area[]): boolean {
  return isWithin((x + endX) / 2, (y + endY) / 2, grounds)
}

/** Share of the page under pictures, counted on a grid of 32 × 32. */
function coverage(pictures: readonly Area[], frame: Frame): number {
  if (pictures.length === 0) return 0
  const cells = new Uint8Array(1024)
  for (const { left, bottom, right, top } of pictures) {
    const xs = [left, right].map((x, i) => frame.xx * x + frame.xy * (i === 0 ? bottom : top) + frame.x0)
    const ys = [left, right].map((x, i) => frame.yx * x + frame.yy * (i === 0 ? bottom : top) + frame.y0)
    const column = (x: number): number => Math.min(32, Math.max(0, Math.round((x / frame.width) * 32)))
    const row = (y: number): number => Math.min(32, Math.max(0, Math.round((y / frame.height) * 32)))
    for (let y = row(Math.min(...ys)); y < row(Math.max(...ys)); y++) {
      cells.fill(1, y * 32 + column(Math.min(...xs)), y * 32 + column(Math.max(...xs)))
    }
  }
  return cells.reduce((sum, cell) => sum + cell, 0) / 1024
}
