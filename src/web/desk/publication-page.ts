import type { EditionRow, ListedPublication, OpenPublication } from '../../app/compile/editions.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { renderTime } from '../account/render-time.ts'
import { html, type Markup } from '../markup.ts'
import { fillIn } from '../phrases.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { PUBLICATION_PHRASES, type PublicationPhrase } from './publication-phrases.ts'
import { renderStepForms } from './step-forms.ts'

type Say = (key: PublicationPhrase, values?: Readonly<Record<string, string | number>>) => string

function sayIn({ language }: DeskView): Say {
  return (key, values = {}) => fillIn(PUBLICATION_PHRASES[key][language], values)
}

/** Approved budgets: which wait for the secrecy review or the publisher, and what was published of them. */
export function renderPublicationList(view: DeskView, budgets: readonly ListedPublication[]): string {
  const { language } = view
  const say = sayIn(view)
  const row = (each: ListedPublication): Markup =>
    html`<tr><th scope="row"><a href="${inLanguage(language, `/desk/publication/${each.id}`)}">${nameOf(each, say)}</a></th><td>${each.year}</td><td>${STATES[each.state].name[language]}</td><td>${each.editions === 0 ? '' : each.editions}</td></tr>`
  return renderDeskFrame(
    view,
    say('title'),
    html`<p class="lead">${say('lead')}</p>
${
  budgets.length === 0
    ? html`<p>${say('none')}</p>`
    : html`<div class="scroll" role="region" aria-label="${say('title')}" tabindex="0"><table class="list"><caption>${say('listCaption')}</caption>
<thead><tr><th scope="col">${say('colBudget')}</th><th scope="col">${say('colYear')}</th><th scope="col">${say('colState')}</th><th scope="col">${say('colEditions')}</th></tr></thead><tbody>${budgets.map(row)}</tbody></table></div>`
}`,
  )
}

/** One budget: what is to be cleared or published, file by file, and every edition that there is. */
export function renderPublicationPage(view: DeskView, open: OpenPublication): string {
  const { language } = view
  const say = sayIn(view)
  const waiting = open.editions.find((each) => !each.public)
  const cleared = waiting === undefined ? {} : { manifest: waiting.manifest }
  const forms = renderStepForms(language, `/desk/publication/${open.id}/moves`, open.steps, cleared)
  const published = open.editions.filter((each) => each.public)
  return renderDeskFrame(
    view,
    `${nameOf(open, say)} ${open.year}`,
    html`<p>${STATES[open.state].name[language]} <a href="${inLanguage(language, `/desk/budgets/${open.id}`)}">${say('toDraft')}</a></p>
<section aria-labelledby="h-steps"><h2 id="h-steps">${say('steps')}</h2>${open.steps.length === 0 ? html`<p>${say('noSteps')}</p>` : forms}</section>
${waiting !== undefined && renderWaiting(view, open.id, waiting)}
${published.length > 0 && html`<section aria-labelledby="h-all"><h2 id="h-all">${say('all')}</h2><ul class="bullets">${published.map((each) => renderPublished(view, open.id, each))}</ul></section>`}`,
  )
}

function nameOf({ organisation, kind }: Pick<ListedPublication, 'organisation' | 'kind'>, say: Say): string {
  return kind === 'department' ? `${organisation}${say('department')}` : organisation
}

function renderWaiting(view: DeskView, budget: number, edition: EditionRow): Markup {
  const say = sayIn(view)
  const { n, files, findings, manifest, ledger, reason, at } = edition
  const base = `/desk/publication/${budget}/${n}/files`
  // The site links its own copies of the same files.
  const shown = files.filter(({ path }) => !path.startsWith('site/downloads/'))
  const whole = files.find(({ path }) => path === 'disclosure.html')
  return html`<section aria-labelledby="h-look"><h2 id="h-look">${say('look')}</h2><p><b>${say('waiting', { n })}</b> ${say('made')} ${renderTime(at)}</p>
${reason !== '' && html`<p>${say('correction', { reason })}</p>`}
<p class="hint">${say('lookHint')}</p>
<dl class="facts"><div><dt>${say('manifest')}</dt><dd><code class="hash">${manifest}</code></dd></div><div><dt>${say('ledger')}</dt><dd><code class="hash">${ledger}</code></dd></div></dl>
<h3>${say('findings')}</h3>${findings.length === 0 ? html`<p>${say('noFindings')}</p>` : html`<ul class="bullets">${findings.map((finding) => html`<li><b>${say(`sev_${finding.severity}`)}</b> ${finding[view.language]}</li>`)}</ul>`}
${whole !== undefined && html`<h3 id="h-preview">${say('preview')}</h3><iframe class="printed" src="${base}/${whole.path}" sandbox="" title="${say('preview')}"></iframe>`}
<h3>${say('files')}</h3><ul class="files">${shown.map(({ path, bytes }) => html`<li><a href="${base}/${path}">${path}</a> <span class="hint">${say('bytes', { n: Math.max(1, Math.round(bytes / 1024)) })}</span></li>`)}</ul></section>`
}

function renderPublished(view: DeskView, budget: number, { n, stage, reason, disclosure, at }: EditionRow): Markup {
  const { language } = view
  const say = sayIn(view)
  const href =
    disclosure === null
      ? null
      : inLanguage(language, `/department/${disclosure.departmentId}?document=${disclosure.disclosureId}`)
  return html`<li><b>${say('published', { n })}</b> ${say(`stage_${stage}`)} ${renderTime(at)} ${reason !== '' && html`${say('correction', { reason })} `}${href !== null && html`<a href="${href}">${say('inPortal')}</a> `}<a href="${inLanguage(language, `/editions/${budget}/${n}`)}">${say('publicFiles')}</a></li>`
}
