import { readFigure } from '../../budget/amount.ts'
import type { Claim } from '../../budget/claim.ts'
import type { Text } from '../../budget/place.ts'
import type { Card, Indicator } from '../../budget/reading.ts'
import { narrowSlice, type Slice } from '../../budget/slice.ts'
import type { Cell } from '../../document/document.ts'
import { figurePart, styleOf, unitOfMeasure } from '../figure-claim.ts'
import { plainLabel } from '../label.ts'
import type { ReadingBuilder } from '../reading-builder.ts'
import type { CardAmount, CardField } from './card-words.ts'

/** One printed amount of a card, with the label that says what it is of. */
export interface DraftAmount {
  readonly amount: CardAmount
  readonly label: string
  readonly cell: Cell
  readonly unit: string | null
  /** The total of a list of tasks: whether the tasks are all that the money is for nobody says. */
  readonly ofTasks?: true
}

/** A card as it is gathered, before it is known where it ends. */
export interface CardDraft {
  readonly form: 'performance-target' | 'overall-performance'
  readonly title: string
  readonly place: Text['place']
  readonly fields: Partial<Record<CardField, Text>>
  readonly amounts: DraftAmount[]
  /** The same amounts, printed anew where a page goes on with the card. */
  readonly again: DraftAmount[]
  readonly goals: Text[]
  readonly indicators: Indicator[]
}

export function newDraft(form: CardDraft['form'], title: string, place: Text['place']): CardDraft {
  return { form, title, place, fields: {}, amounts: [], again: [], goals: [], indicators: [] }
}

/** Whether anything but labels was printed in it. */
export function isFilled(draft: CardDraft): boolean {
  const named = draft.form === 'overall-performance' ? draft.fields['department-name'] : draft.fields['project-name']
  const isNamed = named !== undefined && named.printed !== ''
  return (isNamed && draft.goals.length > 0) || draft.amounts.some((a) => a.cell.text !== '') || draft.indicators.length > 0
}

/** Which of its amounts are the budget and its parts, with the slice of each. Of several wholes the year's own comes first. */
function slicesOf(
  draft: CardDraft,
): { readonly slice: Slice; readonly entry: CardDraft['amounts'][number]; readonly isWhole: boolean }[] {
  const { amounts } = draft
  const wholes = amounts.filter((a) => a.amount.of === 'whole')
  const periods = amounts.filter((a) => a.amount.of === 'period')
  // Money of several years is this year's only where the card knows no other.
  const whole = wholes.find((a) => a.cell.text !== '') ?? wholes[0] ?? periods[0]
  const isBesidePeriod = wholes.length > 0 && periods.length > 0
  const seen = new Set<string>()
  const special = amounts.some((a) => a.amount.slice.fund === 'special-account')
  const chosen: { slice: Slice; entry: CardDraft['amounts'][number]; isWhole: boolean }[] = []
  if (whole !== undefined) chosen.push({ slice: {}, entry: whole, isWhole: true })
  for (const entry of amounts) {
    if (entry.amount.of !== 'part') continue
    // Two columns of 其中 (实施期 | 年度): those of the year stand below its own total.
    if (isBesidePeriod && whole !== undefined && entry.cell.column < whole.cell.column) continue
    const rest = special && entry.amount.slice.fund === 'non-appropriation' ? { fund: 'other-sources' } : {}
    const slice = { ...entry.amount.slice, ...rest }
    const key = JSON.stringify(slice)
    if (seen.has(key)) continue
    seen.add(key)
    chosen.push({ slice, entry, isWhole: false })
  }
  return chosen
}

/** Whether the funds that a card prints are all there are: its 其中 ends with what is left. */
export function fundsAreAll(drafts: readonly CardDraft[]): boolean {
  return drafts.every((d) => d.amounts.some((a) => a.amount.rest === true) && d.amounts.some((a) => a.amount.of !== 'part'))
}

/** Writes a finished card into the reading: its claims and itself. Gives its index in `builder.cards`. */
export function addCard(draft: CardDraft, table: number, unitText: string, builder: ReadingBuilder): number {
  const index = builder.cards.filter((c) => c.form === draft.form).length + 1
  const name = draft.fields[draft.form === 'overall-performance' ? 'department-name' : 'project-name']?.printed ?? ''
  const isProject = draft.form === 'performance-target'
  const base: Slice | null = isProject ? projectSlice(name, draft, builder) : { flow: 'expenditure' }
  const part = isProject ? partOf(base, builder) : undefined
  // What has no name cannot be told from other projects.
  const { budget, sources } =
    base === null ? { budget: null, sources: [] } : claimAmounts(draft, { base, part, label: name, table, unitText }, builder)
  // 当年财政拨款预算金额 alone: the only sum that the card has is its budget.
  const isOnly = budget === null && sources.length === 1
  const card: Card = {
    form: draft.form,
    index,
    table,
    title: draft.title,
    place: draft.place,
    fields: draft.fields as Readonly<Record<string, Text>>,
    budget: isOnly ? (sources[0] ?? null) : budget,
    sources: isOnly ? [] : sources,
    plan: [],
    goals: draft.goals,
    indicators: draft.indicators,
  }
  builder.cards.push(card)
  claimAgain(builder.cards.length - 1, draft.again, builder)
  return builder.cards.length - 1
}

