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

/** The sentence where a disk has no room. */
export function fullDiskWords(folder: string): Words {
  return {
    zh: `磁盘已满（${folder} 所在的磁盘）。已经读入的都在；请腾出空间后再运行同一命令，会接着做。`,
    en: `The disk is full (the one of ${folder}). What was taken in is kept; make room and run the same command again: it goes on.`,
  }
}
