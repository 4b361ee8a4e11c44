import type { History, HistoryEntry, HistoryMove } from '../../app/compile/history.ts'
import type { Restored } from '../../app/compile/restore-budget.ts'
import type { HistoryVerified } from '../../app/compile/verify-history.ts'
import type { Change } from '../../ledger/draft/changes.ts'
import { fieldName, SHEET_IDS } from '../../ledger/draft/draft.ts'
import { SHEET_NAMES } from '../../ledger/judge-ledger.ts'
import { roleOf } from '../../ledger/roles.ts'
import { MOST_REASON } from '../../ledger/workflow/said-limits.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { transitionOf } from '../../ledger/workflow/transitions.ts'
import { renderTime } from '../account/render-time.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { renderBudgetFrame, renderScroll } from './budget-frame.ts'
import { type DeskView, inLanguage } from './desk-shell.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'

export interface HistoryPage {
  readonly history: History
  readonly asked: { readonly person: string; readonly sheet: string }
  /** Query for the entries before these; null where there are none. */
  readonly older: string | null
  /** What became of taking something back. */
  readonly refused: Exclude<Restored, { ok: true }> | null
  readonly verified: HistoryVerified | null
}

type Say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>) => string

/** Longer entries (a workbook that was handed in) say how many more changes they hold. */
const MOST_CHANGES = 12

/** What happened to a budget: every entry with who, when, before, after and why, and every step with its document. */
export function renderHistoryPage(view: DeskView, page: HistoryPage): string {
  const { language } = view
  const { history, refused, verified } = page
  const say: Say = (key, values) => reviewPhrase(language, key, values)
  const { budget } = history
  return renderBudgetFrame(
    view,
    budget,
    'history',
    html`${
      refused !== null &&
      html`<div class="notice wrong" role="alert"><p>${refused.words[language]}</p>${refused.why === 'conflict' && html`<ul>${refused.conflicts.map((each) => html`<li>${each[language]}</li>`)}</ul>`}</div>`
    }
${verified !== null && renderVerified(verified, budget.kind, say, language)}
<ul class="inline"><li><a href="${inLanguage(language, `/desk/budgets/${budget.id}/history?verify=1`)}">${say('verify')}</a></li><li><a href="/desk/budgets/${budget.id}/history.jsonl" download>${say('export')}</a></li></ul><p class="hint">${say('exportHint')}</p>
<h2>${say('moves')}</h2>${renderMoves(history.moves, say, language)}
<h2>${say('entries')}</h2>${renderFilter(view, page, say)}
${history.mayWrite && html`<p class="hint">${say('restoreLead')}</p>`}
${history.entries.length === 0 ? html`<p>${say('noEntries')}</p>` : renderEntries(view, history, say)}
${page.older !== null && html`<p><a href="${inLanguage(language, `/desk/budgets/${budget.id}/history?${page.older}`)}">${say('older')}</a></p>`}`,
  )
}

function renderVerified(
  { entries: n, head, versions, reproduced, fault }: HistoryVerified,
  kind: 'unit' | 'department',
  say: Say,
  language: DeskView['language'],
): Markup {
  if (fault !== null) return html`<div class="notice wrong" role="alert"><p>${say('notVerified')}${fault[language]}</p></div>`
  const said = say(kind === 'unit' ? 'verified' : 'verifiedDepartment', { n, versions, reproduced })
  return html`<div class="notice" role="status"><p>${said}</p><p>${say('head')} <code>${head}</code></p></div>`
}

function renderMoves(moves: readonly HistoryMove[], say: Say, language: DeskView['language']): Markup {
  const head = (key: ReviewPhraseKey): Markup => html`<th scope="col">${say(key)}</th>`
  if (moves.length === 0) return html`<p>${say('noVersions')}</p>`
  return renderScroll(
    say('moves'),
    html`<table class="list"><thead><tr>${head('number')}${head('step')}${head('state')}${head('who')}${head('when')}${head('reason')}${head('paper')}${head('versions')}</tr></thead>
<tbody>${moves.map(
      ({ n, transition, to, name, role, at, reason, day, document, version }) =>
        html`<tr><th scope="row">${n}</th><td>${transitionOf(transition).name[language]}</td><td>${STATES[to].name[language]}</td><td>${name}<br><small>${roleOf(role).name[language]}</small></td><td>${renderTime(at)}</td><td>${reason}</td><td>${document}${day !== null && html`<br><small>${day}</small>`}</td><td>${version === null ? '' : say('version', { n: version })}</td></tr>`,
    )}</tbody></table>`,
  )
}

