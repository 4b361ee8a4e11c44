import type { WatchedBudget, WatchedProject } from '../../app/compile/watch-progress.ts'
import { printFen } from '../../budget/amount.ts'
import { shareOf } from '../../ledger/performance/deviation.ts'
import { html, type Markup } from '../markup.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { type May, renderEvaluation, renderForms } from './progress-forms.ts'
import { percent, points, sayIn } from './progress-phrases.ts'

/** With groups of three, as people read large amounts. */
function yuan(fen: number): string {
  return printFen(fen, 100, 2).replace(/\B(?=(?:\d{3})+\.)/gu, ',')
}

/** All projects in somebody's reach, those with warnings marked. */
export function renderProgressList(
  view: DeskView,
  budgets: readonly WatchedBudget[],
  { onlyWarned }: { readonly onlyWarned: boolean },
): string {
  const { language } = view
  const say = sayIn(language)
  const rows = budgets.flatMap((budget) =>
    budget.projects.filter(({ warnings }) => !onlyWarned || warnings.length > 0).map((project) => ({ budget, project })),
  )
  const row = ({ budget, project }: (typeof rows)[number]): Markup => {
    const spent = lastSpent(project)
    return html`<tr><th scope="row"><a href="${inLanguage(language, projectPath(budget.budget, project.name))}">${project.name}</a></th><td>${budget.organisation}</td><td class="amount">${yuan(project.amount)}</td><td class="amount">${spent === null ? '' : percent(shareOf(spent, project.amount))}</td>
<td>${project.warnings.length > 0 && html`<ul class="warnings">${project.warnings.map(({ checkpoint, message }) => html`<li>${checkpoint}${language === 'zh' ? '：' : ': '}${message[language]}</li>`)}</ul>`}</td><td>${project.evaluation === null ? '' : points(project.evaluation.evaluation.total)}</td></tr>`
  }
  const year = budgets[0]?.year ?? ''
  return renderDeskFrame(
    view,
    say('title'),
    html`<p class="lead">${say('lead')}</p>
<p><a href="${inLanguage(language, onlyWarned ? '/desk/progress' : '/desk/progress?warned=1')}">${say(onlyWarned ? 'showAll' : 'onlyWarned')}</a></p>
${
  rows.length === 0
    ? html`<p>${say('none')}</p>`
    : html`<div class="scroll" role="region" aria-label="${say('title')}" tabindex="0"><table class="list"><caption>${say('caption', { year })}</caption>
<thead><tr><th scope="col">${say('colProject')}</th><th scope="col">${say('colUnit')}</th><th scope="col">${say('colAmount')}</th><th scope="col">${say('colSpent')}</th><th scope="col">${say('colWarnings')}</th><th scope="col">${say('colScore')}</th></tr></thead><tbody>${rows.map(row)}</tbody></table></div>`
}`,
    { wide: true },
  )
}

export function projectPath(budget: number, project: string): string {
  return `/desk/progress/${budget}?${new URLSearchParams({ project }).toString()}`
}

/** One project: its checkpoints, its evaluation, and the forms of whoever has one here. */
export function renderProgressPage(view: DeskView, budget: WatchedBudget, project: WatchedProject, may: May): string {
  const { language } = view
  const say = sayIn(language)
  const { amount, plan, records, warnings } = project
  const row = ({ checkpoint, value }: WatchedProject['plan'][number]): Markup => {
    const record = records.find((each) => each.checkpoint === checkpoint)
    const own = warnings.filter((each) => each.checkpoint === checkpoint)
    return html`<tr><th scope="row">${checkpoint}</th><td>${value === null ? '' : `${value}%`}</td>
<td>${record === undefined ? say('notSaid') : html`${yuan(record.spent)} (${percent(shareOf(record.spent, amount))})`}</td>
<td>${record !== undefined && html`<ul class="plain">${record.reached.filter(({ value: reached }) => reached !== '').map(({ name, target, value: reached }) => html`<li>${name} ${reached} <span class="hint">${target}</span></li>`)}</ul>`}</td>
<td>${own.length > 0 && html`<ul class="warnings">${own.map(({ message }) => html`<li>${message[language]}</li>`)}</ul>`}${record?.explanation ?? ''}</td><td>${record !== undefined && say(record.public ? 'yes' : 'no')}</td></tr>`
  }
  return renderDeskFrame(
    view,
    project.name,
    html`<p>${budget.organisation} · ${budget.year} · ${say('colAmount')} ${yuan(amount)}</p>
<section aria-labelledby="h-checkpoints"><h2 id="h-checkpoints">${say('checkpoints')}</h2>
<div class="scroll" role="group" aria-labelledby="h-checkpoints" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('colCheckpoint')}</th><th scope="col">${say('colPlan')}</th><th scope="col">${say('colSpent')}</th><th scope="col">${say('colReached')}</th><th scope="col">${say('colExplanation')}</th><th scope="col">${say('colPublic')}</th></tr></thead><tbody>${plan.map(row)}</tbody></table></div></section>
${project.evaluation !== null && renderEvaluation(project.evaluation, project.review, language, say)}
${renderForms({ budget: budget.budget, project, may, language, say })}`,
  )
}

function lastSpent({ plan, records, evaluation }: WatchedProject): number | null {
  if (evaluation !== null) return evaluation.spent
  const last = plan.findLast(({ checkpoint }) => records.some((record) => record.checkpoint === checkpoint))
  return records.find(({ checkpoint }) => checkpoint === last?.checkpoint)?.spent ?? null
}
