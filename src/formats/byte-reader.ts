import { damaged } from './refusal.ts'

/** Little-endian numbers at any position of a binary part. Whatever lies beyond its end is `Refused` as damaged. */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly #view: DataView
  readonly #name: string

  /** `name` of the part, for the message. */
  constructor(bytes: Uint8Array, name: string) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#name = name
  }

  get length(): number {
    return this.bytes.length
  }

  u8(at: number): number {
    this.#reach(at, 1)
    return this.#view.getUint8(at)
  }

  u16(at: number): number {
    this.#reach(at, 2)
    return this.#view.getUint16(at, true)
  }

  i16(at: number): number {
    this.#reach(at, 2)
    return this.#view.getInt16(at, true)
  }

  u32(at: number): number {
    this.#reach(at, 4)
    return this.#view.getUint32(at, true)
  }

  i32(at: number): number {
    this.#reach(at, 4)
    return this.#view.getInt32(at, true)
  }

  f64(at: number): number {
    this.#reach(at, 8)
    return this.#view.getFloat64(at, true)
  }

  /** A part of the bytes, as a reader of its own. */
  part(from: number, length: number): ByteReader {
    this.#reach(from, length)
    return new ByteReader(this.bytes.subarray(from, from + length), this.#name)
  }

  #reach(at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > this.bytes.length)
      throw damaged(`${this.#name} 不完整`, `${this.#name} is incomplete`)
  }
}
