import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { amountLink } from './amount-link.ts'
import { share } from './money.ts'
import type { FlowLine, MoneyFlow } from './money-flow.ts'
import { say } from './portal-phrases.ts'
import type { DocumentKey } from './views.ts'

/** The flow as a picture and, always, as two tables with the same figures. */
export function renderFlow(flow: MoneyFlow, chart: Markup | null, key: DocumentKey, language: Language): Markup {
  const { sources, uses } = flow
  const inside =
    sources.length + uses.length === 0
      ? html`<p class="hint">${say(language, 'flowNothing')}</p>`
      : html`${chart === null ? html`<p class="hint">${say(language, 'flowNoChart')}</p>` : html`<figure class="chart flow-chart"><p class="hint swipe">${say(language, 'chartSwipe')}</p><div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'flowChart')}">${chart}</div></figure>`}
<div class="two">${renderSources(sources, key, language)}${renderUses(flow, key, language)}</div>`
  return html`<section id="flow" aria-labelledby="h-flow"><h2 id="h-flow">${say(language, 'flowHeading')}</h2>${inside}</section>`
}

function renderSources(sources: readonly FlowLine[], key: DocumentKey, language: Language): Markup {
  const whole = sources.reduce((sum, { fen }) => sum + fen, 0)
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'flowFrom')}"><table class="plain"><caption>${say(language, 'flowFrom')}</caption><thead><tr><th scope="col">${say(language, 'colSource')}</th><th scope="col" class="n">${say(language, 'colAmount')}</th><th scope="col" class="n">${say(language, 'colShare')}</th></tr></thead>
<tbody>${sources.map((line) => html`<tr><th scope="row">${line.name[language]}</th><td class="n">${amountLink(line, key, language)}</td><td class="n">${share(line.fen, whole)}</td></tr>`)}</tbody></table></div>`
}

function renderUses({ uses }: MoneyFlow, key: DocumentKey, language: Language): Markup {
  const whole = uses.reduce((sum, { fen }) => sum + fen, 0)
  const natures = uses.some(({ basic, project }) => basic !== null || project !== null)
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'flowTo')}"><table class="plain"><caption>${say(language, 'flowTo')}</caption><thead><tr><th scope="col">${say(language, 'colUse')}</th><th scope="col" class="n">${say(language, 'colAmount')}</th><th scope="col" class="n">${say(language, 'colShare')}</th>${natures && html`<th scope="col" class="n">${say(language, 'colBasic')}</th><th scope="col" class="n">${say(language, 'colProject')}</th>`}</tr></thead>
<tbody>${uses.map((line) => html`<tr><th scope="row">${line.name[language]}${line.code !== null && html` <span class="code">${line.code}</span>`}</th><td class="n">${amountLink(line, key, language)}</td><td class="n">${share(line.fen, whole)}</td>${natures && html`<td class="n">${amountLink(line.basic, key, language)}</td><td class="n">${amountLink(line.project, key, language)}</td>`}</tr>`)}</tbody></table></div>`
}
