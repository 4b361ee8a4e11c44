import type { Claim } from '../budget/claim.ts'
import type { Text } from '../budget/place.ts'
import type { Checkpoint, Indicator, Series } from '../budget/reading.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import { readFigure } from '../budget/amount.ts'
import { lookup } from '../catalogue/codes.ts'
import type { Cell } from '../document/document.ts'
import { unitOf, type TableInContext } from './context.ts'
import { figurePart, styleOf, unitOfMeasure } from './figure-claim.ts'
import type { CardForm, RecordForm } from './form.ts'
import { bareLabel, hasLabel, isLabel, labels, ordinalOf, ordinalValue, plainLabel, printedWordings } from './label.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { purposeClaim, purposeYear } from './read-purpose.ts'

const LEVELS = ['level1', 'level2', 'level3', 'description', 'value', 'basis'] as const

/** A card is a page or two: in a sheet of a hundred thousand rows nobody need look further. */
const MOST_CELLS = 2000

const short = new WeakMap<TableInContext, ReadonlySet<string>>()

/** The short texts of a table, which every card of every place is looked for in. */
function shortTexts(found: TableInContext): ReadonlySet<string> {
  const known = short.get(found)
  if (known !== undefined) return known
  const cells = found.table.cells.slice(0, MOST_CELLS)
  const made = printedWordings(cells.flatMap((c) => (c.text !== '' && c.text.length < 20 ? [c.text] : [])))
  short.set(found, made)
  return made
}

/** How surely a table is such a card: the share of the form's labels that stand in it. */
export function cardLikeness(form: CardForm, found: TableInContext): number {
  const wanted = [
    ...form.fields.filter((f) => f.id !== 'function').map((f) => f.label),
    form.plan.group,
    form.goals.group,
    ...LEVELS.map((l) => form.indicators[l]),
  ]
  const printed = shortTexts(found)
  return wanted.filter((label) => hasLabel(printed, label)).length / wanted.length
}

/** A row of a card: its group (the label that spans the rows to its left) and what follows it. */
interface CardRow {
  readonly row: number
  readonly group: string
  readonly cells: readonly Cell[]
}

/**
 * A card is read by its labels and by the order of cells in a row, never by columns: so it reads the same where merged cells were kept
 * and where they were lost.
 */
export function readCard(
  form: CardForm,
  found: TableInContext,
  heading: Text,
  unitText: string | null,
  builder: ReadingBuilder,
): void {
  const rows = cardRows(found)
  const unit = unitOfMeasure('money', unitText ?? unitOf(found.info) ?? form.unit)
  const table = builder.forms.length
  const fields: Record<string, Text> = {}
  const amounts: { id: string; cell: Cell; slice: Slice }[] = []
  for (const { cells } of rows) {
    for (const field of form.fields) {
      const at = cells.findIndex((c) => isLabel(c.text, field.label))
      const cell = at < 0 ? undefined : cells[at + 1]
      if (cell === undefined || fields[field.id] !== undefined) continue
      if (form.fields.some((f) => isLabel(cell.text, f.label))) continue
      fields[field.id] = { printed: cell.text, place: cell.place }
      if (field.amount !== undefined) amounts.push({ id: field.id, cell, slice: field.amount })
    }
  }
  const name = fields['project-name']?.printed ?? ''
  const index = builder.cards.filter((c) => c.form === form.id).length + 1
  const project = `${index} ${plainLabel(name === '' ? heading.printed : name)}`
  const own: Slice = { project }
  const style = styleOf(
    amounts.map((a) => readFigure(a.cell.text)),
    unit,
    2,
  )
  const claims: number[] = []
  let budget: number | null = null
  const common: Pick<Claim, 'form' | 'table' | 'title' | 'measure'> = {
    form: form.id,
    table,
    title: heading.printed,
    measure: 'money',
  }
  for (const amount of amounts) {
    const label = labels(form.fields.find((f) => f.id === amount.id)?.label ?? '')[0] ?? ''
    const id = builder.claim({
      ...common,
      row: { label: name },
      column: plainLabel(label),
      slice: narrowSlice(narrowSlice(form.slice, own), amount.slice),
      ...figurePart(amount.cell.text, style),
      place: amount.cell.place,
    })
    if (amount.id === 'budget') budget = id
    else claims.push(id)
  }
  const classified = /\d{7}|\d{5}/u.exec(fields['function']?.printed ?? '')?.[0]
  if (classified !== undefined && budget !== null && lookup('function', classified, builder.year) !== null) {
    const whole = builder.claims[budget]
    if (whole !== undefined) builder.claim({ ...whole, slice: { ...whole.slice, function: classified } })
  }
  const purpose = purposeOf(form, rows)
  if (purpose !== null) {
    fields['purpose'] = { printed: purpose.text, place: purpose.place }
    purposeYear({ builder, text: purpose, common })
    purposeClaim({ builder, text: purpose, budget, slice: narrowSlice(form.slice, own), common, style })
  }
  builder.cards.push({
    form: form.id,
    index,
    table,
    title: heading.printed,
    place: found.table.place,
    fields,
    budget,
    sources: claims,
    plan: planOf(form, rows),
    goals: goalsOf(form, rows, builder, table),
    indicators: indicatorsOf(form, rows),
  })
  builder.forms.push({
    form: form.id,
    title: heading.printed,
    state: 'read',
    place: found.table.place,
    slice: narrowSlice(form.slice, own),
    complete: form.complete.filter((d) => d !== 'project'),
    across: form.complete.filter((d) => d === 'project'),
    emptyNote: null,
    hasMoney: budget !== null && builder.claims[budget]?.value !== 0,
  })
}

