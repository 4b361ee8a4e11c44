import { FEN_PER_UNIT } from '../budget/amount.ts'
import type { Claim, Measure } from '../budget/claim.ts'
import type { Place } from '../budget/place.ts'
import { narrowSlice, sliceKey, without, type Slice } from '../budget/slice.ts'
import { codeByName } from '../catalogue/codes.ts'
import { figurePart, HUNDREDTHS, type FigureStyle, yearPart } from './figure-claim.ts'
import type { PlaceForms, SentenceForm } from './form.ts'
import { plainLabel } from './label.ts'
import { addMeant, type Made } from './narrative/add-claims.ts'
import { pushSentences, sentenceAround } from './narrative/sentences.ts'
import { readNarrative, type NarrativeClaim, type NarrativeReading } from './narrative/read-narrative.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { mayBeEmpty, slotPatterns, wordsSource, type SlotPattern } from './sentence-pattern.ts'
import { originalSpan, squeeze, type Squeezed } from './squeeze.ts'

/** A paragraph of the narrative under its section. */
export interface NarrativeParagraph {
  readonly section: string
  readonly text: string
  readonly place: Place
}

const FILLER = '(?:为|是|共计|合计|安排|共|约|预算)*'
/** A figure as it may be typed, slips included; it may be missing, but then its unit is not. */
const FIGURE = '([0-9][0-9oOlI.,]*|\\.[0-9]+)?'
const MONEY = `${FIGURE}(万元|亿元|元)`
const CHANGE = `(增加|增长|增|减少|下降|降低|压减|减)(?:了|额?为)?${MONEY}|(持平|无变化|没有变化|无增减|没有增减)`

/** A sum with fewer than two decimals: this narrative drops end zeros. */
const TRIMMED = /(?<![\d.])\d+(?:\.\d)?(?=\s*万元)/u

/** Whether a paragraph gives its amounts in whole units: several, and none with decimals. */
function roundsToWhole(text: string): boolean {
  const amounts = [...text.matchAll(/(?<![\d.,])(\d[\d.,]*)万元/gu)].map((m) => m[1] ?? '').filter((a) => a !== '0')
  return amounts.length > 2 && amounts.every((a) => !a.includes('.'))
}

/** A figure that a slot found: where, and what it says. */
interface Found {
  readonly pattern: SlotPattern
  readonly from: number
  readonly to: number
  readonly claims: readonly Omit<Claim, 'id' | 'place' | 'form' | 'table' | 'title' | 'sentence'>[]
  readonly unknownNames: readonly { readonly printed: string; readonly from: number; readonly to: number }[]
}

/**
 * Reads every sentence that carries figures: by the place's own sentence forms first, and by what its words mean where no form reads it.
 * What forms read is one printing of the form `narrative`, what is read by meaning another one.
 */
export function readSentences(place: PlaceForms, paragraphs: readonly NarrativeParagraph[], builder: ReadingBuilder): void {
  const meant = readNarrative(paragraphs, builder)
  const made = readByForms(place, paragraphs, meant, builder)
  const table = builder.forms.length
  const told = addMeant(meant, made, table, builder)
  for (const name of meant.names) builder.names.push({ ...name, table })
  builder.forms.push({
    form: 'narrative',
    title: '',
    state: told === 0 ? 'empty' : 'read',
    place: {},
    slice: {},
    complete: ['item'],
    covering: ['item'],
    emptyNote: null,
    hasMoney: told > 0,
  })
  for (const paragraph of paragraphs)
    pushSentences(
      paragraph,
      (made.get(paragraph) ?? []).map((m) => m.id),
      builder,
    )
}

