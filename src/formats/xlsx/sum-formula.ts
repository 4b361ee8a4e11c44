import { writeReference } from './reference.ts'

/** Excel allows 255 arguments in a function; longer sums are sums of sums. */
const MOST_ARGUMENTS = 200

/** `SUM(C5:C7,C12)` over positions counted from 0: those below each other become ranges, in the given order otherwise. */
export function sumFormula(positions: readonly { readonly row: number; readonly column: number }[]): string {
  const ranges: { row: number; column: number; end: number }[] = []
  for (const { row, column } of positions) {
    const last = ranges.at(-1)
    if (last !== undefined && last.column === column && last.end + 1 === row) last.end = row
    else ranges.push({ row, column, end: row })
  }
  const parts = ranges.map(({ row, column, end }) => {
    const from = writeReference(row, column)
    return row === end ? from : `${from}:${writeReference(end, column)}`
  })
  return nested(parts)
}

function nested(parts: readonly string[]): string {
  if (parts.length <= MOST_ARGUMENTS) return `SUM(${parts.join(',')})`
  const groups: string[] = []
  for (let at = 0; at < parts.length; at += MOST_ARGUMENTS) groups.push(nested(parts.slice(at, at + MOST_ARGUMENTS)))
  return nested(groups)
}