/** What the amounts of one card, or of one row of a list of cards, are claimed as. */
interface Claimed {
  readonly base: Slice
  readonly part: number | undefined
  readonly label: string
  readonly table: number
  readonly unitText: string
}

function claimAmounts(
  draft: CardDraft,
  { base, part, label, table, unitText }: Claimed,
  builder: ReadingBuilder,
): { readonly budget: number | null; readonly sources: readonly number[] } {
  const sources: number[] = []
  let budget: number | null = null
  // A line of blanks says nothing.
  if (draft.amounts.every((a) => a.cell.text === '')) return { budget, sources }
  const chosen = slicesOf(draft)
  const isPeriod = chosen.some((c) => c.isWhole && c.entry.amount.of === 'period')
  for (const { slice, entry, isWhole } of chosen) {
    const unit = unitOfMeasure('money', entry.unit ?? unitText)
    const style = styleOf(
      draft.amounts.map((a) => readFigure(a.cell.text)),
      unit,
      2,
    )
    // Money of all years of a project is no slice of this year's budget; that cards print one year's under this label is usual.
    const own = isPeriod && base.project !== undefined ? { ...base, project: `${base.project}（实施期）` } : base
    const claim: Omit<Claim, 'id'> = {
      form: draft.form,
      table,
      title: draft.title,
      row: { label },
      column: entry.label,
      slice: narrowSlice(own, slice),
      measure: 'money',
      ...figurePart(entry.cell.text, style),
      place: entry.cell.place,
      // What is a part is held against no other table.
      ...(part === undefined ? (entry.ofTasks === true ? { part: 1 } : {}) : { part }),
    }
    const id = builder.claim(claim)
    const year = isPeriod ? builder.claim({ ...claim, slice: narrowSlice(base, slice), prose: true }) : id
    if (isWhole) budget = year
    else sources.push(id)
  }
  return { budget, sources }
}

/** The amounts of a card that are printed once more: the same money, which the sums of its own table do not run over again. */
export function claimAgain(card: number, again: readonly DraftAmount[], builder: ReadingBuilder): void {
  const { budget, sources } = builder.cards[card] ?? { budget: null, sources: [] }
  const own = [budget, ...sources].flatMap((id) => (id === null ? [] : (builder.claims[id] ?? [])))
  for (const { label, cell } of again) {
    const first = own.find((claim) => claim.column === label)
    if (first === undefined || cell.text === '' || readFigure(cell.text).state !== 'number') continue
    const { id: _, ...claim } = first
    builder.claim({ ...claim, ...figurePart(cell.text, first.style), place: cell.place, prose: true })
  }
}

/** A row above the cards of a list: 合计, or a unit with all its projects. It may be of some projects only, and is held against no table. */
export function claimRow(row: ListRow, title: string, table: number, unitText: string, builder: ReadingBuilder): void {
  const draft: CardDraft = { ...newDraft(row.form, title, row.name.place), amounts: [...row.amounts] }
  if (draft.amounts.some((a) => a.amount.of === 'period')) return
  const whole: Slice = row.form === 'performance-target' ? { flow: 'expenditure', nature: 'project' } : { flow: 'expenditure' }
  const label = plainLabel(row.name.text)
  claimAmounts(draft, { base: row.isUnit ? { ...whole, unit: label } : whole, part: 1, label, table, unitText }, builder)
}

/** A row of a list of cards that is no card. */
export interface ListRow {
  readonly form: CardDraft['form']
  readonly name: Cell
  readonly isUnit: boolean
  readonly amounts: readonly DraftAmount[]
}

/** The project, and the unit that carries it where the list of projects tells one by it. */
function projectSlice(name: string, draft: CardDraft, builder: ReadingBuilder): Slice | null {
  const project = plainLabel(name)
  if (project === '') return null
  const units = new Set<string>()
  for (const claim of builder.claims)
    if (claim.slice.project === project && claim.slice.unit !== undefined) units.add(claim.slice.unit)
  const printed = plainLabel(draft.fields.unit?.printed ?? draft.fields['department-name']?.printed ?? '')
  const unit = units.has(printed) ? printed : units.size === 1 ? [...units][0] : undefined
  return { flow: 'expenditure', nature: 'project', project, ...(unit === undefined ? {} : { unit }) }
}

/** Two cards of one name are two projects: each is told from the other, and neither is held against a list of projects. */
function partOf(base: Slice | null, builder: ReadingBuilder): number | undefined {
  if (base === null) return undefined
  const before = builder.claims.filter(
    (c) => c.form === 'performance-target' && c.slice.project === base.project && c.slice.unit === base.unit,
  )
  if (before.length === 0) return undefined
  for (const claim of before) if (claim.part === undefined) builder.claims[claim.id] = { ...claim, part: 1 }
  return Math.max(1, ...before.map((c) => c.part ?? 1)) + 1
}
