import { FEN_PER_UNIT, type Fen } from '../budget/amount.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import { nameOf } from '../catalogue/codes.ts'
import { isInside } from '../catalogue/inside.ts'
import type { FigureForm, PlaceForms, SentenceForm, Slot } from './form.ts'
import { printCount, rounded, sayFigure } from './print-figure.ts'
import { namesIn, type Source } from './write-source.ts'

/** What a text's slots print, by their names: null for one that has nothing to print, so that its clause is left out. */
export type Slots = (name: string) => string | null

/** Slots that are always there and say nothing of their own. */
const GIVEN = /^(?:name|code|year|last-year|unit|scope|scope-short)$/u

/**
 * Prints a template clause by clause (parted by ，；。). Of alternatives `(a|b)` the first is printed. A clause with a slot that has nothing
 * to print is left out; a text that loses everything but what is always there is empty.
 */
export function printTemplate(template: string, slots: Slots): string {
  const clauses = template.split(/(?<=[，；。])/u)
  const kept: { readonly text: string; readonly before: string }[] = []
  let end = ''
  let lost = false
  let said = false
  let before = ''
  for (const clause of clauses) {
    const mark = /[，；。]$/u.exec(clause)?.[0] ?? ''
    const words = mark === '' ? clause : clause.slice(0, -1)
    const printed = printClause(words, slots)
    if (printed === null) lost = true
    else {
      kept.push({ text: printed.text, before })
      if (printed.said) said = true
    }
    before = mark
    end = mark
  }
  if (kept.length === 0 || (lost && !said)) return ''
  return `${kept.map((k, i) => (i === 0 ? k.text : `${k.before}${k.text}`)).join('')}${end}`
}

function printClause(words: string, slots: Slots): { readonly text: string; readonly said: boolean } | null {
  let said = false
  let missing = false
  const literal = words.replace(/\(([^()|]*)(?:\|[^()]*)?\)/gu, '$1')
  const text = literal.replace(/\{([^}]+)\}/gu, (_, name: string) => {
    const value = slots(name)
    if (value === null) missing = true
    else if (!GIVEN.test(name)) said = true
    return value ?? ''
  })
  return missing ? null : { text, said }
}

/** How the narrative of a place prints sums of money. */
interface Money {
  readonly unit: Fen
  readonly form: FigureForm
}

function moneyOf(place: PlaceForms): Money {
  return { unit: FEN_PER_UNIT[place.narrative.unit] ?? 1_000_000, form: { decimals: place.narrative.decimals } }
}

/** An amount as the narrative says it, without its unit. */
export function sayAmount(value: Fen, place: PlaceForms): string {
  const { unit, form } = moneyOf(place)
  return sayFigure(value, unit, form)
}

/** A change with its direction: `增加1.20万元`, `减少0.14万元`, `持平`. */
function sayChange(change: Fen, place: PlaceForms): string {
  const { unit, form } = moneyOf(place)
  if (rounded(change, unit, form.decimals) === 0) return '持平'
  return `${change > 0 ? '增加' : '减少'}${sayFigure(Math.abs(change), unit, form)}${place.narrative.unit}`
}

/**
 * Prints a sentence from the account: the template by which it is read, its slots filled with what the facts say. Without a last year
 * the clauses of change are left out, with their reasons.
 */
export function writeSentence(form: SentenceForm, source: Source, place: PlaceForms, given: Slots): string {
  const slotOf = (name: string): Slot | undefined => form.slots[name]
  const print = (name: string): string | null => {
    const slot = slotOf(name)
    if (slot === undefined) return null
    if ('amount' in slot) {
      const amount = source.amountOf(slot.amount)
      return amount === null ? null : sayAmount(amount, place)
    }
    if ('change' in slot) {
      const change = source.changeOf(slot.change)
      return change === null ? null : sayChange(change, place)
    }
    if ('count' in slot) return countOf(slot, source)
    if ('year' in slot) return String(source.year + slot.year)
    if ('list' in slot) return listOf(slot.slice, source, place)
    if (slot.beside !== undefined && print(slot.beside) === null) return null
    if (slot.says !== undefined && 'amount' in slot.says) {
      const amount = source.amountOf(slot.says.amount)
      return amount === null ? null : sayAmount(amount, place)
    }
    if (slot.says !== undefined) {
      const change = source.changeOf(slot.says.change)
      return change === null ? null : sayChange(change, place)
    }
    return slot.topic === undefined ? given(name) : given(`words:${slot.topic}`)
  }
  return printTemplate(form.text, print)
}

function countOf(slot: Extract<Slot, { count: Slice }>, source: Source): string | null {
  const count = source.countOf(slot.count)
  if (slot.names !== true) return count === null ? null : printCount(count)
  // Names without a number of their own, or not as many as are counted, would contradict the count beside them.
  const names = namesIn(source.account.words[slot.count.item ?? ''])
  return names.length * 100 === count ? names.join('、') : ''
}

/** `公共安全支出87.20万元、教育支出…`: the classes that have money in a slice. Null where none has. */
function listOf(slice: Slice, source: Source, place: PlaceForms): string | null {
  const classes = new Set<string>()
  for (const fact of source.account.facts) {
    const code = fact.slice.function
    if (code !== undefined && fact.amount !== 0 && isInside(fact, slice)) classes.add(code.slice(0, 3))
  }
  if (classes.size === 0) return null
  return [...classes]
    .toSorted()
    .map((code) => {
      const amount = source.amountOf(narrowSlice(slice, { function: code })) ?? 0
      return `${nameOf('function', code, source.year) ?? code}${sayAmount(amount, place)}${place.narrative.unit}`
    })
    .join('、')
}
