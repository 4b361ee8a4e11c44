import type { DepartmentSum, DivisionQuery, DivisionSum } from '../../app/compile/consolidation.ts'
import type { Cycle } from '../../app/compile/cycles.ts'
import { nameOf } from '../../catalogue/codes.ts'
import { nodeName } from '../../catalogue/tree.ts'
import { isSumAxis, levelsOf, SUM_AXES, type SumAxis } from '../../ledger/sum-lines.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { share } from '../portal/money.ts'
import { axisName, type ConsolidationPhraseKey, consolidationPhrase, LEVEL_NAMES } from './consolidation-phrases.ts'
import { renderCycleChoice } from './cycle-choice.ts'
import { type DeskView, here, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { yuan } from './panel-views.ts'
import { renderDivisionRevised } from './revised-tables.ts'

export interface ConsolidationContent {
  readonly cycles: readonly Cycle[]
  readonly chosen: Cycle
  readonly query: DivisionQuery
  readonly sum: DivisionSum
}

/** The address of the totals. */
export function consolidationPath(cycle: number, { axis, level, node }: DivisionQuery): string {
  const query = new URLSearchParams({ cycle: String(cycle), by: axis, level: String(level) })
  if (node !== null) query.set('node', node)
  return `/desk/consolidation?${query.toString()}`
}

export function readDivisionQuery(query: (name: string) => string | undefined): DivisionQuery {
  const by = query('by') ?? ''
  const axis = isSumAxis(by) ? by : 'function'
  const asked = Number(query('level') ?? 1)
  const level = Number.isSafeInteger(asked) && asked >= 1 && asked <= levelsOf(axis) ? asked : 1
  const node = query('node')
  return { axis, level, node: node === undefined ? null : node.replaceAll('\0', '').slice(0, 40) }
}

/** All departments together: totals by an axis, each leading down to who plans it; and what was taken out in each department. */
export function renderConsolidationPage(view: DeskView, content: ConsolidationContent | null): string {
  const { language } = view
  const say = (key: ConsolidationPhraseKey, values = {}): string => consolidationPhrase(language, key, values)
  if (content === null) return renderDeskFrame(view, say('title', { year: '' }), html`<p>${say('noCycle')}</p>`)
  const { cycles, chosen, query, sum } = content
  return renderDeskFrame(
    view,
    say('title', { year: chosen.year }),
    html`<p class="lead">${say('lead')}</p>
${renderCycleChoice(view, cycles, chosen.id, '/desk/consolidation')}
<div class="beside"><section><h2>${axisName(language, query.axis)}</h2>${renderChoices(view, chosen.id, query)}${renderNodes(view, content)}</section>
<section><h2>${say('departments')}</h2>${renderDepartments(language, sum.departments)}</section></div>
${query.node !== null && renderSpenders(language, chosen.year, query.axis, query.node, sum)}
${sum.revised !== null && renderDivisionRevised(language, sum.revised, sum.departments, { query, label: (node) => nodeLabel(language, query.axis, node, chosen.year) })}`,
    { wide: true },
  )
}

function renderChoices(view: DeskView, cycle: number, { axis, level }: DivisionQuery): Markup {
  const { language } = view
  const link = (to: DivisionQuery, text: string, current: boolean): Markup =>
    html`<li><a href="${here(view, consolidationPath(cycle, to))}"${current && html` aria-current="page"`}>${text}</a></li>`
  const levels = levelsOf(axis)
  return html`<nav aria-label="${consolidationPhrase(language, 'axis')}"><ul class="tabs">${SUM_AXES.map((each) => link({ axis: each, level: 1, node: null }, axisName(language, each), each === axis))}</ul></nav>
${levels > 1 && html`<nav aria-label="${consolidationPhrase(language, 'level')}"><ul class="tabs">${LEVEL_NAMES.slice(0, levels).map((name, i) => link({ axis, level: i + 1, node: null }, consolidationPhrase(language, name), i + 1 === level))}</ul></nav>`}`
}

function renderNodes(view: DeskView, { chosen, query, sum }: ConsolidationContent): Markup {
  const { language } = view
  const say = (key: ConsolidationPhraseKey): string => consolidationPhrase(language, key)
  return html`<div class="scroll" role="region" aria-label="${axisName(language, query.axis)}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${axisName(language, query.axis)}</th><th scope="col" class="n">${say('amount')}</th><th scope="col" class="n">${say('share')}</th></tr></thead>
<tbody>${sum.nodes.map(
    ({ node, amount }) =>
      html`<tr><th scope="row"><a href="${here(view, consolidationPath(chosen.id, { ...query, node }))}#spenders"${node === query.node && html` aria-current="true"`}>${nodeLabel(language, query.axis, node, chosen.year)}</a></th><td class="n">${yuan(amount)}</td><td class="n">${share(amount, sum.total)}</td></tr>`,
  )}</tbody><tfoot><tr><th scope="row">${say('total')}</th><td class="n">${yuan(sum.total)}</td><td></td></tr></tfoot></table></div>`
}

/** `205 教育支出`, `一般公共预算拨款`. */
function nodeLabel(language: Language, axis: SumAxis, node: string, year: number): string {
  if (node === '') return consolidationPhrase(language, 'notSaid')
  if (axis === 'function' || axis === 'economic') return `${node} ${nameOf(axis, node, year) ?? ''}`.trim()
  return nodeName(axis, node, year)[language]
}

function renderDepartments(language: Language, departments: readonly DepartmentSum[]): Markup {
  const say = (key: ConsolidationPhraseKey, values = {}): string => consolidationPhrase(language, key, values)
  const sum = (of: (department: DepartmentSum) => number): string =>
    yuan(departments.reduce((total, each) => total + of(each), 0))
  return html`<div class="scroll" role="region" aria-label="${say('departments')}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${say('department')}</th><th scope="col">${say('state')}</th><th scope="col" class="n">${say('units')}</th><th scope="col" class="n">${say('before')}</th><th scope="col" class="n">${say('eliminated')}</th><th scope="col" class="n">${say('after')}</th></tr></thead>
<tbody>${departments.map(
    ({ budget, name, state, units, before, eliminated, after, standing }) =>
      html`<tr><th scope="row">${budget === null ? name : html`<a href="${inLanguage(language, `/desk/consolidation/departments/${budget}`)}">${name}</a>`}${standing > 0 && html`<br><span class="over">${say('standing', { n: standing })}</span>`}</th><td>${state === null ? '' : STATES[state].name[language]}</td><td class="n">${units}</td><td class="n">${yuan(before)}</td><td class="n">${eliminated === 0 ? '' : yuan(-eliminated)}</td><td class="n">${yuan(after)}</td></tr>`,
  )}</tbody><tfoot><tr><th scope="row">${say('total')}</th><td></td><td class="n">${departments.reduce((total, { units }) => total + units, 0)}</td><td class="n">${sum(({ before }) => before)}</td><td class="n">${sum(({ eliminated }) => -eliminated)}</td><td class="n">${sum(({ after }) => after)}</td></tr></tfoot></table></div>`
}

function renderSpenders(language: Language, year: number, axis: SumAxis, node: string, { spenders }: DivisionSum): Markup {
  const say = (key: ConsolidationPhraseKey, values = {}): string => consolidationPhrase(language, key, values)
  const title = say('spenders', { name: nodeLabel(language, axis, node, year) })
  return html`<section id="spenders" tabindex="-1"><h2>${title}</h2><div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${say('department')} · ${say('unit')}</th><th scope="col" class="n">${say('before')}</th><th scope="col" class="n">${say('after')}</th></tr></thead>
${spenders.map(
  ({ name, amount, units }) =>
    html`<tbody><tr class="department"><th scope="rowgroup">${name}</th><td class="n">${yuan(units.reduce((sum, unit) => sum + unit.amount, 0))}</td><td class="n">${yuan(amount)}</td></tr>${units.map((unit) => html`<tr><th scope="row" class="level-2"><a href="${inLanguage(language, `/desk/budgets/${unit.budget}`)}">${unit.name}</a></th><td class="n">${yuan(unit.amount)}</td><td></td></tr>`)}</tbody>`,
)}</table></div></section>`
}