function cardRows(found: TableInContext): CardRow[] {
  const rows: CardRow[] = []
  let group = ''
  for (let row = 1; row <= found.table.rows; row++) {
    const cells = found.grid.row(row)
    const first = cells[0]
    const begins = first !== undefined && first.column === 1 && first.text !== ''
    if (begins) group = first.text
    // Where merged cells were lost, the continuation of the label prints as an empty first cell.
    rows.push({ row, group, cells })
  }
  return rows
}

function purposeOf(form: CardForm, rows: readonly CardRow[]): Cell | null {
  for (const row of rows) {
    if (!isLabel(row.group, form.purpose.group)) continue
    const printed = row.cells.filter((c) => c.text !== '' && !isLabel(c.text, form.purpose.group))
    const [only] = printed
    if (printed.length === 1 && only !== undefined && !form.fields.some((f) => isLabel(only.text, f.label))) return only
  }
  return null
}

function planOf(form: CardForm, rows: readonly CardRow[]): Checkpoint[] {
  const at = rows.findIndex((r) => r.cells.some((c) => isLabel(c.text, form.plan.group)))
  const labelled = rows[at]?.cells ?? []
  const header = labelled.slice(labelled.findIndex((c) => isLabel(c.text, form.plan.group)) + 1)
  const below = rows[at + 1]?.cells ?? []
  // Counted from the right: what continues the group's label on the left may be printed or not.
  const values = below.slice(Math.max(0, below.length - header.length))
  return header.flatMap((cell, i): Checkpoint[] => {
    const value = values[i]
    if (value === undefined || cell.text === '') return []
    const figure = readFigure(value.text.replace(/[%％]$/u, ''))
    const number = figure.state === 'number' ? figure.digits / 10 ** figure.decimals : null
    return [{ checkpoint: cell.text, printed: value.text, value: number, place: value.place }]
  })
}

function goalsOf(form: CardForm, rows: readonly CardRow[], builder: ReadingBuilder, table: number): Text[] {
  const goals: Text[] = []
  const entries: Series['entries'][number][] = []
  for (const row of rows) {
    if (!isLabel(row.group, form.goals.group)) continue
    const printed = row.cells.filter((c) => c.text !== '' && !isLabel(c.text, form.goals.group))
    const goal = printed.at(-1)
    if (goal === undefined) continue
    goals.push({ printed: goal.text, place: goal.place })
    const label = printed.length > 1 ? printed[0] : undefined
    const ordinal = label?.text ?? ordinalOf(goal.text)
    if (/\d|[一二三四五六七八九十]/u.test(ordinal)) {
      entries.push({ printed: ordinal, value: ordinalValue(ordinal), place: (label ?? goal).place, label: goal.text })
    }
  }
  if (entries.length > 1) builder.series.push({ kind: 'goal', table, entries })
  return goals
}

