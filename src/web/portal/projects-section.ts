import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { projectAddress } from './address.ts'
import { tableMoney } from './money.ts'
import { say } from './portal-phrases.ts'
import { cardOf } from './project-card.ts'
import type { DocumentKey, ProjectView } from './views.ts'

/** More than these are folded. */
const SHOWN = 12

/** The projects, the largest first, each with its card of targets. */
export function renderProjects(projects: readonly ProjectView[], key: DocumentKey, language: Language): Markup {
  const sorted = projects.toSorted((a, b) => (b.amount ?? -1) - (a.amount ?? -1))
  return html`<section id="projects" aria-labelledby="h-projects"><h2 id="h-projects">${say(language, 'projectsHeading')}</h2>
${
  projects.length === 0
    ? html`<p class="hint">${say(language, 'projectsNone')}</p>`
    : html`${renderRows(sorted.slice(0, SHOWN), key, language)}${sorted.length > SHOWN && html`<details class="quiet"><summary>${say(language, 'projectsMore', { n: sorted.length - SHOWN })}</summary>${renderRows(sorted.slice(SHOWN), key, language)}</details>`}`
}</section>`
}

function renderRows(projects: readonly ProjectView[], key: DocumentKey, language: Language): Markup {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'projectsHeading')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'dim_project')}</th><th scope="col" class="n">${say(language, 'colAmount')}</th><th scope="col">${say(language, 'projectTargets')}</th></tr></thead>
<tbody>${projects.map((project) => {
    const card = cardOf(project.card)
    return html`<tr><th scope="row" lang="zh-CN"><a href="${projectAddress(language, key, project.n)}">${project.name}</a></th><td class="n">${project.amount === null ? html`<span class="hidden">${say(language, 'blankCell')}</span>` : tableMoney(project.amount, language)}</td><td class="soft">${card === null ? say(language, 'projectNoCard') : say(language, 'projectTargetCount', { n: card.indicators.length })}</td></tr>`
  })}</tbody></table></div>`
}
