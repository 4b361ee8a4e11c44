import type { ByteReader } from '../byte-reader.ts'
import { changesOf, SPRM } from './properties.ts'
import type { Change } from './properties.ts'

/** What of a style matters to a reader of text. */
export interface Style {
  /** 1 to 6. */
  readonly heading?: number
  readonly hidden: boolean
  /** It sets a line of the list of contents, which is made from the headings and repeats them. */
  readonly contents: boolean
}

interface RawStyle {
  /** Number of the built-in style, the same in every language. */
  readonly builtIn: number
  readonly name: string
  readonly base: number
  readonly changes: readonly Change[]
}

const NO_STYLE = 0xfff
const TITLE = 62
const PARAGRAPH = 1
const CHARACTER = 2
/** Chains longer than this are circles. */
const MAX_CHAIN = 20

/** The styles by their number. */
export function readStyles(sheet: ByteReader): Style[] {
  if (sheet.length < 6) return []
  const header = sheet.u16(0)
  const count = sheet.u16(2)
  const baseBytes = sheet.u16(4)
  const raw: (RawStyle | null)[] = []
  let at = 2 + header
  for (let i = 0; i < count && at + 2 <= sheet.length; i++) {
    const length = sheet.u16(at)
    at += 2
    if (at + length > sheet.length) break
    raw.push(length < baseBytes + 2 || baseBytes < 6 ? null : readStyle(sheet.part(at, length), baseBytes))
    at += length + (length % 2)
  }
  return raw.map((style, i) => settle(raw, style, i))
}

function readStyle(style: ByteReader, baseBytes: number): RawStyle {
  const kind = style.u16(2) & 0xf
  const characters = style.u16(baseBytes)
  let at = baseBytes + 2
  const nameBytes = Math.min(2 * characters, style.length - at)
  const name = new TextDecoder('utf-16le').decode(style.part(at, nameBytes).bytes)
  at += nameBytes + 2
  const lists = style.u16(4) & 0xf
  const changes: Change[] = []
  for (let i = 0; i < lists && at + 2 <= style.length; i++) {
    const length = Math.min(style.u16(at), style.length - at - 2)
    // A paragraph style has paragraph properties (behind its own number) first, then those of characters.
    const skip = kind === PARAGRAPH && i === 0 ? 2 : 0
    if ((kind === PARAGRAPH && i < 2) || kind === CHARACTER) {
      if (length > skip) changes.push(...changesOf(style.part(at + 2 + skip, length - skip)))
    }
    at += 2 + length + (length % 2)
  }
  return { builtIn: style.u16(0) & 0xfff, name, base: style.u16(2) >>> 4, changes }
}

function settle(raw: readonly (RawStyle | null)[], style: RawStyle | null, index: number): Style {
  if (style === null) return { hidden: false, contents: false }
  const contents = (style.builtIn >= 19 && style.builtIn <= 27) || /^(?:toc heading|目录\s*标题)/iu.test(style.name)
  let heading: number | null = null
  let hidden: boolean | null = null
  let at = index
  for (let i = 0; i < MAX_CHAIN && at !== NO_STYLE; i++) {
    const one = raw[at] ?? null
    if (one === null) break
    const outline = one.changes.findLast((change) => change.code === SPRM.outline)?.operand.u8(0)
    if (heading === null && outline !== undefined) heading = outline <= 8 ? Math.min(6, outline + 1) : 0
    if (heading === null && one.builtIn >= 1 && one.builtIn <= 9) heading = Math.min(6, one.builtIn)
    const named = /^(?:heading|标题)\s*([1-9])$/iu.exec(one.name)?.[1]
    if (heading === null && named !== undefined) heading = Math.min(6, Number(named))
    if (heading === null && (one.builtIn === TITLE || /^(?:title|标题)$/iu.test(one.name))) heading = 1
    const vanish = one.changes.findLast((change) => change.code === SPRM.hidden)?.operand.u8(0)
    if (hidden === null && vanish !== undefined) hidden = vanish === 1
    at = one.base
  }
  return { ...(heading === null || heading === 0 ? {} : { heading }), hidden: hidden ?? false, contents }
}
