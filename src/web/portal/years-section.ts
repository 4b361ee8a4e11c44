import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { address, departmentAddress, passageAddress } from './address.ts'
import { reasonNotes, renderClaim, renderCompared, renderNotes, rowName } from './compared-cell.ts'
import type { ComparedDocument, ComparedRow } from './compared-rows.ts'
import { yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'
import type { DocumentKey, PassageView } from './views.ts'

export interface YearsView {
  /** The newest last, so that time runs as it is read. */
  readonly documents: readonly ComparedDocument[]
  /** Each document held against the one of the year before it. */
  readonly rows: readonly ComparedRow[]
}

const SHOWN_PASSAGES = 4
const SAYS_CHANGE = /(?:增加|减少|增长|下降|上升|降低|持平|调增|调减)/u
const SAYS_WHY = /(?:原因|主要是|主要为|由于|因为|系)/u

/** Years side by side, with what the publisher says about the changes. */
export function renderYears(view: YearsView, passages: readonly PassageView[], key: DocumentKey, language: Language): Markup {
  const { documents } = view
  return html`<section id="years" aria-labelledby="h-years"><h2 id="h-years">${say(language, 'yearsHeading')}</h2>
${documents.length < 2 ? html`<p class="hint">${say(language, 'yearsOne')}</p>` : renderTable(view, language)}
<p><a href="${compareAddress(documents, key, language)}">${say(language, documents.length < 2 ? 'compareThis' : 'yearsCompare')}</a></p>
${renderWords(passages, key, language)}</section>`
}

function compareAddress(documents: readonly ComparedDocument[], key: DocumentKey, language: Language): string {
  const chosen = documents.length < 2 ? [key] : documents.map(({ document }) => document)
  return address(language, '/compare', { d: chosen.map(({ departmentId, id }) => `${departmentId}:${id}`) })
}

function renderTable({ documents, rows }: YearsView, language: Language): Markup {
  const notes = reasonNotes(rows, language)
  const head = documents.map(
    ({ document }, i) =>
      html`<th scope="col" class="n"><a href="${departmentAddress(language, document)}">${yearAndKind(document, language)}</a></th>${i > 0 && html`<th scope="col" class="n">${say(language, 'yearsChange', { year: document.year ?? '', before: documents[i - 1]?.document.year ?? '' })}</th>`}`,
  )
  const meanings = (row: ComparedRow): string[] =>
    documents.flatMap((each) => each.headlines.find((headline) => headline.key === row.headline)?.meaning ?? [])
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'yearsHeading')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'compareItem')} <span class="soft">${say(language, 'colAmount')}</span></th>${head}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${rowName(row, meanings(row), language)}</th>${row.cells.map(({ claim, compared }, i) => {
        const document = documents[i]?.document
        if (document === undefined) return null
        return html`<td class="n">${renderClaim(claim, document, language)}</td>${i > 0 && html`<td class="n">${renderCompared(compared, notes.noteOf(compared), 'time', language)}</td>`}`
      })}</tr>`,
  )}</tbody></table></div>${renderNotes(notes.texts, 3, language)}`
}

/** Paragraphs that say that something changed and why. */
export function changePassages(passages: readonly PassageView[]): PassageView[] {
  return passages.filter(({ kind, text }) => kind === 'text' && SAYS_CHANGE.test(text) && SAYS_WHY.test(text) && /\d/u.test(text))
}

function renderWords(passages: readonly PassageView[], key: DocumentKey, language: Language): Markup | null {
  const said = changePassages(passages)
  if (said.length === 0) return null
  const quote = ({ n, text }: PassageView): Markup =>
    html`<blockquote lang="zh-CN"><p>${text} <a class="soft" href="${passageAddress(language, key, n)}"${language === 'en' && html` lang="en"`}>${say(language, 'figureSource')}</a></p></blockquote>`
  const rest = said.slice(SHOWN_PASSAGES)
  return html`<h3>${say(language, 'wordsHeading')}</h3><p class="hint">${say(language, 'wordsLead')}</p>
${said.slice(0, SHOWN_PASSAGES).map(quote)}${rest.length > 0 && html`<details class="quiet"><summary>${say(language, 'wordsMore', { n: rest.length })}</summary>${rest.map(quote)}</details>`}`
}
