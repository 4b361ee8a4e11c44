import type { ListedStep, Passed } from '../../app/compile/pass-many.ts'
import type { Queue, QueueRow } from '../../app/compile/queue.ts'
import type { QueueAsked, QueueOnly, QueueOrder } from '../../app/compile/queue-order.ts'
import { roleOf } from '../../ledger/roles.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { html, type Markup, type Part } from '../markup.ts'
import { renderScroll } from './budget-frame.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { printShare, printTenThousand } from './print-money.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'

export interface QueuePage {
  readonly queue: Queue
  readonly asked: QueueAsked
  readonly orders: readonly QueueOrder[]
  readonly kinds: readonly QueueOnly[]
  readonly steps: ReadonlyMap<QueueRow, ListedStep | null>
  /** The query of what was asked with some of it changed; empty for nothing asked. */
  readonly query: (changes: Partial<QueueAsked>) => string
  /** What became of those that were passed together. */
  readonly passed: readonly (Passed & { readonly name: string })[] | null
}

/** Everything that waits for a reviewer. Plain forms and links: all that is asked stands in the address. */
export function renderQueuePage(view: DeskView, page: QueuePage): string {
  const { language } = view
  const { queue, asked, passed } = page
  const say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>): string =>
    reviewPhrase(language, key, values)
  return renderDeskFrame(
    view,
    say(isWatching(view) ? 'inReach' : 'queue'),
    queue.all === 0
      ? html`${passed !== null && renderPassed(view, passed)}<p>${say('nothingWaits')}</p>`
      : html`${passed !== null && renderPassed(view, passed)}
${renderFilter(view, page)}
<p>${say('found', { found: queue.found, all: queue.all })}</p>
${queue.rows.length === 0 ? html`<p>${say('nothing')}</p>` : renderRows(view, page)}
${
  queue.pages > 1 &&
  html`<nav class="pages" aria-label="${say('pages')}">${asked.page > 1 && html`<a rel="prev" href="${to(view, page.query({ page: queue.page - 1 }))}">${say('previous')}</a>`} ${say('page', { page: queue.page, pages: queue.pages })} ${queue.page < queue.pages && html`<a rel="next" href="${to(view, page.query({ page: queue.page + 1 }))}">${say('next')}</a>`}</nav>`
}`,
    { wide: true, styles: ['review'] },
  )
}

/** Who sees everything and makes no step. */
function isWatching({ posts }: DeskView): boolean {
  return posts.every(({ role }) => role === 'budget-auditor')
}

/** Whether a row's step can be made from the list. */
function canPass(step: ListedStep | null | undefined): boolean {
  return step?.refusals.length === 0
}

function to({ language }: DeskView, query: string): string {
  return inLanguage(language, query === '' ? '/desk/queue' : `/desk/queue?${query}`)
}

function renderPassed({ language }: DeskView, passed: NonNullable<QueuePage['passed']>): Markup {
  const bad = passed.filter(({ ok }) => !ok)
  const said = reviewPhrase(language, 'passed', { ok: passed.length - bad.length, bad: bad.length })
  return html`<div class="${bad.length > 0 ? 'notice wrong' : 'notice'}" role="${bad.length > 0 ? 'alert' : 'status'}"><p>${said}</p>${
    bad.length > 0 &&
    html`<p>${reviewPhrase(language, 'notPassed')}</p><ul>${bad.map(({ name, refusals }) => html`<li>${name}: ${refusals.map((each) => each[language]).join(' ')}</li>`)}</ul>`
  }</div>`
}

