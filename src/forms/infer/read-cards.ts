import type { Text } from '../../budget/place.ts'
import type { Card } from '../../budget/reading.ts'
import { isGeneralHeading } from '../../catalogue/indicators.ts'
import { unitOf, type TableInContext } from '../context.ts'
import { plainLabel } from '../label.ts'
import type { ReadingBuilder } from '../reading-builder.ts'
import { addCard, claimAgain, claimRow, fundsAreAll, isFilled, type CardDraft } from './card-draft.ts'
import { indicatorsOfRow, looksLikeIndicator, narrowed, type IndicatorLayout } from './card-indicators.ts'
import { cardListLayout, readCardList, type CardListLayout } from './read-card-list.ts'
import { readLabelledCards } from './read-labelled-card.ts'

/** The table of cards that was read last: the next page may go on with it. */
export interface OpenCards {
  /** Index in `ReadingBuilder.forms`. */
  readonly table: number
  readonly columns: number
  readonly list: CardListLayout | null
  readonly indicators: IndicatorLayout | null
  /** The last card, as an index in `ReadingBuilder.cards`. */
  readonly card: number
}

/**
 * Reads a table of performance targets as any place prints it: cards of labels and values, several in a table or one over several
 * pages, and lists of projects. Gives false where the table is none; nothing is read then.
 */
export function readCards(found: TableInContext, builder: ReadingBuilder): boolean {
  const title = titleOf(found)
  const isOverall = /整体/u.test(title.printed)
  const open = builder.openCards?.table === builder.forms.length - 1 ? builder.openCards : null
  const list =
    cardListLayout(found, isOverall) ?? (open?.list != null && goesOn(found, open) ? { ...open.list, header: 0 } : null)
  if (list !== null) return readList(found, list, title, open, builder)
  const cards = readLabelledCards(found, isOverall, title.printed)
  const filled = cards.filter((c) => isFilled(named(c.draft, found)))
  if (cards.length > 0) {
    builder.openCards = null
    const table = builder.forms.length
    const unit = unitOf(found.info) ?? '万元'
    let card = -1
    for (const { draft } of filled) card = addCard(named(draft, found), table, unit, builder)
    pushForm(
      { ...title, place: found.table.place },
      filled.map((c) => c.draft),
      formOf(cards[0]?.draft.form ?? 'performance-target', title.printed),
      builder,
    )
    const last = filled.at(-1)
    if (last !== undefined) builder.openCards = { table, columns: found.table.columns, list: null, indicators: last.layout, card }
    return true
  }
  return open !== null && open.indicators !== null && goesOnWithIndicators(found, open, open.indicators, builder)
}

function readList(
  found: TableInContext,
  list: CardListLayout,
  title: Text,
  open: OpenCards | null,
  builder: ReadingBuilder,
): boolean {
  const goes = open !== null && open.columns === found.table.columns
  // Where a page break let words of the table run into its title, the title of the page before is the cleaner one.
  const earlier = goes ? (builder.forms[open.table]?.title ?? '') : ''
  const isSame = list.header === 0 || plainLabel(title.printed).includes(plainLabel(earlier))
  const heading = earlier !== '' && isSame ? earlier : title.printed
  const { cards, before, rows } = readCardList(found, list, { ...title, printed: heading })
  const isContinued = goes && (before.indicators.length > 0 || before.goals.length > 0)
  if (cards.length === 0 && !isContinued) return false
  const [first] = cards
  let rest = cards
  if (goes) {
    if (isContinued) goOn(builder, open.card, before)
    const torn = builder.cards[open.card]
    if (first !== undefined && torn !== undefined && isTorn(torn)) rest = [mended(torn, first, builder), ...cards.slice(1)]
    else if (first !== undefined && torn !== undefined && isAgain(torn, first)) {
      goOn(builder, open.card, first)
      rest = cards.slice(1)
    }
  }
  const unit = unitOf(found.info) ?? (goes ? (builder.openCards?.list?.amounts[0]?.unit ?? '万元') : '万元')
  for (const row of rows) claimRow(row, heading, builder.forms.length, unit, builder)
  const form = formOf(list.form, heading)
  let card = open?.card ?? -1
  // Where each project has indicators of its own, the list is a sheaf of cards; where it has one line, it is one table.
  const sheaf = list.indicators === null ? [rest] : rest.map((draft) => [draft])
  for (const drafts of sheaf) {
    const table = builder.forms.length
    for (const draft of drafts) card = addCard(draft, table, unit, builder)
    const place = list.indicators === null ? found.table.place : (drafts[0]?.place ?? found.table.place)
    pushForm({ printed: heading, place }, drafts, form, builder)
  }
  builder.openCards = {
    table: builder.forms.length - 1,
    columns: found.table.columns,
    list,
    indicators: list.indicators,
    card,
  }
  return true
}

