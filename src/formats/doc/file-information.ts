import type { ByteReader } from '../byte-reader.ts'
import { encrypted, damaged, Refused } from '../refusal.ts'

/** Where things are: the file information block at the start of the stream `WordDocument`. */
export interface FileInformation {
  /** Name of the stream that holds the tables of positions. */
  readonly tables: string
  /** Characters of each story, in the order in which they follow each other. */
  readonly stories: {
    readonly main: number
    readonly footnotes: number
    readonly headers: number
    readonly macros: number
    readonly annotations: number
    readonly endnotes: number
    readonly boxes: number
  }
  /** Position and length, in the stream of tables, of a structure by its number in the block; length 0 where it is absent. */
  readonly structure: (index: number) => { readonly at: number; readonly length: number }
}

/** Numbers of the structures that matter to a reader of text. */
export const STRUCTURE = { styles: 1, characters: 12, paragraphs: 13, fonts: 15, pieces: 33, anchors: 40, boxes: 56 } as const

/** Word 97. What is older is built differently throughout. */
const FIRST_VERSION = 0xc1
const ENCRYPTED = 0x0100
const SECOND_TABLES = 0x0200

/** Throws `Refused` where the document is encrypted, older than Word 97, or no Word document. */
export function readFileInformation(document: ByteReader): FileInformation {
  const magic = document.u16(0)
  const flags = document.u16(10)
  if (magic !== 0xa5ec && magic !== 0xa5dc) throw damaged('WordDocument 的开头', 'the start of WordDocument')
  if (document.u16(2) < FIRST_VERSION || magic === 0xa5dc) {
    throw new Refused(
      'not-supported',
      '这是 Word 95 或更早版本的 .doc 文件，暂不能读取。请用 Word 或 WPS 打开并另存为 .docx。',
      'This .doc file is from Word 95 or earlier and cannot be read yet: open it in Word or WPS and save it as .docx.',
    )
  }
  if ((flags & ENCRYPTED) !== 0) throw encrypted()
  // Three arrays follow each other, each behind its count: of 2-byte, 4-byte and 8-byte entries.
  const words = 32
  const longs = words + 2 + 2 * document.u16(words)
  const pairs = longs + 2 + 4 * document.u16(longs)
  const story = (index: number): number => Math.max(0, document.i32(longs + 2 + 4 * index))
  const count = document.u16(pairs)
  return {
    tables: (flags & SECOND_TABLES) === 0 ? '0Table' : '1Table',
    stories: {
      main: story(3),
      footnotes: story(4),
      headers: story(5),
      macros: story(6),
      annotations: story(7),
      endnotes: story(8),
      boxes: story(9),
    },
    structure: (index) => {
      const at = pairs + 2 + 8 * index
      return index < count ? { at: document.u32(at), length: document.u32(at + 4) } : { at: 0, length: 0 }
    },
  }
}
