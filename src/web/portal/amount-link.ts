import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress, tableAddress } from './address.ts'
import { tableMoney } from './money.ts'
import type { Amount, DocumentKey } from './views.ts'

/** An amount in a table whose heading says the unit, linked to the cell that it was printed in; what was added up here to the table of its parts. */
export function amountLink(amount: Amount | null, key: DocumentKey, language: Language): Markup {
  if (amount === null) return html``
  const text = tableMoney(amount.fen, language)
  if (amount.claim === null && amount.table !== undefined)
    return html`<a href="${tableAddress(language, key, amount.table)}">${text}</a>`
  return amount.claim === null ? html`${text}` : html`<a href="${figureAddress(language, key, amount.claim)}">${text}</a>`
}
