import type { ByteReader } from '../byte-reader.ts'

/** Numbers of the records of a workbook that matter to a reader of text. Where Excel 5 and Excel 97 differ, both are named. */
export const RECORD = {
  begin: 0x809,
  end: 0x0a,
  password: 0x2f,
  codePage: 0x42,
  dates: 0x22,
  sheet: 0x85,
  format: 0x41e,
  look: 0xe0,
  strings: 0xfc,
  more: 0x3c,
  pictures: 0xeb,
  row: 0x208,
  columns: 0x7d,
  merges: 0xe5,
  sharedText: 0xfd,
  text: 0x204,
  richText: 0xd6,
  number: 0x203,
  packed: 0x27e,
  packedRow: 0xbd,
  blank: 0x201,
  blankRow: 0xbe,
  truth: 0x205,
  formula: 0x06,
  formulaText: 0x207,
} as const

/** One record: its number, its content, and where the next one begins. */
export interface BinaryRecord {
  readonly id: number
  readonly body: ByteReader
  readonly next: number
}

/** The record at a position; null at the end of the stream. One that is cut off counts as the end. */
export function recordAt(stream: ByteReader, at: number): BinaryRecord | null {
  if (at < 0 || at + 4 > stream.length) return null
  const length = stream.u16(at + 2)
  if (at + 4 + length > stream.length) return null
  return { id: stream.u16(at), body: stream.part(at + 4, length), next: at + 4 + length }
}

/** What an Excel of 8 bits a character needs to be understood. */
export interface TextCoding {
  /** Excel 97 and later. */
  readonly wide: boolean
  /** Of single bytes in Excel 5. */
  readonly decoder: InstanceType<typeof TextDecoder>
}

const CODE_PAGES: Readonly<Record<number, string>> = { 932: 'shift_jis', 949: 'euc-kr', 950: 'big5', 65001: 'utf-8' }

/** The decoder of a Windows code page; Chinese where it is not told, as most workbooks of that age are here. */
export function codePageDecoder(page: number): InstanceType<typeof TextDecoder> {
  const label = CODE_PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'gb18030')
  return new TextDecoder(label)
}

/** A text that lies within one record: its length stands before it in `lengthBytes` bytes. */
export function textAt(body: ByteReader, at: number, lengthBytes: 1 | 2, { wide, decoder }: TextCoding): string {
  const length = lengthBytes === 1 ? body.u8(at) : body.u16(at)
  const start = at + lengthBytes
  if (!wide) return decoder.decode(body.part(start, Math.min(length, body.length - start)).bytes)
  const flags = start < body.length ? body.u8(start) : 0
  const skip = 1 + ((flags & 8) === 0 ? 0 : 2) + ((flags & 4) === 0 ? 0 : 4)
  const from = Math.min(body.length, start + skip)
  const bytes = Math.min(body.length - from, length * ((flags & 1) === 0 ? 1 : 2))
  return charactersOf(body.part(from, bytes).bytes, (flags & 1) !== 0)
}

/** Characters of Excel 97: UTF-16, or its lower halves alone where the upper ones are all zero. */
export function charactersOf(bytes: Uint8Array, full: boolean): string {
  return new TextDecoder(full ? 'utf-16le' : 'latin1', { ignoreBOM: true }).decode(bytes)
}
