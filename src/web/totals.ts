import { narrow } from '../budget/amount.ts'
import type { CheckResult } from '../budget/check-result.ts'
import type { Document, Table } from '../document/document.ts'
import { html, type Markup } from './markup.ts'
import type { Language } from './language.ts'
import { type Locate, spotId } from './locate.ts'
import { isFigure } from './table-headers.ts'

/** A line of the balance as printed. */
interface Total {
  readonly label: string
  readonly printed: string
  readonly id: string
}

const GRAND = /^(?:收入|支出)总计$/u
const YEAR = /^本年(?:收入|支出)合计$/u

/** What the budget says in all: the totals of its balance as printed, linked to where they stand. Nothing where no balance was read. */
export function renderTotals(
  result: CheckResult,
  document: Document,
  locate: Locate,
  prefix: string,
  language: Language,
): Markup | null {
  const balance = result.forms.find((form) => form.form === 'balance')
  const spot = balance === undefined ? null : locate(balance.place)
  if (spot === null || spot.kind === 'document' || spot.kind === 'paragraph') return null
  const table = document.blocks.find((block) => block.kind === 'table' && block.index === spot.table)
  if (table?.kind !== 'table') return null
  const grand = totalsOf(table, GRAND)
  const totals = grand.length > 0 ? grand : totalsOf(table, YEAR)
  if (totals.length === 0) return null
  const [unit = '', ...others] = result.document.units
  // Where a document mixes units, the table itself says which one is meant.
  const suffix = others.length === 0 && unit !== '' ? ` ${unit}` : ''
  const tag = language === 'en' ? html` lang="zh-CN"` : null
  return html`<dl class="totals"${tag}>${totals.map((total) => html`<div><dt>${total.label}</dt><dd><a href="#${prefix}${total.id}">${total.printed}${suffix}</a></dd></div>`)}</dl>`
}

/** Each label that fits with the figure printed right of it. */
function totalsOf(table: Table, label: RegExp): Total[] {
  return table.cells.flatMap((cell) => {
    const text = narrow(cell.text)
    if (!label.test(text)) return []
    const next = table.cells.find((c) => c.row === cell.row && c.column === cell.column + cell.columnSpan)
    if (next === undefined || !isFigure(next.text)) return []
    return [{ label: text, printed: next.text, id: spotId({ kind: 'row', table: table.index, row: next.row }, '') }]
  })
}