/** The claims of the place's sentence forms, by paragraph. All are of one printing, the form `narrative`. */
function readByForms(
  place: PlaceForms,
  paragraphs: readonly NarrativeParagraph[],
  meant: NarrativeReading,
  builder: ReadingBuilder,
): Map<NarrativeParagraph, Made[]> {
  const otherwise = Map.groupBy(meant.claims, (c) => c.paragraph)
  const table = builder.forms.length
  const compiled = place.sentences.map((form) => ({ form, patterns: slotPatterns(form) }))
  const style: FigureStyle = {
    unit: FEN_PER_UNIT[place.narrative.unit] ?? 1_000_000,
    decimals: place.narrative.decimals,
    trim: paragraphs.some((p) => TRIMMED.test(p.text)),
  }
  const complete = new Set(place.sentences.flatMap((s: SentenceForm) => s.complete ?? []))
  const made = new Map<NarrativeParagraph, Made[]>()
  let count = 0
  for (const paragraph of paragraphs) {
    const squeezed = squeeze(paragraph.text)
    const claims: Made[] = []
    const isWhole = roundsToWhole(squeezed.text)
    const seen = new Set<number>()
    for (const { form, patterns } of compiled) {
      const found = matchSentence(patterns, squeezed, { year: builder.year, style: isWhole ? { ...style, decimals: 0 } : style })
      if (found === null) continue
      // A sentence of which a part is missing may be another one: what its words mean goes before what its form takes them for.
      if (!found.whole && isOther(found.slots, otherwise.get(paragraph) ?? [])) continue
      for (const one of found.slots) {
        // A figure belongs to the first sentence that reads it, and one whose fund is said to that fund.
        if (seen.has(one.from) || isOfAnotherFund(one, otherwise.get(paragraph) ?? [])) continue
        seen.add(one.from)
        const span = originalSpan(squeezed, one.from, one.to)
        for (const claim of one.claims) {
          const id = builder.claim({
            ...claim,
            form: 'narrative',
            table,
            title: paragraph.section,
            sentence: sentenceAround(paragraph.text, span[0] - 1),
            slot: `${form.id}.${one.pattern.name}`,
            place: { ...paragraph.place, span },
          })
          claims.push({ from: one.from, id })
        }
        for (const name of one.unknownNames) {
          const where = { ...paragraph.place, span: originalSpan(squeezed, name.from, name.to) }
          builder.names.push({ dimension: 'function', code: null, printed: name.printed, place: where, table })
        }
      }
    }
    count += claims.length
    if (claims.length > 0) made.set(paragraph, claims)
  }
  builder.forms.push({
    form: 'narrative',
    title: '',
    state: count === 0 ? 'empty' : 'read',
    place: {},
    slice: {},
    complete: [...complete],
    covering: ['item', 'nature', 'fund'],
    emptyNote: null,
    hasMoney: count > 0,
  })
  return made
}

interface Reader {
  readonly year: number
  readonly style: FigureStyle
}

/** The slots that were found, and whether every figure of the sentence is among them. */
interface Matched {
  readonly slots: readonly Found[]
  readonly whole: boolean
}

/** Whether some figure that a form found is taken for another thing by its words. Which flow it is of is for the form to say. */
function isOther(found: readonly Found[], meant: readonly NarrativeClaim[]): boolean {
  return found.some((one) => {
    const keys = meant.filter((m) => m.from === one.from).map((m) => sliceKey(without(m.claim.slice, 'flow')))
    return keys.length > 0 && !one.claims.some((c) => keys.includes(sliceKey(without(c.slice, 'flow'))))
  })
}

/** Whether a figure of an item is of a fund that the text says, and its form takes it for another's: forms know what is usual. */
function isOfAnotherFund(found: Found, meant: readonly NarrativeClaim[]): boolean {
  const said = meant.find((m) => m.from === found.from && m.mention.topic.fund === m.claim.slice.fund)?.claim.slice
  return said?.item !== undefined && found.claims.every((c) => c.slice.item === said.item && c.slice.fund !== said.fund)
}

/** Finds a sentence's slots one after the other; null when too few of its figures are there for it to be this sentence. */
function matchSentence(patterns: readonly SlotPattern[], text: Squeezed, reader: Reader): Matched | null {
  const found: Found[] = []
  let cursor = 0
  let previous = false
  let figures = 0
  let wanted = 0
  for (const pattern of patterns) {
    const isFigure =
      'amount' in pattern.slot || 'change' in pattern.slot || ('count' in pattern.slot && pattern.slot.count !== undefined)
    if (isFigure) wanted++
    const one = findSlot(pattern, text, cursor, previous, reader)
    if (one === null) {
      // Free words are wherever the next slot is not; they say nothing about whether the slots still follow on each other.
      if (!('words' in pattern.slot)) previous = false
      continue
    }
    found.push(one)
    cursor = one.to
    previous = true
    if (isFigure) figures++
  }
  return figures > 0 && figures * 2 >= wanted ? { slots: found, whole: figures === wanted } : null
}

