import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { address, copyAddress, departmentAddress, placeAddress, tableAddress } from './address.ts'
import { renderCertificate } from './certificate.ts'
import { departmentCard } from './department-card.ts'
import { renderDownloads } from './downloads-section.ts'
import { renderEditionNotice } from './edition-notice.ts'
import type { EditionView } from './edition-page.ts'
import { renderFlow } from './flow-section.ts'
import { renderGlossary } from './glossary-section.ts'
import type { Headline } from './headlines.ts'
import { renderHeadlines } from './headline-cards.ts'
import type { MoneyFlow } from './money-flow.ts'
import { departmentName, placeName, yearAndKind } from './names.ts'
import { say, type PortalPhrase } from './portal-phrases.ts'
import { renderProjects } from './projects-section.ts'
import { type Frame, renderPath, renderPortalPage } from './shell.ts'
import type { DepartmentView, DocumentView, FindingView, PassageView, ProjectView, TableView } from './views.ts'
import { renderYears, type YearsView } from './years-section.ts'

export interface DepartmentPageView {
  readonly department: DepartmentView
  /** All that it published, the newest first. */
  readonly documents: readonly DocumentView[]
  /** The one that is shown. */
  readonly document: DocumentView
  readonly cuts: readonly { readonly cut: string; readonly name: { readonly zh: string; readonly en: string } }[]
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
  readonly tables: readonly TableView[]
  readonly headlines: readonly Headline[]
  readonly flow: MoneyFlow
  /** The flow as a picture, SVG; null where none may be drawn. */
  readonly chart: Markup | null
  readonly projects: readonly ProjectView[]
  readonly passages: readonly PassageView[]
  readonly findings: readonly FindingView[]
  readonly years: YearsView
  /** What was published of it from approved budgets here, the newest first; those of other documents too. */
  readonly editions: readonly EditionView[]
}

const SECTIONS = [
  ['flow', 'flowHeading'],
  ['tables', 'tablesHeading'],
  ['projects', 'projectsHeading'],
  ['years', 'yearsHeading'],
  ['glossary', 'glossaryHeading'],
  ['certificate', 'certificateHeading'],
  ['downloads', 'downloadsHeading'],
] as const satisfies readonly (readonly [string, PortalPhrase])[]

/** What one department published for one year: four figures first, then everything behind them. */
export function renderDepartmentPage(view: DepartmentPageView, frame: Frame): string {
  const { language } = frame
  const { department, document } = view
  const name = departmentName(department.name, language)
  const title = `${name} ${yearAndKind(document, language)}`
  const main = html`${renderDepartmentPath(department, language)}
<div class="department"><header class="page-head"><h1 lang="zh-CN">${name}</h1>
<p class="kind-line">${yearAndKind(document, language)} <span class="soft">${say(language, `scope_${document.scope}`)}</span></p>
${renderDocuments(view, language)}
${renderEditionNotice(view, language)}</header>
${renderHeadlines(view.headlines, view.passages, document, language)}
<nav class="contents" aria-label="${say(language, 'onThisPage')}"><ul>${SECTIONS.map(([id, label]) => html`<li><a href="#${id}">${say(language, label)}</a></li>`)}</ul></nav>
${renderFlow(view.flow, view.chart, document, language)}
${renderTables(view, language)}
${renderProjects(view.projects, document, language)}
${renderYears(view.years, view.passages, document, language)}
${renderGlossary(view.passages, language)}
${renderCertificate(view, language)}
${renderDownloads(view, frame)}</div>`
  const description = `${title}：${say(language, 'portalDescription')}`
  return renderPortalPage({ title, description, card: departmentCard(view, language) }, main, frame)
}

export function renderDepartmentPath(
  { path }: DepartmentView,
  language: Language,
  more: readonly { href: string; name: string }[] = [],
): Markup {
  return renderPath(language, [
    { href: address(language, '/'), name: say(language, 'navHome') },
    ...path.map((place) => ({ href: placeAddress(language, place.code), name: placeName(place, language) })),
    ...more,
  ])
}

