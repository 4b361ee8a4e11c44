import type { BudgetHead } from '../../app/compile/budget-head.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { html, type Markup } from '../markup.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'

/** The pages of one budget, in the order of their links. */
const PARTS = ['desk', 'review', 'versions', 'differences', 'history', 'comments'] as const
export type BudgetPart = (typeof PARTS)[number]

/** A page about one budget, with the way to the others. */
export function renderBudgetFrame(view: DeskView, budget: BudgetHead, part: BudgetPart, main: Markup): string {
  const { language } = view
  const say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>): string =>
    reviewPhrase(language, key, values)
  const name = budget.kind === 'department' ? `${budget.name}${say('department')}` : budget.name
  const at = say('at', { year: budget.year, state: STATES[budget.state].name[language] })
  const links = PARTS.map((each) => {
    const to = each === 'desk' ? `/desk/budgets/${budget.id}` : `/desk/budgets/${budget.id}/${each}`
    return html`<li><a href="${inLanguage(language, to)}"${each === part && html` aria-current="page"`}>${say(each)}</a></li>`
  })
  return renderDeskFrame(
    view,
    `${name} · ${say(part)}`,
    html`<p class="lead">${at}</p>
<nav aria-label="${say('parts')}"><ul class="tabs">${links}</ul></nav>
${main}`,
    { wide: true, styles: ['review'] },
  )
}

/** A table in a region of its own that scrolls sideways, and that the keyboard reaches. */
export function renderScroll(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`
}
