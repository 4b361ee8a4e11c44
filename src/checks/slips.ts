import { narrow, printFen } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Slip } from '../budget/finding.ts'

/** How a value would be printed where the claim stands. Changes keep their word of direction; running text rounds as it does. */
export function printValue(claim: Claim, exact: number): string {
  const { unit, decimals, trim } = claim.style
  const digit = unit / 10 ** decimals
  const value = claim.form === 'narrative' && digit > 1 ? Math.round(exact / digit) * digit : exact
  const change = claim.slice.measure === 'change'
  const text = printFen(change ? Math.abs(value) : value, unit, decimals, trim)
  if (!change) return text
  return value === 0 ? '持平' : `${value > 0 ? '增加' : '减少'}${text}`
}

/** The slip of the hand that turns the right figure into the printed one, or undefined when none that is known does. */
export function slipOf(claim: Claim, right: number, neighbours: readonly number[] = []): Slip | undefined {
  if (claim.state === 'absent') return 'row'
  if (claim.state === 'blank') return 'blank'
  if (claim.state === 'malformed') return claim.readings?.includes(right) === true ? 'digit' : undefined
  const printed = claim.value
  if (right === 0) return neighbours.includes(printed) ? 'shift' : undefined
  if (printed === -right) return 'sign'
  const ratio = printed / right
  if (ratio === 10_000 || ratio === 0.0001) return 'unit'
  if ([10, 100, 1000, 0.1, 0.01, 0.001].some((r) => Math.abs(ratio - r) < r * 1e-9)) return 'decimal'
  const a = narrow(claim.printed).replace(/[^\d.]/gu, '')
  const b = printFen(Math.abs(right), claim.style.unit, claim.style.decimals, false)
  const digits = aligned(a, b)
  if (digits === null) return undefined
  const differing = [...digits[0]].map((c, i) => (c === digits[1][i] ? -1 : i)).filter((i) => i >= 0)
  const [i, j] = differing
  if (differing.length === 1) return 'digit'
  if (differing.length === 2 && i !== undefined && j === i + 1 && digits[0][i] === digits[1][j] && digits[0][j] === digits[1][i])
    return 'transposition'
  // One digit dropped or doubled.
  const [short, long] = digits[0].length < digits[1].length ? digits : [digits[1], digits[0]]
  if (long.length === short.length + 1 && [...long].some((_, k) => long.slice(0, k) + long.slice(k + 1) === short)) return 'digit'
  if (neighbours.includes(printed)) return 'shift'
  return undefined
}

/** Both figures with equally many decimals and without the point. */
function aligned(a: string, b: string): readonly [string, string] | null {
  const [wholeA = '', fractionA = ''] = a.split('.')
  const [wholeB = '', fractionB = ''] = b.split('.')
  const decimals = Math.max(fractionA.length, fractionB.length)
  const one = wholeA + fractionA.padEnd(decimals, '0')
  const two = wholeB + fractionB.padEnd(decimals, '0')
  return one === '' || two === '' ? null : [one, two]
}

/** The likelier slip first: orders alternatives that arithmetic cannot tell apart. */
export function implausibility(claim: Claim, right: number | null): number {
  if (right === null) return 9
  if (claim.measure === 'money' && right < 0 && claim.slice.measure !== 'change') return 10
  const slip = slipOf(claim, right)
  if (slip === undefined) return right === 0 ? 8 : 6
  // A slip that has few outcomes (one sign, a few transpositions) meets the right value less often by chance than one of many digits does.
  const order: readonly Slip[] = ['blank', 'sign', 'transposition', 'decimal', 'unit', 'digit', 'shift', 'row', 'year']
  return order.indexOf(slip)
}