function findSlot(pattern: SlotPattern, text: Squeezed, cursor: number, previous: boolean, reader: Reader): Found | null {
  const { slot } = pattern
  if ('words' in slot || !text.text.includes(pattern.anchor, cursor)) return null
  if ('amount' in slot) return findAmount(pattern, slot.amount, text.text, cursor, reader)
  if ('change' in slot) return findChange(pattern, slot.change, text.text, cursor, previous, reader)
  if ('list' in slot) return findList(pattern, slot.slice, text.text, cursor, reader)
  if ('year' in slot) return findYear(pattern, slot.year, text.text, cursor)
  return findCount(pattern, slot.count, slot.names === true, text.text, cursor)
}

/** Sources are made of the forms' literals: a few dozen, asked for in every paragraph. */
const compiledSources = new Map<string, RegExp>()

function search(source: string, text: string, from: number): RegExpExecArray | null {
  let expression = compiledSources.get(source)
  if (expression === undefined) {
    expression = new RegExp(source, 'gdu')
    compiledSources.set(source, expression)
  }
  expression.lastIndex = from
  return expression.exec(text)
}

function groupStart(match: RegExpExecArray, group: number): number {
  return match.indices?.[group]?.[0] ?? match.index
}

function findAmount(pattern: SlotPattern, slice: Slice, text: string, cursor: number, reader: Reader): Found | null {
  const lead = wordsSource(pattern.lead)
  const match = search(`(?<!无)(?:${lead})${FILLER}()${MONEY}`, text, cursor)
  if (match !== null) {
    const unit = FEN_PER_UNIT[match[3] ?? '万元'] ?? reader.style.unit
    const style = { ...reader.style, unit, decimals: unit === 100 ? 0 : reader.style.decimals }
    const part = { slice, measure: 'money' as const, ...figurePart(match[2] ?? '', style) }
    return { pattern, from: groupStart(match, 1), to: match.index + match[0].length, claims: [part], unknownNames: [] }
  }
  // `无公务用车购置费` says zero in words.
  const none = search(`()无(?:${lead})(?![\\u4e00-\\u9fff（])`, text, cursor)
  if (none === null) return null
  const zero = { ...figurePart('0', reader.style), printed: '无' }
  return {
    pattern,
    from: none.index,
    to: none.index + none[0].length,
    claims: [{ slice, measure: 'money', ...zero }],
    unknownNames: [],
  }
}

function findChange(
  pattern: SlotPattern,
  slice: Slice,
  text: string,
  cursor: number,
  previous: boolean,
  reader: Reader,
): Found | null {
  const free = pattern.lead === '' || mayBeEmpty(pattern.lead)
  if (free && !previous) return null
  // Without words of its own the change is the first one in the rest of the sentence.
  const match = free
    ? search(CHANGE, text, cursor)
    : search(`(?:${wordsSource(pattern.lead)})(?:预算|支出|较上年|比上年|与上年|同比)*(?:${CHANGE})`, text, cursor)
  if (match === null || (free && /[。；]/u.test(text.slice(cursor, match.index)))) return null
  const start = match[4] === undefined ? groupStart(match, 1) : groupStart(match, 4)
  const to = match.index + match[0].length
  if (match[4] !== undefined) {
    const part = { ...figurePart('0', reader.style), printed: match[4] }
    return {
      pattern,
      from: start,
      to,
      claims: [{ slice: { ...slice, measure: 'change' }, measure: 'money', ...part }],
      unknownNames: [],
    }
  }
  const unit = FEN_PER_UNIT[match[3] ?? '万元'] ?? reader.style.unit
  const part = figurePart(match[2] ?? '', { ...reader.style, unit })
  const sign = /^[增]/u.test(match[1] ?? '') ? 1 : -1
  const signed = {
    ...part,
    printed: `${match[1] ?? ''}${part.printed}`,
    value: part.value === 0 ? 0 : sign * part.value,
    ...(part.readings === undefined ? {} : { readings: part.readings.map((r) => sign * r) }),
  }
  return {
    pattern,
    from: start,
    to,
    claims: [{ slice: { ...slice, measure: 'change' }, measure: 'money', ...signed }],
    unknownNames: [],
  }
}

