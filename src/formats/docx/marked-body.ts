import type { XmlListener } from '../container/xml.ts'
import type { BodyListener } from './body-listener.ts'

type Attributes = Readonly<Record<string, string>>

/** A child of a run; `text` where it is a `w:t`. Offsets are in the text of the part. */
export interface RunPiece {
  readonly from: number
  readonly to: number
  readonly text: string | null
}

/** A `w:r` as it stands in the part. */
export interface Run {
  readonly from: number
  to: number
  /** Its opening tag, with its attributes. */
  readonly tag: string
  /** Its `w:rPr`, or ''. */
  properties: string
  readonly pieces: RunPiece[]
}

/** A `w:p` in a table cell. */
export interface CellParagraph {
  readonly kind: 'paragraph'
  readonly from: number
  /** Where its opening tag ends, and where its closing tag begins; the same where it is an empty element. */
  readonly opened: number
  closes: number
  empty: boolean
  /** The properties of its mark (`w:rPr` in `w:pPr`), or ''. */
  properties: string
  /** The properties of its first run, if there is one. */
  runProperties: string | null
}

/** The text of one `w:t`, and the run that it is in. */
export interface TextPiece {
  readonly kind: 'text'
  readonly run: Run
  /** Index in `run.pieces`. */
  readonly piece: number
}

interface Frame {
  readonly name: string
  readonly from: number
  readonly opened: number
  readonly run?: Run
  readonly paragraph?: CellParagraph
  text?: string
  marked?: boolean
}

/** Marks are pairs of private characters that stand for a number; no budget prints them. */
const FIRST_HIGH = 0xf0000
const FIRST_LOW = 0xf4000
const BASE = 0x4000
const FOREIGN = /[\u{F0000}-\u{F7FFF}]/gu
const MARK = /([\u{F0000}-\u{F3FFF}])([\u{F4000}-\u{F7FFF}])/gu
/** The mark of whatever has no text of its own: symbols, hyphens. */
const NOTHING = 0

/**
 * Stands between an XML part and the reader's own listener, and puts a mark before every text and in every paragraph of a cell. The document that
 * is then read is the one that is always read, counted by the same rules, and its marks tell where in the file each character stands.
 */
export class MarkedBody implements XmlListener {
  /** What the marks mean, by number; the first is nothing. */
  readonly meanings: (TextPiece | CellParagraph | null)[] = [null]
  readonly #inner: BodyListener
  readonly #xml: string
  /** `w:`, as a rule. */
  readonly #prefix: string
  readonly #frames: Frame[] = []
  #cells = 0

  constructor(inner: BodyListener, xml: string, prefix: string) {
    this.#inner = inner
    this.#xml = xml
    this.#prefix = prefix
  }

  open(name: string, attributes: Attributes, end: number): void {
    const from = this.#xml.lastIndexOf('<', end - 1)
    const frame: Frame = { name, from, opened: end, ...this.#begin(name, from, end) }
    this.#frames.push(frame)
    this.#inner.open(name, attributes)
    if (name === 'tc') this.#cells++
    if (frame.paragraph !== undefined) this.#say(this.#mark(frame.paragraph))
  }

  close(name: string, end: number): void {
    const frame = this.#frames.pop()
    if (frame !== undefined) this.#finish(frame, end)
    if (frame?.marked === true) this.#inner.text(markOf(NOTHING))
    if (name === 'tc') this.#cells--
    this.#inner.close(name)
  }

  text(text: string): void {
    const frame = this.#frames.at(-1)
    const run = this.#frames.at(-2)?.run
    // White space alone is no text to a reader, and a mark would make it one.
    if (frame?.name === 't' && run !== undefined) {
      if (frame.marked !== true && /\S/u.test(text)) {
        frame.marked = true
        this.#inner.text(this.#mark({ kind: 'text', run, piece: run.pieces.length }))
      }
      frame.text = (frame.text ?? '') + text
    }
    this.#inner.text(text.replace(FOREIGN, '\uFFFD\uFFFD'))
  }

  #begin(name: string, from: number, end: number): Partial<Frame> {
    const tag = this.#xml.slice(from, end)
    const isOurs = tag.startsWith(`<${this.#prefix}${name}`)
    if (name === 'r' && isOurs && !tag.endsWith('/>')) return { run: { from, to: end, tag, properties: '', pieces: [] } }
    if (name !== 'p' || !isOurs || this.#cells === 0) return {}
    const empty = tag.endsWith('/>')
    return { paragraph: { kind: 'paragraph', from, opened: end, closes: end, empty, properties: '', runProperties: null } }
  }

  #finish({ name, from, opened, run, paragraph, text }: Frame, end: number): void {
    const parent = this.#frames.at(-1)
    if (run !== undefined) {
      run.to = end
      const around = this.#frames.findLast((frame) => frame.name === 'p')?.paragraph
      if (around !== undefined) around.runProperties ??= run.properties
    }
    if (paragraph !== undefined && !paragraph.empty) paragraph.closes = this.#xml.lastIndexOf('<', end - 1)
    if (name === 'rPr' && parent?.name === 'pPr') {
      const owner = this.#frames.at(-2)?.paragraph
      if (owner !== undefined) owner.properties = this.#xml.slice(from, end)
    }
    if (parent?.run === undefined) return
    if (name === 'rPr') parent.run.properties = this.#xml.slice(from, end)
    else parent.run.pieces.push({ from, to: end, text: name === 't' ? (opened === end ? '' : (text ?? '')) : null })
  }

  #mark(meaning: TextPiece | CellParagraph): string {
    return markOf(this.meanings.push(meaning) - 1)
  }

  /** A run of our own, that only the reader hears. */
  #say(mark: string): void {
    this.#inner.open('r', {})
    this.#inner.open('t', {})
    this.#inner.text(mark + markOf(NOTHING))
    this.#inner.close('t')
    this.#inner.close('r')
  }
}

function markOf(id: number): string {
  return String.fromCodePoint(FIRST_HIGH + Math.floor(id / BASE), FIRST_LOW + (id % BASE))
}

/** One character that is no white space: the number of the mark before it, and its rank among such characters behind that mark. */
export interface MarkedCharacter {
  readonly mark: number
  readonly rank: number
}

/** A marked text without its marks, the characters it is made of (white space left out), and every mark in it. */
export function unmark(marked: string): { text: string; characters: MarkedCharacter[]; marks: number[] } {
  const marks: number[] = []
  const characters: MarkedCharacter[] = []
  let text = ''
  let at = 0
  let mark = NOTHING
  const take = (piece: string): void => {
    text += piece
    let rank = 0
    for (let i = 0; i < piece.length; i++) if (/\S/u.test(piece.charAt(i))) characters.push({ mark, rank: rank++ })
  }
  for (const match of marked.matchAll(MARK)) {
    take(marked.slice(at, match.index))
    at = match.index + match[0].length
    const [, high = '', low = ''] = match
    mark = ((high.codePointAt(0) ?? 0) - FIRST_HIGH) * BASE + (low.codePointAt(0) ?? 0) - FIRST_LOW
    marks.push(mark)
  }
  take(marked.slice(at))
  return { text, characters, marks }
}
