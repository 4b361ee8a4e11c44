import { dictionary } from '@zxcvbn-ts/language-common'
import type { Words } from '../../budget/finding.ts'
import { PASSWORD_LENGTH } from './auth.ts'

const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common'])
/** Words that whoever guesses here would try first. */
const OURS = ['mingzhang', '明账', 'password', 'caizheng', '财政']

/** Why a password is not taken; null where it is. Length and what is widely known decide, not kinds of characters. */
export function passwordObjection(password: string, username: string): Words | null {
  const length = [...password].length
  const { least, most } = PASSWORD_LENGTH
  if (length < least || password.length > most)
    return {
      zh: `密码应有 ${least} 至 ${most} 个字符，现在是 ${length} 个。可以用一句话，空格也算。`,
      en: `A password has ${least} to ${most} characters; this one has ${length}. A sentence will do, spaces count.`,
    }
  const plain = password.toLowerCase()
  const stripped = plain.replace(/[\d\W_]+$/u, '')
  if (COMMON.has(plain) || COMMON.has(stripped) || new Set(plain).size < 5 || isRun(plain))
    return {
      zh: '这个密码太常见，别人一猜就中。请换一个。',
      en: 'This password is widely known and soon guessed. Choose another.',
    }
  const known = [...OURS, ...(username.length >= 3 ? [username.toLowerCase()] : [])].find((word) => plain.includes(word))
  const rest = known === undefined ? length : length - known.length
  if (rest < 8)
    return {
      zh: `密码里除了“${known ?? ''}”所剩不多，容易被猜中。请换一个。`,
      en: `Little of this password is left beside “${known ?? ''}”. Choose another.`,
    }
  return null
}

/** One character after the other, as on a keyboard's row of digits or in the alphabet. */
function isRun(text: string): boolean {
  const codes = [...text].map((each) => each.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)))
  return steps.size <= 2 && [...steps].every((step) => Math.abs(step) <= 1 || Math.abs(step) === 9)
}
