import type { FoundProjects } from '../../app/compile/library.ts'
import { isLibraryState, LIBRARY_STATE_IDS, LIBRARY_STATES, type LibraryState } from '../../ledger/workflow/library-steps.ts'
import { renderTime } from '../account/render-time.ts'
import { html, type Markup } from '../markup.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { libraryPhrase } from './library-phrases.ts'
import { yuan } from './panel-views.ts'

/** What the list is asked for. */
export interface LibraryAsked {
  readonly state: LibraryState | null
  readonly text: string
  readonly offset: number
}

/** The list's address. */
export function libraryPath({ state, text, offset }: LibraryAsked): string {
  const query = new URLSearchParams()
  if (state !== null) query.set('state', state)
  if (text !== '') query.set('q', text)
  if (offset > 0) query.set('offset', String(offset))
  return query.size === 0 ? '/desk/library' : `/desk/library?${query.toString()}`
}

export function readLibraryAsked(query: (name: string) => string | undefined): LibraryAsked {
  const [state, offset] = [query('state') ?? '', Number(query('offset') ?? 0)]
  return {
    state: isLibraryState(state) ? state : null,
    text: (query('q') ?? '').replaceAll('\0', '').slice(0, 60),
    offset: Number.isSafeInteger(offset) && offset >= 0 && offset <= 1_000_000 ? offset : 0,
  }
}

/** The library: filters, and what they let through. */
export function renderLibraryPage(
  view: DeskView,
  { projects, total }: FoundProjects,
  asked: LibraryAsked & { readonly limit: number; readonly mayMake: boolean },
): string {
  const { language } = view
  const say = (key: Parameters<typeof libraryPhrase>[1], values = {}): string => libraryPhrase(language, key, values)
  const link = (to: string, text: string): Markup => html`<a href="${inLanguage(language, to)}">${text}</a>`
  const tab = (state: LibraryState | null, text: string): Markup =>
    html`<li><a href="${inLanguage(language, libraryPath({ state, text: asked.text, offset: 0 }))}"${asked.state === state && html` aria-current="page"`}>${text}</a></li>`
  const next = asked.offset + asked.limit
  return renderDeskFrame(
    view,
    say('library'),
    html`<p class="lead">${say('libraryLead')}</p>
${asked.mayMake && html`<p>${html`<a class="button" href="${inLanguage(language, '/desk/library/new')}">${say('newProject')}</a>`}</p>`}
<nav aria-label="${say('byState')}"><ul class="tabs">${tab(null, say('allStates'))}${LIBRARY_STATE_IDS.map((state) => tab(state, LIBRARY_STATES[state][language]))}</ul></nav>
<form class="inline" method="get" action="/desk/library">${asked.state !== null && html`<input type="hidden" name="state" value="${asked.state}">`}${language !== 'zh' && html`<input type="hidden" name="lang" value="${language}">`}<label for="q">${say('search')}</label><input id="q" name="q" value="${asked.text}" maxlength="60"><button type="submit">${say('find')}</button></form>
<p role="status">${say('found', { n: total })}</p>
${
  projects.length > 0 &&
  html`<div class="scroll" role="region" aria-label="${say('library')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('name')}</th><th scope="col">${say('code')}</th><th scope="col">${say('unit')}</th><th scope="col">${say('state')}</th><th scope="col">${say('years')}</th><th scope="col" class="n">${say('estimate')}</th><th scope="col">${say('changed')}</th></tr></thead>
<tbody>${projects.map(
    ({ id, name, code, unit, state, card, estimate, changedAt }) =>
      html`<tr><th scope="row">${link(`/desk/library/${id}`, name)}</th><td>${code}</td><td>${unit}</td><td class="nowrap">${LIBRARY_STATES[state][language]}</td><td class="nowrap">${yearsOf(language, card.since, card.project.until ?? null)}</td><td class="n">${yuan(estimate)}</td><td>${renderTime(changedAt)}</td></tr>`,
  )}</tbody></table></div>`
}
<p class="pages">${asked.offset > 0 && link(libraryPath({ ...asked, offset: Math.max(0, asked.offset - asked.limit) }), say('earlier'))} ${next < total && link(libraryPath({ ...asked, offset: next }), say('later'))}</p>`,
  )
}

/** First and last year; of one that runs on only the first, said so. */
function yearsOf(language: DeskView['language'], since: number, until: number | null): string {
  if (until === null) return libraryPhrase(language, 'yearsFrom', { since })
  return until === since ? String(since) : `${since}–${until}`
}
