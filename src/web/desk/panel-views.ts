import { printFen } from '../../budget/amount.ts'
import { nodeName } from '../../catalogue/tree.ts'
import type { Draft } from '../../ledger/draft/draft.ts'
import { fieldName } from '../../ledger/draft/draft.ts'
import { SHEET_NAMES, type SheetId } from '../../ledger/judge-ledger.ts'
import { type Line, WORD_TOPICS } from '../../ledger/ledger.ts'
import type { ControlLine } from '../../ledger/workflow/control.ts'
import type { Language } from '../language.ts'
import { html, type Markup, type Part } from '../markup.ts'
import type { ChapterProgress, Missing } from './chapters.ts'
import type { Present } from './desk-answers.ts'
import { type CellName, cellKey, type DeskConflict } from './desk-model.ts'
import { deskPhrase } from './desk-phrases.ts'
import { previewId } from './preview.ts'
import type { PrintedChange, PrintedSpot } from './printed-changes.ts'
import type { CellNote } from './quick-proof.ts'
import type { PrintedFinding } from './whole-proof.ts'

/** Longer lists say how many more there are. */
const MOST_LISTED = 100

/** Yuan with two decimals and separators, as accountants read them. */
export function yuan(fen: number): string {
  return printFen(fen, 100, 2).replace(/\B(?=(\d{3})+\.)/gu, ',')
}

/** Sums by nature beside the control figures, fund by fund. */
export function renderSums(control: readonly ControlLine[], issued: boolean, language: Language): Markup {
  const name = (dimension: 'fund' | 'nature', node: string): string =>
    node === '' ? '—' : nodeName(dimension, node, null)[language]
  const lines = control.filter(({ planned, amount }) => planned !== 0 || amount !== 0)
  const total = lines.reduce((sum, line) => sum + line.planned, 0)
  const figure = lines.reduce((sum, line) => sum + line.amount, 0)
  const row = (label: string, planned: number, amount: number, project = ''): Markup => {
    const left = amount - planned
    const over = issued && left < 0
    const style = over && html` class="over"`
    const mark = over && html` <b>${deskPhrase(language, 'over')}</b>`
    // A long name beside three amounts would be a column of single words.
    const named =
      project !== '' && html`<tr${style}><th scope="row" colspan="4" class="project">${label} · ${project}${mark}</th></tr>`
    return html`${named}<tr${style}>${project === '' ? html`<th scope="row">${label}${mark}</th>` : html`<td></td>`}<td class="n">${yuan(planned)}</td><td class="n">${issued ? yuan(amount) : deskPhrase(language, 'noControl')}</td><td class="n">${issued && yuan(left)}</td></tr>`
  }
  const funds = [...new Set(lines.map(({ fund }) => fund))]
  const bodies = funds.map((fund) => {
    const own = lines.filter((line) => line.fund === fund)
    const rows = own.map((line) => row(name('nature', line.nature), line.planned, line.amount, line.project))
    return html`<tbody><tr><th class="fund" scope="rowgroup" colspan="4">${name('fund', fund)}</th></tr>${rows}</tbody>`
  })
  return html`<h2 id="sums-title">${deskPhrase(language, 'sums')}</h2><table class="sums" aria-labelledby="sums-title"><thead><tr><th scope="col">${deskPhrase(language, 'what')}</th><th class="n" scope="col">${deskPhrase(language, 'planned')}</th><th class="n" scope="col">${deskPhrase(language, 'control')}</th><th class="n" scope="col">${deskPhrase(language, 'left')}</th></tr></thead>${bodies}<tbody>${row(deskPhrase(language, 'total'), total, figure)}</tbody></table>`
}

