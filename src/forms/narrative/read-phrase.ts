import type { Slice } from '../../budget/slice.ts'
import { codeByName, nameOf } from '../../catalogue/codes.ts'
import { normaliseName } from '../../catalogue/names.ts'
import type { Meaning } from './meaning.ts'
import { labelPhrases } from './label-phrases.ts'
import { FILLER, PHRASES, type Phrase } from './phrases.ts'

/** What a document itself adds to the vocabulary. */
export interface OwnWords {
  readonly year: number
  readonly stage: 'budget' | 'final'
  /** The publisher's names, as the text writes them. */
  readonly publishers: readonly string[]
  /** Projects of the document's tables by their names as `squeeze` leaves them, with the slices on which the tables print them. */
  readonly projects: ReadonlyMap<string, readonly Slice[]>
  /** Codes of the document's tables by their printed, normalised names: places have items of their own. */
  readonly rows: ReadonlyMap<string, readonly string[]>
}

/** What the text around a phrase is about. */
export interface PhraseContext {
  readonly within: ReadonlySet<'procurement' | 'running-cost'>
  /** The class or group above: `行政运行（项）` is named below it. */
  readonly function: string | undefined
}

/** A code with the name that prose prints beside it. */
export interface NamedCode {
  readonly dimension: 'function' | 'economic' | 'government-economic'
  readonly code: string | null
  readonly printed: string
  /** Where the name begins within the phrase. */
  readonly from: number
}

export interface ReadPhrase {
  readonly meaning: Meaning
  readonly names: readonly NamedCode[]
}

interface Token {
  readonly length: number
  readonly phrase?: Omit<Phrase, 'words'>
  readonly names?: readonly NamedCode[]
}

const byFirst = new Map<string, { readonly word: string; readonly phrase: Omit<Phrase, 'words'> | undefined }[]>()
function learn(word: string, phrase: Omit<Phrase, 'words'> | undefined): void {
  const first = word.charAt(0)
  const list = byFirst.get(first) ?? []
  list.push({ word, phrase })
  byFirst.set(
    first,
    list.toSorted((a, b) => b.word.length - a.word.length),
  )
}
for (const { words, ...phrase } of PHRASES) for (const word of words) learn(word, phrase)
for (const { words, ...phrase } of labelPhrases()) for (const word of words) learn(word, phrase)
for (const word of FILLER) learn(word, undefined)

const ORDINAL = /^(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}、)/u
const YEAR = /^(20\d\d)年(?:度|当年|初)?/u
const PATH = /^(.{1,40}?)（(\d{0,7})(类|款|项)）/u
const CODED = /^(\d{3}|\d{5}|\d{7})[-－—_]?([\u4e00-\u9fff（）、]{2,40})$/u
const NAMED = /^([^（）]{2,40}?(?:（[一二三四]）)?)（(\d{3}|\d{5}|\d{7})）/u
const ASIDE = /^（(?:含|以|详见|部门|本级|单位|全|按)[^（）]*）/u
const UNITS =
  /^下属[\d一二三四五六七八九十]*[家个][\u4e00-\u9fff\d]{2,20}?(?:单位|机关)(?:和[\d一二三四五六七八九十]*[家个][\u4e00-\u9fff]{2,12}单位)?/u

/** The words without the ordinal in front of them. */
export function withoutOrdinal(text: string): string {
  return text.replace(ORDINAL, '')
}

const BUDGETED = /(?<!公共|基金|经营|总)预算(?:数|安排)?(?:为|是)?$/u

/** What a whole phrase means; null when one of its words is not known. The empty phrase means nothing and is understood. */
export function readPhrase(text: string, own: OwnWords, context: PhraseContext): ReadPhrase | null {
  const failed = new Set<number>()
  const walk = (at: number): Token[] | null => {
    if (at >= text.length) return []
    if (failed.has(at)) return null
    for (const token of tokensAt(text, at, own, context)) {
      const rest = walk(at + token.length)
      if (rest !== null) return [token, ...rest]
    }
    failed.add(at)
    return null
  }
  const tokens = walk(0)
  if (tokens === null) return null
  // In a final account, 预算 by itself is what was budgeted.
  const isBudgeted = own.stage === 'final' && BUDGETED.test(text) && tokens.every((t) => t.phrase?.stage === undefined)
  return together(isBudgeted ? [...tokens, { length: 0, phrase: { stage: 'approved' } }] : tokens, own)
}

