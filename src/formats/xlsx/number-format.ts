import { formatDate, isDateFormat } from './date-format.ts'

/** A number format of the workbook, ready to print with. */
export type NumberFormat = (value: number) => string

/** The formats that Excel knows by number only, as a Chinese Excel prints them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
  42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
  43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/** The code of a built-in format; `General` where it has none. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? 'General'
}

interface Section {
  readonly code: string
  readonly condition: ((value: number) => boolean) | null
}

/** Compiles a format code (`#,##0.00;-#,##0.00;"-"`). A code that cannot be understood prints as General: the figure is never lost. */
export function compileFormat(code: string, date1904: boolean): NumberFormat {
  const sections = splitSections(code).map(readSection)
  const numeric = sections.slice(0, 3)
  return (value) => {
    const index = chooseSection(numeric, value)
    const section = numeric[index]
    if (section === undefined || /general|通用格式/iu.test(section.code) || section.code === '@') {
      return value < 0 && section !== undefined && index > 0 ? general(-value) : general(value)
    }
    if (isDateFormat(section.code)) return formatDate(value, section.code, date1904) ?? general(value)
    // With a section of their own, negative numbers print without a sign, unless the section writes one.
    const bare = value < 0 && (index > 0 || section.condition !== null)
    return printNumber(bare ? -value : value, section.code) ?? general(value)
  }
}

/** A number without a format: at most 15 significant digits, as Excel keeps them, so that 0.1 + 0.2 prints as 0.3. */
export function general(value: number): string {
  return decimalText(value)
}

function splitSections(code: string): string[] {
  const sections = ['']
  for (let i = 0; i < code.length; i++) {
    const c = code[i] as string
    if (c === ';') {
      sections.push('')
      continue
    }
    let piece = c
    if (c === '"') piece = code.slice(i, endOf(code, i, '"'))
    else if (c === '[') piece = code.slice(i, endOf(code, i, ']'))
    else if (c === '\\' || c === '_' || c === '*') piece = code.slice(i, i + 2)
    sections[sections.length - 1] += piece
    i += piece.length - 1
  }
  return sections
}

function endOf(code: string, from: number, mark: string): number {
  const end = code.indexOf(mark, from + 1)
  return end === -1 ? code.length : end + 1
}

function readSection(code: string): Section {
  const match = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/u.exec(code)
  if (match === null) return { code, condition: null }
  const limit = Number(match[2])
  const tests: Readonly<Record<string, (value: number) => boolean>> = {
    '<': (v) => v < limit,
    '>': (v) => v > limit,
    '<=': (v) => v <= limit,
    '>=': (v) => v >= limit,
    '=': (v) => v === limit,
    '<>': (v) => v !== limit,
  }
  return { code: code.replace(match[0], ''), condition: tests[match[1] ?? ''] ?? null }
}

function chooseSection(sections: readonly Section[], value: number): number {
  if (sections.some((section) => section.condition !== null)) {
    const chosen = sections.findIndex((section) => section.condition === null || section.condition(value))
    return chosen === -1 ? sections.length - 1 : chosen
  }
  if (value < 0 && sections.length > 1) return 1
  if (value === 0 && sections.length > 2) return 2
  return 0
}

type Token = { readonly kind: 'digit' | 'literal' | 'point' | 'percent'; readonly text: string }

