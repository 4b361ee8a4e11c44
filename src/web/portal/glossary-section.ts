import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { say } from './portal-phrases.ts'
import type { PassageView } from './views.ts'

/** The document's own glossary: a term opens its meaning, without script. */
export function renderGlossary(passages: readonly PassageView[], language: Language): Markup {
  const terms = passages.filter(({ kind }) => kind === 'term')
  return html`<section id="glossary" aria-labelledby="h-glossary"><h2 id="h-glossary">${say(language, 'glossaryHeading')}</h2>
${
  terms.length === 0
    ? html`<p class="hint">${say(language, 'glossaryNone')}</p>`
    : html`<p class="hint">${say(language, 'glossaryLead')}</p><div class="glossary" lang="zh-CN">${terms.map(({ n, topic, text }) => html`<details id="term-${n}"><summary>${topic ?? ''}</summary><p>${text}</p></details>`)}</div>`
}</section>`
}
