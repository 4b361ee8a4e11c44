/** Excel's own bounds. */
export const MAX_ROWS = 1_048_576
export const MAX_COLUMNS = 16_384

/** Row and column from 0. */
export interface Position {
  readonly row: number
  readonly column: number
}

/** Reads `D12` (also `$D$12`); null for anything else or beyond Excel's bounds. */
export function readReference(text: string): Position | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/u.exec(text)
  if (match === null) return null
  let column = 0
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  const row = Number(match[2])
  return row >= 1 && row <= MAX_ROWS && column <= MAX_COLUMNS ? { row: row - 1, column: column - 1 } : null
}

/** Writes `D12` from a row and column counted from 0. */
export function writeReference(row: number, column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}
