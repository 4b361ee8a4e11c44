import type { OfferedStep } from '../../app/compile/move-budget.ts'
import type { Neighbours } from '../../app/compile/queue.ts'
import type { Review, ReviewTotal } from '../../app/compile/review.ts'
import type { Severity, Words } from '../../budget/finding.ts'
import { html, type Markup, type Part } from '../markup.ts'
import { renderBudgetFrame, renderScroll } from './budget-frame.ts'
import { renderNewComment, renderThreads } from './comment-threads.ts'
import { type DeskView, inLanguage, REVIEWERS } from './desk-shell.ts'
import { printChange, printShare, printYuan } from './print-money.ts'
import { renderDocument } from './printed-tables.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'
import { renderStepFields } from './step-fields.ts'

export interface ReviewPage {
  readonly review: Review
  readonly steps: readonly OfferedStep[]
  readonly neighbours: Neighbours
  /** Query of the list that one came from; empty where it asks for nothing. */
  readonly query: string
  readonly projects: readonly string[]
  readonly mayComment: boolean
  /** Whether last year's approved budget is here. */
  readonly hasLastYear: boolean
}

/** Longer lists say how many more there are. */
const MOST_LISTED = 50

/** All that a reviewer looks at, and the steps that he has. */
export function renderReviewPage(view: DeskView, page: ReviewPage): string {
  const { language } = view
  const { review, query } = page
  const say = (key: ReviewPhraseKey): string => reviewPhrase(language, key)
  const { budget, document } = review
  const back = query === '' ? 'review' : `review?${query}`
  const forms = { budget: budget.id, language, back }
  return renderBudgetFrame(
    view,
    budget,
    'review',
    html`${renderWay(view, page)}
<div class="columns"><div>
<h2>${say('totals')}</h2>${renderTotals(view, page)}
<h2>${say('findings')}</h2>${renderFindings(view, review)}
</div><div>
<h2>${say('steps')}</h2>${renderSteps(view, page)}
<h2>${say('comments')}</h2>${renderThreads(review.comments, forms)}
${page.mayComment && renderNewComment({ ...forms, projects: page.projects, printed: null })}
</div></div>
<h2>${say('printed')}</h2>${document === null ? html`<p>${say('notPrinted')}</p>` : html`<details><summary>${say('openPrinted')}<span class="hidden">${say('printed')}</span></summary>${renderDocument(document)}</details>`}`,
  )
}

/** Before and after in the list. */
function renderWay({ language, posts }: DeskView, { neighbours, query }: ReviewPage): Markup {
  const { previous, next, place, of } = neighbours
  const asked = query === '' ? '' : `?${query}`
  // Who only writes has no list to go back to.
  const reviews = posts.some(({ role }) => REVIEWERS.includes(role))
  const link = (budget: number, key: 'previousBudget' | 'nextBudget', rel: string): Markup =>
    html`<a rel="${rel}" href="${inLanguage(language, `/desk/budgets/${budget}/review${asked}`)}">${reviewPhrase(language, key)}</a>`
  return html`<nav class="pages" aria-label="${reviewPhrase(language, 'queue')}">${reviews ? html`<a href="${inLanguage(language, `/desk/queue${asked}`)}">${reviewPhrase(language, 'backToQueue')}</a>` : html`<a href="${inLanguage(language, '/desk')}">${reviewPhrase(language, 'backToTasks')}</a>`}
${place > 0 && html`<span>${reviewPhrase(language, 'place', { place, of })}</span>`}
${previous !== null && link(previous, 'previousBudget', 'prev')} ${next !== null && link(next, 'nextBudget', 'next')}</nav>`
}

function renderTotals({ language }: DeskView, { review, hasLastYear }: ReviewPage): Markup {
  const { totals, beforeVersion, budget } = review
  const say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>): string =>
    reviewPhrase(language, key, values)
  const n = beforeVersion ?? 0
  const head = (text: string): Markup => html`<th scope="col" class="n">${text}</th>`
  const figures = ({ now, before, lastYear }: ReviewTotal): Part => [
    html`<td class="n">${printYuan(now)}</td>`,
    before !== null && html`<td class="n">${printYuan(before)}</td><td class="n">${printChange(now - before)}</td>`,
    html`<td class="n">${printYuan(lastYear)}</td><td class="n">${printChange(now - lastYear)}<br><small>${printShare(now - lastYear, lastYear) ?? ''}</small></td>`,
  ]
  const compare = (from: string, text: string): Markup =>
    html`<li><a href="${inLanguage(language, `/desk/budgets/${budget.id}/differences?from=${from}&to=draft`)}">${text}</a></li>`
  return html`${renderScroll(
    say('totals'),
    html`<table class="list money"><caption>${say('yuan')}</caption><thead><tr><th scope="col">${say('item')}</th>${head(say('now'))}${beforeVersion !== null && html`${head(say('before', { n }))}${head(say('changeBefore', { n }))}`}${head(say('lastYear'))}${head(say('changeLast'))}</tr></thead>
<tbody>${totals.map((total) => html`<tr class="${total.of}"><th scope="row">${total.name[language]}</th>${figures(total)}</tr>`)}</tbody></table>`,
  )}
<ul class="inline">${beforeVersion !== null && compare(`v${n}`, say('seeDifferences', { n }))}${hasLastYear && compare('last-year', say('seeLastYear'))}</ul>`
}

function renderFindings({ language }: DeskView, { errors, findings, problems }: Review): Markup {
  const listed: { readonly severity: Severity | 'unreadable'; readonly message: Words }[] = [
    ...problems.map((message) => ({ severity: 'unreadable' as const, message })),
    ...(findings.length === 0 ? errors.map((message) => ({ severity: 'error' as const, message })) : findings),
  ]
  if (listed.length === 0) return html`<p>${reviewPhrase(language, 'noFindings')}</p>`
  const more = listed.length - MOST_LISTED
  return html`<ul class="found">${listed
    .slice(0, MOST_LISTED)
    .map(
      ({ severity, message }) =>
        html`<li class="${severity}"><b>${reviewPhrase(language, severity)}</b> ${message[language]}</li>`,
    )}</ul>${more > 0 && html`<p>${reviewPhrase(language, 'moreFindings', { n: more })}</p>`}`
}

function renderSteps({ language }: DeskView, { steps, review, query }: ReviewPage): Markup {
  if (steps.length === 0) return html`<p>${reviewPhrase(language, 'noSteps')}</p>`
  const action = inLanguage(language, `/desk/budgets/${review.budget.id}/review/move${query === '' ? '' : `?${query}`}`)
  return html`${steps.map((step) => {
    const { id, name, back, refusals } = step
    if (refusals.length > 0)
      return html`<div class="step"><p><b>${name[language]}</b></p><p>${reviewPhrase(language, 'why')}</p><ul>${refusals.map((each) => html`<li>${each[language]}</li>`)}</ul></div>`
    return html`<form class="step" method="post" action="${action}"><input type="hidden" name="transition" value="${id}">
${renderStepFields(language, step)}
<p><button type="submit"${!back && html` class="main"`}>${name[language]}</button></p></form>`
  })}`
}
