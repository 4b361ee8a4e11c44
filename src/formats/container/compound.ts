import { damaged } from '../refusal.ts'

/** Sector numbers from here on mean no sector: the end of a chain, a free one, a part of the table itself. */
const NO_SECTOR = 0xfffffffa
const NO_ENTRY = 0xffffffff
const HEADER_TABLE = 109

interface Entry {
  readonly name: string
  readonly kind: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

/**
 * A compound file (the container of .doc and .xls): sectors chained by a table, streams named by a directory. Only the streams directly below its root
 * are given: those of embedded objects lie in storages of their own. Chains that run in circles or out of the file are `Refused` as damaged.
 */
export class Compound {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #sector: number
  readonly #miniSector: number
  readonly #cutoff: number
  readonly #next: Uint32Array
  readonly #miniNext: Uint32Array
  readonly #mini: Uint8Array
  readonly #streams = new Map<string, Entry>()

  constructor(bytes: Uint8Array) {
    if (bytes.length < 512) throw broken()
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const shift = this.#view.getUint16(30, true)
    const miniShift = this.#view.getUint16(32, true)
    if ((shift !== 9 && shift !== 12) || miniShift > shift || miniShift < 3) throw broken()
    this.#sector = 2 ** shift
    this.#miniSector = 2 ** miniShift
    this.#cutoff = this.#view.getUint32(56, true)
    this.#next = numbers(this.#joined(this.#tableSectors()))
    const entries = this.#entries(this.#chain(this.#view.getUint32(48, true)))
    const root = entries[0]
    if (root === undefined || root.kind !== 5) throw broken()
    this.#miniNext = numbers(this.#chain(this.#view.getUint32(60, true)))
    this.#mini = this.#chain(root.start)
    this.#collect(entries, root.child)
  }

  has(name: string): boolean {
    return this.#streams.has(name)
  }

  /** The bytes of a stream. Throws `Refused` where it is missing or incomplete. */
  read(name: string): Uint8Array {
    const entry = this.#streams.get(name)
    if (entry === undefined) throw damaged(`缺少 ${name}`, `${name} is missing`)
    const stream = entry.size < this.#cutoff ? this.#miniChain(entry.start) : this.#chain(entry.start)
    if (stream.length < entry.size) throw damaged(`${name} 不完整`, `${name} is incomplete`)
    return stream.subarray(0, entry.size)
  }

  /** The sectors that hold the sector table: 109 of them are in the header, more in a chain of their own. */
  #tableSectors(): number[] {
    const sectors: number[] = []
    const add = (from: number, count: number): void => {
      for (let i = 0; i < count && from + 4 * i + 4 <= this.#bytes.length; i++) {
        const sector = this.#view.getUint32(from + 4 * i, true)
        if (sector < NO_SECTOR) sectors.push(sector)
      }
    }
    add(76, HEADER_TABLE)
    const seen = new Set<number>()
    let sector = this.#view.getUint32(68, true)
    while (sector < NO_SECTOR && !seen.has(sector)) {
      seen.add(sector)
      const from = this.#offset(sector)
      const perSector = this.#sector / 4 - 1
      add(from, perSector)
      const link = from + 4 * perSector
      sector = link + 4 <= this.#bytes.length ? this.#view.getUint32(link, true) : NO_ENTRY
    }
    return sectors
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sector
  }

  #joined(sectors: readonly number[]): Uint8Array {
    const out = new Uint8Array(sectors.length * this.#sector)
    let length = 0
    for (const sector of sectors) {
      const from = this.#offset(sector)
      if (from >= this.#bytes.length) throw broken()
      // The last sector of a file is often cut where its stream ends.
      const part = this.#bytes.subarray(from, from + this.#sector)
      out.set(part, length)
      length += this.#sector
    }
    return out
  }

  #chain(start: number): Uint8Array {
    return this.#joined(walk(start, this.#next))
  }

  #miniChain(start: number): Uint8Array {
    const sectors = walk(start, this.#miniNext)
    const out = new Uint8Array(sectors.length * this.#miniSector)
    for (const [i, sector] of sectors.entries()) {
      const from = sector * this.#miniSector
      out.set(this.#mini.subarray(from, from + this.#miniSector), i * this.#miniSector)
    }
    return out
  }

  #entries(directory: Uint8Array): Entry[] {
    const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
    const utf16 = new TextDecoder('utf-16le')
    const entries: Entry[] = []
    for (let at = 0; at + 128 <= directory.length; at += 128) {
      const nameBytes = Math.min(62, Math.max(0, view.getUint16(at + 64, true) - 2))
      entries.push({
        name: utf16.decode(directory.subarray(at, at + nameBytes)),
        kind: directory[at + 66] ?? 0,
        left: view.getUint32(at + 68, true),
        right: view.getUint32(at + 72, true),
        child: view.getUint32(at + 76, true),
        start: view.getUint32(at + 116, true),
        size: view.getUint32(at + 120, true),
      })
    }
    return entries
  }

  /** The entries below one storage form a binary tree. */
  #collect(entries: readonly Entry[], top: number): void {
    const seen = new Set<number>()
    const open = [top]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const entry = entries[id]
      if (entry === undefined || seen.has(id)) continue
      seen.add(id)
      if (entry.kind === 2 && !this.#streams.has(entry.name)) this.#streams.set(entry.name, entry)
      open.push(entry.left, entry.right)
    }
  }
}

/** The sectors of a chain. A chain longer than its table is a circle. */
function walk(start: number, next: Uint32Array): number[] {
  const sectors: number[] = []
  for (let sector = start; sector < NO_SECTOR; sector = next[sector] as number) {
    if (sector >= next.length || sectors.length >= next.length) throw broken()
    sectors.push(sector)
  }
  return sectors
}

function numbers(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => view.getUint32(4 * i, true))
}

function broken(): Error {
  return damaged('复合文件的目录', 'the directory of the compound file')
}
