import { readFigure } from '../../budget/amount.ts'
import { narrowSlice } from '../../budget/slice.ts'
import type { Cell } from '../../document/document.ts'
import type { TableInContext } from '../context.ts'
import type { Grid } from '../grid.ts'
import { plainLabel } from '../label.ts'
import { newDraft, type CardDraft } from './card-draft.ts'
import { indicatorHeader, indicatorsOfRow, type IndicatorLayout } from './card-indicators.ts'
import { cardLabel, indicatorRole, withoutUnit, type CardAmount, type CardLabel } from './card-words.ts'

/** One card: its rows from the first to the last, and where its indicators are headed. */
export interface LabelledCard {
  readonly draft: CardDraft
  readonly layout: IndicatorLayout | null
}

/** The cards of a table in which labels stand beside their values; empty where it has none. */
export function readLabelledCards(found: TableInContext, isOverall: boolean, title: string): readonly LabelledCard[] {
  const { grid, table } = found
  const starts = startsOf(grid)
  const bounds = starts.length > 1 ? starts : [1]
  return bounds.flatMap((from, i): LabelledCard[] => {
    const to = (bounds[i + 1] ?? table.rows + 1) - 1
    const card = cardWithin(grid, i === 0 ? 1 : from, to, isOverall, title)
    return card === null ? [] : [card]
  })
}

/** Rows in which a project is named beside its label: each begins a card, with the title above it. */
function startsOf(grid: Grid): number[] {
  const starts: number[] = []
  for (let row = 1; row <= grid.table.rows; row++) {
    const cells = grid.row(row)
    const at = cells.findIndex((c) => isField(c, 'project-name'))
    const value = cells[at + 1]
    if (at < 0 || value === undefined || cardLabel(value.text) !== null) continue
    const above = grid.row(row - 1).filter((c) => c.text !== '')
    starts.push(above.length === 1 && /绩效/u.test(above[0]?.text ?? '') ? row - 1 : row)
  }
  return starts
}

function isField(cell: Cell, id: string): boolean {
  const label = cardLabel(cell.text)
  return label?.kind === 'field' && label.id === id
}

function cardWithin(grid: Grid, from: number, to: number, isOverall: boolean, title: string): LabelledCard | null {
  let header = 0
  let layout: IndicatorLayout | null = null
  for (let row = from; row <= to && layout === null; row++) {
    layout = indicatorHeader(grid.row(row).filter((c) => c.text !== ''))
    if (layout !== null) header = row
  }
  const end = layout === null ? to : header - 1
  const gathered = gather(grid, from, end, layout === null ? null : header)
  const hasName = gathered.fields['project-name'] !== undefined || gathered.fields['department-name'] !== undefined
  if (
    layout === null ? !hasName || gathered.goals.length === 0 : !hasName && gathered.amounts.length === 0 && gathered.labels === 0
  )
    return null
  const isProject = gathered.fields['project-name'] !== undefined
  const form =
    !isProject && (isOverall || gathered.fields['department-name'] !== undefined) ? 'overall-performance' : 'performance-target'
  const draft: CardDraft = { ...newDraft(form, title, grid.row(from)[0]?.place ?? grid.table.place), ...gathered }
  if (layout !== null) {
    for (let row = header + 1; row <= to; row++) {
      const first = grid.row(row)[0]
      if (first !== undefined && /^(?:备注|说明)/u.test(first.text)) continue
      draft.indicators.push(...indicatorsOfRow(grid, row, layout, draft.indicators.at(-1)))
    }
  }
  return { draft, layout }
}

type Gathered = Pick<CardDraft, 'fields' | 'amounts' | 'goals'> & { readonly labels: number }

