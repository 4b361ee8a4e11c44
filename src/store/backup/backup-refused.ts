import type { Words } from '../../budget/finding.ts'

/** A backup that is not written or not taken back, with a sentence why and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}
