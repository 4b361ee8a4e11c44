import type { ControlOverview, ControlUnit, Issued } from '../../app/compile/control-desk.ts'
import type { Cycle } from '../../app/compile/cycles.ts'
import { totalLevel } from '../../ledger/workflow/control-levels.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type ControlPhraseKey, controlPhrase } from './control-phrases.ts'
import { renderCycleChoice } from './cycle-choice.ts'
import { type DeskView, here, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { LEVEL_COLUMNS, levelCells, levelHeads, renderLevelTable } from './level-table.ts'

export interface ControlContent {
  readonly cycles: readonly Cycle[]
  readonly chosen: Cycle
  readonly overview: ControlOverview
  /** The person issues figures. */
  readonly issues: boolean
  /** What became of those just issued. */
  readonly issued: readonly Issued[] | null
}

/** Control figures of all that one reaches: together, by department, by unit; with boxes to issue many in one go. */
export function renderControlPage(view: DeskView, content: ControlContent | null): string {
  const { language } = view
  const say = (key: ControlPhraseKey, values = {}): string => controlPhrase(language, key, values)
  if (content === null) return renderDeskFrame(view, say('title', { year: '' }), html`<p>${say('noCycle')}</p>`)
  const { cycles, chosen, overview, issues, issued } = content
  const table = html`<div class="scroll" role="region" aria-label="${say('byUnit')}" tabindex="0"><table class="list money levels"><thead><tr>${issues && html`<th scope="col">${say('chooseHead')}</th>`}<th scope="col">${say('name')}</th><th scope="col">${say('state')}</th>${levelHeads(language)}</tr></thead>
${overview.departments.map(
  ({ name, lines, units }) =>
    html`<tbody><tr class="department">${issues && html`<td></td>`}<th scope="rowgroup">${name}</th><td></td>${levelCells(totalLevel(lines), language)}</tr>${units.length === 0 && html`<tr>${issues && html`<td></td>`}<td class="level-2" colspan="2">${say('noUnits')}</td><td colspan="${LEVEL_COLUMNS}"></td></tr>`}${units.map((unit) => renderUnit(language, unit, issues))}</tbody>`,
)}</table></div>`
  return renderDeskFrame(
    view,
    say('title', { year: chosen.year }),
    html`${issued !== null && renderIssued(language, issued)}<p class="lead">${say('lead')}</p>
${renderCycleChoice(view, cycles, chosen.id, '/desk/control')}
<section><h2>${say('whole')}</h2>${renderLevelTable(overview.lines, say('whole'), language)}</section>
<section><h2>${say('byUnit')}</h2>${
      issues
        ? html`<form method="post" action="${here(view, `/desk/control/issue?cycle=${chosen.id}`)}">${table}<p class="hint">${say('issueHint')}</p><button type="submit" class="main">${say('issue')}</button></form>`
        : table
    }</section>`,
    { wide: true },
  )
}

function renderUnit(language: Language, { budget, name, state, lines }: ControlUnit, issues: boolean): Markup {
  const waits = state === 'awaiting-control'
  return html`<tr>${issues && html`<td>${waits && html`<input type="checkbox" name="budget" value="${budget}" aria-label="${controlPhrase(language, 'choose', { name })}">`}</td>`}<th scope="row" class="level-2"><a href="${inLanguage(language, `/desk/control/units/${budget}`)}">${name}</a></th><td>${STATES[state].name[language]}</td>${levelCells(totalLevel(lines), language)}</tr>`
}

function renderIssued(language: Language, issued: readonly Issued[]): Markup {
  const say = (key: ControlPhraseKey, values = {}): string => controlPhrase(language, key, values)
  const done = issued.filter(({ refusals }) => refusals.length === 0)
  const not = issued.filter(({ refusals }) => refusals.length > 0)
  return html`<div class="notice" role="status"><p>${issued.length === 0 ? say('nothingChosen') : say('issued', { n: done.length })}${done.length > 0 && html`：${done.map(({ name }) => name).join('、')}`}</p></div>
${not.length > 0 && html`<div class="notice wrong" role="alert"><p>${say('notIssued', { n: not.length })}</p><ul>${not.map(({ name, refusals }) => html`<li><b>${name}</b>：${refusals.map((each) => each[language]).join(' ')}</li>`)}</ul></div>`}`
}
