import { html, type Markup } from '../markup.ts'
import type { Language } from '../language.ts'
import { address, departmentAddress, passageAddress } from './address.ts'
import { markWords } from './mark-words.ts'
import { departmentName, placeName, yearAndKind } from './names.ts'
import { say, type PortalPhrase } from './portal-phrases.ts'
import { type Frame, renderPortalPage, renderSearchForm } from './shell.ts'
import type { DocumentKey, PlaceName } from './views.ts'

export const SEARCH_KINDS = ['department', 'project', 'term', 'text'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

export interface SearchHit {
  readonly document: DocumentKey
  readonly department: string
  readonly topic: string | null
  readonly text: string
  /** The passage's number in its document. */
  readonly n: number
}

export interface SearchView {
  readonly q: string
  readonly words: readonly string[]
  readonly departments: {
    readonly hits: readonly { readonly id: number; readonly name: string; readonly path: readonly PlaceName[] }[]
    readonly more: boolean
  } | null
  readonly passages: readonly {
    readonly kind: Exclude<SearchKind, 'department'>
    readonly hits: readonly SearchHit[]
    readonly more: boolean
  }[]
  /** Null for all kinds, each with its first hits. */
  readonly kind: SearchKind | null
  /** From 1. */
  readonly page: number
}

const NAMES: Readonly<Record<SearchKind, PortalPhrase>> = {
  department: 'kindDepartment',
  project: 'kindProject',
  term: 'kindTerm',
  text: 'kindText',
}

/** What was found, by kind, with the words marked. */
export function renderSearchPage(view: SearchView, frame: Frame): string {
  const { language } = frame
  const { q, kind, page } = view
  const title = q === '' ? say(language, 'searchEmptyTitle') : say(language, 'searchTitle', { q })
  const link = (to: SearchKind | null): Markup =>
    html`<li><a href="${address(language, '/search', { q, kind: to })}"${to === kind && html` aria-current="page"`}>${say(language, to === null ? 'kindAll' : NAMES[to])}</a></li>`
  const found = (view.departments?.hits.length ?? 0) + view.passages.reduce((sum, { hits }) => sum + hits.length, 0)
  const main = html`<div class="search-page"><h1>${title}</h1>
${renderSearchForm(language, q, 'large')}
${q === '' ? html`<p class="hint">${say(language, 'searchAsk')}</p>` : html`<nav class="tabs" aria-label="${say(language, 'kindsLabel')}"><ul>${link(null)}${SEARCH_KINDS.map(link)}</ul></nav>`}
${q !== '' && found === 0 && html`<p class="notice" role="status">${say(language, 'searchNothing')}</p>`}
${renderDepartments(view, language)}
${view.passages.map((group) => renderPassages(group, view, language))}
${kind !== null && renderPages(view, page, language)}</div>`
  return renderPortalPage({ title, description: say(language, 'portalDescription'), unlisted: true, searches: true }, main, frame)
}

function renderDepartments({ departments, q, words, kind }: SearchView, language: Language): Markup | null {
  if (departments === null || departments.hits.length === 0) return null
  return html`<section aria-labelledby="k-department"><h2 id="k-department">${say(language, 'kindDepartment')}</h2>
<ul class="hits">${departments.hits.map(
    ({ id, name, path }) =>
      html`<li><a href="${address(language, `/department/${id}`)}">${markWords(name, words)}</a> <span class="soft">${path
        .slice(1)
        .map((place) => placeName(place, language))
        .join(' › ')}</span></li>`,
  )}</ul>
${kind === null && departments.more && renderMore('department', q, language)}</section>`
}

function renderPassages(
  group: SearchView['passages'][number],
  { q, words, kind }: SearchView,
  language: Language,
): Markup | null {
  if (group.hits.length === 0) return null
  const items = group.hits.map(
    ({
      document,
      department,
      topic,
      text,
      n,
    }) => html`<li><a href="${passageAddress(language, document, n)}">${group.kind === 'term' && topic !== null ? html`<b>${markWords(topic, words)}</b> ${markWords(text, words, true)}` : markWords(text, words, true)}</a>
<span class="soft"><a href="${departmentAddress(language, document)}">${departmentName(department, language)}</a> · ${yearAndKind(document, language)}</span></li>`,
  )
  return html`<section aria-labelledby="k-${group.kind}"><h2 id="k-${group.kind}">${say(language, NAMES[group.kind])}</h2>
<ul class="hits">${items}</ul>${kind === null && group.more && renderMore(group.kind, q, language)}</section>`
}

function renderMore(kind: SearchKind, q: string, language: Language): Markup {
  return html`<p><a href="${address(language, '/search', { q, kind })}">${say(language, 'moreOf', { kind: say(language, NAMES[kind]) })}</a></p>`
}

function renderPages({ q, kind, departments, passages }: SearchView, page: number, language: Language): Markup | null {
  const more = (departments?.more ?? false) || passages.some((group) => group.more)
  if (page === 1 && !more) return null
  return html`<nav class="pages" aria-label="${say(language, 'pagesLabel')}">${page > 1 && html`<a rel="prev" href="${address(language, '/search', { q, kind, page: page > 2 ? page - 1 : null })}">${say(language, 'previousPage')}</a>`} <span>${say(language, 'pageNumber', { n: page })}</span> ${more && html`<a rel="next" href="${address(language, '/search', { q, kind, page: page + 1 })}">${say(language, 'nextPage')}</a>`}</nav>`
}
