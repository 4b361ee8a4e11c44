import type { BudgetHead } from '../../app/compile/budget-head.ts'
import type { ComparedTables } from '../../app/compile/versions.ts'
import type { EquationDifference, EquationSide } from '../../checks/compare-proofs.ts'
import type { CellDifference, TableDifference } from '../../checks/compare-readings.ts'
import { whereOf } from '../../checks/describe.ts'
import type { Table } from '../../document/document.ts'
import { lines } from '../mark-text.ts'
import { html, type Markup } from '../markup.ts'
import { lawName } from '../equation.ts'
import { renderBudgetFrame, renderScroll } from './budget-frame.ts'
import { type DeskView, inLanguage } from './desk-shell.ts'
import { cellPlace, renderPrintedTable } from './printed-tables.ts'
import { printYuan } from './print-money.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'
import { renderCompare, type SideChoice } from './versions-page.ts'

export const DIFFERENCE_WAYS = ['lines', 'tables', 'equations'] as const
export type DifferenceWay = (typeof DIFFERENCE_WAYS)[number]

export interface DifferencesPage {
  readonly budget: BudgetHead
  readonly sides: readonly SideChoice[]
  readonly from: string
  readonly to: string
  readonly by: DifferenceWay
  readonly main: Markup
}

type Say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>) => string
/** Longer lists say how many more there are. */
const MOST_LISTED = 300
/** Characters of what is printed as a figure, at most: -123,456,789.00. */
const MOST_FIGURE = 16

/** Two states of a budget held against each other, in one of three ways. */
export function renderDifferencesPage(view: DeskView, { budget, sides, from, to, by, main }: DifferencesPage): string {
  const { language } = view
  const say: Say = (key, values) => reviewPhrase(language, key, values)
  const href = (way: DifferenceWay): string =>
    inLanguage(language, `/desk/budgets/${budget.id}/differences?from=${from}&to=${to}&by=${way}`)
  return renderBudgetFrame(
    view,
    budget,
    'differences',
    html`${renderCompare(view, budget.id, sides, { from, to, by })}
<nav aria-label="${say('ways')}"><ul class="tabs">${DIFFERENCE_WAYS.map((way) => html`<li><a href="${href(way)}"${way === by && html` aria-current="page"`}>${say(way)}</a></li>`)}</ul></nav>
${main}`,
  )
}

/** Said where there are no two such states. */
export function renderNoSides({ language }: DeskView): Markup {
  return html`<p>${reviewPhrase(language, 'notComparable')}</p>`
}

/** What is printed otherwise: the cells of each table, the table itself with both, and the running text. */
export function renderTableDifferences(
  { language }: DeskView,
  budget: number,
  { tables, paragraphs, document }: ComparedTables,
): Markup {
  const say: Say = (key, values) => reviewPhrase(language, key, values)
  const changed = tables.filter(({ cells, before, after }) => cells.length > 0 || before === null || after === null)
  const same = tables.filter((table) => !changed.includes(table))
  if (changed.length + paragraphs.length === 0) return html`<p>${say('same')}</p>`
  const printed = new Map(document.blocks.flatMap((block) => (block.kind === 'table' ? [[block.index, block] as const] : [])))
  return html`${changed.map((table) => renderTableDifference(table, printed.get(table.after ?? -1) ?? null, budget, say, language))}
${
  paragraphs.length > 0 &&
  html`<h2>${say('words')}</h2>${paragraphs.map(
    ({ heading, before, after }) =>
      html`<h3 lang="zh-CN">${heading === '' ? say('noHeading') : heading}</h3><ul class="changes" lang="zh-CN">${before.map((text) => html`<li><del><span class="hidden">${say('was')} </span>${lines(text)}</del></li>`)}${after.map((text) => html`<li><ins><span class="hidden">${say('is')} </span>${lines(text)}</ins></li>`)}</ul>`,
  )}`
}
${same.length > 0 && html`<p class="hint">${say('unchangedTables')}${same.map(({ title }) => title).join('、')}</p>`}`
}

function renderTableDifference(
  { title, before, after, cells }: TableDifference,
  table: Table | null,
  budget: number,
  say: Say,
  language: DeskView['language'],
): Markup {
  const state = after === null ? say('goneTable') : before === null ? say('newTable') : say('cells', { n: cells.length })
  const head = (key: ReviewPhraseKey, number = false): Markup =>
    html`<th scope="col"${number && html` class="n"`}>${say(key)}</th>`
  const was = new Map(
    cells.flatMap(({ before: old, after: now }) =>
      now?.place.row === undefined || now.place.column === undefined
        ? []
        : [[cellPlace(now.place.table ?? 0, now.place.row, now.place.column), old?.printed ?? ''] as const],
    ),
  )
  const more = cells.length - MOST_LISTED
  return html`<section class="table-difference"><h2><span lang="zh-CN">${title}</span> <small>${state}</small></h2>
${renderScroll(
  title,
  html`<table class="list cells"><thead><tr>${head('row')}${head('column')}${head('was', true)}${head('is', true)}${head('comment')}</tr></thead><tbody>${cells.slice(0, MOST_LISTED).map((cell) => renderCell(title, cell, budget, say, language))}</tbody></table>`,
)}
${more > 0 && html`<p>${say('moreRows', { n: more })}</p>`}
${table !== null && html`<details><summary>${say('asPrinted')}</summary>${renderPrintedTable(table, `${title} · ${say('asPrinted')}`, was, { word: say('wasShort'), blank: say('blank') })}</details>`}</section>`
}

