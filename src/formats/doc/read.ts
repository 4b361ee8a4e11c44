import type { Document } from '../../document/document.ts'
import { ByteReader } from '../byte-reader.ts'
import type { Compound } from '../container/compound.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { damaged } from '../refusal.ts'
import { readFileInformation, STRUCTURE } from './file-information.ts'
import type { FileInformation } from './file-information.ts'
import { readPieces } from './pieces.ts'
import { readRuns } from './properties.ts'
import { StoryReader } from './story.ts'
import type { WordParts } from './story.ts'
import { readStyles } from './styles.ts'

const ANCHOR_BYTES = 26
const BOX_BYTES = 22
/** Where a font's name begins in its entry. */
const FONT_NAME = 40

/**
 * Reads a Word document of the binary format (Word 97 to 2003, WPS), as its specification [MS-DOC] lays it out: text in pieces, properties of
 * paragraphs and characters by position, tables told by their paragraphs. Headers, footers, notes and comments are no part of the text;
 * deleted and hidden text is not printed and so is not read. Throws `Refused` where the file is broken, encrypted or older.
 */
export function readDoc(compound: Compound, limits: Limits): Document {
  const document = new ByteReader(compound.read('WordDocument'), 'WordDocument')
  const information = readFileInformation(document)
  const tables = new ByteReader(compound.read(information.tables), information.tables)
  const structure = (index: number): ByteReader => {
    const { at, length } = information.structure(index)
    return tables.part(at, length)
  }
  const data = compound.has('Data') ? new ByteReader(compound.read('Data'), 'Data') : null
  const pieces = structure(STRUCTURE.pieces)
  if (pieces.length === 0) throw damaged('没有正文的位置表', 'the table of text pieces is missing')
  const parts: WordParts = {
    document,
    pieces: readPieces(pieces, limits.text),
    paragraphs: readRuns(structure(STRUCTURE.paragraphs), document, 'paragraph', data),
    characters: readRuns(structure(STRUCTURE.characters), document, 'character', null),
    styles: readStyles(structure(STRUCTURE.styles)),
    fonts: readFonts(structure(STRUCTURE.fonts)),
    boxAt: boxesOf(structure(STRUCTURE.anchors), structure(STRUCTURE.boxes), information),
  }
  const builder = new DocumentBuilder('doc', limits)
  const reader = new StoryReader(builder, parts)
  reader.read(0, information.stories.main)
  if (reader.pictures > 0) {
    builder.problem({
      zh: `文件里有 ${reader.pictures} 张图片，图片里的文字和表格没有读。若其中有预算表，请改用可编辑的表格。`,
      en: `The file holds ${reader.pictures} pictures; text and tables inside them were not read. If one shows a budget table, use a real table instead.`,
    })
  }
  return builder.finish()
}

/** Names of the fonts by their number: symbols are told by font and code. */
function readFonts(table: ByteReader): string[] {
  const fonts: string[] = []
  if (table.length < 4) return fonts
  const count = table.u16(0)
  let at = 4
  for (let i = 0; i < count && at < table.length; i++) {
    const length = table.u8(at) + 1
    if (at + length > table.length) break
    const name = length > FONT_NAME ? table.part(at + FONT_NAME, length - FONT_NAME).bytes : new Uint8Array(0)
    fonts.push(new TextDecoder('utf-16le').decode(name).replace(/\0.*$/su, ''))
    at += length
  }
  return fonts
}

/** Text boxes: an anchor names a shape, and the shape's number leads to its stretch of the story of boxes. */
function boxesOf(anchors: ByteReader, boxes: ByteReader, { stories }: FileInformation): WordParts['boxAt'] {
  const start = stories.main + stories.footnotes + stories.headers + stories.macros + stories.annotations + stories.endnotes
  const ranges = new Map<number, { from: number; to: number }>()
  // The last entry only says where the story ends.
  const count = Math.floor((boxes.length - 4) / (4 + BOX_BYTES))
  for (let i = 0; i < count - 1; i++) {
    const entry = 4 * (count + 1) + BOX_BYTES * i
    const [from, to] = [boxes.u32(4 * i), boxes.u32(4 * i + 4)]
    // What is kept only to be used again holds no text.
    if (boxes.u16(entry + 8) !== 0 || from >= to || to > stories.boxes) continue
    ranges.set(boxes.u32(entry + 14), { from: start + from, to: start + to })
  }
  const shapes = new Map<number, number>()
  const anchored = Math.floor((anchors.length - 4) / (4 + ANCHOR_BYTES))
  for (let i = 0; i < anchored; i++) shapes.set(anchors.u32(4 * i), anchors.u32(4 * (anchored + 1) + ANCHOR_BYTES * i))
  return (character) => {
    const shape = shapes.get(character)
    return shape === undefined ? null : (ranges.get(shape) ?? null)
  }
}
