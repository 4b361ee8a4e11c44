/**
 * Amounts of money: whole fen (分) in safe integers, never floats.
 *
 * 2^53 fen is 90 trillion yuan, more than any budget in China; a figure beyond it is malformed, not rounded.
 */

/** A whole number of fen (分). 1 yuan is 100 fen, 1 万元 is 1,000,000 fen. */
export type Fen = number

/** Fen in one printed unit. */
export const FEN_PER_UNIT: Readonly<Record<string, Fen>> = {
  分: 1,
  元: 100,
  千元: 100_000,
  万元: 1_000_000,
  百万元: 100_000_000,
  亿元: 10_000_000_000,
}

/**
 * What a printed figure says, before anyone asks what it is a figure of.
 *
 * - `number`: `digits` is the figure without its point, `decimals` how many of them stand after it, so the value is `digits / 10^decimals`.
 * - `blank`: nothing printed, or a dash that stands for nothing.
 * - `malformed`: something is printed that is not a number; `readings` are the numbers that it may have been meant to be,
 *   the likeliest first.
 */
export type Figure =
  | { readonly state: 'number'; readonly digits: number; readonly decimals: number }
  | { readonly state: 'blank' }
  | { readonly state: 'malformed'; readonly readings: readonly { digits: number; decimals: number }[] }

const PLAIN = /^([-−－+＋]?)(\d[\d,，]*)?(?:\.(\d*))?$/u
const PLAIN_ASCII = /^[!-~]*$/u
const BLANK = /^(?:[-－—–―−/／]|--|——|…)?$/u

/** Full-width digits and signs as their narrow twins; all white space removed. */
export function narrow(text: string): string {
  // Most figures are as plain as they can be, and thousands are read at every save.
  if (PLAIN_ASCII.test(text)) return text
  return text
    .replace(/[０-９．－＋，％]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00a0\u3000\ufeff]+/gu, '')
}

/**
 * Reads one printed figure. Thousands separators, full-width digits, a leading minus or accounting parentheses are read;
 * anything else printed is malformed and keeps every reading that a single slip of the hand explains.
 */
export function readFigure(printed: string): Figure {
  const text = narrow(printed)
  if (BLANK.test(text)) return { state: 'blank' }
  const plain = readPlain(text)
  if (plain !== null) return { state: 'number', ...plain }
  return { state: 'malformed', readings: readingsOf(text) }
}

function readPlain(text: string): { digits: number; decimals: number } | null {
  const bracketed = /^[(（]([\d.,]+)[)）]$/u.exec(text)
  const body = bracketed?.[1] === undefined ? text : `-${bracketed[1]}`
  const match = PLAIN.exec(body)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = ''] = match
  const separated = whole.replace(/，/gu, ',')
  // Separators stand before every third digit or they are no separators: `1,23` is a slip for `1.23`.
  if (separated.includes(',') && !/^\d{1,3}(,\d{3})+$/u.test(separated)) return null
  const text_ = separated.replace(/,/gu, '') + fraction
  if (text_ === '' || (whole === '' && fraction === '') || (body.endsWith('.') && fraction === '')) return null
  const digits = Number(text_)
  if (!Number.isSafeInteger(digits)) return null
  return { digits: /[-−－]/u.test(sign) && digits !== 0 ? -digits : digits, decimals: fraction.length }
}

/** The numbers that a malformed print may have been meant to be: doubled or misplaced points, letters for digits. */
function readingsOf(text: string): { digits: number; decimals: number }[] {
  const tries = [
    text.replace(/\.{2,}/gu, '.'),
    text.replace(/[oO〇]/gu, '0').replace(/[lIｌ]/gu, '1'),
    text.replace(/[。，、·:：;；]/gu, '.'),
    text.replace(/,/gu, '.'),
    text.replace(/(\.\d+)\.(\d+)/u, '$1$2'),
    text.replace(/(\d)\.(\d{3})\.(\d)/u, '$1$2.$3'),
    text.replace(/\.$/u, ''),
    text.replace(/[^\d.-]/gu, ''),
    text.replace(/[^\d.-]/gu, '').replace(/\.{2,}/gu, '.'),
  ]
  const readings: { digits: number; decimals: number }[] = []
  for (const attempt of tries) {
    const plain = readPlain(attempt)
    if (plain === null) continue
    if (readings.some((r) => r.digits === plain.digits && r.decimals === plain.decimals)) continue
    readings.push(plain)
  }
  return readings
}

/**
 * A figure in fen. `null` where the unit is so small and the figure so fine that it is no whole number of fen, or where
 * the amount is beyond safe integers: such a print cannot be right and is treated as malformed.
 */
export function figureToFen(figure: { digits: number; decimals: number }, unit: Fen): Fen | null {
  // Divided before it is multiplied: the product alone may be beyond safe integers where the amount is not.
  const scale = 10 ** figure.decimals
  const common = commonDivisor(scale, unit)
  const digits = figure.digits / (scale / common)
  const fen = digits * (unit / common)
  return Number.isInteger(digits) && Number.isSafeInteger(fen) ? fen : null
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** The width in fen of the last printed digit: 75.11万元 has a precision of 10,000 fen (100 yuan), so it is ± 50 yuan. */
export function precisionOf(decimals: number, unit: Fen): Fen {
  return Math.max(1, unit / 10 ** decimals)
}

/**
 * Prints fen in a unit with at most `decimals` decimals. With `trim`, end zeros are dropped (`100`, `6`, `0.2`), as many
 * tables do. An amount finer than that prints with as many decimals as it needs: nothing is silently rounded.
 */
export function printFen(fen: Fen, unit: Fen, decimals: number, trim = false): string {
  const scale = 10 ** decimals
  const common = commonDivisor(scale, unit)
  const scaled = (Math.abs(fen) / (unit / common)) * (scale / common)
  if (!Number.isInteger(scaled) || !Number.isInteger(Math.abs(fen) / (unit / common)))
    return printFen(fen, unit, decimals + 1, trim)
  const text = String(scaled).padStart(decimals + 1, '0')
  const whole = decimals === 0 ? text : text.slice(0, -decimals)
  let fraction = decimals === 0 ? '' : text.slice(-decimals)
  if (trim) fraction = fraction.replace(/0+$/u, '')
  return `${fen < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
