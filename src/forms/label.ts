import { narrow } from '../budget/amount.ts'
import type { Label } from './form.ts'

/**
 * Labels are compared some ten thousand times in a document, over a few hundred distinct texts: what a text is when plain is
 * remembered. Long texts are no labels and are not kept.
 */
export function remembered(of: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    if (text.length > 80) return of(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size > 20_000) known.clear()
    const made = of(text)
    known.set(text, made)
    return made
  }
}

/** A label without what varies in print: white space, brackets' width, quotation marks, punctuation at either end. */
export const plainLabel = remembered((text) =>
  narrow(text)
    .replace(/[（(]/gu, '(')
    .replace(/[）)]/gu, ')')
    .replace(/[“”"„‟＂「」『』]/gu, '')
    .replace(/^[:：、，,.。]+|[:：、，,.。]+$/gu, ''),
)

const ORDINAL = /^(?:[(（][一二三四五六七八九十百]+[)）]、?|[一二三四五六七八九十百]+、|[(（]?\d{1,2}[)）、.．](?!\d))/u

/** What stands after an ordinal (`一、`, `（一）`, `1、`) and after `其中：`. */
export const bareLabel = remembered((text) =>
  plainLabel(
    plainLabel(text)
      .replace(ORDINAL, '')
      .replace(/^其中[:：]?/u, '')
      .replace(ORDINAL, ''),
  ),
)

/** The ordinal that a label begins with, as printed, or an empty text. */
export function ordinalOf(text: string): string {
  return ORDINAL.exec(narrow(text))?.[0] ?? ''
}

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }

/** The value of an ordinal in Chinese (up to 99) or Arabic figures; null where there is none. */
export function ordinalValue(text: string): number | null {
  const arabic = /\d+/u.exec(narrow(text))
  if (arabic !== null) return Number(arabic[0])
  const chinese = /[一二三四五六七八九十]+/u.exec(text)?.[0]
  if (chinese === undefined) return null
  const [tens, ones] = chinese.includes('十') ? chinese.split('十') : ['', chinese]
  const ten = chinese.includes('十') ? (DIGITS[tens ?? ''] ?? 1) * 10 : 0
  return ten + (ones === undefined || ones === '' ? 0 : (DIGITS[ones] ?? 0))
}

export function labels(label: Label): readonly string[] {
  return typeof label === 'string' ? [label] : label
}

const plainWordings = new Map<Label, readonly string[]>()

function plainLabels(label: Label): readonly string[] {
  const known = plainWordings.get(label)
  if (known !== undefined) return known
  const made = labels(label).map(plainLabel)
  plainWordings.set(label, made)
  return made
}

const wordings = new Map<Label, ReadonlySet<string>>()

function wordingsOf(label: Label): ReadonlySet<string> {
  const known = wordings.get(label)
  if (known !== undefined) return known
  const made = new Set(labels(label).flatMap((l) => [plainLabel(l), bareLabel(l)]))
  wordings.set(label, made)
  return made
}

/** Some printed texts as they are compared with labels: for many labels among many texts. */
export function printedWordings(texts: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>()
  for (const text of texts) all.add(plainLabel(text)).add(bareLabel(text))
  return all
}

/** Whether one of the texts is the label, in any of its wordings. */
export function hasLabel(printed: ReadonlySet<string>, label: Label): boolean {
  for (const wording of wordingsOf(label)) if (printed.has(wording)) return true
  return false
}

/** Whether a printed text is the label, in any of its wordings. */
export function isLabel(printed: string, label: Label): boolean {
  const all = wordingsOf(label)
  return all.has(plainLabel(printed)) || all.has(bareLabel(printed))
}

/** A title without its ordinal and year. */
export function plainTitle(printed: string): string {
  return bareLabel(printed).replace(/^(?:\d{4}年度?)/u, '')
}

/** How alike a plain title and one that is known are: 1 for the same, less for one within the other, 0 for neither. */
export function titleLikeness(plain: string, title: Label): number {
  let best = 0
  for (const wanted of plainLabels(title)) {
    if (plain === wanted) return 1
    if (plain.includes(wanted)) best = Math.max(best, 0.9)
    else if (wanted.includes(plain) && plain.length >= 4) best = Math.max(best, plain.length / wanted.length)
  }
  return best
}
