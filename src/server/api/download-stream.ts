import { ApiError } from './api-error.ts'

/** A reader that takes nothing for so long is not waited for. */
const IDLE_MS = 60_000

/** Downloads under way: each is a stream that is read from the database only as fast as it is taken, and there are only so many at once. */
export class DownloadStreams {
  readonly #most: number
  readonly #idle: number
  #open = 0

  constructor(most: number, idle = IDLE_MS) {
    this.#most = most
    this.#idle = idle
  }

  get open(): number {
    return this.#open
  }

  /**
   * The parts as a stream. It ends with an error, and not as if it were whole, where the parts do or where nobody takes them.
   *
   * @throws ApiError 503 while as many as there is room for are under way
   */
  start(parts: AsyncGenerator<Uint8Array, void, void>): ReadableStream<Uint8Array> {
    if (this.#open >= this.#most)
      throw new ApiError(503, 'busy', {
        zh: `同时进行的下载已有 ${this.#most} 个，请稍后再来。`,
        en: `There are ${this.#most} downloads under way already. Come again soon.`,
      })
    this.#open++
    let timer: NodeJS.Timeout | undefined
    let ended = false
    const end = (): void => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      this.#open--
    }
    const watch = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (ended) return
        end()
        controller.error(new Error('nobody takes this download'))
        void parts.return()
      }, this.#idle)
      timer.unref()
    }
    return new ReadableStream<Uint8Array>(
      {
        start: watch,
        pull: async (controller) => {
          clearTimeout(timer)
          try {
            const next = await parts.next()
            if (ended) return
            if (next.done === true) {
              end()
              controller.close()
              return
            }
            controller.enqueue(next.value)
            watch(controller)
          } catch (error) {
            end()
            controller.error(error)
          }
        },
        cancel: async () => {
          end()
          await parts.return()
        },
      },
      { highWaterMark: 0 },
    )
  }
}
