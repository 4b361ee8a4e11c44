import type { CardResult } from '../../budget/check-result.ts'

/** A project's card as it is kept; null where the project stands in a list alone. */
export function cardOf(card: object): CardResult | null {
  return 'fields' in card && 'indicators' in card ? (card as CardResult) : null
}
