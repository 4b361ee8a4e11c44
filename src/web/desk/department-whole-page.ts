import type { DepartmentWhole } from '../../app/compile/consolidation.ts'
import type { InternalTransfer, UnitAmount } from '../../ledger/internal-transfers.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import type { Language } from '../language.ts'
import { html, type Markup, trusted } from '../markup.ts'
import { type ConsolidationPhraseKey, consolidationPhrase } from './consolidation-phrases.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { yuan } from './panel-views.ts'
import { renderPreview } from './preview.ts'
import { renderUnitsRevised } from './revised-tables.ts'

/**
 * A department: its units, what they pay each other, and its budget as it will be printed.
 *
 * @param reachedAt the organisation of the post in which it is looked at
 */
export function renderDepartmentWhole(view: DeskView, whole: DepartmentWhole, reachedAt: number): string {
  const { language } = view
  const say = (key: ConsolidationPhraseKey, values = {}): string => consolidationPhrase(language, key, values)
  const { name, year, budget, cycle, state, units, before, after, transfers, notes, revised } = whole
  return renderDeskFrame(
    view,
    say('departmentTitle', { name, year }),
    html`<p class="lead">${STATES[state].name[language]} · <a href="${inLanguage(language, `/desk/budgets/${budget}`)}">${say('openBudget')}</a> · <a href="${inLanguage(language, `/desk/consolidation?cycle=${cycle}&post=${reachedAt}`)}">${say('back')}</a></p>
<div class="beside"><section><h2>${say('departmentUnits')}</h2><div class="scroll" role="region" aria-label="${say('departmentUnits')}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${say('unit')}</th><th scope="col">${say('state')}</th><th scope="col" class="n">${say('amount')}</th></tr></thead>
<tbody>${units.map((unit) => html`<tr><th scope="row"><a href="${inLanguage(language, `/desk/budgets/${unit.budget}`)}">${unit.name}</a></th><td>${STATES[unit.state].name[language]}</td><td class="n">${yuan(unit.amount)}</td></tr>`)}</tbody>
<tfoot><tr><th scope="row">${say('before')}</th><td></td><td class="n">${yuan(before)}</td></tr><tr><th scope="row">${say('eliminated')}</th><td></td><td class="n">${yuan(after - before)}</td></tr><tr><th scope="row">${say('after')}</th><td></td><td class="n">${yuan(after)}</td></tr></tfoot></table></div></section>
<section><h2>${say('transfers')}</h2>${transfers.length === 0 ? html`<p>${say('noTransfers')}</p>` : transfers.map((transfer) => renderTransfer(language, transfer))}
${notes.length > 0 && html`<h3>${say('notes')}</h3><ul class="doubts">${notes.map((each) => html`<li>${each[language]}</li>`)}</ul>`}</section></div>
${revised !== null && renderUnitsRevised(language, revised)}
${renderPrinted(language, whole)}`,
    { wide: true },
  )
}

function renderTransfer(language: Language, { kind, paid, received, eliminated, stands }: InternalTransfer): Markup {
  const say = (key: ConsolidationPhraseKey): string => consolidationPhrase(language, key)
  const rows = (side: readonly UnitAmount[], head: ConsolidationPhraseKey): Markup =>
    html`${side.map(({ unit, amount }) => html`<tr><th scope="row">${unit}</th><td>${say(head)}</td><td class="n">${yuan(amount)}</td></tr>`)}`
  const name = kind.name[language]
  return html`<h3>${name}</h3><div class="scroll" role="region" aria-label="${name}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${say('unit')}</th><th scope="col">${say('kind')}</th><th scope="col" class="n">${say('money')}</th></tr></thead><tbody>${rows(paid, 'paid')}${rows(received, 'received')}</tbody><tfoot><tr><th scope="row">${say('takenOut')}</th><td></td><td class="n">${yuan(eliminated)}</td></tr></tfoot></table></div>${stands !== null && html`<p class="over">${stands[language]}</p>`}`
}

function renderPrinted(language: Language, { document, refused }: DepartmentWhole): Markup {
  const say = (key: ConsolidationPhraseKey, values = {}): string => consolidationPhrase(language, key, values)
  if (document === null)
    return html`<section><h2>${say('printed')}</h2><p class="over">${say('notPrinted', { why: refused ?? '' })}</p></section>`
  const { markup, parts } = renderPreview({ document, findings: [], touched: [], traced: [] })
  return html`<section><h2>${say('printed')}</h2><p class="hint">${say('printedLead')}</p>
<nav aria-label="${say('contents')}"><ul class="tabs" lang="zh-CN">${parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<div class="printed-whole" lang="zh-CN" role="region" aria-label="${say('printed')}" tabindex="0">${trusted(markup)}</div></section>`
}
