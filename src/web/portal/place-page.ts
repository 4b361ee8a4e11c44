import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { address, departmentAddress, placeAddress } from './address.ts'
import { grouped, share, tableMoney } from './money.ts'
import { placeCard } from './place-card.ts'
import { placeName, stageName, yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'
import { renderShare } from './share-section.ts'
import { type Frame, renderPath, renderPortalPage } from './shell.ts'
import type { DocumentKey, PlaceName, Scope, Stage } from './views.ts'

export interface PlacePageView {
  readonly place: PlaceName
  /** All that it lies in and itself, the widest first. */
  readonly path: readonly PlaceName[]
  readonly below: readonly (PlaceName & { readonly departments: number; readonly disclosures: number })[]
  readonly counts: readonly PlaceCountView[]
  readonly departments: readonly PlaceDepartment[]
  /** From 1. */
  readonly page: number
  readonly more: boolean
  readonly sums: PlaceSums | null
  readonly chart: Markup | null
}

export interface PlaceCountView {
  readonly year: number
  readonly stage: Stage
  readonly scope: Scope
  readonly departments: number
  readonly withoutError: number
  readonly equations: number
  readonly tablesUnread: number
}

export interface PlaceDepartment {
  readonly id: number
  readonly name: string
  readonly documents: readonly (DocumentKey & {
    readonly published: string | null
    readonly tables: number
    readonly unread: number
    readonly equations: { readonly passed: number; readonly failed: number }
  })[]
}

/** What expenditure adds up to by function over the department-wide documents that are kept. */
export interface PlaceSums {
  readonly year: number
  readonly stage: Stage
  readonly lines: readonly { readonly code: string | null; readonly name: string; readonly fen: number }[]
  readonly heads: readonly {
    readonly kind: 'population' | 'staff'
    readonly year: number
    readonly count: number
    readonly source: string
  }[]
}

/** What the departments of a place published: in neutral words, with the law's deadlines. */
export function renderPlacePage(view: PlacePageView, frame: Frame): string {
  const { language } = frame
  const { place, path, below } = view
  const name = placeName(place, language)
  const title = say(language, 'placeTitle', { place: name })
  const card = placeCard(view, language)
  const main = html`${renderPath(language, [{ href: address(language, '/'), name: say(language, 'navHome') }, ...path.map((each) => ({ href: placeAddress(language, each.code), name: placeName(each, language) }))])}
<div class="place"><header class="page-head"><h1>${title}</h1></header>
${below.length > 0 && html`<section aria-labelledby="h-below"><h2 id="h-below">${say(language, 'placesBelowHeading')}</h2><ul class="places">${below.map((each) => html`<li><a href="${placeAddress(language, each.code)}">${placeName(each, language)}</a> <span class="soft">${say(language, 'placeCount', { departments: each.departments, disclosures: each.disclosures })}</span></li>`)}</ul></section>`}
${view.counts.length + view.departments.length === 0 ? html`<p class="notice">${say(language, 'placeNone')}</p>` : html`${renderSums(view, language)}${renderCounts(view.counts, language)}${renderDepartments(view, language)}`}
<section aria-labelledby="h-deadline" class="deadline"><h2 id="h-deadline">${say(language, 'deadlineHeading')}</h2><p>${say(language, 'deadlineBody')}</p><p class="soft">${say(language, 'deadlineUnknown')}</p></section>
${renderShare(card, frame)}</div>`
  return renderPortalPage({ title, description: `${title}：${say(language, 'portalDescription')}`, card }, main, frame)
}

function renderSums({ sums, chart }: PlacePageView, language: Language): Markup | null {
  if (sums === null || sums.lines.length === 0) return null
  const { year, stage, lines, heads } = sums
  const whole = lines.reduce((sum, { fen }) => sum + fen, 0)
  const perHead = (fen: number, count: number): string => grouped((fen / 100 / count).toFixed(2))
  const row = (name: Markup, fen: number): Markup =>
    html`<th scope="row">${name}</th><td class="n">${tableMoney(fen, language)}</td><td class="n">${share(fen, whole)}</td>${heads.map(({ count }) => html`<td class="n">${perHead(fen, count)}</td>`)}`
  return html`<section aria-labelledby="h-sums"><h2 id="h-sums">${say(language, 'sumsHeading')}</h2><p class="hint">${say(language, 'sumsLead', { year, stage: stageName(stage, language) })}</p>
${chart !== null && html`<figure class="chart"><p class="hint swipe">${say(language, 'chartSwipe')}</p><div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'sumsChart')}">${chart}</div></figure>`}
<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'sumsHeading')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'colFunction')}</th><th scope="col" class="n">${say(language, 'colAmount')}</th><th scope="col" class="n">${say(language, 'colShare')}</th>${heads.map(({ kind }) => html`<th scope="col" class="n">${say(language, kind === 'population' ? 'colPerHead' : 'colPerStaff')}</th>`)}</tr></thead>
<tbody>${lines.map(({ code, name, fen }) => html`<tr>${row(html`${name}${code !== null && html` <span class="code">${code}</span>`}`, fen)}</tr>`)}</tbody><tfoot><tr>${row(html`${say(language, 'total')}`, whole)}</tr></tfoot></table></div>
${heads.map((head) => html`<p class="hint">${say(language, 'perHeadSource', { count: grouped(head.count), year: head.year, kind: say(language, head.kind === 'population' ? 'headPopulation' : 'headStaff'), source: head.source })}</p>`)}</section>`
}

function renderCounts(counts: readonly PlaceCountView[], language: Language): Markup | null {
  if (counts.length === 0) return null
  return html`<section aria-labelledby="h-counts"><h2 id="h-counts">${say(language, 'countsHeading')}</h2><p class="hint">${say(language, 'countsLead')}</p>
