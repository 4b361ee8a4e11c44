import type { Words } from '../../budget/finding.ts'
import { LANGUAGE_TAGS, type Language } from '../language.ts'
import { html, jsonBlock, type Markup } from '../markup.ts'
import { FILE_FIELD } from '../page.ts'
import { phrase } from '../phrases.ts'
import type { StateAnswer } from './desk-answers.ts'
import { deskPhrase } from './desk-phrases.ts'
import { type AskingStep, renderStepFields } from './step-fields.ts'

/** All that the desk's page is drawn with; the draft itself is in it as data, from which the page's script draws the grid. */
export interface DeskPageView {
  readonly language: Language
  /** Path of the page without its language: /desk/budgets/7. The script's requests begin with it. */
  readonly path: string
  readonly person: { readonly id: string; readonly name: string }
  /** Whose budget it is. */
  readonly organisation: string
  readonly year: number
  /** Where it stands. */
  readonly state: Words
  readonly steps: readonly DeskStep[]
  /** Other pages about this budget: its history, comments, review. */
  readonly links?: readonly { readonly href: string; readonly name: Words }[]
  /** The draft can be taken in from a workbook. */
  readonly mayWrite: boolean
  /** Addresses of the page's files and of the year's lists of codes. */
  readonly files: { readonly style: string; readonly script: string; readonly worker: string; readonly choices: string }
  readonly opening: StateAnswer
  readonly notice?: { readonly text: string; readonly wrong: boolean }
}

/** A step that this person may make in this state, or what stands in the way. */
export interface DeskStep extends AskingStep {
  readonly back: boolean
  /** Empty where it may be made now. */
  readonly refusals: readonly Words[]
}

export function renderDeskPage(view: DeskPageView): string {
  const { language, path, person, organisation, year, state, notice, files } = view
  const other = language === 'zh' ? 'en' : 'zh'
  const say = (key: Parameters<typeof deskPhrase>[1]): string => deskPhrase(language, key)
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${organisation} ${year} · ${say('desk')} · ${phrase(language, 'name')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${files.style}">
<link rel="modulepreload" href="${files.script}">
</head>
<body class="desk">
<a class="skip" href="#desk-sheet">${say('skip')}</a>
<header class="desk-head"><a class="brand" href="${address('/desk', language)}"><b>明账</b> ${say('tasks')}</a>
<h1 lang="zh-CN">${organisation} <span class="year">${year}</span></h1>
<p class="state"><span class="hidden">${say('state')}：</span>${state[language]}</p>
${renderSteps(view)}${renderWorkbook(view)}${(view.links ?? []).map(({ href, name }) => html`<a href="${address(href, language)}">${name[language]}</a>`)}
<p id="desk-saved" class="saved" role="status"></p><p id="desk-present" class="present"></p>
<p class="person">${person.name}</p><a class="switch" href="${address(path, other)}" lang="${LANGUAGE_TAGS[other]}" hreflang="${LANGUAGE_TAGS[other]}">${say('otherLanguage')}</a></header>
<main id="main" data-base="${path}" data-person="${person.id}" data-worker="${files.worker}" data-choices="${files.choices}">
${notice !== undefined && html`<p class="${notice.wrong ? 'notice wrong' : 'notice'}" tabindex="0" role="${notice.wrong ? 'alert' : 'status'}">${notice.text}</p>`}
<div id="desk-conflicts" class="conflicts" role="alert"></div>
<p id="desk-loading" role="status">${say('loading')}</p><noscript><p>${say('noScript')}</p></noscript>
<div class="work">
<section class="sheets" aria-label="${say('sheets')}">
<div id="desk-tabs" class="tabs" role="tablist" aria-label="${say('sheets')}"></div>
<div class="tools" role="group" aria-label="${say('tools')}">${tool('desk-undo', say('undo'))}${tool('desk-redo', say('redo'))}<span id="desk-tools-rows">${tool('desk-insert', say('insertRow'))}${tool('desk-remove', say('removeRow'))}${tool('desk-fill', say('fillDown'))}<button type="button" id="desk-columns" aria-pressed="false">${say('allColumns')}</button></span><details class="keys"><summary>${say('keys')}</summary><p>${say('keysText')}</p></details></div>
<div id="desk-sheet" class="sheet-panel" role="tabpanel" tabindex="-1"><div id="desk-grid" class="grid-scroll"></div><div id="desk-text" class="text-form"></div></div>
<p id="desk-cell-help" class="cell-help"></p><p id="desk-said" class="said" role="status"></p>
</section>
<section id="desk-proof-part" class="proofs" aria-label="${say('panels')}">
<div id="desk-proof-tabs" class="tabs" role="tablist" aria-label="${say('panels')}"></div>
<div id="desk-proof" class="proof-panel" role="tabpanel" tabindex="0"></div>
</section>
</div>
</main>
<script type="application/json" id="desk-opening">${jsonBlock(view.opening)}</script>
<script type="module" src="${files.script}"></script>
</body>
</html>`.markup
}

function tool(id: string, name: string): Markup {
  return html`<button type="button" id="${id}">${name}</button>`
}

function address(path: string, language: Language): string {
  return language === 'zh' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}

/** The steps as forms: they work without script too, and say what stands in the way. */
function renderSteps({ language, path, steps }: DeskPageView): Markup {
  if (steps.length === 0) return html``
  const ready = steps.filter(({ refusals, back }) => refusals.length === 0 && !back).length
  return html`<details class="steps"><summary>${deskPhrase(language, 'steps')}${ready > 0 && html` <span class="count">${ready}</span>`}</summary><div class="list">${steps.map((step) => renderStep(step, path, language))}</div></details>`
}

/** The draft as a workbook, out and in again: plain forms. */
function renderWorkbook({ language, path, mayWrite }: DeskPageView): Markup {
  return html`<details class="steps"><summary>Excel</summary><div class="list"><p><a href="${path}/workbook.xlsx" download>${deskPhrase(language, 'workbookOut')}</a></p>
${mayWrite && html`<form class="step" method="post" enctype="multipart/form-data" action="${address(`${path}/workbook`, language)}"><p><label for="workbook">${deskPhrase(language, 'workbookIn')}</label> <input id="workbook" type="file" name="${FILE_FIELD}" accept=".xlsx" required></p><button type="submit">${deskPhrase(language, 'workbookTake')}</button></form>`}</div></details>`
}

function renderStep(step: DeskStep, path: string, language: Language): Markup {
  const { id, name, back, refusals } = step
  const blocked = refusals.length > 0
  return html`<form class="${back ? 'step back' : 'step'}" method="post" action="${address(`${path}/moves`, language)}"><input type="hidden" name="transition" value="${id}">
${!blocked && renderStepFields(language, step)}
<button type="submit"${blocked && html` disabled aria-describedby="${id}-why"`}>${name[language]}</button>
${blocked && html`<div id="${id}-why" class="refusals"><p>${deskPhrase(language, 'stepBlocked')}</p><ul>${refusals.map((why) => html`<li>${why[language]}</li>`)}</ul></div>`}</form>`
}