/** What a table of cards is called where its title says more than that it is of targets. */
function formOf(form: CardDraft['form'], title: string): string {
  if (form !== 'performance-target') return form
  if (/重点项目/u.test(title)) return 'key-projects'
  return isGeneralHeading(title) && /专项资金(?:总体|整体)/u.test(title) ? 'special-fund-performance' : form
}

/** A card whose name was cut by the page break, with its end and the amounts beside it: one card in place of the torn one. */
function mended(torn: Card, end: CardDraft, builder: ReadingBuilder): CardDraft {
  builder.cards.pop()
  const printing = builder.forms.at(-1)
  if (printing?.hasMoney === false && builder.cards.every((c) => c.table !== torn.table)) builder.forms.pop()
  const id = 'project-name'
  const [a, b] = [torn.fields[id], end.fields[id]]
  const joined = joinName(`${a?.printed ?? ''}${b?.printed ?? ''}`)
  const place = a?.place ?? end.place
  return {
    ...end,
    place: torn.place,
    fields: {
      ...end.fields,
      [id]: { printed: joined.name, place },
      ...(joined.code === null ? {} : { 'project-code': { printed: joined.code, place } }),
    },
    indicators: [...torn.indicators, ...end.indicators],
    goals: [...torn.goals, ...end.goals],
  }
}

function joinName(text: string): { readonly name: string; readonly code: string | null } {
  const coded = /^([0-9A-Z]{10,})[-—－]\s*(.+)$/u.exec(text)
  return coded?.[2] === undefined ? { name: text, code: null } : { name: coded[2], code: coded[1] ?? null }
}

/** A card whose name is no name yet, and that has no money. */
function isTorn(card: Card): boolean {
  return card.budget === null && !/[\u4e00-\u9fff]/u.test(card.fields['project-name']?.printed ?? '一')
}

/** A project whose name is printed again on the next page is one card, not two. */
function isAgain(card: Card, draft: CardDraft): boolean {
  const id = draft.form === 'overall-performance' ? 'department-name' : 'project-name'
  const [a, b] = [card.fields[id]?.printed ?? '', draft.fields[id]?.printed ?? '']
  return (
    card.form === draft.form &&
    a !== '' &&
    plainLabel(a) === plainLabel(b) &&
    plainLabel(card.fields.unit?.printed ?? '') === plainLabel(draft.fields.unit?.printed ?? '')
  )
}

function goOn(builder: ReadingBuilder, index: number, more: Pick<CardDraft, 'goals' | 'indicators' | 'amounts' | 'again'>): void {
  const card = builder.cards[index]
  if (card === undefined) return
  const known = new Set(card.goals.map((g) => g.printed))
  const goals = more.goals.filter((g) => !known.has(g.printed))
  builder.cards[index] = {
    ...card,
    goals: [...card.goals, ...goals],
    indicators: [...card.indicators, ...more.indicators],
  }
  claimAgain(index, [...more.amounts, ...more.again], builder)
}

/** Whether a table without a header is the next page of a list. */
function goesOn(found: TableInContext, open: OpenCards): boolean {
  if (found.table.columns !== open.columns) return false
  const rows = Array.from({ length: found.table.rows }, (_, i) => i + 1)
  return open.indicators === null
    ? found.before.every((p) => !p.text.endsWith('表'))
    : rows.filter((row) => looksLikeIndicator(found.grid, row)).length >= rows.length / 2
}

