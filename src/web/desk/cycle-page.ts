import type { Calendar } from '../../app/compile/calendar.ts'
import type { Cycle } from '../../app/compile/cycles.ts'
import type { Words } from '../../budget/finding.ts'
import type { Deadline } from '../../ledger/workflow/deadlines.ts'
import { EVENT_KINDS, type EventKind } from '../../ledger/workflow/guards.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type GroupedCalendar, groupCalendars, type SharedDeadline } from './calendar-groups.ts'
import { renderCycleChoice } from './cycle-choice.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'

/** What happened outside, by its name. */
export const EVENT_NAMES: Readonly<Record<EventKind, Words>> = {
  opened: { zh: '布置预算编制', en: 'Budget work opened' },
  'totals-reported': { zh: '汇总上报上级财政', en: 'Totals reported to the bureau above' },
  'first-review': { zh: '人大财经委初步审查', en: 'First review by the committee of the congress' },
  'congress-session': { zh: '人民代表大会开幕', en: 'Session of the congress opens' },
  'congress-approved': { zh: '人民代表大会批准预算', en: 'Congress approved the budget' },
  'adjustment-approved': { zh: '人大常委会批准预算调整', en: 'Standing committee approved the adjustment' },
  'final-congress-approved': { zh: '人大常委会批准决算', en: 'Standing committee approved the final account' },
}

export interface CycleView {
  readonly cycles: readonly Cycle[]
  readonly chosen: Cycle | null
  readonly calendars: readonly Calendar[]
  /** The person runs the chosen year: records what happened. */
  readonly runs: boolean
  /** Divisions for which the person opens years. */
  readonly opens: readonly { readonly organisation: number; readonly name: string }[]
  /** A year that could be opened. */
  readonly next: number
  /** Organisations that were founded after the chosen year was opened. */
  readonly outside: readonly string[]
}

/** The year's calendar: every deadline with its source and the days left, what has been recorded, and the forms of who runs it. */
export function renderCyclePage(view: DeskView, content: CycleView): string {
  const { language } = view
  const zh = language === 'zh'
  const { cycles, chosen, calendars, runs, opens, next, outside } = content
  return renderDeskFrame(
    view,
    zh ? `${chosen?.year ?? ''}年度日程` : `Calendar ${chosen?.year ?? ''}`,
    html`${chosen !== null && renderCycleChoice(view, cycles, chosen.id, '/desk/cycle')}
${chosen === null && html`<p>${zh ? '还没有开启预算年度。' : 'No budget year has been opened.'}</p>`}
${chosen !== null && outside.length > 0 && renderOutside(language, chosen, outside)}
${chosen !== null && renderCalendars(language, groupCalendars(calendars))}
${chosen !== null && renderEvents(language, chosen)}
${runs && chosen !== null && renderRecording(language, chosen)}
${opens.length > 0 && renderOpening(language, opens, next)}`,
  )
}

function renderOpening(language: Language, opens: CycleView['opens'], next: number): Markup {
  const zh = language === 'zh'
  const only = opens.length === 1 ? opens[0] : undefined
  const division =
    only === undefined
      ? html`<p class="field"><label for="division">${zh ? '本级' : 'Division'}</label><select id="division" name="division">${opens.map(({ organisation, name }) => html`<option value="${organisation}">${name}</option>`)}</select></p>`
      : html`<input type="hidden" name="division" value="${only.organisation}">`
  return html`<section><h2>${zh ? '开启新的年度' : 'Open another year'}</h2><form class="stack" method="post" action="${inLanguage(language, '/desk/cycle/open')}">${division}<p class="field"><label for="year">${zh ? '年度' : 'Year'}</label><input id="year" name="year" inputmode="numeric" pattern="20[0-9][0-9]" required value="${String(next)}"></p><button type="submit" class="main">${zh ? '开启' : 'Open'}</button></form></section>`
}

function renderOutside(language: Language, { year, organisation }: Cycle, outside: readonly string[]): Markup {
  const zh = language === 'zh'
  const said = zh ? `还没有${year}年预算的机构：` : `Without a budget of ${year}: `
  return html`<form class="outside" method="post" action="${inLanguage(language, '/desk/cycle/open')}"><p>${said}${outside.join(zh ? '、' : ', ')}${zh ? '。' : '.'}</p><input type="hidden" name="year" value="${String(year)}"><input type="hidden" name="division" value="${organisation}"><button type="submit">${zh ? '为它们开立预算' : 'Open it for them'}</button></form>`
}

/** Holders that are named in the row; more are folded. */
const NAMED = 3

