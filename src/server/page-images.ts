import { randomBytes } from 'node:crypto'
import { WorkQueue } from './work-queue.ts'

/** Draws one page of a PDF as a PNG; null where it cannot be drawn. */
export type DrawPage = (bytes: Uint8Array, page: number) => Promise<Uint8Array | null>

export interface PageImageLimits {
  /** How long a file's pages can be asked for after its check, in milliseconds. */
  readonly life: number
  /** Bytes of all files and pictures that are kept together. */
  readonly room: number
  /** Pages of one file that are drawn. */
  readonly pages: number
}

export const PAGE_IMAGE_LIMITS: PageImageLimits = { life: 10 * 60_000, room: 128 * 1024 * 1024, pages: 30 }

/** Pictures are drawn one by one, so that checks find a worker free. As many may wait as several people's browsers ask for at once. */
const DRAWN_AT_ONCE = 1
const WAITING = 255
/** 192 bits: nobody finds another's pages by trying. */
const TOKEN_BYTES = 24

interface Kept {
  readonly bytes: Uint8Array
  readonly pages: ReadonlySet<number>
  readonly pictures: Map<number, Promise<Uint8Array | null>>
  readonly end: NodeJS.Timeout
  size: number
}

/**
 * PDFs that were just checked, in memory and for a few minutes only: the result page asks for pictures of the pages on which something was found.
 * A file is known by a token that only its result page has. When there is no room left, the oldest goes first.
 */
export class PageImages {
  readonly #draw: DrawPage
  readonly #limits: PageImageLimits
  readonly #kept = new Map<string, Kept>()
  readonly #queue = new WorkQueue(DRAWN_AT_ONCE, WAITING)
  #size = 0

  constructor(draw: DrawPage, limits: PageImageLimits = PAGE_IMAGE_LIMITS) {
    this.#draw = draw
    this.#limits = limits
  }

  /** How many files are kept, and their bytes with those of their pictures. */
  get state(): { readonly files: number; readonly bytes: number } {
    return { files: this.#kept.size, bytes: this.#size }
  }

  /**
   * Keeps a file so that some of its pages can be drawn, and gives the address of each: of the first `limits.pages` of them. None where the file
   * alone is larger than the room.
   */
  keep(bytes: Uint8Array, pages: readonly number[]): ReadonlyMap<number, string> {
    const chosen = pages.slice(0, this.#limits.pages)
    if (chosen.length === 0 || bytes.length > this.#limits.room) return new Map()
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    // A stopping server does not wait for it.
    const end = setTimeout(() => this.#forget(token), this.#limits.life).unref()
    this.#kept.set(token, { bytes, pages: new Set(chosen), pictures: new Map(), end, size: 0 })
    this.#grow(token, bytes.length)
    return new Map(chosen.map((page) => [page, `/check/${token}/page/${page}.png`]))
  }

  /** The picture of a page; null for another token, another page, and when the time is over. Throws `QueueFull`. */
  async picture(token: string, page: number): Promise<Uint8Array | null> {
    const kept = this.#kept.get(token)
    if (kept === undefined || !kept.pages.has(page)) return null
    const ready = kept.pictures.get(page)
    if (ready !== undefined) return ready
    const drawing = this.#queue.enter(() => this.#queue.run(() => this.#draw(kept.bytes, page)))
    kept.pictures.set(page, drawing)
    try {
      const png = await drawing
      if (png !== null) this.#grow(token, png.length)
      return png
    } catch (error) {
      kept.pictures.delete(page)
      throw error
    }
  }

  #grow(token: string, bytes: number): void {
    const kept = this.#kept.get(token)
    // It may have been forgotten while it was drawn.
    if (kept === undefined) return
    kept.size += bytes
    this.#size += bytes
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#limits.room) return
      this.#forget(oldest)
    }
  }

  #forget(token: string): void {
    const kept = this.#kept.get(token)
    if (kept === undefined) return
    clearTimeout(kept.end)
    this.#size -= kept.size
    this.#kept.delete(token)
  }
}