/** What is wrong in the cells, each with a way there. */
export function renderNotes(notes: readonly CellNote[], draft: Draft, language: Language): Markup {
  const order = ['error', 'warning', 'note']
  const sorted = notes.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  const items = sorted
    .slice(0, MOST_LISTED)
    .map(
      (note) =>
        html`<li class="${note.severity}">${goTo(note, html`<b>${deskPhrase(language, note.severity)}</b> ${describeCell(draft, note, language)}${language === 'zh' ? '：' : ': '}${note.message[language]}`)}</li>`,
    )
  return html`<h2>${deskPhrase(language, 'notes')}</h2>${notes.length === 0 ? html`<p>${deskPhrase(language, 'noNotes')}</p>` : html`<ul class="found">${items}</ul>`}${more(notes.length, language)}`
}

/** What the printed disclosure's own checks say. */
export function renderFindings(findings: readonly PrintedFinding[], passed: number, failed: number, language: Language): Markup {
  const items = findings.slice(0, MOST_LISTED).map(({ severity, message, at }) => {
    const words = html`<b>${deskPhrase(language, severity)}</b> ${message[language]}`
    return html`<li class="${severity}">${at[0] === undefined ? words : see(at[0], words)}</li>`
  })
  return html`<h2>${deskPhrase(language, 'printedFindings')}</h2><p>${deskPhrase(language, 'equations', { passed, failed })}</p>${findings.length === 0 ? html`<p>${deskPhrase(language, 'noFindings')}</p>` : html`<ul class="found">${items}</ul>`}${more(findings.length, language)}`
}

/** What else a change touches. */
export function renderTouched(changes: readonly PrintedChange[], saved: boolean, language: Language): Markup {
  if (changes.length === 0) return html`<p>${deskPhrase(language, 'touchedNone')}</p>`
  const byTitle = new Map<string, PrintedChange[]>()
  for (const change of changes.slice(0, MOST_LISTED)) byTitle.set(change.title, [...(byTitle.get(change.title) ?? []), change])
  const item = ({ row, column, before, after, at }: PrintedChange): Markup => {
    const where = [row, column].filter((text) => text !== '').join(' · ')
    const old = before === null ? html`<i>${deskPhrase(language, 'fresh')}</i>` : html`<del>${before}</del>`
    const now = after === null ? html`<i>${deskPhrase(language, 'gone')}</i>` : html`<ins>${after}</ins>`
    const words = html`${where !== '' && html`${where}: `}${old} <span aria-hidden="true">→</span> ${now}`
    return html`<li>${at === null ? words : see(at, words)}</li>`
  }
  return html`<p>${deskPhrase(language, saved ? 'touchedSince' : 'touchedLead', { n: changes.length })}</p>${[...byTitle].map(([title, list]) => html`<h2 lang="zh-CN">${title}</h2><ul class="touches">${list.map(item)}</ul>`)}${more(changes.length, language)}`
}

/** The statutory chapters with what each still lacks. */
export function renderProgress(progress: readonly ChapterProgress[], draft: Draft, language: Language): Markup {
  return html`<h2>${deskPhrase(language, 'chapters')}</h2><ol class="chapters">${progress.map(({ chapter, met, missing }) => {
    const all = chapter.needs.length
    const done = missing.length === 0
    const state = done ? deskPhrase(language, 'chapterDone') : deskPhrase(language, 'chapterOpen', { met, all })
    return html`<li class="${done ? 'done' : 'open'}"><span class="title">${chapter.title[language]}</span> <span class="state">${state}</span>${!done && html`<ul>${missing.slice(0, 5).map((m) => html`<li>${goTo(m.cell, describeMissing(m, draft, language))}</li>`)}</ul>${more(missing.length, language, 5)}`}</li>`
  })}</ol>`
}

function describeMissing({ need, cell }: Missing, draft: Draft, language: Language): string {
  if ('topic' in need) return deskPhrase(language, 'missingTopic', { topic: WORD_TOPICS[need.topic]?.[language] ?? need.topic })
  if ('rows' in need) return deskPhrase(language, 'missingRows', { sheet: SHEET_NAMES[need.rows][language] })
  if ('indicators' in need) {
    const name = draft.projects.find(({ id }) => id === cell.row)?.texts['name'] ?? ''
    return deskPhrase(language, 'missingIndicators', { name })
  }
  const field = fieldName(cell.sheet, cell.field)[language]
  if ('field' in need && !('every' in need)) return deskPhrase(language, 'missingBasic', { field })
  return deskPhrase(language, 'missingField', { sheet: SHEET_NAMES[cell.sheet][language], n: rowNumber(draft, cell), field })
}