function together(tokens: readonly Token[], own: OwnWords): ReadPhrase | null {
  const slice: Partial<Record<keyof Slice, string>> = {}
  let flow: Meaning['flow']
  let extent: Meaning['extent']
  let stage: Meaning['stage']
  let year = 0
  let named = false
  for (const { phrase } of tokens) {
    if (phrase === undefined) continue
    // One phrase names one node on an axis. 政府采购 with 货物 is the narrower of the two.
    for (const [dimension, node] of Object.entries(phrase.slice ?? {}) as [keyof Slice, string][]) {
      const before = slice[dimension]
      if (before !== undefined && before !== node && !node.startsWith(before) && !isFundWithin(before, node)) return null
      slice[dimension] = node
      named = true
    }
    if (phrase.flow !== undefined) {
      flow = flow === undefined || flow === 'income' || flow === 'expenditure' ? phrase.flow : flow
      named = true
    }
    extent = phrase.extent ?? extent
    stage = phrase.stage ?? stage
    if (phrase.year !== undefined) year = phrase.year
  }
  // A stage that is the document's own is not named: the approved budget in a budget, the final figure in a final account.
  if (own.stage === 'budget' && stage === 'approved') stage = undefined
  if (own.stage === 'final' && stage === 'final') stage = undefined
  if (year < -2 || year > 0) return null
  return { meaning: { slice, flow, extent, year, stage, named }, names: tokens.flatMap((t) => t.names ?? []) }
}

function isFundWithin(whole: string, part: string): boolean {
  return whole === 'appropriation' && ['general', 'government-fund', 'state-capital'].includes(part)
}

function tokensAt(text: string, at: number, own: OwnWords, context: PhraseContext): Token[] {
  const rest = text.slice(at)
  const tokens: Token[] = []
  const path = pathAt(rest, at, own, context)
  if (path !== null) tokens.push(path)
  const coded = codedAt(rest, at, own)
  if (coded !== null) tokens.push(coded)
  for (const publisher of own.publishers) if (rest.startsWith(publisher)) tokens.push({ length: publisher.length })
  const year = YEAR.exec(rest)
  if (year !== null) tokens.push({ length: year[0].length, phrase: { year: Number(year[1]) - own.year } })
  for (const { word, phrase } of byFirst.get(rest.charAt(0)) ?? []) {
    if (!rest.startsWith(word)) continue
    if (phrase?.within !== undefined && !context.within.has(phrase.within)) continue
    tokens.push(phrase === undefined ? { length: word.length } : { length: word.length, phrase })
  }
  const named = classAt(rest, own)
  if (named !== null) tokens.push(named)
  // The name of a project may be a common word: it is one where it is all that is said.
  if (at === 0 && own.projects.has(rest))
    tokens.push({ length: rest.length, phrase: { slice: { project: rest }, flow: 'expenditure' } })
  const aside = ASIDE.exec(rest) ?? UNITS.exec(rest)
  if (aside !== null) tokens.push({ length: aside[0].length })
  return tokens
}

/** `一般公共服务支出（类）财政事务（款）行政运行（项）`, whole or in part, with codes (`204类`) or without. */
function pathAt(rest: string, at: number, own: OwnWords, context: PhraseContext): Token | null {
  let code: string | undefined
  let cursor = 0
  const names: NamedCode[] = []
  for (;;) {
    const step = PATH.exec(rest.slice(cursor))
    const [printed, name = '', digits = '', level = '类'] = step ?? []
    if (printed === undefined) break
    const from = cursor + (ORDINAL.exec(name)?.[0].length ?? 0)
    const plain = rest.slice(from, cursor + name.length)
    if (/[，。；：]/u.test(plain)) break
    const under: string | undefined = code ?? (level === '类' ? undefined : context.function)
    const found = stepCode(plain, digits, level, under, own)
    if (level === '类') names.push({ dimension: 'function', code: found, printed: plain, from: at + from })
    if (found === null) return null
    code = found
    cursor += printed.length
  }
  if (code === undefined) return null
  return { length: cursor, phrase: { slice: { function: code }, flow: 'expenditure' }, names }
}

