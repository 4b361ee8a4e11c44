/** Nobody is let in while `limit` others are already inside: the answer is "later", not a longer queue. */
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
  readonly #turns: (() => void)[] = []
  #inside = 0
  #running = 0

  constructor(concurrent: number, waiting: number) {
    this.#concurrent = concurrent
    this.#capacity = concurrent + waiting
  }

  get state(): QueueState {
    return { running: this.#running, waiting: this.#inside - this.#running }
  }

  /** Lets `visit` in. Throws `QueueFull` at once when there is no room. */
  async enter<T>(visit: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#capacity) throw new QueueFull()
    this.#inside++
    try {
      return await visit()
    } finally {
      this.#inside--
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
