import type { Slice } from '../../budget/slice.ts'
import { BASE, DOWN, UP } from './phrases.ts'
import type { OwnWords } from './read-phrase.ts'

const DIRECTION = `(?:${[...UP, ...DOWN].toSorted((a, b) => b.length - a.length).join('|')})`
const AFTER_DIRECTION = '(?:了|额|率|幅度|金额|约|为)*'
/** `（与上年相比）支出增加` before a figure: what is compared (a, b), with what, and the word of direction. */
export const CHANGED = new RegExp(
  `^(?<a>.*?)(?<base>${BASE})?(?<b>[^比较与]*?)(?:各|均|分别|共|总计)?(?<word>${DIRECTION})${AFTER_DIRECTION}$`,
  'u',
)
/** `本年数小于上年预算数` before a figure. */
export const COMPARED =
  /^(?:本年数|决算数|预算数)?(?<word>大于|多于|高于|小于|少于|低于)(?<when>上年度?|去年)(?<what>预算|执行|决算)?数?$/u
/** `公务接待费与上年预算数` before 持平. */
export const LEVEL = new RegExp(`^(?<a>.*?)(?:均|都|各)?(?<base>${BASE})(?<b>.*?)(?:均|都|保持|基本)?$`, 'u')
export const DIRECTED = new RegExp(`${DIRECTION}${AFTER_DIRECTION}$`, 'u')
export const BASE_ONLY = new RegExp(`^${BASE}$`, 'u')

/** A comparison's other side: its year and stage, and the year as printed where one is. */
export interface OtherSide {
  /** Null where it is none that a claim can be made on: years before last, last year's budget in a final account. */
  readonly when: Slice | null
  readonly printedYear: string | null
}

/** What the words of a comparison compare with. */
export function otherSide(groups: Readonly<Record<string, string | undefined>>, own: OwnWords): OtherSide {
  const { when, what = '' } = groups
  if (groups['own'] !== undefined) {
    const stage = /全年|调整/u.test(groups['own']) ? 'adjusted' : 'approved'
    return { when: own.stage === 'final' ? { stage } : null, printedYear: null }
  }
  if (when === undefined) return { when: null, printedYear: null }
  const printedYear = /\d{4}/u.exec(when)?.[0] ?? null
  const offset = printedYear === null ? -1 : Number(printedYear) - own.year
  // A year compared with itself is a slip for the year before.
  if (offset !== -1 && offset !== 0) return { when: null, printedYear }
  if (/预算(?!执行)/u.test(what) && own.stage === 'final') return { when: null, printedYear }
  const stage = /执行/u.test(what) ? 'executed' : /决算/u.test(what) && own.stage === 'budget' ? 'final' : undefined
  return { when: { year: '-1', ...(stage === undefined ? {} : { stage }) }, printedYear }
}
