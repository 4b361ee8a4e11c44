import type { Versions } from '../../app/compile/versions.ts'
import { transitionOf } from '../../ledger/workflow/transitions.ts'
import { renderTime } from '../account/render-time.ts'
import { html, type Markup } from '../markup.ts'
import { renderBudgetFrame, renderScroll } from './budget-frame.ts'
import { type DeskView, inLanguage } from './desk-shell.ts'
import { printTenThousand } from './print-money.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'

/** A state that can be compared, by its name in addresses. */
export interface SideChoice {
  readonly id: string
  readonly kind: 'version' | 'draft' | 'last-year'
  readonly n: number
}

/** The versions of a budget, and a form to compare two of them. */
export function renderVersionsPage(view: DeskView, { budget, versions }: Versions, sides: readonly SideChoice[]): string {
  const { language } = view
  const say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>): string =>
    reviewPhrase(language, key, values)
  const head = (key: ReviewPhraseKey, number = false): Markup =>
    html`<th scope="col"${number && html` class="n"`}>${say(key)}</th>`
  const [draft, newest] = [sides.find(({ kind }) => kind === 'draft')?.id, sides.find(({ kind }) => kind === 'version')?.id]
  return renderBudgetFrame(
    view,
    budget,
    'versions',
    html`${versions.length === 0 && html`<p>${say('noVersions')}</p>`}
${sides.length > 1 && renderCompare(view, budget.id, sides, { from: newest ?? sides.at(-1)?.id, to: draft })}
${
  versions.length > 0 &&
  renderScroll(
    say('versions'),
    html`<table class="list"><thead><tr>${head('versions')}${head('step')}${head('when')}${head('by')}${head('amount', true)}${head('errors', true)}${head('warnings', true)}${head('compare')}${head('hash')}</tr></thead>
<tbody>${versions.map(({ n, name, at, transition, summary, sha256 }, i) => {
      const before = versions[i + 1]?.n
      const link = (from: string): string => inLanguage(language, `/desk/budgets/${budget.id}/differences?from=${from}&to=v${n}`)
      return html`<tr><th scope="row">${say('version', { n })}${budget.approved === n && html` <small>${say('approved')}</small>`}</th><td>${transitionOf(transition).name[language]}</td><td>${renderTime(at)}</td><td>${name}</td><td class="n">${printTenThousand(summary.expenditure)}</td><td class="n">${summary.errors}</td><td class="n">${summary.warnings}</td><td>${before !== undefined && html`<a href="${link(`v${before}`)}">${say('seeDifferences', { n: before })}</a>`}</td><td><code title="${sha256}">${sha256.slice(0, 12)}…</code></td></tr>`
    })}</tbody></table>`,
  )
}`,
  )
}

/** What a state that can be compared is called. */
export function sideName({ kind, n }: SideChoice, say: (key: ReviewPhraseKey, values?: { n: number }) => string): string {
  return kind === 'version' ? say('version', { n }) : say(kind === 'draft' ? 'draft' : 'lastApproved')
}

/** Chooses two states to compare. */
export function renderCompare(
  { language }: DeskView,
  budget: number,
  sides: readonly SideChoice[],
  chosen: { readonly from: string | undefined; readonly to: string | undefined; readonly by?: string },
): Markup {
  const say = (key: ReviewPhraseKey, values?: { n: number }): string => reviewPhrase(language, key, values)
  const select = (name: 'from' | 'to'): Markup =>
    html`<label>${say(name)} <select name="${name}">${sides.map((side) => html`<option value="${side.id}"${side.id === chosen[name] && html` selected`}>${sideName(side, say)}</option>`)}</select></label>`
  return html`<form class="filter" method="get" action="/desk/budgets/${budget}/differences">${language === 'en' && html`<input type="hidden" name="lang" value="en">`}${chosen.by !== undefined && html`<input type="hidden" name="by" value="${chosen.by}">`}${select('from')} ${select('to')} <button type="submit">${say('compare')}</button></form>`
}
