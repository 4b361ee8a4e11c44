import type { Pdfium } from './engine.ts'

/** One printed character, in the page's own coordinates (points, y upwards). White space is none; `spaced` remembers it. */
export interface Character {
  /** One character, perhaps of two UTF-16 units. */
  readonly text: string
  /** Where its baseline begins and where the next character's would. */
  readonly x: number
  readonly y: number
  readonly endX: number
  readonly endY: number
  /** How it was printed; characters that follow on each other and look alike share it. */
  readonly style: TextStyle
  /** Spaces were printed between the character before and this one. */
  readonly spaced: boolean
}

/** What all characters of one text object have in common, and often those of many. */
export interface TextStyle {
  /** Font size as it is seen, in points. */
  readonly size: number
  /** Direction of the baseline, a unit vector. */
  readonly dx: number
  readonly dy: number
  readonly bold: boolean
  /** Printed in no ink: a layer of recognised text over a scan. */
  readonly invisible: boolean
  /** White, or nearly: seen only on a dark ground. */
  readonly white: boolean
}

export interface Characters {
  readonly characters: readonly Character[]
  /** Characters whose font says not which characters they are. */
  readonly unmapped: number
}

const INVISIBLE = 3
const FORCE_BOLD = 1 << 18
const BOLD_NAME = /bold|black|heavy|semibold|simhei|黑体/iu
/** Where symbol fonts (bullets, ticks) put their characters: private, but everybody knows them. */
const SYMBOLS = [0xf020, 0xf0ff] as const
/** A channel of a colour, 0 to 255, from which on it is taken for white. */
const WHITE = 250

/** All characters of a page, in the order in which they were printed. `page` and `text` are PDFium's handles. */
export function readCharacters(pdfium: Pdfium, text: number, most: number): Characters | null {
  const { call, memory, scratch } = pdfium
  const count = call.FPDFText_CountChars(text)
  if (count > most) return null
  const origin = scratch >> 3
  const box = (scratch + 16) >> 2
  const tight = (scratch + 32) >> 3
  const fonts = new Map<number, boolean>()
  const characters: Character[] = []
  let unmapped = 0
  let object = 0
  let style: TextStyle | null = null
  let straight = true
  let spaced = false
  for (let i = 0; i < count; i++) {
    const code = call.FPDFText_GetUnicode(text, i)
    const owner = call.FPDFText_GetTextObject(text, i)
    // Ends of lines, which PDFium adds by itself.
    if (owner === 0) continue
    if (isSpace(code)) {
      if (call.FPDFText_IsGenerated(text, i) !== 1) spaced = true
      continue
    }
    if (owner !== object || style === null) {
      object = owner
      style = styleOf(pdfium, text, i, owner, fonts, style)
      straight = style.dy === 0 && style.dx === 1
    }
    call.FPDFText_GetCharOrigin(text, i, scratch, scratch + 8)
    const x = memory.HEAPF64[origin] ?? 0
    const y = memory.HEAPF64[origin + 1] ?? 0
    let advance = 0
    if (straight) {
      call.FPDFText_GetLooseCharBox(text, i, scratch + 16)
      advance = (memory.HEAPF32[box + 2] ?? 0) - x
    } else {
      // The loose box holds only for text set straight: left, right, bottom, top of the glyph.
      call.FPDFText_GetCharBox(text, i, scratch + 32, scratch + 40, scratch + 48, scratch + 56)
      const [left = 0, right = 0, bottom = 0, top = 0] = memory.HEAPF64.subarray(tight, tight + 4)
      advance = (style.dx >= 0 ? right - x : left - x) * style.dx + (style.dy >= 0 ? top - y : bottom - y) * style.dy
    }
    if (!(advance > 0)) advance = style.size / 2
    if (code === 0 || code === 0xfffd || isPrivate(code) || call.FPDFText_HasUnicodeMapError(text, i) === 1) unmapped++
    characters.push({
      // A hyphen at the end of a line is marked by PDFium.
      text: code === 2 ? '-' : textOf(code === 0 || code > 0x10ffff ? 0xfffd : code),
      x,
      y,
      endX: x + advance * style.dx,
      endY: y + advance * style.dy,
      style,
      spaced,
    })
    spaced = false
  }
  return { characters, unmapped }
}

