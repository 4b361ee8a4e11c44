import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { address, departmentAddress } from './address.ts'
import { compareCard } from './compare-card.ts'
import { meaningsOf, reasonNotes, renderClaim, renderCompared, renderNotes, rowName } from './compared-cell.ts'
import type { ComparedDocument, ComparedRow } from './compared-rows.ts'
import { departmentName, yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'
import { renderShare } from './share-section.ts'
import { type Frame, renderPortalPage } from './shell.ts'
import type { DocumentKey } from './views.ts'

/** Documents that are held against each other at most. */
export const MOST_COMPARED = 6

export interface ComparePageView {
  readonly documents: readonly ComparedDocument[]
  readonly rows: readonly ComparedRow[]
  /** Departments found for adding, each with what can be added. */
  readonly q: string
  readonly found: readonly { readonly name: string; readonly documents: readonly DocumentKey[] }[]
}

/** Up to six documents side by side; where a rate would mean nothing, both figures stand with the reason. */
export function renderComparePage(view: ComparePageView, frame: Frame): string {
  const { language } = frame
  const { documents } = view
  const title = say(language, 'compareTitle')
  const card = compareCard(view, language)
  const names = documents.map((each) => nameOf(each, language))
  const main = html`<div class="compare"><header class="page-head"><h1>${title}</h1><p class="lead">${say(language, 'compareLead')}</p></header>
${documents.length === 0 ? html`<p class="hint">${say(language, 'compareNone')}</p>` : renderTable(view, language)}
${renderAdd(view, language)}
${card !== null && renderShare(card, frame)}</div>`
  return renderPortalPage(
    { title: names.length === 0 ? title : `${title}：${names.join(' · ')}`, description: say(language, 'compareLead'), card },
    main,
    frame,
  )
}

function nameOf({ department, document }: ComparedDocument, language: Language): string {
  return `${departmentName(department.name, language)} ${yearAndKind(document, language)}`
}

function idOf({ departmentId, id }: Pick<DocumentKey, 'departmentId' | 'id'>): string {
  return `${departmentId}:${id}`
}

function renderTable({ documents, rows }: ComparePageView, language: Language): Markup {
  const notes = reasonNotes(rows, language)
  const heads = documents.map((each, i) => {
    const { department, document } = each
    const left = documents.filter((other) => other !== each).map((other) => idOf(other.document))
    return html`<th scope="col" class="n"><a href="${departmentAddress(language, document)}">${departmentName(department.name, language)}</a><br>${yearAndKind(document, language)}<br><span class="soft">${say(language, `scope_${document.scope}`)}${i === 0 && ` · ${say(language, 'compareReference')}`}</span><br><a class="soft remove" href="${address(language, '/compare', { d: left })}">${say(language, 'compareRemove')}<span class="hidden"> ${nameOf(each, language)}</span></a></th>`
  })
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'compareTitle')}"><table class="plain compared"><thead><tr><th scope="col">${say(language, 'compareItem')} <span class="soft">${say(language, 'colAmount')}</span></th>${heads}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${rowName(row, meaningsOf(row, documents), language)}</th>${row.cells.map(
        ({ claim, compared }, i) => {
          const document = documents[i]?.document
          return (
            document !== undefined &&
            html`<td class="n">${renderClaim(claim, document, language)}${compared !== null && html`<br>${renderCompared(compared, notes.noteOf(compared), 'reference', language)}`}</td>`
          )
        },
      )}</tr>`,
  )}</tbody></table></div>${renderNotes(notes.texts, 2, language)}`
}

function renderAdd({ documents, q, found }: ComparePageView, language: Language): Markup {
  const chosen = documents.map(({ document }) => idOf(document))
  if (chosen.length >= MOST_COMPARED) return html`<p class="hint">${say(language, 'compareFull')}</p>`
  const items = found.flatMap(({ name, documents: listed }) =>
    listed
      .filter((document) => !chosen.includes(idOf(document)))
      .map(
        (document) =>
          html`<li><a href="${address(language, '/compare', { d: [...chosen, idOf(document)] })}">${departmentName(name, language)} · ${yearAndKind(document, language)}</a> <span class="soft">${say(language, `scope_${document.scope}`)}</span></li>`,
      ),
  )
  return html`<section aria-labelledby="h-add"><h2 id="h-add">${say(language, 'compareAdd')}</h2>
<form class="search large" action="/compare" method="get"><label for="add">${say(language, 'compareAddLabel')}</label>${chosen.map((id) => html`<input type="hidden" name="d" value="${id}">`)}${language === 'en' && html`<input type="hidden" name="lang" value="en">`}
<input type="search" id="add" name="q" value="${q}" maxlength="100" autocomplete="off"><button type="submit">${say(language, 'searchButton')}</button></form>
${q !== '' && (items.length === 0 ? html`<p class="hint" role="status">${say(language, 'compareNoMatch', { q })}</p>` : html`<ul class="hits">${items}</ul>`)}</section>`
}
