import { printFen, type Fen } from '../budget/amount.ts'
import type { FigureForm } from './form.ts'

/** Two decimals with their end zeros, and nothing for zero. */
export const PLAIN: FigureForm = { decimals: 2 }

/** Rounds a value to whole printed digits, half away from zero. */
export function rounded(value: number, unit: Fen, decimals: number): number {
  const digit = unit / 10 ** decimals
  if (digit <= 1) return value
  const whole = Math.floor(Math.abs(value) / digit + 0.5) * digit
  return value < 0 ? -whole : whole
}

/** A value in a printed unit, rounded to the decimals of its form. `value` and `unit` in fen, or hundredths of what is counted. */
export function printFigure(value: number, unit: Fen, form: FigureForm): string {
  if (value === 0 && form.zero === undefined) return ''
  if (value === 0 && form.zero !== undefined) return form.zero
  const text = printFen(rounded(value, unit, form.decimals), unit, form.decimals)
  if (form.grouped !== true) return text
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** The same in running text, where zero is said. */
export function sayFigure(value: number, unit: Fen, form: FigureForm): string {
  return printFigure(value, unit, { ...form, zero: printFen(0, unit, form.decimals) })
}

/** A count that is kept in hundredths, with as many decimals as it needs. */
export function printCount(hundredths: number): string {
  return printFen(hundredths, 100, 2, true)
}

const TENS = ['', '十', '二十', '三十', '四十', '五十', '六十', '七十', '八十', '九十']
const ONES = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 99 in Chinese figures. */
function chineseNumber(n: number): string {
  return `${TENS[Math.floor(n / 10)] ?? ''}${ONES[n % 10] ?? ''}`
}

/** The n-th ordinal in the style of its first (`一、`, `（一）`, `1、`, `1.`). */
export function printOrdinal(style: string, n: number): string {
  return style.replace('一', chineseNumber(n)).replace('1', String(n))
}