/** Where others wrote too, with both texts and the choice. */
export function renderConflicts(conflicts: readonly DeskConflict[], draft: Draft, language: Language): Markup {
  if (conflicts.length === 0) return html``
  return html`<h2>${deskPhrase(language, 'conflicts')}</h2><ul>${conflicts.map((conflict) => {
    const { id, change, why, now, by } = conflict
    const field = change.kind === 'set' ? change.field : ''
    const who = by === '' ? deskPhrase(language, 'somebody') : by
    const mine = change.kind === 'set' ? change.after : Object.values(change.texts).join(' ')
    const theirs = now === null ? '' : field === '' ? Object.values(now).join(' ') : (now[field] ?? '')
    const key = change.kind === 'remove' ? 'conflictRemove' : why === 'gone' ? 'conflictGone' : 'conflictChanged'
    const where = describeCell(draft, { sheet: change.sheet, row: change.row, field }, language)
    return html`<li><span>${deskPhrase(language, key, { where, mine, by: who, theirs })}</span> <button type="button" data-settle="${id}" data-whose="mine">${deskPhrase(language, 'keepMine')}</button> <button type="button" data-settle="${id}" data-whose="theirs">${deskPhrase(language, 'keepTheirs')}</button></li>`
  })}</ul>`
}

/** Who else is at this desk, and where. */
export function renderPresent(present: readonly Present[], draft: Draft, language: Language): Markup {
  if (present.length === 0) return html``
  const names = present.map(({ name, sheet, row, field }) => {
    const place = sheet in SHEET_NAMES ? describeCell(draft, { sheet: sheet as SheetId, row, field }, language) : ''
    return place === '' ? name : deskPhrase(language, 'hereAt', { name, place })
  })
  return html`${deskPhrase(language, 'here')}：${names.join('、')}`
}

/** Lines of last year that have no like this year. */
export function renderEnded(lines: readonly Line[], language: Language): Markup {
  if (lines.length === 0) return html``
  const text = (line: Line): string => [line.function, line.economic, line.project].filter((t) => t !== '').join(' · ')
  return html`<details class="ended"><summary>${deskPhrase(language, 'ended')} (${lines.length})</summary><ul>${lines.slice(0, MOST_LISTED).map((line) => html`<li>${text(line)}: ${yuan(line.amount)}</li>`)}</ul></details>`
}

/** A cell in words: 收支明细，第3行，金额（元）. */
export function describeCell(draft: Draft, cell: CellName, language: Language): string {
  const n = rowNumber(draft, cell)
  const row = n === 0 || cell.sheet === 'basic' ? '' : language === 'zh' ? `第${n}行` : `row ${n}`
  return [SHEET_NAMES[cell.sheet][language], row, fieldName(cell.sheet, cell.field)[language]]
    .filter((text) => text !== '')
    .join(language === 'zh' ? '，' : ', ')
}

function rowNumber(draft: Draft, { sheet, row }: CellName): number {
  return draft[sheet].findIndex(({ id }) => id === row) + 1
}

function goTo(cell: CellName, words: Part): Markup {
  return html`<button type="button" class="go" data-goto="${cellKey(cell)}">${words}</button>`
}

function see(spot: PrintedSpot, words: Part): Markup {
  return html`<button type="button" class="go" data-see="${previewId(spot)}">${words}</button>`
}

function more(count: number, language: Language, most = MOST_LISTED): Part {
  return count > most && html`<p>${deskPhrase(language, 'more', { n: count - most })}</p>`
}