function stepCode(name: string, digits: string, level: string, under: string | undefined, own: OwnWords): string | null {
  const length = level === '类' ? 3 : level === '款' ? 5 : 7
  if (digits !== '') {
    const whole = digits.length === length ? digits : (under ?? '').slice(0, length - 2) + digits
    if (whole.length === length) return whole
  }
  const above = under?.slice(0, length - 2)
  // What a name ends with is left out as often as not: 基本养老保险缴费（支出）.
  for (const printed of [name, `${name}支出`]) {
    const printedHere = (own.rows.get(normaliseName(printed)) ?? []).filter(
      (c) => c.length === length && c.startsWith(above ?? ''),
    )
    if (printedHere.length === 1) return printedHere[0] ?? null
    const where = above === undefined || above === '' || level === '类' ? {} : { under: above }
    const found = codeByName('function', printed, own.year, { level: (length - 1) / 2, ...where })
    if (found !== null) return found
  }
  return null
}

/**
 * The group of a whole path that is none of its class, where the class itself is known: 卫生健康支出（类）卫生健康支出（款）计划生育事务（项）.
 * A path of which only the item is not known says nothing: places have items of their own.
 */
export function unknownGroup(text: string, own: OwnWords): NamedCode | null {
  const steps = [.../(.{1,40}?)（(\d{0,7})(类|款|项)）/gu[Symbol.matchAll](text)]
  const [first, second, third] = steps
  if (first === undefined || second === undefined || third === undefined || second[2] !== '') return null
  if (first[3] !== '类' || second[3] !== '款' || third[3] !== '项') return null
  const class_ = stepCode(withoutOrdinal(first[1] ?? ''), first[2] ?? '', '类', undefined, own)
  const name = second[1] ?? ''
  if (class_ === null || stepCode(name, '', '款', class_, own) !== null) return null
  // Another year's name, or one of another class, is a slip of another kind.
  const anywhere = [name, `${name}支出`].some((n) => codeByName('function', n, null, { level: 2 }) !== null)
  if (anywhere || own.rows.get(normaliseName(name))?.some((c) => c.length === 5) === true) return null
  const from = first.index + (ORDINAL.exec(first[1] ?? '')?.[0].length ?? 0)
  return { dimension: 'function', code: null, printed: text.slice(from, third.index + third[0].length), from }
}

const DIMENSION_OF: Readonly<Record<string, NamedCode['dimension']>> = { 2: 'function', 3: 'economic', 5: 'government-economic' }

/** `2080501-行政单位离退休`, `行政运行（2014001）`, `工资福利支出（301）`. */
function codedAt(rest: string, at: number, own: OwnWords): Token | null {
  const before = CODED.exec(rest)
  const [printed, code = '', name = ''] = before ?? []
  if (printed !== undefined) return codeToken(printed.length, code, trimmed(name), at + printed.length - name.length, own)
  const behind = NAMED.exec(rest)
  const [whole, label = '', digits = ''] = behind ?? []
  return whole === undefined ? null : codeToken(whole.length, digits, label, at, own)
}

/** The name without the words that lead over to the figure: `其他信访事务支出预算数为`. */
function trimmed(name: string): string {
  return name.replace(/(?:预算数|预算|安排)*(?:为|共|共计)?$/u, '')
}

function codeToken(length: number, code: string, printed: string, from: number, own: OwnWords): Token | null {
  const dimension = DIMENSION_OF[code.charAt(0)]
  if (dimension === undefined) return null
  const official = dimension === 'government-economic' ? printed : nameOf(dimension, code, own.year)
  const rows = own.rows.get(normaliseName(printed)) ?? []
  // A code that nothing knows may be a number of another kind.
  if (official === null && !rows.includes(code)) return null
  return { length, phrase: { slice: { [dimension]: code }, flow: 'expenditure' }, names: [{ dimension, code, printed, from }] }
}

/** The name of a functional class: `社会保障和就业支出`, `教育（类）支出` is a path. */
function classAt(rest: string, own: OwnWords): Token | null {
  for (let end = Math.min(26, rest.length); end >= 4; end--) {
    const name = rest.slice(0, end)
    if (!name.endsWith('支出')) continue
    const code = codeByName('function', name, own.year, { level: 1 })
    if (code !== null) return { length: end, phrase: { slice: { function: code }, flow: 'expenditure' } }
  }
  return null
}
