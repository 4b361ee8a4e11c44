import type { Words } from '../budget/finding.ts'

/** Why a file was not read at all. */
export type RefusalCode =
  | 'empty'
  | 'unknown-type'
  | 'encrypted'
  | 'truncated'
  | 'bomb'
  | 'too-large'
  | 'not-supported'
  | 'damaged'

/** One sentence for a person: what is wrong with the file and what to do about it. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: Words
}

/**
 * Carries a refusal from deep inside a reader to `readDocument`, which returns it as a value. It never leaves this room.
 */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(code: RefusalCode, zh: string, en: string) {
    super(en)
    this.refusal = { code, message: { zh, en } }
  }
}

/** The container or the XML in it is broken; `zh` and `en` say where. */
export function damaged(zh: string, en: string): Refused {
  return new Refused(
    'damaged',
    `文件已损坏（${zh}），无法读取。请重新下载，或用原软件打开后另存一份再试。`,
    `The file is damaged (${en}) and cannot be read. Download it again, or open it in its own program and save a new copy.`,
  )
}

/** A password is set, on the file or on parts of it. */
export function encrypted(): Refused {
  return new Refused(
    'encrypted',
    '文件加了密码，无法读取。请用原软件打开，去掉密码后另存再试。',
    'The file is protected by a password. Open it in its own program, remove the password and save it again.',
  )
}

/** There is more in the file than any budget has: `zh` and `en` say of what, and what the limit is. */
export function tooMuch(zh: string, en: string): Refused {
  return new Refused(
    'too-large',
    `文件太大（${zh}），未读取。请去掉与预算公开无关的内容，或拆成几个文件。`,
    `The file is too large (${en}) and was not read. Remove what is no part of the budget, or split it.`,
  )
}
