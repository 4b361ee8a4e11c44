import type { OpenProject } from '../../app/compile/library.ts'
import type { LibraryEvent } from '../../app/compile/library-row.ts'
import { type CardProblem, type CardTexts, type LibraryCard, writeCard } from '../../ledger/library-project.ts'
import { renderTime } from '../account/render-time.ts'
import { roleOf } from '../../ledger/roles.ts'
import { LIBRARY_STATES, libraryStep } from '../../ledger/workflow/library-steps.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { reasonOf } from '../trail-words.ts'
import { lines } from '../mark-text.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { renderLibraryForm } from './library-form.ts'
import { type LibraryPhraseKey, libraryPhrase } from './library-phrases.ts'
import { yuan } from './panel-views.ts'

/** A form that was refused: what was typed, and what is wrong with it. */
export interface RefusedCard {
  readonly texts: CardTexts
  readonly problems: readonly CardProblem[]
}

/** The units for which somebody may make a project, and the one for which he does. */
export interface MakingUnits {
  readonly units: readonly { readonly organisation: number; readonly name: string }[]
  readonly chosen: number
}

/** A project that is being made; who is the clerk of several units sees for which, and may take another. */
export function renderNewProject(
  view: DeskView,
  { texts, problems }: RefusedCard,
  year: number,
  { units, chosen }: MakingUnits,
): string {
  const { language } = view
  const path = (unit: number): string => `/desk/library/new?unit=${unit}`
  const action = path(chosen)
  return renderDeskFrame(
    view,
    libraryPhrase(language, 'newProject'),
    html`${units.length > 1 && html`<nav aria-label="${libraryPhrase(language, 'unit')}"><ul class="tabs">${units.map(({ organisation, name }) => html`<li><a href="${inLanguage(language, path(organisation))}"${organisation === chosen && html` aria-current="page"`}>${name}</a></li>`)}</ul></nav>`}${renderLibraryForm(language, { action, texts, problems, year })}`,
    { wide: true, script: 'pickers' },
  )
}

/** One project: where it stands, what to do with it, its card, and what was done. */
export function renderProjectPage(view: DeskView, open: OpenProject, year: number, refused: RefusedCard | null = null): string {
  const { language } = view
  const { project, unit, mayWrite, doubts } = open
  const say = (key: LibraryPhraseKey, values = {}): string => libraryPhrase(language, key, values)
  const texts = refused?.texts ?? writeCard(project.card, project.card.since)
  const action = `/desk/library/${project.id}`
  return renderDeskFrame(
    view,
    project.name,
    html`<dl class="facts"><dt>${say('unit')}</dt><dd>${unit}</dd><dt>${say('code')}</dt><dd>${project.code}</dd><dt>${say('state')}</dt><dd><strong>${LIBRARY_STATES[project.state][language]}</strong></dd><dt>${say('estimate')}</dt><dd>${yuan(project.estimate)}</dd></dl>
${renderSteps(language, open)}
${renderDraws(language, open)}
<section><h2>${say('doubts')}</h2>${doubts.length === 0 ? html`<p>${say('noDoubts')}</p>` : html`<ul class="doubts">${doubts.map((each) => html`<li>${each[language]}</li>`)}</ul>`}</section>
<section><h2>${say('card')}</h2>${mayWrite ? renderLibraryForm(language, { action, texts, problems: refused?.problems ?? [], year }) : renderCard(language, project.card, texts)}</section>
${renderHistory(language, open)}`,
    { wide: true, script: 'pickers' },
  )
}

function renderSteps(language: Language, { project, steps }: OpenProject): Markup {
  if (steps.length === 0) return html``
  const to = inLanguage(language, `/desk/library/${project.id}/move`)
  const say = (key: LibraryPhraseKey, values = {}): string => libraryPhrase(language, key, values)
  return html`<section class="steps"><h2>${say('steps')}</h2>${steps.map(({ id, name, reason, refusals }) => {
    const blocked = refusals.length > 0
    return html`<form method="post" action="${to}" class="inline"><input type="hidden" name="step" value="${id}">${reason === true && html`<label for="reason-${id}">${reasonOf(name)[language]}</label><input id="reason-${id}" name="reason" required maxlength="400">`}<button type="submit"${blocked && html` disabled aria-describedby="why-${id}"`}>${name[language]}</button></form>${blocked && html`<ul class="doubts" id="why-${id}">${refusals.map((each) => html`<li>${each[language]}</li>`)}</ul>`}`
  })}</section>`
}

function renderDraws(language: Language, { project, drafts }: OpenProject): Markup {
  if (drafts.length === 0) return html``
  const say = (key: LibraryPhraseKey, values = {}): string => libraryPhrase(language, key, values)
  return html`<section><h2>${say('draws')}</h2>${drafts.map(({ budget, year, has }) =>
    has
      ? html`<p>${say('drawn', { year })} <a href="${inLanguage(language, `/desk/budgets/${budget}`)}">${say('openDraft')}</a></p>`
      : html`<form method="post" action="${inLanguage(language, `/desk/library/${project.id}/draw`)}"><input type="hidden" name="budget" value="${budget}"><button type="submit">${say('drawInto', { year })}</button></form>`,
  )}</section>`
}

