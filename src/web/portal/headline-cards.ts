import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress } from './address.ts'
import type { Headline, HeadlineMeaning } from './headlines.ts'
import { shortMoney } from './money.ts'
import { say } from './portal-phrases.ts'
import type { DocumentKey, PassageView } from './views.ts'

/** What a figure is called in the glossaries of budgets, the likeliest first. */
const TERMS: Readonly<Record<HeadlineMeaning, readonly string[]>> = {
  sources: ['收入总计'],
  income: ['本年收入'],
  uses: ['支出总计'],
  expenditure: ['本年支出'],
  general: ['一般公共预算支出', '一般公共预算财政拨款支出', '一般公共预算拨款收入', '一般公共预算财政拨款收入', '一般公共预算'],
  'three-public': ['三公经费', '三公'],
}

/** The four figures, each with what it means, what is printed, and the way to its cell. */
export function renderHeadlines(
  headlines: readonly Headline[],
  passages: readonly PassageView[],
  key: DocumentKey,
  language: Language,
): Markup {
  const cards = headlines.map(
    (headline) =>
      html`<li class="figure-card"><h3>${say(language, `f_${headline.meaning}`)}</h3>${renderAmount(headline, key, language)}
<details class="meaning"><summary>${say(language, 'whatIsIt')}<span class="hidden"> ${say(language, `f_${headline.meaning}`)}</span></summary>${renderMeaning(headline, passages, language)}</details></li>`,
  )
  return html`<section class="headlines" aria-labelledby="h-figures"><h2 class="hidden" id="h-figures">${say(language, 'fourFigures')}</h2><ul class="figure-cards">${cards}</ul></section>`
}

function renderAmount({ claim, meaning }: Headline, key: DocumentKey, language: Language): Markup {
  if (claim === null)
    return html`<p class="amount none">${say(language, 'notListed')}</p><p class="soft">${say(language, 'notListedInSource')}</p>`
  const to = html`<a href="${figureAddress(language, key, claim.id)}">${say(language, 'seeCell')}<span class="hidden"> ${say(language, `f_${meaning}`)}</span></a>`
  if (claim.state === 'blank')
    return html`<p class="amount none">${say(language, 'isBlank')}</p><p class="soft">${say(language, 'blankInSource')} · ${to}</p>`
  if (claim.state === 'malformed' || claim.amount === null)
    return html`<p class="amount none">${say(language, 'isMalformed', { printed: claim.printed })}</p><p class="soft">${say(language, 'malformedInSource')} · ${to}</p>`
  return html`<p class="amount">${renderShort(claim.amount, language)}</p><p class="soft">${say(language, 'asPrinted', { printed: claim.printed })} · ${to}</p>`
}

/** The figure large and its unit small; what was rounded is said to be about so much. */
export function renderShort(fen: number, language: Language): Markup {
  const { figure, unit, exact } = shortMoney(fen, language)
  return html`${!exact && html`<span class="approx">${say(language, 'rounded')}</span>`}<b>${figure}</b>${unit !== '' && html` <span class="unit">${unit}</span>`}`
}

function renderMeaning({ meaning }: Headline, passages: readonly PassageView[], language: Language): Markup {
  const own = ownWords(meaning, passages)
  return html`<p>${say(language, `e_${meaning}`)}</p>${own !== null && html`<p class="own">${say(language, 'documentSays')}<q lang="zh-CN">${own}</q></p>`}`
}

/** The document's own meaning of a headline's term; null where its glossary has none. */
export function ownWords(meaning: HeadlineMeaning, passages: readonly PassageView[]): string | null {
  const terms = passages.filter(({ kind }) => kind === 'term')
  for (const term of TERMS[meaning]) {
    const found =
      terms.find(({ topic }) => plain(topic ?? '') === term) ?? terms.find(({ topic }) => plain(topic ?? '').startsWith(term))
    if (found !== undefined) return found.text
  }
  return null
}

function plain(term: string): string {
  return term.replace(/[\s“”"'：:]/gu, '')
}
