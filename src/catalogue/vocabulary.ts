import { narrow } from '../budget/amount.ts'
import type { Dimension, Slice } from '../budget/slice.ts'
import { isAncestor } from './tree.ts'
import { FILLERS, WORDS } from './words.ts'

const MEANINGS: ReadonlyMap<string, Slice> = new Map(
  WORDS.flatMap(({ words, slice }) => words.map((word) => [word, slice] as const)),
)

/** What a label denotes. */
export interface Denoted {
  readonly slice: Slice
  /** 其中: part of what stands above it. */
  readonly part: boolean
  /** 合计, 小计, 总计 … and nothing else: all that stands under its heads. */
  readonly total: boolean
}

const LONGEST = Math.max(...[...MEANINGS.keys(), ...FILLERS].map((w) => w.length))
const FILLER_SET = new Set(FILLERS)
const TOTALS = new Set(['合计', '小计', '总计', '共计', '总额', '合计数'])
const ORDINAL = /^(?:[(（][一二三四五六七八九十百\d]+[)）]、?|[一二三四五六七八九十百]+[、.．]|\d{1,2}[)）、.．](?!\d))/u
const YEAR = /^(?:20\d\d)年?度?(?=\D|$)/u
const NOTE = /\((?:单位:)?(?:万元|元|%|户|个|人|按[^()]*|请[^()]*|不含[^()]*|含[^()]*)\)/gu

/** A label without white space, typography, ordinal and 其中: what the vocabulary is asked with. */
function plain(label: string): { text: string; part: boolean } {
  let text = narrow(label)
    .replace(/（/gu, '(')
    .replace(/）/gu, ')')
    .replace(/\(%\)/gu, '%')
    .replace(/[“”"„‟＂「」『』《》*＊]/gu, '')
    .replace(/：/gu, ':')
    .replace(/(?:万元|元)$/u, '')
  const part = /^(?:[(\d一二三四五六七八九十、.)]*)(?:其中|包括):?/u.test(text)
  text = text
    .replace(ORDINAL, '')
    .replace(/^(?:其中|包括):?/u, '')
    .replace(ORDINAL, '')
    .replace(NOTE, '')
    .replace(/^[加减]:/u, '')
  return { text, part }
}

const known = new Map<string, Denoted | null>()

/**
 * What a printed label denotes, or null where it has a word that the vocabulary does not know. `year` is the document's; a label that
 * names another year is of that year (`2022年执行数` in a budget for 2023 is last year's).
 */
export function denote(label: string, year: number | null): Denoted | null {
  const key = `${year}|${label}`
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size > 20_000) known.clear()
  const made = label.length > 60 ? null : read(label, year)
  known.set(key, made)
  return made
}

function read(label: string, year: number | null): Denoted | null {
  const { text, part } = plain(label)
  if (text === '') return null
  const slices: Slice[] = []
  let total = true
  let at = 0
  let meant = false
  while (at < text.length) {
    const rest = text.slice(at)
    const printed = YEAR.exec(rest)
    if (printed !== null) {
      const offset = yearsBefore(printed[0], year)
      if (offset === null) return null
      if (offset !== '0') slices.push({ year: offset })
      at += printed[0].length
      total = false
      continue
    }
    const comparison = /^(?:[比较与](?:上年|年初|20\d\d年|预算|决算|执行)).*?(?=增|%|$)/u.exec(rest)
    if (comparison !== null) {
      // `2023年预算数比2022年执行数`: what follows says how it compares, and the other year is not the column's own.
      at += comparison[0].length
      total = false
      continue
    }
    const lastYear = /^(?:上年度?|去年)(?!结|实户|滚|末|财政拨款结)/u.exec(rest)
    if (lastYear !== null) {
      slices.push({ year: '-1' })
      at += lastYear[0].length
      total = false
      continue
    }
    const word = longestWord(rest)
    if (word === null) return null
    const slice = MEANINGS.get(word)
    if (slice !== undefined) {
      slices.push(slice)
      meant = true
    }
    if (!TOTALS.has(word)) total = false
    at += word.length
  }
  const slice = compose(slices)
  return slice === null ? null : { slice, part, total: total && !meant }
}

function longestWord(rest: string): string | null {
  for (let length = Math.min(LONGEST, rest.length); length > 0; length--) {
    const word = rest.slice(0, length)
    if (MEANINGS.has(word) || FILLER_SET.has(word)) return word
  }
  return null
}

function yearsBefore(printed: string, year: number | null): string | null {
  if (year === null || year === 0) return '0'
  const distance = Number.parseInt(printed, 10) - year
  return distance > 0 || distance < -2 ? null : String(distance)
}

/** Kinds of income that are money of their own, said with 收入: `一般公共预算收入` is this fund's income. */
export function compose(slices: readonly Slice[]): Slice | null {
  let whole: Slice = {}
  for (const slice of slices) {
    const next = combine(whole, slice)
    if (next === null) return null
    whole = next
  }
  return whole
}

/** Both narrowings, the narrower where one node lies above the other; null where they exclude each other. */
export function combine(a: Slice, b: Slice): Slice | null {
  const made: Partial<Record<Dimension, string>> = { ...a }
  for (const [key, node] of Object.entries(b) as [Dimension, string][]) {
    const other = a[key]
    if (other === undefined || other === node || isAncestor(key, other, node)) made[key] = node
    else if (!isAncestor(key, node, other)) return null
  }
  return made
}