<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'countsHeading')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'colYear')}</th><th scope="col">${say(language, 'colStage')}</th><th scope="col">${say(language, 'colScope')}</th><th scope="col" class="n">${say(language, 'colDocuments')}</th><th scope="col" class="n">${say(language, 'colClean')}</th><th scope="col" class="n">${say(language, 'colEquations')}</th><th scope="col" class="n">${say(language, 'colUnread')}</th></tr></thead>
<tbody>${counts.map((each) => html`<tr><th scope="row">${each.year}</th><td>${stageName(each.stage, language)}</td><td>${say(language, `scope_${each.scope}`)}</td><td class="n">${each.departments}</td><td class="n">${each.withoutError}</td><td class="n">${grouped(each.equations)}</td><td class="n">${each.tablesUnread}</td></tr>`)}</tbody></table></div></section>`
}

function renderDepartments({ departments, place, page, more }: PlacePageView, language: Language): Markup {
  const rows = departments.flatMap(({ name, documents }) =>
    documents.map((document, i) => {
      const { passed, failed } = document.equations
      return html`<tr>${i === 0 && html`<th scope="rowgroup" rowspan="${documents.length}" lang="zh-CN"><a href="${address(language, `/department/${document.departmentId}`)}">${name}</a></th>`}<td><a href="${departmentAddress(language, document)}">${yearAndKind(document, language)}</a>${document.scope === 'unit' && html` <span class="soft">${say(language, 'scope_unit')}</span>`}</td><td>${document.published ?? html`<span class="soft">${say(language, 'dateUnknown')}</span>`}</td><td class="n">${say(language, 'tablesReadOf', { read: document.tables - document.unread, all: document.tables })}</td><td class="n">${say(language, 'tablesReadOf', { read: grouped(passed), all: grouped(passed + failed) })}</td></tr>`
    }),
  )
  const pageLink = (to: number): string => address(language, `/place/${place.code}`, { page: to > 1 ? to : null }, 'departments')
  return html`<section id="departments" aria-labelledby="h-departments"><h2 id="h-departments">${say(language, 'placeDepartments')}</h2>
<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'placeDepartments')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'colDepartment')}</th><th scope="col">${say(language, 'colDocument')}</th><th scope="col">${say(language, 'colPublished')}</th><th scope="col" class="n">${say(language, 'colTables')}</th><th scope="col" class="n">${say(language, 'colHolds')}</th></tr></thead><tbody>${rows}</tbody></table></div>
${(page > 1 || more) && html`<nav class="pages" aria-label="${say(language, 'pagesLabel')}">${page > 1 && html`<a rel="prev" href="${pageLink(page - 1)}">${say(language, 'previousPage')}</a>`} <span>${say(language, 'pageNumber', { n: page })}</span> ${more && html`<a rel="next" href="${pageLink(page + 1)}">${say(language, 'nextPage')}</a>`}</nav>`}</section>`
}
