import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress, tableAddress } from './address.ts'
import { tableCard } from './document-cards.ts'
import { renderDocumentHead, documentTitleOf } from './document-page.ts'
import { renderPrintedTable } from './printed-table.ts'
import { say } from './portal-phrases.ts'
import { renderShare } from './share-section.ts'
import { type Frame, renderPortalPage } from './shell.ts'
import type { ClaimView, DepartmentView, DocumentView, TableView } from './views.ts'

export interface TablePageView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly tables: readonly TableView[]
  readonly table: TableView
}

/** One table as printed, or the sentences of the text that have figures in them. */
export function renderTablePage(view: TablePageView, frame: Frame): string {
  const { department, document, table, tables } = view
  const { language } = frame
  const card = tableCard(view, language)
  const name = tableName(table, language)
  const grid = renderPrintedTable(table, document, { language })
  const at = tables.findIndex(({ n }) => n === table.n)
  const [before, after] = [tables[at - 1], tables[at + 1]]
  const link = (other: TableView | undefined, key: 'previousTable' | 'nextTable', rel: string): Markup | null =>
    other === undefined
      ? null
      : html`<a rel="${rel}" href="${tableAddress(language, document, other.n)}">${say(language, key, { title: tableName(other, language) })}</a>`
  const main = html`${renderDocumentHead(department, document, html`<span lang="zh-CN">${name}</span>`, language)}
${grid !== null && html`<p class="hint">${say(language, 'tableLegend')}</p>${grid}`}
${renderSentences(table, document, language)}
${table.claims.length === 0 && html`<p class="notice">${say(language, table.state === 'unread' ? 'tableUnreadBody' : 'tableEmptyBody')}</p>`}
<nav class="pages" aria-label="${say(language, 'pagesLabel')}">${link(before, 'previousTable', 'prev')} ${link(after, 'nextTable', 'next')}</nav>
${renderShare(card, frame)}`
  const title = `${name} · ${documentTitleOf(department, document, language)}`
  return renderPortalPage({ title, description: `${title}：${say(language, 'tableLegend')}`, card }, main, frame)
}

/** What a table is called. */
export function tableName(table: TableView, language: Language): string {
  if (table.form === 'narrative') return say(language, 'sentencesHeading')
  return table.title === '' ? say(language, 'untitled') : table.title
}

/** Sentences once each, with their figures linked where they stand. */
function renderSentences(table: TableView, document: DocumentView, language: Language): Markup | null {
  const bySentence = Map.groupBy(
    table.claims.filter(({ sentence }) => sentence !== undefined),
    ({ sentence }) => sentence ?? '',
  )
  if (bySentence.size === 0) return null
  return html`<ul class="sentences" lang="zh-CN">${[...bySentence].map(([sentence, claims]) => html`<li>${linkFigures(sentence, claims, (claim) => figureAddress(language, document, claim.id))}</li>`)}</ul>`
}

/** A sentence with the figures that were read in it as links. One that is not found in it follows it in a list. */
export function linkFigures(
  sentence: string,
  claims: readonly ClaimView[],
  to: (claim: ClaimView) => string,
  marked?: number,
): Markup {
  const parts: Markup[] = []
  const left: ClaimView[] = []
  let at = 0
  for (const claim of claims.toSorted((a, b) => (a.place.span?.[0] ?? 0) - (b.place.span?.[0] ?? 0))) {
    if (claim.printed === '') continue
    const [from, end] = claim.place.span ?? [0, 0]
    // The span may have the unit in it.
    const within = sentence.slice(from - 1, end).indexOf(claim.printed)
    const found = within >= 0 && from - 1 + within >= at ? from - 1 + within : sentence.indexOf(claim.printed, at)
    if (found < at) {
      left.push(claim)
      continue
    }
    parts.push(
      html`${sentence.slice(at, found)}<a href="${to(claim)}"${claim.id === marked && html` class="here" aria-current="true"`}>${claim.printed}</a>`,
    )
    at = found + claim.printed.length
  }
  return html`${parts}${sentence.slice(at)}${left.map((claim) => html` <a href="${to(claim)}">${claim.printed}</a>`)}`
}