/** The next page of a card: rows of indicators, in the same columns or in those alone that have a heading. */
function goesOnWithIndicators(found: TableInContext, open: OpenCards, layout: IndicatorLayout, builder: ReadingBuilder): boolean {
  const extra = found.table.columns - layout.order.length
  // The label of the group stands left of the headed columns, or it does not.
  const now = found.table.columns === open.columns ? layout : extra === 0 || extra === 1 ? narrowed(layout, extra) : null
  if (now === null || found.before.some((p) => /(?:总|情况|明细|预算|决算|目标|支出|收入)表$/u.test(p.text.trim()))) return false
  const card = builder.cards[open.card]
  const indicators = card === undefined ? [] : [...card.indicators]
  const before = indicators.length
  for (let row = 1; row <= found.table.rows; row++) indicators.push(...indicatorsOfRow(found.grid, row, now, indicators.at(-1)))
  const more = indicators.slice(before)
  const rows = Array.from({ length: found.table.rows }, (_, i) => i + 1)
  if (more.length < found.table.rows / 2 || !rows.some((row) => looksLikeIndicator(found.grid, row))) return false
  goOn(builder, open.card, { goals: [], indicators: more, amounts: [], again: [] })
  const table = builder.forms.length
  pushForm({ printed: card?.title ?? '', place: found.table.place }, [], card?.form ?? 'performance-target', builder)
  builder.openCards = { ...open, table, columns: found.table.columns, indicators: now }
  return true
}

/** The heading of a card: the nearest line above it, or at its top, that speaks of targets. */
function titleOf(found: TableInContext): Text {
  const printed = [...found.before, ...found.wide].filter((p) => p.text.length < 80)
  const titled = printed.findLast((p) => /绩效|目标/u.test(p.text) && !p.text.endsWith('。'))
  const other = printed.findLast((p) => !/^[（(]?.{0,6}(?:单位|年度)[:：]|^[（(]\d{4}年度?[)）]$|单位[:：]/u.test(p.text))
  const title = titled ?? other ?? found.before.at(-1)
  return title === undefined ? { printed: '', place: found.table.place } : { printed: title.text, place: title.place }
}

/** A card without a name of its own has that of its heading, or of the department above it. */
function named(draft: CardDraft, found: TableInContext): CardDraft {
  const fields = { ...draft.fields }
  if (draft.form === 'performance-target' && fields['project-name'] === undefined) {
    const heading = draft.title
      .replace(/^[\s\d一二三四五六七八九十（()）.、．]+/u, '')
      .replace(/(?:项目)?(?:支出)?绩效目标(?:申报)?表?$/u, '')
    const place = found.before.findLast((p) => p.text === draft.title)?.place ?? draft.place
    if (heading !== '' && !isGeneralHeading(heading) && draft.title.includes('绩效'))
      fields['project-name'] = { printed: heading, place }
  }
  if (draft.form === 'overall-performance' && fields['department-name'] === undefined) {
    for (const p of found.before) {
      const name = /(?:部门|单位)(?:名称)?[:：]\s*([\u4e00-\u9fff（）()]{4,40})$/u.exec(p.text)?.[1]
      if (name !== undefined && !name.endsWith('元')) fields['department-name'] = { printed: name, place: p.place }
    }
  }
  return { ...draft, fields }
}

/** The printed table, titled, at its own place, with the cards that were read in it. */
function pushForm(title: Text, drafts: readonly CardDraft[], form: string, builder: ReadingBuilder): void {
  const table = builder.forms.length
  const own = builder.claims.filter((c) => c.table === table)
  const isComplete = drafts.length > 0 && fundsAreAll(drafts)
  const natures = new Set(own.map((c) => c.slice.nature))
  const byNature = form === 'overall-performance' && natures.has('basic') && natures.has('project')
  builder.forms.push({
    form,
    title: title.printed,
    state: drafts.length === 0 && builder.openCards === null ? 'empty' : 'inferred',
    place: title.place,
    slice: form === 'overall-performance' ? { flow: 'expenditure' } : { flow: 'expenditure', nature: 'project' },
    complete: [...(isComplete ? (['fund'] as const) : []), ...(byNature ? (['nature'] as const) : [])],
    emptyNote: null,
    hasMoney: own.some((c) => c.value !== 0),
  })
}
