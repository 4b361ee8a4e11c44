import type { ByteReader } from '../byte-reader.ts'
import { damaged } from '../refusal.ts'

/** Codes of the property changes ("sprm") that matter to a reader of text. */
export const SPRM = {
  inTable: 0x2416,
  rowEnd: 0x2417,
  depth: 0x6649,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  outline: 0x2640,
  elsewhere: 0x6646,
  elsewhereOld: 0x6645,
  deleted: 0x0800,
  hidden: 0x083c,
  special: 0x0855,
  symbol: 0x6a09,
  tableDefinition: 0xd608,
  tableMerge: 0x5624,
  tableVerticalMerge: 0xd62b,
} as const

/** Bytes of an operand by the upper three bits of its code; 0: the operand says so itself. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3] as const
const TAB_CHANGES = 0xc615

/** One change: its code, and its operand (behind its length, where it has one). */
export interface Change {
  readonly code: number
  readonly operand: ByteReader
}

/** The changes of a list, in order. A list that is cut ends where it is cut: what comes before it still holds. */
export function changesOf(list: ByteReader): Change[] {
  const changes: Change[] = []
  let at = 0
  while (at + 2 < list.length) {
    const code = list.u16(at)
    at += 2
    const size = OPERAND_BYTES[code >>> 13] as number
    let length = size
    let skip = 0
    if (size === 0) {
      if (code === SPRM.tableDefinition) {
        if (at + 2 > list.length) break
        skip = 2
        length = list.u16(at) - 1
      } else {
        skip = 1
        length = code === TAB_CHANGES && list.u8(at) === 255 ? tabChanges(list, at) : list.u8(at)
      }
    }
    if (length < 0 || at + skip + length > list.length) break
    changes.push({ code, operand: list.part(at + skip, length) })
    at += skip + length
  }
  return changes
}

/** Long lists of tab stops count themselves: those taken away in 4 bytes, those added in 3. */
function tabChanges(list: ByteReader, at: number): number {
  const removed = at + 1 < list.length ? list.u8(at + 1) : 0
  const added = at + 2 + 4 * removed < list.length ? list.u8(at + 2 + 4 * removed) : 0
  return 2 + 4 * removed + 3 * added
}

/** Properties of a stretch of the file, from byte `from` up to `to`. */
export interface Run {
  readonly from: number
  readonly to: number
  /** Number of the paragraph style; 0 for characters. */
  readonly style: number
  readonly changes: readonly Change[]
}

const PAGE = 512

/**
 * Reads all runs of paragraphs or characters. `index` is the list of pages, `document` the stream in which the pages lie, `data` the stream to
 * which long lists of paragraph properties are moved.
 */
export function readRuns(
  index: ByteReader,
  document: ByteReader,
  kind: 'paragraph' | 'character',
  data: ByteReader | null,
): RunList {
  const pages = Math.max(0, Math.floor((index.length - 4) / 8))
  const runs: Run[] = []
  const elsewhere = data === null ? null : new MovedLists(data)
  const seen = new Set<number>()
  for (let i = 0; i < pages; i++) {
    const at = (index.u32(4 * (pages + 1) + 4 * i) & 0x3f_ffff) * PAGE
    if (at + PAGE > document.length || seen.has(at)) continue
    seen.add(at)
    const page = document.part(at, PAGE)
    const count = page.u8(PAGE - 1)
    const step = kind === 'paragraph' ? 13 : 1
    if (4 * (count + 1) + step * count > PAGE) continue
    for (let k = 0; k < count; k++) {
      const from = page.u32(4 * k)
      const to = page.u32(4 * k + 4)
      const offset = 2 * page.u8(4 * (count + 1) + step * k)
      const content = kind === 'paragraph' ? paragraphRun(page, offset, elsewhere) : characterRun(page, offset)
      if (to > from) runs.push({ from, to, ...content })
    }
  }
  return new RunList(runs.sort((a, b) => a.from - b.from))
}

const NOTHING = { style: 0, changes: [] } as const

function characterRun(page: ByteReader, offset: number): Omit<Run, 'from' | 'to'> {
  if (offset === 0) return NOTHING
  const length = page.u8(offset)
  return offset + 1 + length > PAGE ? NOTHING : { style: 0, changes: changesOf(page.part(offset + 1, length)) }
}

function paragraphRun(page: ByteReader, offset: number, elsewhere: MovedLists | null): Omit<Run, 'from' | 'to'> {
  if (offset === 0) return NOTHING
  const half = page.u8(offset)
  const start = half === 0 ? offset + 2 : offset + 1
  const length = half === 0 ? (offset + 1 < PAGE ? 2 * page.u8(offset + 1) : 0) : 2 * half - 1
  if (length < 2 || start + length > PAGE) return NOTHING
  const changes = changesOf(page.part(start + 2, length - 2)).flatMap((change) => elsewhere?.of(change) ?? [change])
  return { style: page.u16(start), changes }
}

/** Lists too long for their page, which lie in the stream `Data`, each behind its length. */
class MovedLists {
  readonly #data: ByteReader
  readonly #read = new Map<number, readonly Change[]>()
  #bytes = 0

  constructor(data: ByteReader) {
    this.#data = data
  }

  /** The changes in the list to which this one leads; null where it leads nowhere. */
  of({ code, operand }: Change): readonly Change[] | null {
    if (code !== SPRM.elsewhere && code !== SPRM.elsewhereOld) return null
    const at = operand.u32(0)
    const known = this.#read.get(at)
    if (known !== undefined) return known
    if (at + 2 > this.#data.length) return []
    const length = Math.min(this.#data.u16(at), this.#data.length - at - 2)
    this.#bytes += length
    // Lists do not share bytes; many that do are how a small file would keep us busy for hours.
    if (this.#bytes > this.#data.length) throw damaged('Data 里的段落属性', 'paragraph properties in Data')
    const changes = changesOf(this.#data.part(at + 2, length))
    this.#read.set(at, changes)
    return changes
  }
}

/** Runs by position. Text is walked mostly forwards: the last run found is tried first, then its neighbour. */
export class RunList {
  readonly #runs: readonly Run[]
  #last = 0

  constructor(runs: readonly Run[]) {
    this.#runs = runs
  }

  /** The run that holds this byte of the file, if any. */
  at(byte: number): Run | null {
    for (const i of [this.#last, this.#last + 1]) {
      const run = this.#runs[i]
      if (run !== undefined && run.from <= byte && byte < run.to) {
        this.#last = i
        return run
      }
    }
    let low = 0
    let high = this.#runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#runs[middle] as Run).to <= byte) low = middle + 1
      else high = middle
    }
    const found = this.#runs[low]
    if (found === undefined || found.from > byte) return null
    this.#last = low
    return found
  }
}
