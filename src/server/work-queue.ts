/** Nobody is let in while as many, or as many bytes, as there is room for are inside: the answer is "later", not a longer queue. */
export class QueueFull extends Error {
  constructor() {
    super('work queue is full')
    this.name = 'QueueFull'
  }
}

/** How many run and wait. */
export interface QueueState {
  readonly running: number
  readonly waiting: number
}

/**
 * Runs at most `concurrent` pieces of work at once; up to `waiting` more wait their turn, in order.
 * A ticket is taken before the upload is read, so that what waits in memory is bounded too.
 */
export class WorkQueue {
  readonly #concurrent: number
  readonly #capacity: number
  readonly #room: number
  readonly #turns: (() => void)[] = []
  #inside = 0
  #bytes = 0
  #running = 0

  /** @param room bytes that all who are inside may bring together */
  constructor(concurrent: number, waiting: number, room = Number.POSITIVE_INFINITY) {
    this.#concurrent = concurrent
    this.#capacity = concurrent + waiting
    this.#room = room
  }

  get state(): QueueState {
    return { running: this.#running, waiting: this.#inside - this.#running }
  }

  /** Lets `visit` in with the bytes that it brings. Throws `QueueFull` at once when there is no room. */
  async enter<T>(visit: () => Promise<T>, bytes = 0): Promise<T> {
    // Whoever is alone is let in whatever it brings: one upload is bounded elsewhere.
    if (this.#inside >= this.#capacity || (this.#inside > 0 && this.#bytes + bytes > this.#room)) throw new QueueFull()
    this.#inside++
    this.#bytes += bytes
    try {
      return await visit()
    } finally {
      this.#inside--
      this.#bytes -= bytes
    }
  }

  /** Runs work when its turn comes. Only for those who are inside. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#concurrent) await new Promise<void>((resolve) => this.#turns.push(resolve))
    else this.#running++
    try {
      return await work()
    } finally {
      // The place is handed on as it is, so that nobody can slip in between.
      const next = this.#turns.shift()
      if (next === undefined) this.#running--
      else next()
    }
  }
}
