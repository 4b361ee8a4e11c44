import type { Words } from '../budget/finding.ts'

/** The database cannot be reached or started: policy or surroundings say no, with a sentence for people. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly words: Words

  constructor(words: Words) {
    super(words.zh)
    this.words = words
  }
}
