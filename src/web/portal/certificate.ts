import type { Place } from '../../budget/place.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { figureAddress } from './address.ts'
import type { DepartmentPageView } from './department-page.ts'
import { grouped } from './money.ts'
import { dayOf } from './names.ts'
import { say } from './portal-phrases.ts'
import type { ClaimView, DocumentKey, FindingView, TableView } from './views.ts'

/** More findings than these are folded. */
const SHOWN = 6
const SHOWN_REASONS = 5

/** The check result as something that anyone can repeat: which bytes, which program, which equations, and what was found. */
export function renderCertificate(view: DepartmentPageView, language: Language): Markup {
  const { document, findings, tables, reasons } = view
  const { passed, failed, unchecked } = document.equations
  const verdict =
    passed + failed === 0
      ? say(language, 'certificateNothing')
      : failed === 0
        ? say(language, 'certificateClean', { n: grouped(passed) })
        : say(language, 'certificateFailed', { passed: grouped(passed), failed: grouped(failed) })
  const row = (label: string, value: Markup): Markup => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  return html`<section id="certificate" class="certificate" aria-labelledby="h-certificate"><h2 id="h-certificate">${say(language, 'certificateHeading')}</h2>
<p class="verdict${failed === 0 && passed > 0 && ' clean'}">${verdict}</p>
${unchecked > 0 && html`<p class="soft">${say(language, 'certificateUnchecked', { n: grouped(unchecked) })}${renderReasons(reasons, language)}</p>`}
<p class="soft">${say(language, 'certificateNeutral')}</p>
<dl class="facts">${row(say(language, 'certificateFile'), html`<code>${document.sha256}</code>`)}${row(say(language, 'certificateProgram'), html`mingzhang ${document.program}`)}${row(say(language, 'certificateDate'), html`${dayOf(document.importedAt)}`)}${document.unread > 0 && row(say(language, 'certificateUnread'), html`${document.unread}`)}</dl>
<h3>${say(language, 'certificateRepeat')}</h3><p>${say(language, 'certificateRepeatBody')}</p>
<pre class="command"><code>mingzhang check ${shellQuoted(document.file)}</code></pre>
${findings.length > 0 && html`<h3>${say(language, 'findingsHeading')}</h3>${renderFindings(findings, tables, document, language)}`}</section>`
}

/** Only the first reasons, so that the line can be read; they are kept in Chinese. */
function renderReasons(reasons: DepartmentPageView['reasons'], language: Language): Markup {
  const shown = reasons.slice(0, SHOWN_REASONS).map(({ reason, count }) => `${reason}（${count}）`)
  return html`<span lang="zh-CN">${shown.join('；')}${reasons.length > SHOWN_REASONS && (language === 'zh' ? '；……' : '; …')}</span>`
}

function renderFindings(
  findings: readonly FindingView[],
  tables: readonly TableView[],
  key: DocumentKey,
  language: Language,
): Markup {
  const item = (finding: FindingView): Markup => {
    const { message, suspects, places } = finding[language]
    const claim = suspects
      .flatMap((suspect) => (suspect.claim === null ? [] : [suspect.claim.place]))
      .concat(places)
      .flatMap((place) => claimAt(tables, place) ?? [])[0]
    return html`<li class="${finding.severity}"><b class="count ${finding.severity}">${say(language, `sev_${finding.severity}`)}</b> ${message}${claim !== undefined && html` <a href="${figureAddress(language, key, claim.id)}">${say(language, 'findingCell')}<span class="hidden"> ${finding.n + 1}</span></a>`}</li>`
  }
  const rest = findings.slice(SHOWN)
  return html`<ul class="finding-list">${findings.slice(0, SHOWN).map(item)}</ul>${rest.length > 0 && html`<details class="quiet"><summary>${say(language, 'findingsMore', { n: rest.length })}</summary><ul class="finding-list">${rest.map(item)}</ul></details>`}`
}

/** The claim that stands at a place: in the same cell, or at the same words of a paragraph. */
export function claimAt(tables: readonly TableView[], place: Place): ClaimView | null {
  const isCell = place.table !== undefined && place.row !== undefined && place.column !== undefined
  const isWords = place.paragraph !== undefined && place.span !== undefined
  if (!isCell && !isWords) return null
  for (const { claims } of tables)
    for (const claim of claims) {
      const at = claim.place
      if (isCell && at.table === place.table && at.row === place.row && at.column === place.column && at.sheet === place.sheet)
        return claim
      if (isWords && at.paragraph === place.paragraph && `${at.span ?? ''}` === `${place.span ?? ''}`) return claim
    }
  return null
}

/** A file name as a shell takes it. */
function shellQuoted(name: string): string {
  const base = name.split(/[\\/]/u).at(-1) ?? name
  return /^[\p{L}\p{N}._-]+$/u.test(base) ? base : `'${base.replaceAll("'", `'\\''`)}'`
}
