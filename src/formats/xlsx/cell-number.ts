import type { Cell } from '../../document/document.ts'

/** A cell's figure as a spreadsheet stores it. */
export interface CellNumber {
  readonly value: number
  /** Number format that prints it as the document does. */
  readonly format: string
  /** The number times 10^6: sums of these are exact, which sums of `value` are not. */
  readonly exact: bigint
}

/** No leading zeros and no separators other than those of thousands: what a number format prints back character by character. */
const PRINTED = /^(-?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d{1,6}))?$/u
/** Digits that a float keeps. */
const SIGNIFICANT = 15

/** The number of a cell that has a figure behind it, or a printed amount; null for words, codes, serial numbers and blanks. */
export function numberOf(cell: Cell): CellNumber | null {
  const match = PRINTED.exec(cell.text)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = ''] = match
  // Without a figure behind it, `2010301` is a code and `3` counts rows: only a point makes a number of it.
  if (cell.figure === undefined && fraction === '') return null
  const digits = whole.replaceAll(',', '') + fraction
  const scaled = BigInt(sign + digits)
  if (digits.replace(/^0+/u, '').length > SIGNIFICANT || (sign !== '' && scaled === 0n)) return null
  const integers = whole.includes(',') ? '#,##0' : '0'
  return {
    value: Number(`${sign}${whole.replaceAll(',', '')}.${fraction === '' ? '0' : fraction}`),
    format: fraction === '' ? integers : `${integers}.${'0'.repeat(fraction.length)}`,
    exact: scaled * 10n ** BigInt(6 - fraction.length),
  }
}
