import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress, tableAddress } from './address.ts'
import { describeSlice, sliceParts } from './describe-slice.ts'
import { figureCard } from './document-cards.ts'
import { renderDocumentHead, documentTitleOf } from './document-page.ts'
import { exactMoney } from './money.ts'
import { departmentName, yearAndKind } from './names.ts'
import { agrees } from './agrees.ts'
import { renderPrintedTable } from './printed-table.ts'
import { cellsOf } from './printed-grid.ts'
import { say, type PortalPhrase } from './portal-phrases.ts'
import { renderShare } from './share-section.ts'
import { type Frame, renderPortalPage } from './shell.ts'
import { renderSourcePage } from './source-page.ts'
import { linkFigures } from './table-page.ts'
import type { ClaimView, DepartmentView, DocumentView, PassageView, SourcePage, TableView } from './views.ts'

export interface FigurePageView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly table: TableView
  readonly claim: ClaimView
  /** The page that it is printed on, where the format has pages that can be drawn, and where on it. */
  readonly source: { readonly page: SourcePage; readonly box: readonly [number, number, number, number] | null } | null
  /** The document's own explanations of terms. */
  readonly terms: readonly PassageView[]
  /** Other places in the document that speak of the same money. */
  readonly elsewhere: readonly { readonly table: TableView; readonly claim: ClaimView }[]
}

/** Rows of the table shown around the marked cell where the source's page is shown too. */
const AROUND = 4

/** One figure: what it means in words, where it is printed, and where else the same is said. */
export function renderFigurePage(view: FigurePageView, frame: Frame): string {
  const { department, document, table, claim, source } = view
  const { language } = frame
  const card = figureCard(view, language)
  const what = describeSlice(claim.slice, document.year, language)
  const amount = amountText(claim, language)
  const heading = say(language, 'figureTitle', { what, amount })
  const main = html`${renderDocumentHead(department, document, html`${what} <span class="figure-amount">${amount}</span>`, language)}
<div class="figure-page">
<section aria-labelledby="h-meaning"><h2 id="h-meaning">${say(language, 'figureMeaning')}</h2><p class="sentence">${sentenceOf(view, what, amount, language)}</p>${renderParts(view, language)}</section>
<section aria-labelledby="h-source"><h2 id="h-source">${say(language, 'figureSource')}</h2>${renderWhere(view, language)}
${source !== null && renderSourcePage(source.page, source.box, claim.printed, language)}
${cellsOf(table).some(({ id }) => id === claim.id) && html`<h3>${say(language, 'figureInTable')}</h3>${renderPrintedTable(table, document, { language, marked: claim.id, ...(source === null ? {} : { around: AROUND }) })}`}</section>
${renderElsewhere(view, language)}
${renderShare(card, frame)}</div>`
  const title = `${heading} · ${documentTitleOf(department, document, language)}`
  return renderPortalPage({ title, description: sentenceOf(view, what, amount, language), card }, main, frame)
}

/** A figure in words: exact, blank, or as it is printed. */
export function amountText(claim: ClaimView, language: Language): string {
  if (claim.state === 'blank') return say(language, 'isBlank')
  if (claim.state === 'malformed') return say(language, 'isMalformed', { printed: claim.printed })
  if (claim.amount === null || claim.slice['measure'] === 'change') return claim.printed
  return exactMoney(claim.amount, language)
}

function sentenceOf({ department, document, claim }: FigurePageView, what: string, amount: string, language: Language): string {
  const key: PortalPhrase =
    claim.state === 'blank' ? 'figureBlankSentence' : claim.state === 'malformed' ? 'figureMalformedSentence' : 'figureSentence'
  const values = {
    department: departmentName(department.name, language),
    kind: yearAndKind(document, language),
    what,
    amount,
    printed: claim.printed,
  }
  return say(language, key, values)
}