function renderFilter({ language }: DeskView, { queue, asked, orders, kinds }: QueuePage): Markup {
  const say = (key: ReviewPhraseKey): string => reviewPhrase(language, key)
  const option = (value: string, name: string, chosen: boolean): Markup =>
    html`<option value="${value}"${chosen && html` selected`}>${name}</option>`
  const select = (name: string, label: string, options: Part): Markup =>
    html`<label>${label} <select name="${name}">${options}</select></label>`
  const all = option('', say('all'), false)
  return html`<form class="filter" method="get" action="/desk/queue" aria-label="${say('filter')}">
${language === 'en' && html`<input type="hidden" name="lang" value="en">`}
<label>${say('text')} <input name="q" value="${asked.text}" maxlength="60"></label>
${select('state', say('state'), [all, ...queue.states.map((id) => option(id, STATES[id].name[language], asked.state === id))])}
${select('department', say('ofDepartment'), [all, ...queue.departments.map((name) => option(name, name, asked.department === name))])}
${select('only', say('only'), [all, ...kinds.map((kind) => option(kind, say(`only-${kind}`), asked.only === kind))])}
${select(
  'order',
  say('order'),
  orders.map((order) => option(order, say(`order-${order}`), asked.order === order)),
)}
<button type="submit">${say('show')}</button></form>`
}

function renderRows(view: DeskView, page: QueuePage): Markup {
  const { language } = view
  const say = (key: ReviewPhraseKey): string => reviewPhrase(language, key)
  const head = (key: ReviewPhraseKey, number = false): Markup =>
    html`<th scope="col"${number && html` class="n"`}>${say(key)}</th>`
  const some = page.queue.rows.some((row) => canPass(page.steps.get(row)))
  const table = renderScroll(
    say('queue'),
    html`<table class="list queue"><thead><tr>${some && head('choose')}${head('unit')}${head('state')}${head('waits', true)}${head('deadline')}${head('amount', true)}${head('change', true)}${head('errors', true)}${head('warnings', true)}${head('openComments', true)}${head('yourStep')}</tr></thead>
<tbody>${page.queue.rows.map((row) => renderRow(view, page, row, some))}</tbody></table>`,
  )
  if (!some) return table
  return html`<form method="post" action="${inLanguage(language, `/desk/queue/pass?${page.query({})}`)}">
${table}
<p class="hint">${say('passHint')}</p>
<p><button type="submit" class="main">${say('passChosen')}</button></p></form>`
}

function renderRow(view: DeskView, { steps, query }: QueuePage, row: QueueRow, choosing: boolean): Markup {
  const { language } = view
  const say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>): string =>
    reviewPhrase(language, key, values)
  const step = steps.get(row) ?? null
  const { summary, deadline } = row
  const asked = query({})
  const href = inLanguage(language, `/desk/budgets/${row.budget}/review${asked === '' ? '' : `?${asked}`}`)
  const late = deadline !== null && deadline.daysLeft < 0
  const share = summary === null ? null : printShare(summary.expenditure - summary.lastYear, summary.lastYear)
  const can = canPass(step)
  const name = row.kind === 'department' ? `${row.organisation}${say('department')}` : row.organisation
  const count = (n: number, wrong = false): Markup =>
    html`<td class="n${wrong && n > 0 && ' wrong'}">${summary === null ? '' : n}</td>`
  return html`<tr>${choosing && html`<td>${step !== null && can && html`<input type="checkbox" name="chosen" value="${row.budget} ${step.id}" aria-label="${say('chooseOne', { name })}">`}</td>`}
<th scope="row"><a href="${href}">${name}</a><br><small>${say('ofYear', { year: row.year })} · ${row.code}${row.kind === 'unit' && ` · ${row.department}`}</small></th>
<td>${STATES[row.state].name[language]}${view.posts.length > 1 && html`<br><small>${roleOf(row.holder.role).name[language]}</small>`}</td>
<td class="n">${row.waitingDays}</td>
<td${late && html` class="wrong"`}>${deadline !== null && html`${say(late ? 'daysLate' : 'daysLeft', { n: Math.abs(deadline.daysLeft) })}<br><small>${deadline.name[language]}</small>`}</td>
<td class="n">${summary !== null && printTenThousand(summary.expenditure)}</td>
<td class="n">${summary !== null && (share ?? say('noLastYear'))}</td>
${count(summary?.errors ?? 0, true)}${count(summary?.warnings ?? 0)}<td class="n">${row.openComments}</td>
<td>${step === null ? html`<a href="${href}">${say(isWatching(view) ? 'see' : 'look')}</a>` : can ? step.name[language] : html`<details><summary>${say('blocked')}</summary>${step.refusals.map((each) => html`<p>${each[language]}</p>`)}</details>`}</td></tr>`
}