function renderFilter({ language }: DeskView, { history, asked }: HistoryPage, say: Say): Markup {
  const option = (value: string, name: string, chosen: string): Markup =>
    html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`
  return html`<form class="filter" method="get" action="/desk/budgets/${history.budget.id}/history">${language === 'en' && html`<input type="hidden" name="lang" value="en">`}
<label>${say('person')} <select name="person">${option('', say('everybody'), asked.person)}${history.people.map(({ id, name }) => option(id, name, asked.person))}</select></label>
<label>${say('sheet')} <select name="sheet">${option('', say('everySheet'), asked.sheet)}${SHEET_IDS.map((id) => option(id, SHEET_NAMES[id][language], asked.sheet))}</select></label>
<button type="submit">${say('show')}</button></form>`
}

function renderEntries(view: DeskView, { budget, entries, mayWrite }: History, say: Say): Markup {
  const head = (key: ReviewPhraseKey): Markup => html`<th scope="col">${say(key)}</th>`
  return renderScroll(
    say('entries'),
    html`<table class="list entries"><thead><tr>${head('number')}${head('when')}${head('who')}${head('what')}${head('reason')}${mayWrite && head('restore')}</tr></thead>
<tbody>${entries.map(
      (entry) =>
        html`<tr><th scope="row">${entry.n}</th><td>${renderTime(entry.at)}</td><td>${entry.name}</td><td>${renderChanges(entry, say, view.language)}</td><td>${entry.reason}</td>${mayWrite && html`<td>${renderRestore(view, budget.id, entry, say)}</td>`}</tr>`,
    )}</tbody></table>`,
  )
}

function renderRestore({ language }: DeskView, budget: number, { n }: HistoryEntry, say: Say): Markup {
  return html`<details><summary>${say('restore')}<span class="hidden"> ${n}</span></summary><form class="stack" method="post" action="${inLanguage(language, `/desk/budgets/${budget}/restore`)}">
<fieldset><legend>${say('restoreWhich')}</legend><label><input type="radio" name="to" value="without ${n}" checked> ${say('takeBack')}</label> <label><input type="radio" name="to" value="entry ${n}"> ${say('backTo')}</label>${n === 1 && html` <label><input type="radio" name="to" value="entry 0"> ${say('beginning')}</label>`}</fieldset>
<p class="field"><label for="reason-${n}">${say('reason')}</label><input id="reason-${n}" name="reason" required maxlength="${MOST_REASON}"></p><p><button type="submit">${say('restore')}</button></p></form></details>`
}

/** Changes of an entry, before → after. */
function renderChanges({ changes }: Pick<HistoryEntry, 'changes'>, say: Say, language: Language): Markup {
  const more = changes.length - MOST_CHANGES
  return html`<ul class="changes">${changes.slice(0, MOST_CHANGES).map((change) => html`<li>${renderChange(change, say, language)}</li>`)}</ul>${more > 0 && html`<p>${say('moreChanges', { n: more })}</p>`}`
}

function renderChange(change: Change, say: Say, language: Language): Markup {
  const sheet = SHEET_NAMES[change.sheet][language]
  const header = (id: string): string => fieldName(change.sheet, id)[language]
  if (change.kind === 'set') {
    const { field, before, after } = change
    return html`${sheet} · ${header(field)}: ${before === '' ? say('blank') : html`<del>${before}</del>`} → ${after === '' ? say('blank') : html`<ins>${after}</ins>`}`
  }
  const texts = Object.entries(change.texts).map(([field, text]) => `${header(field)} ${text}`)
  const said = texts.slice(0, 6).join('，')
  return change.kind === 'add'
    ? html`${sheet} · ${say('added')}: <ins>${said}</ins>`
    : html`${sheet} · ${say('removed')}: <del>${said}</del>`
}
