import type { Place } from '../budget/place.ts'

/** A place in few characters: `p7`, `Sheet1!D12`, `line 1025`, `table 6, row 9, column 3`. */
export function whereIs(place: Place | undefined): string {
  if (place === undefined) return ''
  const parts: string[] = []
  if (place.page !== undefined) parts.push(`p${place.page}`)
  if (place.line !== undefined) parts.push(`line ${place.line}`)
  if (place.cell !== undefined) parts.push(`${place.sheet === undefined ? '' : `${place.sheet}!`}${place.cell}`)
  else if (place.table !== undefined)
    parts.push(
      `table ${place.table}`,
      ...(place.row === undefined ? [] : [`row ${place.row}`]),
      ...(place.column === undefined ? [] : [`column ${place.column}`]),
    )
  else if (place.paragraph !== undefined) parts.push(`paragraph ${place.paragraph}`)
  return parts.join(', ')
}