/** The characters of the basic plane as texts, made when they are first met: a page repeats a few hundred. */
const TEXTS: (string | undefined)[] = Array.from({ length: 0x10000 })

function textOf(code: number): string {
  return code > 0xffff ? String.fromCodePoint(code) : (TEXTS[code] ??= String.fromCodePoint(code))
}

function styleOf(
  pdfium: Pdfium,
  text: number,
  index: number,
  object: number,
  fonts: Map<number, boolean>,
  before: TextStyle | null,
): TextStyle {
  const { call, memory, scratch } = pdfium
  call.FPDFText_GetMatrix(text, index, scratch + 64)
  call.FPDFTextObj_GetFontSize(object, scratch + 88)
  // Read one by one: many programs print every character as an object of its own.
  const at = (scratch + 64) >> 2
  const view = memory.HEAPF32
  const a = view[at] ?? 1
  const b = view[at + 1] ?? 0
  const c = view[at + 2] ?? 0
  const d = view[at + 3] ?? 1
  const fontSize = view[at + 6] ?? 0
  const length = Math.hypot(a, b)
  const font = call.FPDFTextObj_GetFont(object)
  let heavy = fonts.get(font)
  if (heavy === undefined) {
    heavy = isBold(pdfium, font)
    fonts.set(font, heavy)
  }
  const mode = call.FPDFTextObj_GetTextRenderMode(object)
  const level = (Math.abs(b) < 1e-4 * length && a > 0) || length === 0
  const size = Math.abs(fontSize) * Math.hypot(c, d)
  const dx = level ? 1 : a / length
  const dy = level ? 0 : b / length
  // Filled and outlined: bold where the font has no bold cut.
  const bold = heavy || mode === 2
  const invisible = mode === INVISIBLE
  const white = isWhite(pdfium, object)
  const isSame =
    before !== null &&
    before.size === size &&
    before.dx === dx &&
    before.dy === dy &&
    before.bold === bold &&
    before.invisible === invisible &&
    before.white === white
  return isSame ? before : { size, dx, dy, bold, invisible, white }
}

function isWhite({ call, memory, scratch }: Pdfium, object: number): boolean {
  if (call.FPDFPageObj_GetFillColor(object, scratch + 96, scratch + 100, scratch + 104, scratch + 108) === 0) return false
  const at = (scratch + 96) >> 2
  const view = memory.HEAPU32
  if ((view[at + 3] ?? 255) < 8) return true
  return (view[at] ?? 0) >= WHITE && (view[at + 1] ?? 0) >= WHITE && (view[at + 2] ?? 0) >= WHITE
}

function isBold({ call, memory, scratch }: Pdfium, font: number): boolean {
  if (font === 0) return false
  if ((call.FPDFFont_GetFlags(font) & FORCE_BOLD) !== 0) return true
  const length = call.FPDFFont_GetBaseFontName(font, scratch + 128, 127)
  const name =
    length > 1 && length <= 127 ? new TextDecoder().decode(memory.HEAPU8.slice(scratch + 128, scratch + 127 + length)) : ''
  return BOLD_NAME.test(name) || call.FPDFFont_GetWeight(font) >= 600
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0xa0 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200b) ||
    (code < 0x20 && code !== 0 && code !== 2)
  )
}

/** A place in Unicode that means nothing by itself. */
function isPrivate(code: number): boolean {
  return (code >= 0xe000 && code <= 0xf8ff && (code < SYMBOLS[0] || code > SYMBOLS[1])) || code >= 0xf0000
}
