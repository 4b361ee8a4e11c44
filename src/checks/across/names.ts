import { narrow } from '../../budget/amount.ts'

/** A department's or unit's name, taken apart. */
export interface Name {
  /** Without white space, brackets of one width, and without the words that say which part or cut of it is meant. */
  readonly base: string
  /** Its own offices alone, without the units below it: 本级, 机关. */
  readonly isHead: boolean
  /** All of it together with its units: 汇总. */
  readonly isWhole: boolean
}

const HEAD = /(?:\((?:局|委|办|部|厅|院)?(?:本级|本部|机关)\)|本级|本部|机关)$/u
const WHOLE = /\((?:汇总|部门|含下属单位|本级及下属单位)\)$/u
const SCOPE = /\(单位\)$/u

/** `上海市普陀区商务委员会（本级）` is the head office of `上海市普陀区商务委员会`. */
export function nameOf(printed: string): Name {
  const plain = narrow(printed)
    .replace(/（/gu, '(')
    .replace(/）/gu, ')')
    .replace(/^[[(]?\d{3,9}[\])-]?/u, '')
  const whole = plain.replace(WHOLE, '')
  const own = whole.replace(SCOPE, '')
  const base = own.replace(HEAD, '')
  // What would be left of a short name is no name: 区直机关.
  const isHead = base !== own && base.length >= 4
  return { base: isHead ? base : own, isHead, isWhole: whole !== plain }
}

/** So much of two names agrees at their beginning: the place that both belong to. */
const SHARED_PLACE = 3

/** Whether a code is that of a unit below another one, in one place: 455001 below 455. Codes of different places are no evidence. */
export function isCodeBelow(code: string | undefined, above: string | undefined, name: string, aboveName: string): boolean {
  if (code === undefined || above === undefined || above.length < 3) return false
  return code.length > above.length && code.startsWith(above) && name.slice(0, SHARED_PLACE) === aboveName.slice(0, SHARED_PLACE)
}

/** Whether two names without a place in them (`财政局`) may be those of two departments: their codes say so. */
export function isToldApart(codeA: string | undefined, codeB: string | undefined, base: string): boolean {
  if (codeA === undefined || codeB === undefined || /[省市县区州盟旗]|国家|中央/u.test(base)) return false
  return !codeA.startsWith(codeB) && !codeB.startsWith(codeA)
}
