import type { Words } from '../../budget/finding.ts'

/** Why there is no demonstration, in words. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused'
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}
