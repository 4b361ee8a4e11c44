import type { Fen } from '../../budget/amount.ts'
import { printFen } from '../../budget/amount.ts'

const THOUSANDS = /\B(?=(?:\d{3})+(?!\d))/gu

function separated(text: string): string {
  const [whole = '', fraction] = text.split('.')
  return fraction === undefined ? whole.replace(THOUSANDS, ',') : `${whole.replace(THOUSANDS, ',')}.${fraction}`
}

/** Fen as yuan with two decimals and separators. */
export function printYuan(fen: Fen): string {
  return separated(printFen(fen, 100, 2))
}

/** Fen as 万元 with two decimals and separators. */
export function printTenThousand(fen: Fen): string {
  return separated(printFen(fen, 1_000_000, 2))
}

/** With its sign where it is more. */
export function printChange(fen: Fen): string {
  return fen > 0 ? `+${printYuan(fen)}` : printYuan(fen)
}

/** A change as per cent of what it was, with one decimal and its sign; null where that was nothing. */
export function printShare(change: Fen, of: Fen): string | null {
  if (of === 0) return null
  const tenths = Math.round((change * 1000) / of)
  return `${tenths > 0 ? '+' : ''}${(tenths / 10).toFixed(1)}%`
}