function renderDocuments(view: DepartmentPageView, language: Language): Markup {
  const { department, documents, document } = view
  if (department.name === '' && documents.length > 1) return renderUnnamed(view, language)
  const counted = documents.filter(({ current, id }) => current || id === document.id)
  const others = documents.filter((each) => sameKind(each, document) && each.id !== document.id)
  const current = documents.find((each) => each.current && sameKind(each, document))
  // Files that do not say whose they are lie together; that makes none of them a copy of another.
  const related = say(language, department.name !== '' && document.year !== null ? 'otherCopies' : 'otherUnnamed')
  return html`${
    counted.length > 1 &&
    html`<nav class="tabs" aria-label="${say(language, 'documentsLabel')}"><ul>${counted.map((each) => html`<li><a href="${each.current ? departmentAddress(language, each) : copyAddress(language, each)}"${each.id === document.id && html` aria-current="page"`}>${yearAndKind(each, language)}${counted.some((o) => o.id !== each.id && o.year === each.year && o.stage === each.stage) && ` · ${say(language, `scope_${each.scope}`)}`}</a></li>`)}</ul></nav>`
  }
${!document.current && current !== undefined && html`<p class="notice">${say(language, 'notCurrent')} <a href="${departmentAddress(language, current)}">${say(language, 'toCurrent')}</a></p>`}
${others.length > 0 && html`<details class="quiet copies"><summary>${related} <span class="count">${others.length}</span></summary><ul>${others.map((each) => html`<li><a href="${each.current ? departmentAddress(language, each) : copyAddress(language, each)}">${each.file}</a> <span class="type">${each.type}</span></li>`)}</ul></details>`}`
}

/** Files of one place that do not say whose they are: all of them, each by itself, with what is known of it. */
function renderUnnamed({ documents, document }: DepartmentPageView, language: Language): Markup {
  const item = (each: DocumentView): Markup =>
    html`<li><a href="${copyAddress(language, each)}"${each.id === document.id && html` aria-current="page"`}>${each.file}</a> <span class="soft">${yearAndKind(each, language)} · ${say(language, `scope_${each.scope}`)} · <span class="type">${each.type}</span></span></li>`
  return html`<nav class="unnamed" aria-labelledby="h-unnamed"><h2 id="h-unnamed">${say(language, 'allUnnamed')} <span class="count">${documents.length}</span></h2><p class="hint">${say(language, 'allUnnamedLead')}</p><ul class="hits">${documents.map(item)}</ul></nav>`
}

function sameKind(a: DocumentView, b: DocumentView): boolean {
  return a.year === b.year && a.stage === b.stage && a.scope === b.scope
}

const TABLE_STATES = ['read', 'empty', 'inferred', 'unread'] as const

function renderTables({ tables, document }: DepartmentPageView, language: Language): Markup {
  const printed = tables.filter(({ form }) => form !== 'narrative')
  const sentences = tables.filter(({ form, claims }) => form === 'narrative' && claims.length > 0)
  const item = (table: TableView): Markup => {
    const { claims } = table
    const count = claims.filter(({ state }) => state === 'number').length
    const state = TABLE_STATES.find((each) => each === table.state) ?? 'read'
    const said =
      count === 0 && state !== 'unread' && state !== 'empty'
        ? say(language, 'tableNoFigures')
        : say(language, `tableState_${state}`, { n: count })
    return html`<li><a href="${tableAddress(language, document, table.n)}" lang="zh-CN">${table.title === '' ? say(language, 'untitled') : table.title}</a> <span class="soft">${said}</span></li>`
  }
  return html`<section id="tables" aria-labelledby="h-tables"><h2 id="h-tables">${say(language, 'tablesHeading')}</h2><p class="hint">${say(language, 'tablesLead')}</p>
<ol class="table-list">${printed.map(item)}${sentences.map((table) => html`<li><a href="${tableAddress(language, document, table.n)}">${say(language, 'sentencesHeading')}</a> <span class="soft">${say(language, 'tableState_read', { n: table.claims.length })}</span></li>`)}</ol></section>`
}