/** Every labelled value above the indicators. */
function gather(grid: Grid, from: number, to: number, header: number | null): Gathered {
  const fields: CardDraft['fields'] = {}
  const amounts: CardDraft['amounts'] = []
  const goals: CardDraft['goals'] = []
  let labels = 0
  let unit: string | null = null
  const add = (amount: CardAmount, cell: Cell, label: Cell, ofTasks = false): void => {
    const { label: words, unit: own } = withoutUnit(label.text)
    amounts.push({ amount, label: words, cell, unit: own ?? unit, ...(ofTasks ? { ofTasks } : {}) })
  }
  for (let row = from; row <= to; row++) {
    for (const cell of grid.row(row)) {
      const label = cardLabel(cell.text)
      if (label === null) continue
      unit = withoutUnit(cell.text).unit ?? unit
      const beside = grid.at(row, cell.column + cell.columnSpan)
      const value =
        beside !== undefined && cardLabel(beside.text) === null && indicatorRole(beside.text) === null ? beside : undefined
      if (label.kind === 'field') {
        if (value === undefined || fields[label.id] !== undefined) continue
        // A label without a value before the next label is a heading.
        fields[label.id] = { printed: value.text.replace(/\n/gu, ''), place: value.place }
      } else if (label.kind === 'goal') {
        labels++
        const below = grid.at(cell.row + cell.rowSpan, cell.column)
        // A group's label stands left of labels, a heading above its text.
        const goal = value !== undefined && value.text !== '' ? value : below
        if (goal === undefined || goal.row > to) continue
        if (cardLabel(goal.text) !== null || isBlankGoal(goal.text) || goals.some((g) => g.place === goal.place)) continue
        if (header !== null && goal.row >= header) continue
        goals.push({ printed: goal.text, place: goal.place })
      } else if (label.kind === 'amount' && value !== undefined && isAmount(value)) add(label.amount, value, cell)
      else {
        const below = amountBelow(grid, cell, label, to)
        if (below !== null) add(below.amount, below.cell, cell, below.ofTasks)
      }
    }
  }
  return { fields, amounts, goals, labels }
}

function isAmount(cell: Cell): boolean {
  return readFigure(cell.text).state !== 'malformed' || /^\d/u.test(plainLabel(cell.text))
}

/** 目标1：… as a blank form prints it. */
function isBlankGoal(text: string): boolean {
  return text.replace(/目标\d*[:：]|[….·\s]/gu, '') === ''
}

/** An amount below its heading: of several (a list of tasks) only their total is the card's. */
function amountBelow(
  grid: Grid,
  cell: Cell,
  label: CardLabel,
  to: number,
): { readonly amount: CardAmount; readonly cell: Cell; readonly ofTasks: boolean } | null {
  const first = cell.row + cell.rowSpan
  const below = grid.at(first, cell.column)
  if (
    below === undefined ||
    below.row > to ||
    below.columnSpan !== cell.columnSpan ||
    readFigure(below.text).state === 'malformed'
  )
    return null
  const next = grid.at(first + below.rowSpan, cell.column)
  const isList =
    next !== undefined && next.row <= to && next.columnSpan === cell.columnSpan && readFigure(next.text).state !== 'malformed'
  const printed = isList ? totalBelow(grid, below, to) : below
  if (printed === null || !grid.row(printed.row).some((c) => readFigure(c.text).state === 'number')) return null
  const head = grid.at(cell.row - 1, cell.column)
  const above = head === undefined || head.columnSpan <= cell.columnSpan ? null : cardLabel(head.text)
  const group = above?.kind === 'amount' && above.amount.of === 'part' ? above.amount : null
  if (label.kind === 'amount')
    return {
      amount: group === null ? label.amount : { of: 'part', slice: narrowSlice(group.slice, label.amount.slice) },
      cell: printed,
      ofTasks: isList,
    }
  return group !== null && /^(?:合计|小计)$/u.test(plainLabel(cell.text))
    ? { amount: group, cell: printed, ofTasks: isList }
    : null
}

/** The cell in the last row of a list of tasks, where that row is their total. */
function totalBelow(grid: Grid, first: Cell, to: number): Cell | null {
  for (let row = first.row + 1; row <= to; row++) {
    const cell = grid.at(row, first.column)
    if (cell === undefined || cell.columnSpan !== first.columnSpan || readFigure(cell.text).state === 'malformed') return null
    if (
      cell.row === row &&
      grid.row(row).some((c) => c.column < cell.column && /^(?:金额)?(?:合计|总计)$/u.test(plainLabel(c.text)))
    )
      return cell
  }
  return null
}
