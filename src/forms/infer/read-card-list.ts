import { readFigure } from '../../budget/amount.ts'
import type { Text } from '../../budget/place.ts'
import type { Cell } from '../../document/document.ts'
import type { TableInContext } from '../context.ts'
import type { Grid } from '../grid.ts'
import { plainLabel } from '../label.ts'
import { isFilled, newDraft, type CardDraft, type DraftAmount, type ListRow } from './card-draft.ts'
import { indicatorHeader, indicatorsOfRow, type IndicatorLayout } from './card-indicators.ts'
import { cardLabel, withoutUnit, type CardAmount, type CardField } from './card-words.ts'

/** A table that lists many projects with their targets: a project over as many rows as it has indicators. */
export interface CardListLayout {
  readonly form: CardDraft['form']
  readonly columns: number
  /** The last row of the header; 0 on a page that goes on without one. */
  readonly header: number
  readonly name: number
  readonly fields: ReadonlyMap<number, CardField>
  readonly amounts: readonly {
    readonly column: number
    readonly amount: CardAmount
    readonly label: string
    readonly unit: string | null
  }[]
  readonly goal: number | null
  readonly indicators: IndicatorLayout | null
}

const DEEPEST = 6
const TOTAL = /^(?:合计|总计|小计)$/u

/** The layout that a table's header gives; null where it heads no list of projects with targets. */
export function cardListLayout(found: TableInContext, isOverall: boolean): CardListLayout | null {
  const { grid, table } = found
  for (let row = 1; row <= Math.min(DEEPEST, table.rows - 1); row++) {
    const cells = grid.row(row).filter((c) => c.text !== '')
    const name = nameCell(cells)
    if (name === undefined || cells.length < 3) continue
    if (isValueBeside(grid, name)) continue
    const header = Math.max(name.row + name.rowSpan - 1, lastHeaderRow(grid, row))
    const leaves = leavesOf(grid, row, header)
    const layout = layoutOf(leaves, header, name, table.columns, isOverall)
    if (layout.goal !== null || layout.indicators !== null) return layout
  }
  return null
}

/** The heading over the projects' names: that of projects before that of units. */
function nameCell(cells: readonly Cell[]): Cell | undefined {
  const named = cells.filter((c) => {
    const label = cardLabel(c.text)
    return label?.kind === 'field' && ['project-name', 'department-name', 'unit'].includes(label.id)
  })
  const of = (id: CardField) =>
    named.find((c) => {
      const label = cardLabel(c.text)
      return label?.kind === 'field' && label.id === id
    })
  return of('project-name') ?? cells.find((c) => /^项目$/u.test(plainLabel(c.text))) ?? of('department-name') ?? of('unit')
}

/** In a card the value stands right of its label; in a list other headings do. */
function isValueBeside(grid: Grid, name: Cell): boolean {
  const beside = grid.at(name.row, name.column + name.columnSpan)
  return (
    beside === undefined || (cardLabel(beside.text) === null && indicatorHeader([name, beside]) === null && !isHeading(beside))
  )
}

function isHeading(cell: Cell): boolean {
  return (
    cell.text.length <= 14 &&
    readFigure(cell.text).state !== 'number' &&
    /[称额数标位码号别期容况算]$|（.*）$|\(.*\)$/u.test(cell.text)
  )
}

/** The header goes on below its first row while what stands there are headings too. */
function lastHeaderRow(grid: Grid, first: number): number {
  let last = first
  for (let row = first + 1; row <= Math.min(first + 3, grid.table.rows); row++) {
    const printed = grid.row(row).filter((c) => c.text !== '')
    const headings = printed.filter(
      (c) => cardLabel(c.text) !== null || indicatorHeader([c]) !== null || /^[一二三]级指标$|^指标/u.test(c.text),
    )
    if (
      printed.length === 0 ||
      headings.length < printed.length / 2 ||
      printed.some((c) => readFigure(c.text).state === 'number')
    )
      break
    last = row
  }
  return last
}

/** The lowest heading over each column, each cell once. */
function leavesOf(grid: Grid, first: number, last: number): readonly Cell[] {
  const leaves: Cell[] = []
  for (let column = 1; column <= grid.table.columns; column++) {
    for (let row = last; row >= first; row--) {
      const cell = grid.at(row, column)
      if (cell === undefined || cell.text === '') continue
      if (leaves.at(-1) !== cell) leaves.push(cell)
      break
    }
  }
  return leaves
}