function findList(pattern: SlotPattern, slice: Slice, text: string, cursor: number, reader: Reader): Found | null {
  const lead = search(`(?:${wordsSource(pattern.lead)})(?:${FILLER})`, text, cursor)
  if (lead === null) return null
  const claims: Found['claims'][number][] = []
  const unknown: Found['unknownNames'][number][] = []
  const start = lead.index + lead[0].length
  let at = start
  for (;;) {
    const item = new RegExp(`^[、，和及]?(?:其中：?)?([\\u4e00-\\u9fff（）]{2,30}?)${MONEY}`, 'u').exec(text.slice(at))
    if (item === null) break
    const name = item[1] ?? ''
    const nameFrom = at + item[0].indexOf(name)
    const code = codeByName('function', name, reader.year)
    if (code === null && name.endsWith('支出')) unknown.push({ printed: name, from: nameFrom, to: nameFrom + name.length })
    if (code !== null) {
      const unit = FEN_PER_UNIT[item[3] ?? '万元'] ?? reader.style.unit
      const node = narrowSlice(slice, { function: code })
      claims.push({
        slice: node,
        measure: 'money',
        row: { label: name },
        ...figurePart(item[2] ?? '', { ...reader.style, unit }),
      })
    }
    at += item[0].length
  }
  if (claims.length === 0 && unknown.length === 0) return null
  return { pattern, from: start, to: at, claims, unknownNames: unknown }
}

function findYear(pattern: SlotPattern, offset: number, text: string, cursor: number): Found | null {
  const tail = wordsSource(pattern.tail === '' ? '年' : pattern.tail)
  const match =
    search(`(?:${wordsSource(pattern.lead)})()([0-9][0-9.]{0,5})?(?:${tail})`, text, cursor) ??
    search(`(?:${wordsSource(pattern.lead)})()([0-9]{4})年`, text, cursor)
  if (match === null) return null
  const from = groupStart(match, 1)
  return { pattern, from, to: from + (match[2] ?? '').length + 1, claims: [yearPart(match[2] ?? '', offset)], unknownNames: [] }
}

function findCount(pattern: SlotPattern, slice: Slice, names: boolean, text: string, cursor: number): Found | null {
  const measure: Measure = 'count'
  const style = { unit: HUNDREDTHS, decimals: 0, trim: false }
  const tail = wordsSource(pattern.tail)
  if (names) {
    const listed = search(`(?:${wordsSource(pattern.lead)})()([\\u4e00-\\u9fff、（）]{1,60}?)(?=[0-9]*${tail})`, text, cursor)
    // 机构设置内设9个处室 lists no names.
    if (listed === null || listed[2] === undefined || /^置|设$/u.test(listed[2])) return null
    const count = listed[2].split(/[、和及]/u).filter((n) => plainLabel(n) !== '').length
    const part = { ...figurePart(String(count), style), printed: listed[2] }
    const from = groupStart(listed, 1)
    return { pattern, from, to: from + listed[2].length, claims: [{ slice, measure, ...part }], unknownNames: [] }
  }
  const match = search(`(?:${wordsSource(pattern.lead)})${FILLER}()([0-9][0-9.]*)?(?:${tail})`, text, cursor)
  if (match === null) return null
  // What is to be bought is not what there is.
  if (slice.asset !== undefined && /购置[^。；]*$/u.test(text.slice(0, match.index))) return null
  const part = figurePart(match[2] ?? '', style)
  const from = groupStart(match, 1)
  return { pattern, from, to: from + (match[2] ?? '').length + 1, claims: [{ slice, measure, ...part }], unknownNames: [] }
}
