import { sliceKey, type Slice } from '../../budget/slice.ts'
import type { Mention, Topic } from './mention.ts'

/** The amounts of a paragraph, by what they are of: a long one may print thousands. */
export class Amounts {
  readonly #first = new Map<string, Mention>()
  readonly #last = new Map<string, Mention>()
  readonly #byTime = new Map<Topic, Map<string, Mention>>()

  add(mention: Mention): void {
    const { topic, when } = mention
    for (const option of topic.options) {
      const key = sliceKey(option)
      if (!this.#first.has(key)) this.#first.set(key, mention)
      this.#last.set(key, mention)
    }
    const times = this.#byTime.get(topic) ?? new Map<string, Mention>()
    times.set(timeKey(when), mention)
    this.#byTime.set(topic, times)
  }

  /** The first amount that may be one on this very slice. */
  firstOn(slice: Slice): Mention | undefined {
    return this.#first.get(sliceKey(slice))
  }

  /** The last of them. */
  lastOn(slice: Slice): Mention | undefined {
    return this.#last.get(sliceKey(slice))
  }

  /** The last amount of a topic at a time: the year and stage of `when`. */
  of(topic: Topic, when: Slice): Mention | undefined {
    return this.#byTime.get(topic)?.get(timeKey(when))
  }
}

function timeKey({ year, stage }: Slice): string {
  return `${year};${stage}`
}
