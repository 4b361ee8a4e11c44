import type { CheckResult } from '../budget/check-result.ts'
import { repairsOf } from '../document/repair.ts'
import { passageId, type Passage, passagesOf, findingsOf, renderPassage, stateName } from './document-view.ts'
import type { Drawing } from './equation.ts'
import { placeName, renderFinding } from './finding-panel.ts'
import type { CheckedItem, Item } from './item.ts'
import type { Language } from './language.ts'
import { locator, type Spot, spotId } from './locate.ts'
import { html, type Markup, type Part } from './markup.ts'
import { type Marks, marksOf } from './marks.ts'
import { picturesOf } from './page-boxes.ts'
import { renderBoxes, renderPage } from './page-picture.ts'
import { placePages } from './page-placement.ts'
import { phrase } from './phrases.ts'
import { badge, SEVERITIES, severityName } from './severity.ts'
import { renderTotals } from './totals.ts'
import { countFindings, coverageSentence, documentTitle, renderVerdict, severityHeading } from './verdict.ts'

/** How a result is shown: `open` unfolds every finding (for the report and print), otherwise only the first. */
export interface ResultOptions {
  readonly open?: boolean
  /** The way back to the start, and buttons for downloads and print, which only work with script. */
  readonly actions?: boolean
}

/** All items of one check, with a list of the files first where there are several. */
export function renderResults(items: readonly Item[], language: Language, options: ResultOptions = {}): Markup {
  const list =
    items.length > 1 &&
    html`<nav class="files" aria-label="${phrase(language, 'files', { n: items.length })}"><ol>${items.map((item, i) => fileEntry(item, i, language))}</ol></nav>`
  return html`${list}${items.map((item, i) => renderItem(item, i, language, options))}`
}

/** The id prefix of an item, counted from 0: every id on the page that belongs to it begins so. */
export function prefixOf(index: number): string {
  return `d${index + 1}-`
}

function fileEntry(item: Item, index: number, language: Language): Markup {
  const words = item.ok
    ? countFindings(item.result[language]).map(
        ({ kind, count }) => html`<span class="count ${kind}">${phrase(language, kind)} ${count}</span>`,
      )
    : [html`<span class="count">${phrase(language, 'notRead')}</span> <span class="why">${item.message[language]}</span>`]
  const clean = item.ok && words.length === 0 && html`<span class="count">${phrase(language, 'verdictClean')}</span>`
  return html`<li><a href="#${prefixOf(index)}top">${item.file}</a> ${words}${clean}</li>`
}

function renderItem(item: Item, index: number, language: Language, options: ResultOptions): Markup {
  const prefix = prefixOf(index)
  if (!item.ok) {
    return html`<article class="item refused" id="${prefix}top" tabindex="-1"><h2>${item.file}</h2>
<p class="verdict unread">${phrase(language, 'notRead')}</p><p>${item.message[language]}</p><p class="hint">${phrase(language, 'notReadHint')}</p>${options.actions === true && html`<p class="actions">${renderAnother(language)}</p>`}</article>`
  }
  return renderResult(item, index, language, options)
}

/** One checked document: the verdict, the coverage, the findings and the document itself with its marks. */
export function renderResult(item: CheckedItem, index: number, language: Language, options: ResultOptions = {}): Markup {
  const prefix = prefixOf(index)
  const result = item.result[language]
  const locate = locator(item.document)
  const pictures = picturesOf(result, item.document, locate, item.pages)
  const shown = [...(pictures?.pages.values() ?? [])].filter((picture) => picture.href !== undefined)
  const marks = marksOf(result, locate, new Set(shown.map(({ page }) => page)))
  const passages = passagesOf(item.document, result, locate, language)
  const pages = placePages(passages, pictures, locate)
  const { units } = result.document
  const drawing: Drawing = { language, prefix, locate, units, choice: options.actions === true, pictures }
  const title = documentTitle(result, language)
  const known = result.document.department.name !== undefined
  return html`<article class="item" id="${prefix}top" data-item="${index}" tabindex="-1">
<header class="head">
<div><p class="file">${item.file} <span class="type">${result.document.type}</span></p>
<h2><span${known && html` lang="zh-CN"`}>${title.department}</span> <span class="kind">${title.kind}</span></h2></div>
${options.actions === true && renderActions(result, language)}
<div class="outcome">${renderTotals(result, item.document, locate, prefix, language)}${renderVerdict(result, language)}
<p class="coverage">${coverageSentence(result.equations, language)}</p></div>
</header>
<div class="columns">
<div class="side">
<section class="findings" aria-labelledby="${prefix}findings"><h3 id="${prefix}findings">${phrase(language, 'findings')} <a class="onward" href="#${prefix}contents">${phrase(language, 'contents')} ↓</a></h3>
${renderFindings(result, drawing, options.open === true)}${renderMended(result, language)}
</section>
${renderContents(
  passages,
  marks,
  prefix,
  language,
  result.findings.map((f) => f.severity),
)}
${renderProblems(item, prefix, language, drawing)}
</div>
<section class="paper" aria-labelledby="${prefix}document"><div class="bar"><h3 id="${prefix}document">${phrase(language, 'document')}</h3>${renderLegend(prefix, language, result.findings.length > 0)}</div>
${passages.map((passage, i) => renderPassage(passage, marks, prefix, language, pictures !== null && pages[i]?.map((page) => renderPage(page, pictures, prefix, language))))}
</section>
</div>
</article>`
}

