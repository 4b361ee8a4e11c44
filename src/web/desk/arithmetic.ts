import type { Words } from '../../budget/finding.ts'

/** What a sum typed into a cell comes to: as a plain decimal text. `rounded` says that it was cut to `decimals`, so that it can be told. */
export type Computed =
  | { readonly ok: true; readonly text: string; readonly rounded: boolean }
  | { readonly ok: false; readonly why: Words }

/** A number as a fraction of whole numbers: nothing is lost on the way. */
interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** Longer sums are no sums that a person types. */
const MOST_CHARACTERS = 500
/** Keeps a chain of divisions from growing without end. */
const MOST_DIGITS = 400

/** Whether a text is meant as a sum: `=1200*12+300`, with the signs that a Chinese keyboard gives too. */
export function isSum(text: string): boolean {
  return /^\s*[=＝]/u.test(text)
}

/**
 * Computes `=1200*12+300` exactly, in fractions: + - * / ( ) and per cent. The result has at most `decimals` decimals (2 are fen); what is finer is
 * rounded half away from zero, and said to be.
 */
export function compute(text: string, decimals = 2): Computed {
  const source = narrowSigns(text.trim().replace(/^[=＝]/u, ''))
  if (source.length > MOST_CHARACTERS)
    return refuse(`算式太长，最多${MOST_CHARACTERS}个字符。`, `The sum is longer than ${MOST_CHARACTERS} characters.`)
  const tokens = source.match(/\d[\d,]*(?:\.\d+)?|\.\d+|[-+*/()%]|\S/gu) ?? []
  const reader = new SumReader(tokens)
  const value = reader.read()
  if ('ok' in value) return value
  return print(value, decimals)
}

function narrowSigns(text: string): string {
  return text
    .replace(/[０-９．（）＋－＊／％，]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[×✕xX]/gu, '*')
    .replace(/÷/gu, '/')
    .replace(/[−–—]/gu, '-')
}

type Step = Fraction | Extract<Computed, { ok: false }>

/** Reads a sum by descent: terms of factors of atoms. */
class SumReader {
  readonly #tokens: readonly string[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  read(): Step {
    if (this.#tokens.length === 0) return refuse('等号后面没有算式。', 'There is nothing after the equals sign.')
    const value = this.#sum()
    const rest = this.#tokens[this.#at]
    if ('ok' in value || rest === undefined) return value
    return refuse(`看不懂算式中的“${rest}”。`, `“${rest}” in the sum is not understood.`)
  }

  #sum(): Step {
    let value = this.#product()
    while (!('ok' in value)) {
      const sign = this.#tokens[this.#at]
      if (sign !== '+' && sign !== '-') return value
      this.#at++
      const next = this.#product()
      if ('ok' in next) return next
      const times = sign === '+' ? 1n : -1n
      value = reduce(value.over * next.under + times * next.over * value.under, value.under * next.under)
    }
    return value
  }

  #product(): Step {
    let value = this.#signed()
    while (!('ok' in value)) {
      const sign = this.#tokens[this.#at]
      if (sign !== '*' && sign !== '/') return value
      this.#at++
      const next = this.#signed()
      if ('ok' in next) return next
      if (sign === '/' && next.over === 0n) return refuse('不能除以零。', 'Nothing can be divided by zero.')
      value =
        sign === '*'
          ? reduce(value.over * next.over, value.under * next.under)
          : reduce(value.over * next.under, value.under * next.over)
    }
    return value
  }

  #signed(): Step {
    const sign = this.#tokens[this.#at]
    if (sign !== '-' && sign !== '+') return this.#percent()
    this.#at++
    const value = this.#signed()
    return 'ok' in value || sign === '+' ? value : { over: -value.over, under: value.under }
  }

  #percent(): Step {
    let value = this.#atom()
    while (!('ok' in value) && this.#tokens[this.#at] === '%') {
      this.#at++
      value = reduce(value.over, value.under * 100n)
    }
    return value
  }

  #atom(): Step {
    const token = this.#tokens[this.#at]
    if (token === undefined) return refuse('算式没有写完。', 'The sum ends too early.')
    this.#at++
    if (token === '(') {
      if (++this.#depth > 50) return refuse('括号套得太深。', 'Brackets stand too deep in each other.')
      const value = this.#sum()
      if ('ok' in value) return value
      if (this.#tokens[this.#at] !== ')') return refuse('少一个右括号。', 'A closing bracket is missing.')
      this.#at++
      this.#depth--
      return value
    }
    if (!/^[\d.]/u.test(token)) return refuse(`看不懂算式中的“${token}”。`, `“${token}” in the sum is not understood.`)
    const [whole = '', fraction = ''] = token.replaceAll(',', '').split('.')
    return reduce(BigInt(whole + fraction), 10n ** BigInt(fraction.length))
  }
}

function reduce(over: bigint, under: bigint): Step {
  const sign = under < 0n ? -1n : 1n
  const common = divisor(over < 0n ? -over : over, under < 0n ? -under : under)
  const value = { over: (sign * over) / common, under: (sign * under) / common }
  return value.over.toString().length + value.under.toString().length > MOST_DIGITS
    ? refuse('结果的位数太多。', 'The result has too many digits.')
    : value
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a === 0n ? 1n : a) : divisor(b, a % b)
}

function print({ over, under }: Fraction, decimals: number): Computed {
  const scale = 10n ** BigInt(decimals)
  const positive = over < 0n ? -over : over
  const whole = (positive * scale) / under
  const rest = (positive * scale) % under
  const digits = (rest * 2n >= under && rest > 0n ? whole + 1n : whole).toString().padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/u, '')
  return { ok: true, text: over < 0n && /[1-9]/u.test(text) ? `-${text}` : text, rounded: rest !== 0n }
}

function refuse(zh: string, en: string): Extract<Computed, { ok: false }> {
  return { ok: false, why: { zh, en } }
}
