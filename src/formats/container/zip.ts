import { crc32, inflateRawSync } from 'node:zlib'
import { Inflate } from 'fflate'
import type { Limits } from '../limits.ts'
import { damaged, encrypted, Refused, tooMuch } from '../refusal.ts'

/** One part of a zip container, as its directory lists it. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packed: number
  readonly size: number
  /** Where its local header begins. */
  readonly offset: number
}

/** Parts up to this size are inflated in one go, natively; larger ones piece by piece, so that they are never in memory as a whole. */
const AT_ONCE = 16 * 1024 * 1024
const SLICE = 32 * 1024
/** A part smaller than this may be packed as tightly as it likes. */
const RATIO_FLOOR = 16 * 1024 * 1024

/**
 * A zip container whose directory has been checked before anything is unpacked: sizes and ratio within the limits, no part lying on
 * another, nothing beyond the end of the file. While parts are unpacked, bytes are counted again, because the directory may lie.
 */
export class Zip {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #limits: Limits
  readonly #entries = new Map<string, ZipEntry>()
  #unpacked = 0

  /** Throws `Refused` where the container is broken, hostile or encrypted. */
  constructor(bytes: Uint8Array, limits: Limits) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#limits = limits
    for (const entry of this.#directory()) {
      if (this.#entries.has(entry.name)) throw damaged(`压缩包里有两个 ${entry.name}`, `two parts named ${entry.name}`)
      this.#entries.set(entry.name, entry)
    }
    this.#guard()
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  names(): IterableIterator<string> {
    return this.#entries.keys()
  }

  /** Unpacks one part, handing on its bytes piece by piece. Throws `Refused` where it is missing, broken or too large. */
  unpack(name: string, sink: (bytes: Uint8Array) => void): void {
    const entry = this.#entries.get(name)
    if (entry === undefined) throw damaged(`缺少 ${name}`, `${name} is missing`)
    if (entry.encrypted) throw encrypted()
    const start = this.#dataStart(entry)
    const data = this.#bytes.subarray(start, start + entry.packed)
    let size = 0
    let crc = 0
    const count = (bytes: Uint8Array): void => {
      size += bytes.length
      this.#unpacked += bytes.length
      if (size > entry.size) throw bomb()
      if (this.#unpacked > this.#limits.unpacked) throw tooLarge(this.#limits)
      crc = crc32(bytes, crc)
      sink(bytes)
    }
    if (entry.method === 0) count(data)
    else if (entry.method === 8 && entry.size <= AT_ONCE) count(inflateAtOnce(data, entry))
    else if (entry.method === 8) inflate(data, count, name)
    else throw damaged(`${name} 的压缩方法 ${entry.method} 不认识`, `unknown compression ${entry.method} of ${name}`)
    if (size !== entry.size || crc !== entry.crc) throw damaged(`${name} 校验不符`, `checksum of ${name} does not match`)
  }

  #guard(): void {
    let total = 0
    const ranges: [number, number][] = []
    for (const entry of this.#entries.values()) {
      total += entry.size
      if (entry.encrypted) throw encrypted()
      if (entry.size > RATIO_FLOOR && entry.size > entry.packed * this.#limits.ratio) throw bomb()
      ranges.push([entry.offset, entry.offset + 30 + entry.packed])
    }
    if (total > this.#limits.unpacked) throw tooLarge(this.#limits)
    ranges.sort((a, b) => a[0] - b[0])
    for (let i = 1; i < ranges.length; i++) {
      // Parts that share bytes are how a small file unpacks into petabytes.
      if ((ranges[i]?.[0] ?? 0) < (ranges[i - 1]?.[1] ?? 0)) throw bomb()
    }
  }

  #dataStart(entry: ZipEntry): number {
    const at = entry.offset
    if (at + 30 > this.#bytes.length) throw truncated()
    if (this.#view.getUint32(at, true) !== 0x04034b50)
      throw damaged(`${entry.name} 的位置不对`, `${entry.name} is not where it should be`)
    const start = at + 30 + this.#view.getUint16(at + 26, true) + this.#view.getUint16(at + 28, true)
    if (start + entry.packed > this.#bytes.length) throw truncated()
    return start
  }

  #directory(): ZipEntry[] {
    const end = this.#endRecord()
    let count = this.#view.getUint16(end + 10, true)
    let at = this.#view.getUint32(end + 16, true)
    if ((count === 0xffff || at === 0xffffffff) && end >= 20 && this.#view.getUint32(end - 20, true) === 0x07064b50) {
      const record = this.#wide(end - 20 + 8)
      if (record + 56 > this.#bytes.length || this.#view.getUint32(record, true) !== 0x06064b50)
        throw damaged('zip64 目录', 'zip64 directory')
      count = this.#wide(record + 32)
      at = this.#wide(record + 48)
    }
    if (count > this.#limits.entries) throw bomb()
    const entries: ZipEntry[] = []
    for (let i = 0; i < count; i++) {
      if (at + 46 > this.#bytes.length) throw truncated()
      if (this.#view.getUint32(at, true) !== 0x02014b50) throw damaged('压缩目录', 'zip directory')
      const nameLength = this.#view.getUint16(at + 28, true)
      const extraLength = this.#view.getUint16(at + 30, true)
      const wide = this.#wideFields(at, nameLength, extraLength)
      const name = nameOf(this.#bytes.subarray(at + 46, at + 46 + nameLength))
      const flags = this.#view.getUint16(at + 8, true)
      const entry = {
        name,
        method: this.#view.getUint16(at + 10, true),
        encrypted: (flags & 1) !== 0,
        crc: this.#view.getUint32(at + 16, true),
        ...wide,
      }
      if (entry.offset + 30 + entry.packed > this.#bytes.length) throw truncated()
      if (!name.endsWith('/')) entries.push(entry)
      at += 46 + nameLength + extraLength + this.#view.getUint16(at + 32, true)
    }
    return entries
  }

  /** Sizes and offset of a directory entry, from its zip64 extra field where the short ones are full. */
  #wideFields(at: number, nameLength: number, extraLength: number): { size: number; packed: number; offset: number } {
    let packed = this.#view.getUint32(at + 20, true)
    let size = this.#view.getUint32(at + 24, true)
    let offset = this.#view.getUint32(at + 42, true)
    const from = at + 46 + nameLength
    const to = from + extraLength
    if (to > this.#bytes.length) throw truncated()
    for (let p = from; p + 4 <= to; ) {
      const length = this.#view.getUint16(p + 2, true)
      if (this.#view.getUint16(p, true) === 1) {
        let q = p + 4
        const take = (): number => {
          if (q + 8 > to) throw damaged('zip64 目录', 'zip64 directory')
          q += 8
          return this.#wide(q - 8)
        }
        if (size === 0xffffffff) size = take()
        if (packed === 0xffffffff) packed = take()
        if (offset === 0xffffffff) offset = take()
      }
      p += 4 + length
    }
    return { size, packed, offset }
  }

  #wide(at: number): number {
    if (at + 8 > this.#bytes.length) throw truncated()
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 0x1_0000_0000
  }

  #endRecord(): number {
    const lowest = Math.max(0, this.#bytes.length - 22 - 0xffff)
    for (let at = this.#bytes.length - 22; at >= lowest; at--) {
      if (this.#view.getUint32(at, true) === 0x06054b50) return at
    }
    throw truncated()
  }
}

/** Archives made by Chinese programs often name their parts in GBK without saying so. */
function nameOf(bytes: Uint8Array): string {
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    name = new TextDecoder('gb18030').decode(bytes)
  }
  return name.replaceAll('\\', '/')
}

/** Stops at the size that the directory states: where there is more, the directory lies. */
function inflateAtOnce(data: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw bomb()
    throw damaged(`${entry.name} 解压出错`, `${entry.name} does not unpack`)
  }
}

function inflate(data: Uint8Array, sink: (bytes: Uint8Array) => void, name: string): void {
  let broken = false
  // What `sink` throws must come out as it is; what fflate throws means a broken stream.
  let thrown: { readonly error: unknown } | null = null
  const stream = new Inflate((bytes) => {
    try {
      sink(bytes)
    } catch (error) {
      thrown = { error }
      throw error
    }
  })
  try {
    for (let at = 0; at < data.length; at += SLICE) stream.push(data.subarray(at, at + SLICE), at + SLICE >= data.length)
  } catch {
    broken = true
  }
  const cause = thrown as { readonly error: unknown } | null
  if (cause !== null) throw cause.error
  if (broken) throw damaged(`${name} 解压出错`, `${name} does not unpack`)
}

function bomb(): Refused {
  return new Refused(
    'bomb',
    '文件的压缩内容异常（解压后膨胀过大或互相重叠），为安全起见未读取。请用原软件另存一份正常的文件。',
    'The file unpacks into far more than it should (a zip bomb, or parts that overlap); it was not read. Save a normal copy from its own program.',
  )
}

function tooLarge(limits: Limits): Refused {
  const mebi = Math.round(limits.unpacked / 1024 / 1024)
  return tooMuch(`解压后超过 ${mebi} MB`, `it unpacks into more than ${mebi} MB`)
}

function truncated(): Refused {
  return new Refused(
    'truncated',
    '文件不完整（后半部分缺失），无法读取。请重新下载或重新上传。',
    'The file is incomplete (its end is missing) and cannot be read. Download or upload it again.',
  )
}