/** Every narrowing of the figure with the term's own meaning, where the document explains it. */
function renderParts({ claim, document, terms }: FigurePageView, language: Language): Markup {
  const parts = sliceParts(claim.slice, document.year, language)
  const explained = (name: string): PassageView | undefined => {
    const plain = bare(name)
    return terms.find(({ topic }) => bare(topic ?? '') === plain)
  }
  return html`<dl class="facts">${parts.map(({ label, name, code }) => {
    const term = explained(name)
    const shown = html`${name}${code !== null && html` <span class="code">${code}</span>`}`
    return html`<div><dt>${label}</dt><dd>${term === undefined ? shown : html`<details class="meaning"><summary>${shown}</summary><p class="own">${say(language, 'documentSays')}<q lang="zh-CN">${term.text}</q></p></details>`}</dd></div>`
  })}</dl>`
}

function bare(term: string): string {
  return term.replace(/[\s“”"'：:]/gu, '')
}

function renderWhere({ document, table, claim }: FigurePageView, language: Language): Markup {
  const row = (label: PortalPhrase, value: Markup): Markup => html`<div><dt>${say(language, label)}</dt><dd>${value}</dd></div>`
  const printed =
    claim.state === 'blank' ? html`<span class="soft">${say(language, 'blankInSource')}</span>` : html`<b>${claim.printed}</b>`
  const title = table.title === '' ? say(language, table.form === 'narrative' ? 'sentencesHeading' : 'untitled') : table.title
  const { page, sheet, cell, line } = claim.place
  const spot = [
    page === undefined ? '' : say(language, 'figurePage', { page }),
    sheet ?? '',
    cell ?? '',
    line === undefined ? '' : `${line}`,
  ].filter((each) => each !== '')
  return html`<dl class="facts">${row('figurePrinted', printed)}${row('figureTable', html`<a href="${tableAddress(language, document, table.n)}" lang="zh-CN">${title}</a>${spot.length > 0 && html` <span class="soft">${spot.join(' · ')}</span>`}`)}
${claim.row !== undefined && row('figureRow', html`<span lang="zh-CN">${[claim.row.code, claim.row.label].filter((each) => each !== undefined && each !== '').join(' ')}</span>`)}
${claim.column !== undefined && row('figureColumn', html`<span lang="zh-CN">${columnOf(claim)}</span>`)}
${claim.sentence !== undefined && row('figureText', html`<span lang="zh-CN">${linkFigures(claim.sentence, [claim], (each) => figureAddress(language, document, each.id), claim.id)}</span>`)}</dl>`
}

/** A column by the headings that it stands under and its own label. */
export function columnOf({ columnGroups = [], column = '' }: ClaimView): string {
  return [...columnGroups, column].filter((each) => each !== '').join(' › ')
}

function renderElsewhere({ elsewhere, document, claim }: FigurePageView, language: Language): Markup {
  const says = { same: 'sameAmount', rounded: 'sameRounded', other: 'otherAmount', blank: 'otherPrinted' } as const
  return html`<section aria-labelledby="h-elsewhere"><h2 id="h-elsewhere">${say(language, 'figureElsewhere')}</h2>
${
  elsewhere.length === 0
    ? html`<p class="hint">${say(language, 'figureAlone')}</p>`
    : html`<p class="hint">${say(language, 'figureElsewhereLead')}</p><ul class="hits">${elsewhere.map(
        ({ table, claim: other }) => {
          const where =
            other.sentence ??
            [
              table.title,
              [other.row?.code, other.row?.label].filter((each) => each !== undefined && each !== '').join(' '),
              columnOf(other),
            ]
              .filter((each) => each !== undefined && each !== '')
              .join(' · ')
          return html`<li><a href="${figureAddress(language, document, other.id)}"><b>${other.state === 'blank' ? say(language, 'isBlank') : other.printed}</b></a> ${other.state === 'number' && html`<span class="soft">${say(language, says[agrees(claim, other)])}</span>`}<br><span class="soft" lang="zh-CN">${where}</span></li>`
        },
      )}</ul>`
}</section>`
}