/** What is due first, with the days left; what waits for something else, and what is done, folded. */
function renderCalendars(language: Language, { open, waiting, done }: GroupedCalendar): Markup {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const count = (rows: readonly SharedDeadline[]): number => rows.reduce((sum, { holders }) => sum + holders.length, 0)
  const waits = waiting.reduce((sum, { deadlines }) => sum + count(deadlines), 0)
  return html`<section aria-labelledby="due-title"><h2 id="due-title">${say('要办的', 'Due')}</h2>
${open.length === 0 ? html`<p>${say('现在没有已知日期的未办事项。', 'Nothing is due on a day that is known.')}</p>` : renderDeadlines(language, open, say('要办的', 'Due'))}</section>
${
  waits > 0 &&
  html`<section aria-labelledby="waits-title"><h2 id="waits-title">${say('还要等别的事', 'Waiting for something else')} <small>${waits}</small></h2>${waiting.map(
    ({ waitsFor, deadlines }) => {
      const title = `${say('待：', 'After: ')}${waitsFor[language]}`
      return html`<details class="waits"><summary>${title} <small>${say(`${count(deadlines)}项`, String(count(deadlines)))}</small></summary>${renderDeadlines(language, deadlines, title)}</details>`
    },
  )}</section>`
}
${done.length > 0 && html`<section aria-labelledby="done-title"><h2 id="done-title">${say('已办的', 'Done')}</h2><details class="waits"><summary>${say('已办的事项', 'What is done')} <small>${say(`${count(done)}项`, String(count(done)))}</small></summary>${renderDeadlines(language, done, say('已办的', 'Done'))}</details></section>`}`
}

function renderDeadlines(language: Language, deadlines: readonly SharedDeadline[], label: string): Markup {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  // Nothing is said of days that no row has.
  const has = {
    due: deadlines.some(({ due }) => due !== null),
    left: deadlines.some((each) => each.done !== null || each.daysLeft !== null),
  }
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table class="list deadlines"><thead><tr>${has.due && html`<th scope="col">${say('期限', 'Due')}</th>`}${has.left && html`<th scope="col">${say('还剩', 'Left')}</th>`}<th scope="col">${say('事项', 'What')}</th><th scope="col">${say('责任方', 'Responsible')}</th><th scope="col">${say('依据', 'Basis')}</th></tr></thead>
<tbody>${deadlines.map(
    (deadline) =>
      html`<tr>${has.due && html`<td class="nowrap">${deadline.due ?? ''}</td>`}${has.left && html`<td class="nowrap">${renderLeft(language, deadline)}</td>`}<th scope="row">${deadline.name[language]}</th><td lang="zh-CN">${renderHolders(language, deadline)}</td><td>${deadline.basis[language]}</td></tr>`,
  )}</tbody></table></div>`
}

function renderLeft(language: Language, { done, daysLeft }: Deadline): Markup {
  const zh = language === 'zh'
  if (done !== null) return html`<span class="done">${zh ? `${done} 完成` : `done ${done}`}</span>`
  if (daysLeft === null) return html``
  return daysLeft < 0
    ? html`<strong class="late">${zh ? `已过${-daysLeft}天` : `${-daysLeft} days late`}</strong>`
    : html`<span class="${daysLeft <= 7 ? 'soon' : ''}">${zh ? `${daysLeft}天` : `${daysLeft} days`}</span>`
}

function renderHolders(language: Language, { holders }: SharedDeadline): Markup {
  const names = html`${holders.map(({ organisation, budget }, i) => html`${i > 0 && '、'}${budget === null ? organisation : html`<a href="${inLanguage(language, `/desk/budgets/${budget}`)}">${organisation}</a>`}`)}`
  if (holders.length <= NAMED) return names
  const summary = language === 'zh' ? `${holders.length}个` : html`<span lang="en">${holders.length} of them</span>`
  return html`<details><summary>${summary}</summary>${names}</details>`
}

function renderEvents(language: Language, { events }: Cycle): Markup {
  const zh = language === 'zh'
  if (events.length === 0) return html``
  return html`<section><h2>${zh ? '已登记的外部事项' : 'Recorded'}</h2><ul>${events.map(({ kind, day, document, note }) => html`<li>${day} ${EVENT_NAMES[kind][language]}，${document}${note === '' ? '' : `（${note}）`}</li>`)}</ul></section>`
}

function renderRecording(language: Language, { id }: Cycle): Markup {
  const zh = language === 'zh'
  return html`<section><h2>${zh ? '登记外部事项' : 'Record an event'}</h2>
<form class="stack" method="post" action="${inLanguage(language, `/desk/cycle/${id}/events`)}">
<p class="field"><label for="kind">${zh ? '事项' : 'What'}</label><select id="kind" name="kind">${EVENT_KINDS.map((kind) => html`<option value="${kind}">${EVENT_NAMES[kind][language]}</option>`)}</select></p>
<p class="field"><label for="day">${zh ? '日期' : 'Day'}</label><input id="day" name="day" type="date" required aria-describedby="day-hint"><span class="hint" id="day-hint">${zh ? '人民代表大会开幕的日期可以在将来。' : 'The day on which the congress opens may lie ahead.'}</span></p>
<p class="field"><label for="document">${zh ? '文号' : 'Number of the document'}</label><input id="document" name="document" required maxlength="200"></p>
<p class="field"><label for="note">${zh ? '备注' : 'Note'}</label><input id="note" name="note" maxlength="300"></p>
<button type="submit" class="main">${zh ? '登记' : 'Record'}</button></form></section>`
}
