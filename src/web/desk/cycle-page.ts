import type { Calendar } from '../../app/compile/calendar.ts'
import type { Cycle } from '../../app/compile/cycles.ts'
import type { Words } from '../../budget/finding.ts'
import type { Deadline } from '../../ledger/workflow/deadlines.ts'
import { EVENT_KINDS, type EventKind } from '../../ledger/workflow/guards.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
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
  /** The person runs the year: opens it and records what happened. */
  readonly runs: boolean
  /** A year that could be opened. */
  readonly next: number
  /** Organisations that were founded after the chosen year was opened. */
  readonly outside: readonly string[]
}

/** The year's calendar: every deadline with its source and the days left, what has been recorded, and the forms of who runs it. */
export function renderCyclePage(view: DeskView, content: CycleView): string {
  const { language } = view
  const zh = language === 'zh'
  const { cycles, chosen, calendars, runs, next, outside } = content
  return renderDeskFrame(
    view,
    zh ? `${chosen?.year ?? ''}年度日程` : `Calendar ${chosen?.year ?? ''}`,
    html`${cycles.length > 1 && html`<nav aria-label="${zh ? '年度' : 'Years'}"><ul class="tabs">${cycles.map(({ id, year }) => html`<li><a href="${inLanguage(language, `/desk/cycle?id=${id}`)}"${chosen?.id === id && html` aria-current="page"`}>${year}</a></li>`)}</ul></nav>`}
${chosen === null && html`<p>${zh ? '还没有开启预算年度。' : 'No budget year has been opened.'}</p>`}
${chosen !== null && outside.length > 0 && renderOutside(language, chosen.year, outside)}
${calendars.map((calendar, i) => renderCalendar(language, calendar, i))}
${chosen !== null && renderEvents(language, chosen)}
${runs && chosen !== null && renderRecording(language, chosen)}
${runs && html`<section><h2>${zh ? '开启新的年度' : 'Open another year'}</h2><form class="stack" method="post" action="${inLanguage(language, '/desk/cycle/open')}"><p class="field"><label for="year">${zh ? '年度' : 'Year'}</label><input id="year" name="year" inputmode="numeric" pattern="20[0-9][0-9]" required value="${String(next)}"></p><button type="submit" class="main">${zh ? '开启' : 'Open'}</button></form></section>`}`,
  )
}

function renderOutside(language: Language, year: number, outside: readonly string[]): Markup {
  const zh = language === 'zh'
  const said = zh ? `还没有${year}年预算的机构：` : `Without a budget of ${year}: `
  return html`<form class="outside" method="post" action="${inLanguage(language, '/desk/cycle/open')}"><p>${said}${outside.join(zh ? '、' : ', ')}${zh ? '。' : '.'}</p><input type="hidden" name="year" value="${String(year)}"><button type="submit">${zh ? '为它们开立预算' : 'Open it for them'}</button></form>`
}

function renderCalendar(language: Language, { organisation, budget, deadlines }: Calendar, i: number): Markup {
  const zh = language === 'zh'
  const id = `calendar-${i}`
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${budget === null ? organisation : html`<a href="${inLanguage(language, `/desk/budgets/${budget}`)}">${organisation}</a>`}</h2>
<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table class="list deadlines"><thead><tr><th scope="col">${zh ? '事项' : 'What'}</th><th scope="col">${zh ? '期限' : 'Due'}</th><th scope="col">${zh ? '还剩' : 'Left'}</th><th scope="col">${zh ? '依据' : 'Basis'}</th></tr></thead>
<tbody>${deadlines.map((deadline) => renderDeadline(language, deadline))}</tbody></table></div></section>`
}

function renderDeadline(language: Language, { name, basis, due, waitsFor, done, daysLeft }: Deadline): Markup {
  const zh = language === 'zh'
  const left =
    done !== null
      ? html`<span class="done">${zh ? `${done} 完成` : `done ${done}`}</span>`
      : daysLeft === null
        ? ''
        : daysLeft < 0
          ? html`<strong class="late">${zh ? `已过${-daysLeft}天` : `${-daysLeft} days late`}</strong>`
          : html`<span class="${daysLeft <= 7 ? 'soon' : ''}">${zh ? `${daysLeft}天` : `${daysLeft} days`}</span>`
  return html`<tr><th scope="row">${name[language]}</th><td class="nowrap">${due ?? (waitsFor === null ? '' : `${zh ? '待：' : 'after: '}${waitsFor[language]}`)}</td><td class="nowrap">${left}</td><td>${basis[language]}</td></tr>`
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
