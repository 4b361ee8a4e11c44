import type { Words } from '../budget/finding.ts'
import { PLACES } from '../forms/places.ts'

/** The places whose forms can be printed, by their ids. */
export function writablePlaces(): readonly { readonly id: string; readonly name: Words }[] {
  return PLACES.filter(({ outline }) => outline !== undefined).map(({ id, name }) => ({ id, name }))
}
