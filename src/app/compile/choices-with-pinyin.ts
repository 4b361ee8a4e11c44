import { pinyin } from 'pinyin-pro'
import { codeColumns } from '../../ledger/rows/choices.ts'
import type { ChoiceId } from '../../ledger/rows/fields.ts'

/** One choice of a code picker, findable by code, name, initials and pinyin. */
export interface ChoiceWithPinyin {
  /** What is written in the cell: 2010301 行政运行. */
  readonly value: string
  /** 行政运行 */
  readonly name: string
  /** xzyx */
  readonly pinyin: string
  /** xingzhengyunxing */
  readonly full: string
}

/** Readings are those of the whole name, since characters are read by what stands beside them. A year's lists take a moment: they are made once. */
const made = new Map<number, Readonly<Partial<Record<ChoiceId, readonly ChoiceWithPinyin[]>>>>()

/** What the desk's code pickers offer in a year. Units and projects are the draft's own: `withPinyin` reads their names. */
export function choicesWithPinyin(year: number): Readonly<Partial<Record<ChoiceId, readonly ChoiceWithPinyin[]>>> {
  const ready = made.get(year)
  if (ready !== undefined) return ready
  const choices = Object.fromEntries(codeColumns(year).map(({ id, values }) => [id, values.map(withPinyin)]))
  made.set(year, choices)
  return choices
}

/** A choice with how it is read; a code in front is not read. */
export function withPinyin(value: string): ChoiceWithPinyin {
  const name = value.replace(/^\d+\s+/u, '')
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
  return { value, name, pinyin: syllables.map((syllable) => syllable.charAt(0)).join(''), full: syllables.join('') }
}
