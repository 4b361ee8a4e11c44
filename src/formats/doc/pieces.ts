import type { ByteReader } from '../byte-reader.ts'
import { damaged, tooMuch } from '../refusal.ts'

/** A stretch of the text: characters from `from` up to `to` (counted through all stories), stored one after the other in the file. */
export interface Piece {
  readonly from: number
  readonly to: number
  /** Where its first character is stored in `WordDocument`. */
  readonly at: number
  /** Bytes of one character. */
  readonly width: 1 | 2
  /** Properties set on the whole piece when the file was last saved fast. */
  readonly changes: ByteReader | null
}

const LOCATED = 0x02
const CHANGES = 0x01
/** Characters are stored in single bytes of Windows 1252. */
const COMPRESSED = 0x4000_0000

/** The pieces in the order of the text. `characters` is the limit of all of them together. */
export function readPieces(clx: ByteReader, characters: number): Piece[] {
  const changes: ByteReader[] = []
  let at = 0
  while (clx.u8(at) === CHANGES) {
    const length = clx.u16(at + 1)
    changes.push(clx.part(at + 3, length))
    at += 3 + length
  }
  if (clx.u8(at) !== LOCATED) throw damaged('正文的位置表', 'the table of text pieces')
  const length = clx.u32(at + 1)
  const start = at + 5
  const count = Math.floor((length - 4) / 12)
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const from = clx.i32(start + 4 * i)
    const to = clx.i32(start + 4 * i + 4)
    const descriptor = start + 4 * (count + 1) + 8 * i
    const location = clx.u32(descriptor + 2)
    const modifier = clx.u16(descriptor + 6)
    if (from < 0 || to < from || from !== (pieces.at(-1)?.to ?? from)) throw damaged('正文的位置表', 'the table of text pieces')
    if (to > characters) throw tooMuch(`正文超过 ${characters} 个字符`, `more than ${characters} characters`)
    const compressed = (location & COMPRESSED) !== 0
    const stored = location & ~COMPRESSED
    pieces.push({
      from,
      to,
      at: compressed ? stored >>> 1 : stored,
      width: compressed ? 1 : 2,
      changes: (modifier & 1) === 0 ? null : (changes[modifier >>> 1] ?? null),
    })
  }
  return pieces
}

/** The characters of a piece. Throws `Refused` where they lie beyond the end of the file. */
export function textOf(piece: Piece, document: ByteReader): string {
  const stored = document.part(piece.at, (piece.to - piece.from) * piece.width).bytes
  return new TextDecoder(piece.width === 1 ? 'windows-1252' : 'utf-16le', { ignoreBOM: true }).decode(stored)
}
