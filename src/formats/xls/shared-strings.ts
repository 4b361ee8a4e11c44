import type { ByteReader } from '../byte-reader.ts'
import { tooMuch } from '../refusal.ts'
import { charactersOf } from './records.ts'

/** Has a count of formatting runs, has an annex (phonetic guides), is stored in two bytes a character. */
const RICH = 8
const ANNEX = 4
const FULL = 1

/**
 * The shared strings of a workbook. `parts` are the bodies of their record and of those that continue it: a text may be cut anywhere, and where
 * its characters go on, the part begins with a byte that says how they are stored there. A table that is cut off gives the strings before.
 */
export function readSharedStrings(parts: readonly ByteReader[], limit: number): string[] {
  const strings: string[] = []
  const cursor = new Cursor(parts)
  cursor.skip(4)
  const count = cursor.u32()
  let characters = 0
  for (let i = 0; i < count && cursor.more; i++) {
    const length = cursor.u16()
    const flags = cursor.u8()
    const runs = (flags & RICH) === 0 ? 0 : cursor.u16()
    const annex = (flags & ANNEX) === 0 ? 0 : cursor.u32()
    characters += length
    if (characters > limit) throw tooMuch(`文字超过 ${limit} 个字符`, `more than ${limit} characters`)
    strings.push(cursor.characters(length, (flags & FULL) !== 0))
    cursor.skip(4 * runs + annex)
  }
  return strings
}

/** Reads on from part to part. */
class Cursor {
  readonly #parts: readonly ByteReader[]
  #part = 0
  #at = 0

  constructor(parts: readonly ByteReader[]) {
    this.#parts = parts
    this.#settle()
  }

  get more(): boolean {
    return this.#part < this.#parts.length
  }

  u8(): number {
    const part = this.#parts[this.#part]
    if (part === undefined) return 0
    const value = part.u8(this.#at++)
    this.#settle()
    return value
  }

  u16(): number {
    const low = this.u8()
    return low + 0x100 * this.u8()
  }

  u32(): number {
    const low = this.u16()
    return low + 0x1_0000 * this.u16()
  }

  skip(bytes: number): void {
    let left = bytes
    while (left > 0 && this.more) {
      const step = Math.min(left, this.#left)
      this.#at += step
      left -= step
      this.#settle()
    }
  }

  characters(length: number, full: boolean): string {
    let text = ''
    let wide = full
    let left = length
    while (left > 0 && this.more) {
      const part = this.#parts[this.#part] as ByteReader
      const width = wide ? 2 : 1
      const step = Math.min(left, Math.floor(this.#left / width))
      text += charactersOf(part.part(this.#at, step * width).bytes, wide)
      left -= step
      this.#at += step * width
      if (left === 0) break
      // Half a character at the end of a part belongs to nothing.
      this.#part++
      this.#at = 0
      this.#settle()
      if (this.more) wide = (this.u8() & FULL) !== 0
    }
    this.#settle()
    return text
  }

  get #left(): number {
    return (this.#parts[this.#part]?.length ?? 0) - this.#at
  }

  #settle(): void {
    while (this.#part < this.#parts.length && this.#left <= 0) {
      this.#part++
      this.#at = 0
    }
  }
}
