import type { Comparison } from '../../catalogue/comparable.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress } from './address.ts'
import type { ComparedDocument, ComparedRow } from './compared-rows.ts'
import { tableMoney } from './money.ts'
import { say } from './portal-phrases.ts'
import type { ClaimView, DocumentKey } from './views.ts'

/** What a document prints, linked to its cell; a blank and a gap say what they are. */
export function renderClaim(claim: ClaimView | null, key: DocumentKey, language: Language): Markup {
  if (claim === null) return html`<span class="soft">${say(language, 'notListed')}</span>`
  const to = figureAddress(language, key, claim.id)
  if (claim.state === 'blank') return html`<a class="soft" href="${to}">${say(language, 'isBlank')}</a>`
  if (claim.amount === null) return html`<a href="${to}">${say(language, 'isMalformed', { printed: claim.printed })}</a>`
  return html`<a href="${to}">${tableMoney(claim.amount, language)}</a>`
}

/** How a rate is told: as a change over time, or as a distance from the reference, which may be of a later year. */
const RATES = {
  time: ['changeUp', 'changeDown', 'changeSame'],
  reference: ['moreThan', 'lessThan', 'sameAs'],
} as const

/** How a figure stands to another: a rate, or that there is none; the reasons stand apart, numbered by `note`. */
export function renderCompared(
  compared: Comparison | null,
  note: number | null,
  against: keyof typeof RATES,
  language: Language,
): Markup | null {
  if (compared === null) return null
  if (compared.rate === null)
    return html`<span class="soft">${say(language, 'noRate')}${note !== null && html`<sup><a href="#why-${note}">${note}</a></sup>`}</span>`
  const text = comparedText(compared, against, language)
  return compared.difference === 0 ? html`<span class="soft">${text}</span>` : html`<span class="change">${text}</span>`
}

/** The same in plain words, without the reasons. */
export function comparedText(compared: Comparison, against: keyof typeof RATES, language: Language): string {
  if (compared.rate === null) return say(language, 'noRate')
  const [up, down, same] = RATES[against]
  if (compared.difference === 0) return say(language, same)
  const rate = `${(Math.abs(compared.rate) / 100).toFixed(2)}%`
  return say(language, (compared.difference ?? 0) > 0 ? up : down, { rate })
}

/** What a row is called. */
export function rowName(row: ComparedRow, meanings: readonly string[], language: Language): Markup {
  const label = rowLabel(row, meanings, language)
  return row.headline === null ? html`${label} <span class="code">${row.code ?? ''}</span>` : html`${label}`
}

/** The same without its code. */
export function rowLabel({ headline, name }: ComparedRow, meanings: readonly string[], language: Language): string {
  if (headline === null) return name[language]
  const [first] = meanings
  if (headline === 'in') return say(language, first === 'income' ? 'f_income' : 'f_sources')
  if (headline === 'out') return say(language, first === 'expenditure' ? 'f_expenditure' : 'f_uses')
  return say(language, headline === 'general' ? 'f_general' : 'f_three-public')
}

/** Which of its meanings a headline has in each document that prints it. */
export function meaningsOf({ headline }: ComparedRow, documents: readonly ComparedDocument[]): string[] {
  return documents.flatMap(({ headlines }) => headlines.find(({ key }) => key === headline)?.meaning ?? [])
}

/** The different sets of reasons in some rows, in order: what the notes number. */
export function reasonNotes(
  rows: readonly ComparedRow[],
  language: Language,
): { readonly texts: readonly string[]; noteOf(compared: Comparison | null): number | null } {
  const texts: string[] = []
  const textOf = (compared: Comparison | null): string | null =>
    compared !== null && compared.rate === null
      ? compared.reasons.map(({ message }) => message[language]).join(language === 'zh' ? '' : ' ')
      : null
  for (const { cells } of rows)
    for (const { compared } of cells) {
      const text = textOf(compared)
      if (text !== null && !texts.includes(text)) texts.push(text)
    }
  return {
    texts,
    noteOf: (compared) => {
      const text = textOf(compared)
      return text === null ? null : texts.indexOf(text) + 1
    },
  }
}

/** The reasons by their numbers, under a heading that fits where they stand. */
export function renderNotes(texts: readonly string[], level: 2 | 3, language: Language): Markup | null {
  if (texts.length === 0) return null
  return html`<div class="why">${level === 2 ? html`<h2>${say(language, 'compareWhy')}</h2>` : html`<h3>${say(language, 'compareWhy')}</h3>`}<ol>${texts.map((text, i) => html`<li id="why-${i + 1}">${text}</li>`)}</ol></div>`
}
