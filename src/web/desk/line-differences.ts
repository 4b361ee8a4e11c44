import type { LedgerComparison, RowDifference, TotalDifference } from '../../ledger/compare-ledgers.ts'
import { fieldName, fieldsOf } from '../../ledger/draft/draft.ts'
import { SHEET_NAMES, type SheetId } from '../../ledger/judge-ledger.ts'
import { html, type Markup } from '../markup.ts'
import { renderScroll } from './budget-frame.ts'
import type { DeskView } from './desk-shell.ts'
import { printChange, printYuan } from './print-money.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'

type Say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>) => string

/** Longer lists say how many more there are. */
const MOST_LISTED = 300
/** Fields that say which row it is, at most: the whole row stands on the desk. */
const MOST_FIELDS = 6

const DIMENSIONS: Readonly<Record<TotalDifference['dimension'], ReviewPhraseKey>> = {
  flow: 'byFlow',
  fund: 'byFund',
  function: 'byFunction',
  nature: 'byNature',
}

/** Two states of a budget held against each other row by row, with what that does to the sums. */
export function renderLineDifferences({ language }: DeskView, { rows, totals }: LedgerComparison): Markup {
  const say: Say = (key, values) => reviewPhrase(language, key, values)
  if (rows.length === 0) return html`<p>${say('same')}</p>`
  const bySheet = [...Map.groupBy(rows, ({ sheet }) => sheet)]
  return html`${renderTotals(totals, say, language)}${bySheet.map(([sheet, own]) => renderSheet(sheet, own, say, language))}`
}

function renderTotals(totals: readonly TotalDifference[], say: Say, language: DeskView['language']): Markup {
  const changed = totals.filter(({ change }) => change !== 0)
  if (changed.length === 0) return html`<p>${say('noMoney')}</p>`
  const head = (key: ReviewPhraseKey): Markup => html`<th scope="col" class="n">${say(key)}</th>`
  return html`<h2>${say('totals')}</h2>${renderScroll(
    say('totals'),
    html`<table class="list money"><caption>${say('yuan')}</caption><thead><tr><th scope="col">${say('item')}</th>${head('was')}${head('is')}${head('change2')}</tr></thead><tbody>${changed.map(({ dimension, name, before, after, change }) => html`<tr><th scope="row">${name[language]} <small>${say(DIMENSIONS[dimension])}</small></th><td class="n">${printYuan(before)}</td><td class="n">${printYuan(after)}</td><td class="n">${printChange(change)}</td></tr>`)}</tbody></table>`,
  )}`
}

function renderSheet(sheet: SheetId, rows: readonly RowDifference[], say: Say, language: DeskView['language']): Markup {
  const name = SHEET_NAMES[sheet][language]
  const head = (key: ReviewPhraseKey): Markup => html`<th scope="col">${say(key)}</th>`
  const money = rows.some(({ change }) => change !== null)
  const more = rows.length - MOST_LISTED
  return html`<h2>${name} <small>${say('cells', { n: rows.length })}</small></h2>${renderScroll(
    name,
    html`<table class="list rows"><thead><tr>${head('how')}${head('row')}${head('what')}${money && html`<th scope="col" class="n">${say('change2')}</th>`}</tr></thead><tbody>${rows.slice(0, MOST_LISTED).map((row) => renderRow(row, money, say, language))}</tbody></table>`,
  )}${more > 0 && html`<p>${say('moreRows', { n: more })}</p>`}`
}

function renderRow(
  { sheet, kind, before, after, fields, change }: RowDifference,
  money: boolean,
  say: Say,
  language: DeskView['language'],
): Markup {
  const texts = (after ?? before)?.texts ?? {}
  const header = (id: string): string => fieldName(sheet, id)[language]
  const said = (values: Readonly<Record<string, string>>, field: string): string => values[field] ?? ''
  const changed = new Set(kind === 'changed' ? fields : [])
  const naming = fieldsOf(sheet)
    .filter(({ id, remark }) => remark !== true && !changed.has(id) && said(texts, id) !== '')
    .slice(0, MOST_FIELDS)
  const name = say('row2', { n: ((after ?? before)?.index ?? 0) + 1 })
  const what =
    kind === 'changed'
      ? fields.map((field) => {
          const [old, now] = [said(before?.texts ?? {}, field), said(after?.texts ?? {}, field)]
          return html`<li>${header(field)}: ${old === '' ? say('blank') : html`<del>${old}</del>`} → ${now === '' ? say('blank') : html`<ins>${now}</ins>`}</li>`
        })
      : fields.map((field) => {
          const text = html`${header(field)} ${said(texts, field)}`
          return html`<li>${kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`}</li>`
        })
  const identity = kind === 'changed' ? naming.map(({ id }) => said(texts, id)).join(' · ') : ''
  return html`<tr lang="zh-CN"><td class="nowrap">${say(kind)}</td><th scope="row">${identity === '' ? name : identity}</th><td><ul class="changes">${what}</ul></td>${money && html`<td class="n">${change !== null && change !== 0 && printChange(change)}</td>`}</tr>`
}
