import { html, type Markup } from '../markup.ts'
import type { Language } from '../language.ts'
import { address, departmentAddress, placeAddress } from './address.ts'
import { grouped } from './money.ts'
import { dayOf, departmentName, placeName, yearAndKind } from './names.ts'
import { say, type PortalPhrase } from './portal-phrases.ts'
import { type Frame, renderPortalPage, renderSearchForm } from './shell.ts'
import type { DocumentView, PlaceName } from './views.ts'

export interface HomeView {
  readonly departments: number
  readonly disclosures: number
  readonly figures: number
  readonly equations: number
  /** Provinces that have departments; the country stands for its central departments. */
  readonly places: readonly (PlaceName & { readonly departments: number; readonly disclosures: number })[]
  readonly latest: readonly (DocumentView & { readonly department: string })[]
}

/** Words that people come with, each found in most budgets. */
const EXAMPLES = ['三公', '公务接待', '绩效目标', '信访']

/** The first page: one search box, then what is there. */
export function renderHomePage(view: HomeView, frame: Frame): string {
  const { language } = frame
  const examples = EXAMPLES.map(
    (q, i) =>
      html`${i > 0 && (language === 'zh' ? '、' : ', ')}<a href="${address(language, '/search', { q })}" lang="zh-CN">${q}</a>`,
  )
  const [before = '', after = ''] = say(language, 'searchHint', { examples: '\u0000' }).split('\u0000')
  const main = html`<div class="home">
<section class="hero"><h1>${say(language, 'homeHeading')}</h1>
<p class="lead">${say(language, 'homeLead')}</p>
${renderSearchForm(language, '', 'large')}
<p class="hint">${before}${examples}${after}</p></section>
${view.disclosures === 0 ? html`<p class="notice">${say(language, 'nothingYet')}</p>` : renderContents(view, language)}
<section class="to-check"><h2>${say(language, 'checkHeading')}</h2><p>${say(language, 'checkBody')} <a href="${address(language, '/check')}">${say(language, 'navCheck')}</a></p></section>
</div>`
  return renderPortalPage({ title: null, description: say(language, 'portalDescription'), searches: true }, main, frame)
}

function renderContents(view: HomeView, language: Language): Markup {
  const totals = [
    ['departments', 'totalDepartments'],
    ['disclosures', 'totalDisclosures'],
    ['figures', 'totalFigures'],
    ['equations', 'totalEquations'],
  ] as const satisfies readonly (readonly [keyof HomeView, PortalPhrase])[]
  return html`<section aria-labelledby="kept"><h2 class="hidden" id="kept">${say(language, 'totalsHeading')}</h2>
<ul class="totals-strip">${totals.map(([key, label]) => html`<li><b>${grouped(view[key])}</b> ${say(language, label, { n: view[key] })}</li>`)}</ul></section>
<div class="two">
<section aria-labelledby="places"><h2 id="places">${say(language, 'placesHeading')}</h2>
<ul class="places">${view.places.map((place) => html`<li><a href="${placeAddress(language, place.code)}">${place.code === 'CN' ? say(language, 'central') : placeName(place, language)}</a> <span class="soft">${say(language, 'placeCount', { departments: place.departments, disclosures: place.disclosures })}</span></li>`)}</ul></section>
<section aria-labelledby="latest"><h2 id="latest">${say(language, 'latestHeading')}</h2>
<ul class="latest">${view.latest.map((document) => html`<li><a href="${departmentAddress(language, document)}">${departmentName(document.department, language)}</a> <span class="soft">${yearAndKind(document, language)} · ${document.published === null ? say(language, 'takenIn', { date: dayOf(document.importedAt) }) : say(language, 'publishedOn', { date: document.published })}</span></li>`)}</ul></section>
</div>`
}