/** Splits a section; null for what is not printed here: exponents and fractions. */
function tokensOf(code: string): { tokens: Token[]; grouped: boolean; thousands: number } | null {
  const tokens: Token[] = []
  let grouped = false
  let thousands = 0
  for (let i = 0; i < code.length; i++) {
    const c = code[i] as string
    if (c === '"') {
      const end = endOf(code, i, '"')
      tokens.push({ kind: 'literal', text: code.slice(i + 1, end).replace(/"$/u, '') })
      i = end - 1
    } else if (c === '[') {
      const end = endOf(code, i, ']')
      const currency = /^\[\$([^\-\]]*)/u.exec(code.slice(i, end))?.[1]
      if (currency !== undefined) tokens.push({ kind: 'literal', text: currency })
      i = end - 1
    } else if (c === '\\') tokens.push({ kind: 'literal', text: code[++i] ?? '' })
    else if (c === '_') {
      i++
      tokens.push({ kind: 'literal', text: ' ' })
    } else if (c === '*') i++
    else if (c === '0' || c === '#' || c === '?') {
      if (thousands > 0) grouped = true
      thousands = 0
      tokens.push({ kind: 'digit', text: c })
    } else if (c === ',' && tokens.some((t) => t.kind === 'digit')) thousands++
    else if (c === '.') tokens.push({ kind: 'point', text: c })
    else if (c === '%' || c === '％') tokens.push({ kind: 'percent', text: c })
    else if (/[Ee/]/u.test(c)) return null
    else tokens.push({ kind: 'literal', text: c })
  }
  return { tokens, grouped, thousands }
}

function printNumber(value: number, code: string): string | null {
  const read = tokensOf(code)
  if (read === null) return null
  const { tokens, grouped, thousands } = read
  const point = tokens.findIndex((token) => token.kind === 'point')
  const before = point === -1 ? tokens : tokens.slice(0, point)
  const after = point === -1 ? [] : tokens.slice(point + 1)
  const decimals = after.filter((token) => token.kind === 'digit').length
  const percent = tokens.filter((token) => token.kind === 'percent').length
  if (!tokens.some((token) => token.kind === 'digit')) return tokens.map((token) => token.text).join('')
  const rounded = roundHalfUp(decimalText(Math.abs(value)), 2 * percent - 3 * thousands, decimals)
  if (rounded === null) return null
  const sign = value < 0 ? '-' : ''
  const whole = printWhole(before, rounded.whole, grouped)
  return `${sign}${whole}${point === -1 ? '' : '.'}${printFraction(after, rounded.fraction)}`
}

/** Digits go to their placeholders from the right; the leftmost takes what is left over. */
function printWhole(tokens: readonly Token[], digits: string, grouped: boolean): string {
  const significant = digits.replace(/^0+/u, '')
  const places = tokens.filter((token) => token.kind === 'digit').length
  let rest = significant
  let out = ''
  let seen = 0
  let printed = 0
  const put = (digit: string): void => {
    if (grouped && printed > 0 && printed % 3 === 0 && digit !== ' ') out = `,${out}`
    out = digit + out
    printed++
  }
  for (const token of tokens.toReversed()) {
    if (token.kind !== 'digit') {
      out = token.text + out
      continue
    }
    seen++
    const digit = rest.slice(-1)
    rest = rest.slice(0, -1)
    if (digit !== '') put(digit)
    else if (token.text === '0') put('0')
    else if (token.text === '?') put(' ')
    if (seen === places) for (const more of [...rest].toReversed()) put(more)
  }
  return out
}

function printFraction(tokens: readonly Token[], digits: string): string {
  let out = ''
  let i = 0
  const lastDigit = digits.replace(/0+$/u, '').length
  for (const token of tokens) {
    if (token.kind !== 'digit') {
      out += token.text
      continue
    }
    const digit = digits[i] ?? '0'
    if (i < lastDigit || token.text === '0') out += digit
    else if (token.text === '?') out += ' '
    i++
  }
  return out
}

/**
 * A decimal text shifted by `shift` places and rounded, halves away from zero, on its decimal digits: 1.005 is 1.01, as Excel prints it, though the
 * float below it is less.
 */
function roundHalfUp(text: string, shift: number, decimals: number): { whole: string; fraction: string } | null {
  const match = /^(\d+)(?:\.(\d+))?$/u.exec(text)
  if (match === null) return null
  const [, whole = '0', fraction = ''] = match
  const digits = whole + fraction
  const point = whole.length + shift
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits
  const at = Math.max(0, point)
  const kept = padded.padEnd(at + decimals, '0').slice(0, at + decimals)
  let scaled = BigInt(kept === '' ? '0' : kept)
  if ((padded[at + decimals] ?? '0') >= '5') scaled += 1n
  const out = scaled.toString().padStart(decimals + 1, '0')
  return { whole: out.slice(0, out.length - decimals), fraction: decimals === 0 ? '' : out.slice(-decimals) }
}

/** A float as decimal text of at most 15 significant digits, without exponent where that is at all readable. */
function decimalText(value: number): string {
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  const match = /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/u.exec(text)
  if (match === null) return text
  const [, sign = '', first = '', more = '', power = '0'] = match
  const exponent = Number(power)
  if (exponent < -30 || exponent > 30) return text
  const digits = first + more
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  return `${sign}${digits.padEnd(exponent + 1, '0')}`
}
