import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin } from 'kysely'
import type { Random } from '../../../bench/nation/random.ts'

/** An operation that has not come to its next statement within so many milliseconds may be waiting for another one. */
const LOOK_MS = 4

/** Something that goes wrong between two statements of one of several operations. */
export interface Fault {
  /** Which operation, and after how many of its statements. */
  readonly operation: number
  readonly statements: number
  /** The connection is lost and its transaction with it; the program is killed; the whole database is. */
  readonly how: 'cut' | 'program' | 'database'
}

/** Thrown into an operation whose connection is lost. */
class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  readonly code = 'lost'
}

/** One of several operations that go on at once: it stops after each of its statements until it is told to go on. */
class Operation {
  isDone = false
  statements = 0
  #resume: ((lost: boolean) => void) | null = null
  readonly #changed: () => void

  /** @param changed told whenever it stops */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  end(): void {
    this.isDone = true
    this.#changed()
  }

  get isPaused(): boolean {
    return this.#resume !== null
  }

  /** Before its first statement, and after each. */
  async pause(): Promise<void> {
    const lost = await new Promise<boolean>((resolve) => {
      this.#resume = resolve
      this.#changed()
    })
    if (lost) throw new ConnectionLost('the connection was lost')
  }

  release(isLost: boolean): void {
    const resume = this.#resume
    this.#resume = null
    resume?.(isLost)
  }
}

/**
 * Lets operations run at once in the database and still in one order: a statement of one, then one of another, as the random numbers say. With the same numbers
 * the same transactions meet in the same moment, so that what comes of it can be had again.
 */
export class Interleaver {
  readonly #current = new AsyncLocalStorage<Operation>()
  /** Number of connections that wait for what another one holds. */
  readonly #countBlocked: () => Promise<number>
  readonly #kill: (how: 'program' | 'database') => Promise<void>

  constructor(countBlocked: () => Promise<number>, kill: (how: 'program' | 'database') => Promise<void>) {
    this.#countBlocked = countBlocked
    this.#kill = kill
  }

  /** For the Kysely whose statements are put in order. */
  readonly plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      const operation = this.#current.getStore()
      if (operation !== undefined) {
        operation.statements++
        await operation.pause()
      }
      return result
    },
  }

  async run<T>(works: readonly (() => Promise<T>)[], random: Random, fault: Fault | null): Promise<PromiseSettledResult<T>[]> {
    const operations = works.map(() => new Operation(() => this.#wake()))
    const running = works.map((work, i) => {
      const operation = operations[i]
      if (operation === undefined) throw new Error('an operation is missing')
      return this.#current.run(operation, async () => {
        try {
          await operation.pause()
          return await work()
        } finally {
          operation.end()
        }
      })
    })
    const settled = Promise.allSettled(running)
    while (operations.some(({ isDone }) => !isDone)) {
      await this.#quiet(operations)
      const paused = operations.filter(({ isPaused }) => isPaused)
      if (paused.length === 0) continue
      const next = random.pick(paused)
      const falls = fault !== null && operations[fault.operation] === next && next.statements === fault.statements
      if (falls && fault.how !== 'cut') await this.#kill(fault.how)
      next.release(falls && fault.how === 'cut')
    }
    return await settled
  }

  /** Until each operation has ended, stands between two statements, or waits for another one. */
  async #quiet(operations: readonly Operation[]): Promise<void> {
    const busy = (): number => operations.filter(({ isDone, isPaused }) => !isDone && !isPaused).length
    for (let n = busy(); n > 0; n = busy()) {
      const others = operations.some(({ isPaused }) => isPaused)
      await this.#woken(others ? LOOK_MS : null)
      if (busy() === n && others && (await this.#countBlocked()) >= n && busy() === n) return
    }
  }

  /** Until an operation stops, or for so long. */
  async #woken(most: number | null): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = most === null ? null : setTimeout(resolve, most)
      this.#wake = () => {
        if (timer !== null) clearTimeout(timer)
        resolve()
      }
    })
  }

  #wake: () => void = () => {}
}