/** The findings by severity, gravest first, with their numbers in the order of the result. The first one is open. */
function renderFindings(result: CheckResult, drawing: Drawing, all: boolean): Part {
  const { language } = drawing
  if (result.findings.length === 0) {
    return html`<p class="none">${phrase(language, result.equations.passed === 0 ? 'verdictNothing' : 'noFindings')}</p>`
  }
  const numbered = result.findings.map((finding, i) => ({ finding, number: i + 1 }))
  const panelsOf = (group: typeof numbered): Part =>
    group.map(({ finding, number }) => renderFinding(finding, number, drawing, all || number === 1, all))
  const standing = SEVERITIES.map((severity) => {
    const group = numbered.filter(({ finding }) => finding.severity === severity && finding.setAside === undefined)
    if (group.length === 0) return null
    return html`<h4 class="count ${severity}">${severityHeading(result, severity, language)}</h4>${panelsOf(group)}`
  })
  const aside = numbered.filter(({ finding }) => finding.setAside !== undefined)
  const explained =
    aside.length > 0 && html`<h4 class="count note">${phrase(language, 'countAside', { n: aside.length })}</h4>${panelsOf(aside)}`
  return [standing, explained]
}

/** What an earlier report said and this document no longer does. */
function renderMended(result: CheckResult, language: Language): Markup | null {
  const mended = result.mended ?? []
  if (mended.length === 0) return null
  return html`<details class="problems"><summary>${phrase(language, 'countMended', { n: mended.length })}</summary><ul>${mended.map((finding) => html`<li>${finding.message}</li>`)}</ul></details>`
}

function renderActions(result: CheckResult, language: Language): Markup {
  const amendable = result.findings.some((finding) => repairsOf(finding) !== null)
  return html`<div class="actions">
<button type="button" data-action="report" data-script hidden>${phrase(language, 'downloadReport')}</button>
${amendable && html`<button type="button" data-action="amend" data-again hidden>${phrase(language, 'downloadAmended')}</button>`}
<button type="button" data-action="open-data" data-again hidden>${phrase(language, 'downloadOpenData')}</button>
<button type="button" data-action="json" data-script hidden>${phrase(language, 'downloadJson')}</button>
<button type="button" data-action="print" data-script hidden>${phrase(language, 'print')}</button>
${renderAnother(language)}<div class="outbox" role="status" aria-live="polite"></div></div>`
}

function renderAnother(language: Language): Markup {
  return html`<a class="button" href="/check?lang=${language}" data-home>${phrase(language, 'another')}</a>`
}

function renderContents(
  passages: readonly Passage[],
  marks: Marks,
  prefix: string,
  language: Language,
  severities: readonly (typeof SEVERITIES)[number][],
): Markup {
  const entries = passages.flatMap((passage) => {
    const found = findingsOf(passage, marks)
    if (passage.kind === 'narrative' && found.size === 0 && passage.paragraphs.length < 3) return []
    const worst = SEVERITIES.find((severity) => [...found].some((n) => severities[n - 1] === severity))
    const count =
      worst !== undefined &&
      html` <span class="count ${worst}">${phrase(language, 'contentsCount', { n: found.size })}<span class="hidden"> ${severityName(worst, language)}</span></span>`
    return [
      html`<li class="${passage.kind}"><a href="#${passageId(passage, prefix)}" lang="zh-CN">${passage.title}</a>${count} <span class="state">${stateName(passage, language)}</span></li>`,
    ]
  })
  return html`<nav class="contents" aria-labelledby="${prefix}contents"><h3 id="${prefix}contents">${phrase(language, 'contents')}</h3><ol>${entries}</ol></nav>`
}

function renderProblems(item: CheckedItem, prefix: string, language: Language, drawing: Drawing): Markup | null {
  const { problems } = item.result[language]
  if (problems.length === 0) return null
  const pictures = drawing.pictures ?? null
  const entries = problems.map(({ message, place }) => {
    const found = drawing.locate(place)
    // Only marked cells have an id; every row has one.
    const spot: Spot = found.kind === 'cell' ? { kind: 'row', table: found.table, row: found.row } : found
    return html`<li>${message}${spot.kind !== 'document' && html` <a href="#${spotId(spot, prefix)}">${placeName(place, language)}</a>`}${renderBoxes(pictures?.boxes.filter((box) => box.finding === 0 && box.place === place) ?? [], pictures, prefix, language)}</li>`
  })
  return html`<details class="problems"><summary>${phrase(language, 'problems')} (${problems.length})</summary><ul>${entries}</ul></details>`
}

function renderLegend(prefix: string, language: Language, findings: boolean): Markup {
  const key =
    findings &&
    html`<ul class="legend" aria-label="${phrase(language, 'legend')}">${SEVERITIES.map((severity) => html`<li>${badge(1, severity)} ${severityName(severity, language)}</li>`)}<li><span class="term">0.00</span> ${phrase(language, 'termLegend')}</li></ul>`
  return html`${key}<label class="fold"><input type="checkbox" class="hide-blank" id="${prefix}hide-blank"> ${phrase(language, 'hideBlank')}</label>`
}
