import type { CardResult } from '../../budget/check-result.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress } from './address.ts'
import { claimAt } from './certificate.ts'
import { projectCard } from './document-cards.ts'
import { renderDocumentHead, documentTitleOf } from './document-page.ts'
import { exactMoney } from './money.ts'
import { say } from './portal-phrases.ts'
import { type ProgressView, renderProgress } from './progress-section.ts'
import { cardOf } from './project-card.ts'
import { renderShare } from './share-section.ts'
import { type Frame, renderPortalPage } from './shell.ts'
import type { DepartmentView, DocumentView, ProjectView, TableView } from './views.ts'

export interface ProjectPageView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly tables: readonly TableView[]
  readonly project: ProjectView
  /** What was made public of it through the year, in order. */
  readonly progress: readonly ProgressView[]
}

/** One project: what it costs, what it is for, when it is to be spent and how it is measured, in the card's own words. */
export function renderProjectPage(view: ProjectPageView, frame: Frame): string {
  const { department, document, tables, project, progress } = view
  const { language } = frame
  const shown = projectCard(view, language)
  const card = cardOf(project.card)
  const claim =
    (card?.budget === null || card?.budget === undefined ? null : claimAt(tables, card.budget.place)) ??
    tables
      .flatMap(({ claims }) => claims)
      .find(({ slice, amount }) => slice['project'] === project.name && amount !== null && amount === project.amount) ??
    null
  const amount = project.amount === null ? say(language, 'notListed') : exactMoney(project.amount, language)
  const main = html`${renderDocumentHead(department, document, html`<span lang="zh-CN">${project.name}</span>`, language)}
<p class="amount-line"><b>${amount}</b> ${claim !== null && html`<a href="${figureAddress(language, document, claim.id)}">${say(language, 'seeCell')}</a>`}</p>
${card === null ? html`<p class="hint">${say(language, 'projectNoCard')}</p>` : renderCard(card, language)}
${renderProgress(progress, project.amount, language)}
${renderShare(shown, frame)}`
  const title = `${project.name} · ${documentTitleOf(department, document, language)}`
  return renderPortalPage({ title, description: `${title} ${amount}`, card: shown }, main, frame)
}

/** Fields of words; amounts are told by the card's claims. */
const FIELDS = ['project-code', 'department-name', 'department', 'unit', 'attribute', 'period', 'function'] as const

function renderCard(card: CardResult, language: Language): Markup {
  const purpose = card.fields['purpose']?.printed ?? ''
  const goals = card.goals.filter(({ printed }) => printed.trim() !== '')
  const plan = card.plan.filter(({ checkpoint }) => checkpoint !== '')
  const others = FIELDS.flatMap((id) => {
    const printed = card.fields[id]?.printed.trim() ?? ''
    return printed === '' ? [] : [{ id, printed }]
  })
  return html`<div class="project" lang="zh-CN">
${purpose !== '' && html`<section><h2${foreign(language)}>${say(language, 'cardPurpose')}</h2><p>${purpose}</p></section>`}
${goals.length > 0 && html`<section><h2${foreign(language)}>${say(language, 'cardGoals')}</h2><ul class="bullets">${goals.map(({ printed }) => html`<li>${printed}</li>`)}</ul></section>`}
${
  plan.length > 0 &&
  html`<section><h2${foreign(language)}>${say(language, 'cardPlan')}</h2><dl class="plan">${plan.map((step) => html`<div><dt>${say(language, 'cardPlanStep', { checkpoint: step.checkpoint })}</dt><dd>${step.printed === '' ? html`<span class="soft"${foreign(language)}>${say(language, 'isBlank')}</span>` : html`${step.printed}${!/%|％/u.test(step.printed) && '%'}`}</dd></div>`)}</dl></section>`
}
${card.indicators.length > 0 && html`<section><h2${foreign(language)}>${say(language, 'cardIndicators')}</h2>${renderIndicators(card, language)}</section>`}
${others.length > 0 && html`<section><h2${foreign(language)}>${say(language, 'cardFields')}</h2><dl class="facts">${others.map(({ id, printed }) => html`<div><dt${foreign(language)}>${say(language, `field_${id}`)}</dt><dd>${printed}</dd></div>`)}</dl></section>`}
</div>`
}

function renderIndicators({ indicators }: CardResult, language: Language): Markup {
  const has = (field: 'description' | 'basis'): boolean => indicators.some((each) => each[field].trim() !== '')
  const [described, based] = [has('description'), has('basis')]
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'cardIndicators')}"><table class="plain"><thead><tr${foreign(language)}><th scope="col">${say(language, 'colIndicator')}</th>${described && html`<th scope="col">${say(language, 'colDescription')}</th>`}<th scope="col">${say(language, 'colTarget')}</th>${based && html`<th scope="col">${say(language, 'colBasis')}</th>`}</tr></thead>
<tbody>${indicators.map(({ level1, level2, level3, description, value, basis }) => html`<tr><th scope="row">${level3 === '' ? level2 : level3}<span class="soft levels">${[level1, ...(level3 === '' ? [] : [level2])].filter((level) => level !== '').join(' › ')}</span></th>${described && html`<td>${description}</td>`}<td>${value}</td>${based && html`<td>${basis}</td>`}</tr>`)}</tbody></table></div>`
}

/** Headings are in the page's language, what stands below them in the document's. */
function foreign(language: Language): Markup | false {
  return language === 'en' && html` lang="en"`
}