function layoutOf(leaves: readonly Cell[], header: number, name: Cell, columns: number, isOverall: boolean): CardListLayout {
  const fields = new Map<number, CardField>()
  const amounts: CardListLayout['amounts'][number][] = []
  let goal: number | null = null
  for (const cell of leaves) {
    if (cell.column === name.column) continue
    const label = cardLabel(cell.text)
    if (label?.kind === 'field') fields.set(cell.column, label.id)
    if (label?.kind === 'amount') {
      const { label: words, unit } = withoutUnit(cell.text)
      amounts.push({ column: cell.column, amount: label.amount, label: words, unit })
    }
    // A page break may print the goal's text over its heading.
    if (label?.kind === 'goal' || (label === null && goal === null && cell.text.includes('绩效目标'))) goal ??= cell.column
  }
  const isProject = cardLabel(name.text)?.kind !== 'field' || /项目/u.test(name.text)
  return {
    form: isOverall || !isProject ? 'overall-performance' : 'performance-target',
    columns,
    header,
    name: name.column,
    fields,
    amounts,
    goal,
    indicators: indicatorHeader(leaves),
  }
}

/** What a list gives: its cards, what stands before the first of them, which belongs to the card of the page before, and its other rows. */
export interface CardListRead {
  readonly cards: readonly CardDraft[]
  readonly before: CardDraft
  readonly rows: readonly ListRow[]
}

export function readCardList(found: TableInContext, layout: CardListLayout, title: Text): CardListRead {
  const { grid, table } = found
  const before = newDraft(layout.form, title.printed, table.place)
  const cards: CardDraft[] = []
  const rows: ListRow[] = []
  let current = before
  let unit = ''
  const heads = headsOf(grid, layout)
  for (let row = layout.header + 1; row <= table.rows; row++) {
    if (heads.rows.has(row)) continue
    const name = grid.at(row, layout.name)
    const begins = name !== undefined && name.row === row && name.text !== ''
    if (begins && /^(?:备?注|说明)[:：]/u.test(grid.row(row)[0]?.text ?? '')) continue
    const total = grid.row(row).find((c) => TOTAL.test(plainLabel(c.text)))
    if (total !== undefined) {
      if (!/^小计$/u.test(plainLabel(total.text)) && isEmptyBut(grid, row, layout))
        rows.push({ form: layout.form, name: total, isUnit: false, amounts: amountsOf(grid, row, layout) })
      continue
    }
    if (begins && /^[*＊\d]+$/u.test(name.text)) continue
    if (begins) {
      const draft = draftOf(grid, row, layout, title.printed, name, beginningOf(grid, heads.of(row)[0] ?? row, name))
      const isBlank = draft.goals.length === 0 && indicatorsIn(grid, row, layout, draft).length === 0
      // A line of a unit above its projects has money and no target.
      if (isBlank && draft.amounts.some((a) => a.cell.text !== '') && layout.form === 'performance-target') {
        unit = name.text
        rows.push({ form: layout.form, name, isUnit: true, amounts: draft.amounts })
        continue
      }
      if (isSameAgain(current, draft)) current.again.push(...draft.amounts)
      else {
        if (unit !== '' && draft.fields.unit === undefined) draft.fields.unit = { printed: unit, place: name.place }
        for (const above of heads.of(row)) draft.indicators.push(...indicatorsIn(grid, above, layout, draft))
        current = draft
        cards.push(draft)
      }
    } else if (layout.goal !== null) {
      const goal = grid.at(row, layout.goal)
      const last = current.goals.at(-1)
      if (goal !== undefined && goal.row === row && goal.text !== '') {
        if (last === undefined) current.goals.push({ printed: goal.text, place: goal.place })
        else current.goals[current.goals.length - 1] = { ...last, printed: `${last.printed}${goal.text}` }
      }
    }
    current.indicators.push(...indicatorsIn(grid, row, layout, current))
  }
  return { cards: cards.filter(isFilled), before, rows }
}

/** Rows at the end of a page that belong to the card whose name stands in the middle of its rows, on the next page. */
interface Heads {
  readonly rows: ReadonlySet<number>
  /** Those of the card that begins in a row. */
  of(row: number): readonly number[]
}

