import type { ProjectTarget } from '../budget/account.ts'
import type { Fen } from '../budget/amount.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import type { Table } from '../document/document.ts'
import { unitOfMeasure } from './figure-claim.ts'
import type { CardForm, Label, RecordForm } from './form.ts'
import { labels } from './label.ts'
import { layTable, widthsOf, type CellSpec } from './lay-table.ts'
import { PLAIN, printFigure } from './print-figure.ts'
import { projectSlices, type Source } from './write-source.ts'

/** Columns of the grid on which a card is laid, and of the part to the right of its groups' labels. */
const WIDTH = 12
const LABEL = 2
const REST = WIDTH - LABEL

const LEVELS = ['level1', 'level2', 'level3', 'description', 'value', 'basis'] as const

/** A project's money within a slice of its card, in fen. */
export function projectAmount(project: ProjectTarget, slice: Slice, source: Source): Fen {
  return projectSlices(project).reduce((sum, node) => sum + (source.amountOf(narrowSlice(slice, { project: node })) ?? 0), 0)
}

/**
 * Prints the performance target card of a project. `print` fills the slots in its words (`{budget}`, `{year}`), so that a purpose or an
 * indicator that names the sum follows the facts.
 */
export function writeCard(
  form: CardForm,
  project: ProjectTarget,
  source: Source,
  print: (text: string) => string,
  index: number,
): Table {
  const unit = unitOfMeasure('money', form.unit)
  const head: Readonly<Record<string, string>> = {
    'project-code': project.code,
    'project-name': project.name,
    function: project.function,
  }
  const first = form.fields
    .filter((f) => f.line === 'head')
    .flatMap((field): CellSpec[] => [cell(labelOf(field.label), 1), cell(head[field.id] ?? '', 1)])
  const money = form.fields
    .filter((f) => f.line === 'budget')
    .flatMap((field): CellSpec[] => {
      const value = projectAmount(project, narrowSlice(form.slice, field.amount), source)
      const text = printFigure(value, unit, PLAIN)
      const figure = text === '' ? {} : { figure: { value, unit, decimals: PLAIN.decimals } }
      return [cell(labelOf(field.label), 1), { ...cell(text, 1), ...figure }]
    })
  const checkpoints = project.plan.length > 0 ? project.plan : blankPlan(form)
  const goals = project.goals.length > 0 ? project.goals : ['']
  const rows: CellSpec[][] = [
    spread(first, WIDTH, [2, 3, 3, 4]),
    [{ ...cell(labelOf(form.purpose.group), LABEL), down: 2 }, ...spread(money, REST, [2, 2, 2, 1, 2, 1])],
    [cell(print(project.purpose), REST)],
    [
      { ...cell(labelOf(form.plan.group), LABEL), down: 2 },
      ...spread(
        checkpoints.map((c) => cell(c.checkpoint, 1)),
        REST,
      ),
    ],
    spread(
      checkpoints.map((c) => cell(c.value === null ? '' : String(c.value), 1)),
      REST,
    ),
    ...goals.map((goal, i): CellSpec[] => {
      const own = [cell(`目标${i + 1}`, LABEL), cell(print(goal), REST - LABEL)]
      return i === 0 ? [{ ...cell(labelOf(form.goals.group), LABEL), down: goals.length }, ...own] : own
    }),
    LEVELS.map((level) => cell(labelOf(form.indicators[level]), 2)),
    ...indicatorRows(project, print),
  ]
  const table = layTable(rows, index)
  return { ...table, headerRows: 0, widths: Array.from({ length: WIDTH }, () => 1), wide: false }
}

/** Neighbours of one first-level class share its cell. */
function indicatorRows(project: ProjectTarget, print: (text: string) => string): CellSpec[][] {
  const { indicators } = project
  return indicators.map((indicator, i) => {
    const own = LEVELS.slice(1).map((level) => cell(print(indicator[level]), 2))
    if (indicators[i - 1]?.level1 === indicator.level1) return own
    const next = indicators.findIndex((other, k) => k > i && other.level1 !== indicator.level1)
    return [{ ...cell(indicator.level1, 2), down: (next < 0 ? indicators.length : next) - i }, ...own]
  })
}

function blankPlan(form: CardForm): ProjectTarget['plan'] {
  return (form.plan.checkpoints ?? ['12月底']).map((checkpoint) => ({ checkpoint, value: null }))
}

function cell(text: string, across: number): CellSpec {
  return { text, across }
}

/** Spreads cells over a width: in the usual shares where there are as many, else evenly, what is left over going to the outer ones. */
function spread(cells: readonly CellSpec[], width: number, shares?: readonly number[]): CellSpec[] {
  if (shares?.length === cells.length) return cells.map((c, i) => ({ ...c, across: shares[i] ?? 1 }))
  if (cells.length > width) throw new Error(`${cells.length} cells do not fit into ${width} columns of a card`)
  const across = cells.map(() => Math.floor(width / cells.length))
  for (let left = width % cells.length, k = 0; left > 0; left--, k++) {
    const i = k % 2 === 0 ? k / 2 : cells.length - (k + 1) / 2
    across[i] = (across[i] ?? 0) + 1
  }
  return cells.map((c, i) => ({ ...c, across: across[i] ?? 1 }))
}

function labelOf(label: Label): string {
  return labels(label)[0] ?? ''
}

/** Prints the organisation table: a row for each unit. */
export function writeRecords(form: RecordForm, source: Source, index: number): Table {
  const { units } = source.account
  const rows = units.map((unit) => {
    const fields: Readonly<Record<string, string>> = { ...unit }
    return form.fields.map((field): CellSpec => ({ text: fields[field.id] ?? '' }))
  })
  const head = form.fields.map((field): CellSpec => ({ text: labelOf(field.label) }))
  const blank = form.fields.map((): CellSpec => ({ text: '' }))
  const table = layTable([head, ...(rows.length === 0 ? [blank] : rows)], index)
  return { ...table, headerRows: 1, ...widthsOf(table, 1) }
}