function renderCard(language: Language, { estimates }: LibraryCard, { project, indicators, since }: CardTexts): Markup {
  const say = (key: LibraryPhraseKey): string => libraryPhrase(language, key)
  const told = ['function', 'purpose', 'goals', 'plan'] as const
  return html`<dl class="facts" lang="zh-CN">${told.map((id) => html`<dt>${say(id)}</dt><dd>${lines(filled(project[id] ?? '—'))}</dd>`)}<dt>${say('since')}</dt><dd>${since}</dd><dt>${say('until')}</dt><dd>${project['until'] ?? '—'}</dd><dt>${say('estimates')}</dt><dd>${estimates.map(({ year, amount }) => html`<div>${year}：${yuan(amount)}</div>`)}</dd></dl>
<div class="scroll" role="region" aria-label="${say('indicators')}" tabindex="0"><table class="list" lang="zh-CN"><thead><tr><th scope="col">${say('level')}</th><th scope="col">${say('level3')}</th><th scope="col">${say('description')}</th><th scope="col">${say('value')}</th><th scope="col">${say('basis')}</th></tr></thead>
<tbody>${indicators.map((row) => html`<tr><td>${[row['level1'], row['level2']].filter((text) => text !== undefined).join(' · ')}</td><th scope="row">${row['level3'] ?? ''}</th><td>${row['description'] ?? ''}</td><td>${row['value'] ?? ''}</td><td>${row['basis'] ?? ''}</td></tr>`)}</tbody></table></div>`
}

/** What is printed where a text leaves room for it is not known before a budget has the project. */
function filled(text: string): string {
  return text.replaceAll('{budget}', '〔预算数〕').replaceAll('{year}', '〔年度〕')
}

function renderHistory(language: Language, { project, names }: OpenProject): Markup {
  const say = (key: LibraryPhraseKey): string => libraryPhrase(language, key)
  const after = (i: number): LibraryCard =>
    project.history.slice(i + 1).find(({ before }) => before !== undefined)?.before ?? project.card
  return html`<section><h2 id="history-title">${say('history')}</h2><div class="scroll" role="group" aria-labelledby="history-title" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('when')}</th><th scope="col">${say('who')}</th><th scope="col">${say('what')}</th><th scope="col">${say('reason')}</th></tr></thead>
<tbody>${project.history
    .map((event, i) => ({ event, i }))
    .toReversed()
    .map(
      ({ event, i }) =>
        html`<tr><td class="nowrap">${renderTime(new Date(event.at))}</td><td>${names.get(event.actor) ?? event.actor} · ${roleOf(event.role).name[language]}</td><td>${didName(language, event)}</td><td>${event.before === undefined ? event.reason : renderChanges(language, event.before, after(i))}</td></tr>`,
    )}</tbody></table></div></section>`
}

function didName(language: Language, { did }: LibraryEvent): string {
  return did === 'made' || did === 'written' ? libraryPhrase(language, did) : libraryStep(did).name[language]
}

/** What was written: each field with what stood there before and after. */
function renderChanges(language: Language, before: LibraryCard, after: LibraryCard): Markup {
  const [was, is] = [flat(before), flat(after)]
  const fields = [...new Set([...was.keys(), ...is.keys()])].filter((field) => was.get(field) !== is.get(field))
  const name = (field: string): string => libraryPhrase(language, FIELD_NAMES[field] ?? 'card')
  return html`<details><summary>${libraryPhrase(language, 'changedFields', { fields: fields.map(name).join(language === 'zh' ? '、' : ', ') })}</summary>${fields.map((field) => html`<p lang="zh-CN">${name(field)}：<del>${lines(was.get(field) ?? '')}</del> → <ins>${lines(is.get(field) ?? '')}</ins></p>`)}</details>`
}

const FIELD_NAMES: Readonly<Record<string, LibraryPhraseKey>> = {
  name: 'name',
  code: 'code',
  function: 'function',
  purpose: 'purpose',
  plan: 'plan',
  goals: 'goals',
  until: 'until',
  since: 'since',
  estimates: 'estimates',
  indicators: 'indicators',
}

function flat(card: LibraryCard): ReadonlyMap<string, string> {
  const { project, indicators, estimates, since } = writeCard(card, card.since)
  const own = Object.entries(project)
  return new Map([
    ...own,
    ['since', since],
    ['estimates', estimates.map(({ year, amount }) => `${year}：${amount}`).join('\n')],
    [
      'indicators',
      indicators.map((row) => ['level1', 'level2', 'level3', 'value'].map((id) => row[id] ?? '').join(' · ')).join('\n'),
    ],
  ])
}