function indicatorsOf(form: CardForm, rows: readonly CardRow[]): Indicator[] {
  const at = rows.findIndex((r) => LEVELS.filter((l) => r.cells.some((c) => isLabel(c.text, form.indicators[l]))).length >= 4)
  const header = rows[at]
  if (header === undefined) return []
  const order = header.cells.map((c) => LEVELS.find((l) => isLabel(c.text, form.indicators[l])) ?? null)
  const indicators: Indicator[] = []
  let last: Partial<Record<(typeof LEVELS)[number], Cell>> = {}
  for (const row of rows.slice(at + 1)) {
    // A row with fewer cells than the header continues the merged ones on its left.
    const missing = order.length - row.cells.length
    if (missing < 0 || missing > 3) continue
    const now: Partial<Record<(typeof LEVELS)[number], Cell>> = {}
    order.forEach((level, i) => {
      if (level === null) return
      const cell = row.cells[i - missing]
      const carried = level === 'level1' || level === 'level2'
      if (cell !== undefined && (cell.text !== '' || !carried)) now[level] = cell
      else if (carried && last[level] !== undefined) now[level] = last[level]
    })
    if (now.level3 === undefined && now.value === undefined) continue
    const text = (level: (typeof LEVELS)[number]): string => now[level]?.text ?? ''
    if (text('level3') === '' && text('description') === '' && text('value') === '') continue
    const where = (now.level3 ?? now.value ?? row.cells[0])?.place ?? {}
    const placeOf = (level: (typeof LEVELS)[number]) => now[level]?.place ?? where
    indicators.push({
      level1: text('level1'),
      level2: text('level2'),
      level3: text('level3'),
      description: text('description'),
      value: text('value'),
      basis: text('basis'),
      place: where,
      places: {
        level1: placeOf('level1'),
        level2: placeOf('level2'),
        level3: placeOf('level3'),
        description: placeOf('description'),
        value: placeOf('value'),
        basis: placeOf('basis'),
      },
    })
    last = now
  }
  return indicators
}

/** How surely a table is such a list of records. */
export function recordLikeness(form: RecordForm, found: TableInContext): number {
  const header = found.grid.row(1).map((c) => c.text)
  const second = found.grid.row(2).map((c) => c.text)
  const share = (texts: readonly string[]) =>
    form.fields.filter((f) => texts.some((t) => isLabel(t, f.label))).length / form.fields.length
  return Math.max(share(header), share(second))
}

/** Reads the organisation table: one record a row. */
export function readRecords(form: RecordForm, found: TableInContext, title: string, builder: ReadingBuilder): void {
  const headerRow = found.grid.row(1).some((c) => form.fields.some((f) => isLabel(c.text, f.label))) ? 1 : 2
  const columns = new Map<string, number>()
  for (const cell of found.grid.row(headerRow)) {
    const field = form.fields.find((f) => isLabel(cell.text, f.label))
    if (field !== undefined) columns.set(field.id, cell.column)
  }
  let records = 0
  for (let row = headerRow + 1; row <= found.table.rows; row++) {
    const text = (id: string): string => {
      const column = columns.get(id)
      return column === undefined ? '' : (found.grid.at(row, column)?.text ?? '')
    }
    const name = bareLabel(text('name'))
    if (name === '') continue
    records++
    const place = found.grid.at(row, columns.get('name') ?? 1)?.place ?? found.table.place
    builder.organisation.push({ name, kind: text('kind'), grade: text('grade'), funding: text('funding'), place })
  }
  builder.forms.push({
    form: form.id,
    title,
    state: records === 0 ? 'empty' : 'read',
    place: found.table.place,
    slice: {},
    complete: [],
    emptyNote: null,
    hasMoney: false,
  })
}