function renderCell(
  table: string,
  { before, after }: CellDifference,
  budget: number,
  say: Say,
  language: DeskView['language'],
): Markup {
  const { row = '', column = '' } = after ?? before ?? {}
  const text = (cell: CellDifference['before']): string =>
    cell === null ? say('notThere') : cell.printed === '' ? say('blank') : cell.printed
  const query = new URLSearchParams({ table, row, column: column === '' ? row : column })
  const href = inLanguage(language, `/desk/budgets/${budget}/comments?${query.toString()}`)
  // Figures stand below each other; words, of a card, are read in lines.
  const kind = (cell: CellDifference['before']): string => ((cell?.printed.length ?? 0) > MOST_FIGURE ? 'text' : 'n')
  return html`<tr lang="zh-CN"><th scope="row">${row}</th><td>${column}</td><td class="${kind(before)}"><del>${text(before)}</del></td><td class="${kind(after)}"><ins>${text(after)}</ins></td><td><a href="${href}" lang="${language === 'zh' ? 'zh-CN' : 'en'}" aria-label="${say('comment')}: ${row} ${column}">${say('comment')}</a></td></tr>`
}

const KINDS: readonly EquationDifference['kind'][] = ['broken', 'mended', 'outcome', 'new', 'gone', 'values']
/** Which equations came out otherwise, or with other values; those that do not hold any more first. */
export function renderEquationDifferences({ language }: DeskView, differences: readonly EquationDifference[]): Markup {
  const say: Say = (key, values) => reviewPhrase(language, key, values)
  if (differences.length === 0) return html`<p>${say('same')}</p>`
  const head = (key: ReviewPhraseKey, number = false): Markup =>
    html`<th scope="col"${number && html` class="n"`}>${say(key)}</th>`
  return html`${KINDS.map((kind) => {
    const own = differences.filter((each) => each.kind === kind)
    const more = own.length - MOST_LISTED
    return (
      own.length > 0 &&
      html`<h2>${say(kind)} <small>${own.length}</small></h2>${renderScroll(
        say(kind),
        html`<table class="list equations"><thead><tr>${head('equation')}${head('was', true)}${head('is', true)}</tr></thead><tbody>${own.slice(0, MOST_LISTED).map((each) => renderEquation(each, say, language))}</tbody></table>`,
      )}${more > 0 && html`<p>${say('moreRows', { n: more })}</p>`}`
    )
  })}`
}

function renderEquation({ law, relation, before, after }: EquationDifference, say: Say, language: DeskView['language']): Markup {
  const shown = after ?? before
  const side = (terms: EquationSide['leftTerms']): Markup => {
    const [first] = terms
    if (first === undefined) return html`0`
    if (terms.length === 1) return html`${first.times < 0 && '−'}${whereOf(first.claim)[language]}`
    return html`<details><summary>${say('terms', { n: terms.length })}</summary><ul>${terms.map(({ claim, times }) => html`<li>${times < 0 ? '−' : '+'} ${whereOf(claim)[language]} ${claim.printed}</li>`)}</ul></details>`
  }
  return html`<tr><th scope="row"><small>${lawName(law, language)}</small><div class="sides"><span>${side(shown?.leftTerms ?? [])}</span> <span>${relation}</span> <span>${side(shown?.rightTerms ?? [])}</span></div></th><td class="n">${renderOutcome(before, say)}</td><td class="n">${renderOutcome(after, say)}</td></tr>`
}

function renderOutcome(side: EquationSide | null, say: Say): Markup {
  if (side === null) return html`${say('notThere')}`
  const { left, right, outcome } = side
  const measure = [...side.leftTerms, ...side.rightTerms][0]?.claim.measure
  const print = (value: number): string => (measure === 'money' ? printYuan(value) : String(value / 100))
  const said = say(outcome === 'passed' ? 'holds' : outcome === 'failed' ? 'fails' : 'unchecked')
  return html`${left === right ? print(left) : html`${print(left)} ≠ ${print(right)}`}<br><small${outcome === 'failed' && html` class="wrong"`}>${said}</small>`
}
