import { symbolOf } from '../docx/symbols.ts'
import type { ByteReader } from '../byte-reader.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import { textOf } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { SPRM } from './properties.ts'
import { changesOf } from './properties.ts'
import type { Change, RunList } from './properties.ts'
import type { Style } from './styles.ts'
import { addBlocks, BlockStack } from './block-stack.ts'
import type { Block } from './block-stack.ts'
import { rowShape } from './table-collector.ts'

/** What a Word document is made of, once its streams are taken apart. */
export interface WordParts {
  readonly document: ByteReader
  readonly pieces: readonly Piece[]
  readonly paragraphs: RunList
  readonly characters: RunList
  readonly styles: readonly Style[]
  readonly fonts: readonly string[]
  /** The stretch of text inside the box whose anchor stands at a character, if there is one. */
  readonly boxAt: (character: number) => { readonly from: number; readonly to: number } | null
}

/** Characters with a meaning of their own. */
const MARK = {
  picture: 0x01,
  cell: 0x07,
  drawing: 0x08,
  tab: 0x09,
  line: 0x0b,
  page: 0x0c,
  paragraph: 0x0d,
  column: 0x0e,
  fieldBegin: 0x13,
  fieldSeparator: 0x14,
  fieldEnd: 0x15,
  hyphen: 0x1e,
  symbol: 0x28,
} as const

/** Reads stretches of the text into blocks. */
export class StoryReader {
  pictures = 0
  readonly #builder: DocumentBuilder
  readonly #parts: WordParts
  /** Boxes that have been read, by their first character. */
  readonly #boxes = new Set<number>()

  constructor(builder: DocumentBuilder, parts: WordParts) {
    this.#builder = builder
    this.#parts = parts
  }