/** Where names span all rows of their cards, a cell without one below another on its page begins a card that the page break cut. */
function headsOf(grid: Grid, layout: CardListLayout): Heads {
  const pageOf = (row: number): number | undefined => grid.row(row)[0]?.place.page
  const cut = new Map<number, readonly number[]>()
  let above: Cell | undefined
  let open: number[] = []
  for (let row = layout.header + 1; row <= grid.table.rows; row++) {
    const name = grid.at(row, layout.name)
    if (name === undefined) continue
    const isSamePage = pageOf(row) === pageOf(row - 1)
    if (name.text !== '') {
      if (name.row === row && open.length > 0 && !isSamePage) cut.set(row, open)
      open = []
      above = name
    } else if (open.length > 0 && isSamePage) open.push(row)
    else
      open =
        name.row === row && isSamePage && above !== undefined && above.rowSpan > 1 && row === above.row + above.rowSpan
          ? [row]
          : []
  }
  return { rows: new Set([...cut.values()].flat()), of: (row) => cut.get(row) ?? [] }
}

/** A row of a total has no target and no indicator. */
function isEmptyBut(grid: Grid, row: number, layout: CardListLayout): boolean {
  const goal = layout.goal === null ? undefined : grid.at(row, layout.goal)
  return goal === undefined || goal.row !== row || goal.text === '' || goal.columnSpan > 1
}

function indicatorsIn(grid: Grid, row: number, layout: CardListLayout, draft: CardDraft): CardDraft['indicators'] {
  return layout.indicators === null ? [] : [...indicatorsOfRow(grid, row, layout.indicators, draft.indicators.at(-1))]
}

/** Where a card begins: at its name, or on the page before where its first rows stand there. */
function beginningOf(grid: Grid, row: number, name: Cell): Text['place'] {
  const before = grid.row(row).find((c) => c.text !== '' && (c.place.page ?? 0) < (name.place.page ?? 0))
  return before?.place ?? name.place
}

function draftOf(grid: Grid, row: number, layout: CardListLayout, title: string, name: Cell, place: Text['place']): CardDraft {
  const draft = newDraft(layout.form, title, place)
  const text = name.text.replace(/\n/gu, '')
  const coded = /^([0-9A-Z]{10,})(?:[-—－]\s*(.*))?$/u.exec(text)
  const id = layout.form === 'overall-performance' ? 'department-name' : 'project-name'
  draft.fields[id] = { printed: coded?.[2] ?? text, place: name.place }
  if (coded?.[1] !== undefined && coded[2] !== undefined) draft.fields['project-code'] = { printed: coded[1], place: name.place }
  for (const [column, field] of layout.fields) {
    const cell = grid.at(row, column)
    if (cell !== undefined && cell.text !== '' && draft.fields[field] === undefined)
      draft.fields[field] = { printed: cell.text.replace(/\n/gu, ''), place: cell.place }
  }
  draft.amounts.push(...amountsOf(grid, row, layout))
  const goal = layout.goal === null ? undefined : grid.at(row, layout.goal)
  if (goal !== undefined && goal.text !== '') draft.goals.push({ printed: goal.text, place: goal.place })
  return draft
}

function amountsOf(grid: Grid, row: number, layout: CardListLayout): DraftAmount[] {
  return layout.amounts.flatMap(({ column, ...rest }) => {
    const cell = grid.at(row, column)
    return cell === undefined ? [] : [{ ...rest, cell }]
  })
}

/** A page that goes on prints name and amounts of the open project again. */
function isSameAgain(open: CardDraft, draft: CardDraft): boolean {
  const id = draft.form === 'overall-performance' ? 'department-name' : 'project-name'
  const [a, b] = [open.fields[id]?.printed, draft.fields[id]?.printed]
  if (a === undefined || b === undefined || plainLabel(a) !== plainLabel(b)) return false
  if (
    plainLabel(open.fields.unit?.printed ?? '') !== plainLabel(draft.fields.unit?.printed ?? '') &&
    draft.fields.unit !== undefined
  )
    return false
  return draft.amounts.every((d, i) => d.cell.text === '' || d.cell.text === open.amounts[i]?.cell.text)
}