  /** Hands the blocks between two characters to the builder. */
  read(from: number, to: number): void {
    addBlocks(this.#builder, this.#blocks(from, to))
  }

  #blocks(from: number, to: number): Block[] {
    const story = new Story(this.#parts.styles)
    for (const piece of this.#parts.pieces) {
      if (piece.to <= from || piece.from >= to) continue
      const text = textOf(piece, this.#parts.document)
      const pieceChanges = piece.changes === null ? [] : changesOf(piece.changes)
      const last = Math.min(to, piece.to) - piece.from
      for (let i = Math.max(0, from - piece.from); i < last; ) {
        const byte = piece.at + i * piece.width
        const run = this.#parts.characters.at(byte)
        const end = run === null ? i + 1 : Math.min(last, i + Math.max(1, Math.ceil((run.to - byte) / piece.width)))
        const look = lookOf([...(run?.changes ?? []), ...pieceChanges], this.#parts.fonts)
        for (; i < end; i++) {
          const code = text.charCodeAt(i)
          if (isEnd(code, story)) {
            const at = this.#parts.paragraphs.at(piece.at + i * piece.width)
            story.endParagraph(code, at?.style ?? 0, [...(at?.changes ?? []), ...pieceChanges], look)
          } else if (code === MARK.drawing) this.#box(piece.from + i, story)
          else story.character(code, text[i] as string, look)
        }
      }
    }
    this.pictures += story.pictures
    return story.finish()
  }

  #box(character: number, story: Story): void {
    const range = this.#parts.boxAt(character)
    // A box has one anchor. Several for one are a circle, or an attack.
    if (range === null || this.#boxes.has(range.from)) return
    this.#boxes.add(range.from)
    story.after.push(...this.#blocks(range.from, range.to))
  }
}

function isEnd(code: number, story: Story): boolean {
  // A page break ends a paragraph; inside a table it is only a line.
  return code === MARK.paragraph || code === MARK.cell || (code === MARK.page && !story.inTable)
}

/** What the properties of characters say. */
interface Look {
  readonly hidden: boolean | null
  readonly deleted: boolean
  readonly special: boolean
  readonly symbol: string | null
}

function lookOf(changes: readonly Change[], fonts: readonly string[]): Look {
  let hidden: boolean | null = null
  let deleted = false
  let special = false
  let symbol: string | null = null
  for (const { code, operand } of changes) {
    // 0 and 1 say so; 0x80 leaves it to the style, 0x81 turns the style round, which for hidden text nobody does.
    if (code === SPRM.hidden) hidden = operand.u8(0) < 0x80 ? operand.u8(0) === 1 : null
    else if (code === SPRM.deleted) deleted = operand.u8(0) === 1
    else if (code === SPRM.special) special = operand.u8(0) === 1
    else if (code === SPRM.symbol) symbol = symbolOf(fonts[operand.u16(0)] ?? '', operand.u16(2).toString(16))
  }
  return { hidden, deleted, special, symbol }
}

/** One story being read: its paragraphs, and the tables that are open. */
class Story {
  pictures = 0
  /** Blocks of the boxes anchored in the open paragraph: they follow it. */
  readonly after: Block[] = []
  readonly #styles: readonly Style[]
  readonly #stack = new BlockStack()
  /** Fields that are open; `true` while their instruction is read, which is not printed. */
  #fields: boolean[] = []
  #shown = ''
  /** Characters on whose visibility nothing is said but by the style of their paragraph. */
  #styled = ''

  constructor(styles: readonly Style[]) {
    this.#styles = styles
  }

  get inTable(): boolean {
    return this.#stack.inTable
  }

  character(code: number, text: string, look: Look): void {
    if (code === MARK.fieldBegin) this.#fields.push(true)
    else if (code === MARK.fieldSeparator) this.#fields[this.#fields.length - 1] = false
    else if (code === MARK.fieldEnd) this.#fields.pop()
    else if (look.deleted || look.hidden === true || this.#fields.includes(true)) return
    else if (look.symbol !== null && code === MARK.symbol) this.#append(look.symbol, look)
    else if (code === MARK.picture && look.special) this.pictures++
    else if (code === MARK.tab) this.#append('\t', look)
    else if (code === MARK.line || code === MARK.page || code === MARK.column) this.#append('\n', look)
    else if (code === MARK.hyphen) this.#append('-', look)
    else if (code >= 0x20 && !(look.special && code < 0x80)) this.#append(text, look)
  }

  #append(text: string, look: Look): void {
    this.#shown += text
    this.#styled += look.hidden === false ? text : ''
  }

  endParagraph(mark: number, styleIndex: number, changes: readonly Change[], look: Look): void {
    const style = this.#styles[styleIndex]
    const text = style?.hidden === true ? this.#styled : style?.contents === true ? '' : this.#shown
    this.#shown = ''
    this.#styled = ''
    // An instruction ends with its paragraph: where its end mark is lost, the rest of the document is not to be lost with it.
    if (this.#fields.includes(true)) this.#fields = []
    const value = (code: number): number | undefined => {
      const operand = changes.findLast((change) => change.code === code)?.operand
      return operand === undefined ? undefined : operand.length >= 4 ? operand.u32(0) : operand.u8(0)
    }
    const depth = value(SPRM.depth) ?? (value(SPRM.inTable) === 1 ? 1 : 0)
    const table = this.#stack.settle(depth)
    const endsRow = value(depth === 1 ? SPRM.rowEnd : SPRM.innerRowEnd) === 1
    const endsCell = depth === 1 ? mark === MARK.cell : value(SPRM.innerCellEnd) === 1
    if (table !== null && endsRow) table.endRow(rowShape(changes), look.deleted)
    else {
      const outline = value(SPRM.outline)
      const heading = outline === undefined ? style?.heading : outline <= 8 ? Math.min(6, outline + 1) : undefined
      this.#stack.add({ text, heading })
    }
    this.#stack.addBoxed(this.after.splice(0))
    if (table !== null && endsCell && !endsRow) table.endCell()
  }

  finish(): Block[] {
    this.#stack.settle(0)
    if (this.#shown !== '') this.#stack.add({ text: this.#shown, heading: undefined })
    this.#stack.addBoxed(this.after.splice(0))
    return this.#stack.take()
  }
}
