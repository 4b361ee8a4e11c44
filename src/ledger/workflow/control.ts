import type { Fen } from '../../budget/amount.ts'
import { natureOf } from '../facts-of-lines.ts'
import type { Line } from '../ledger.ts'

/** One control figure (预算控制数): the most that may be planned of one fund for one kind of expenditure. */
export interface ControlFigure {
  readonly fund: string
  /** personnel, running or project, as nodes of `nature`. */
  readonly nature: string
  /** Name of the project; empty for what is no project's, and for all projects together. */
  readonly project: string
  /** Fen. */
  readonly amount: Fen
}

/** A control figure beside what is planned under it. */
export interface ControlLine extends ControlFigure {
  /** Fen planned of the year's own money. */
  readonly planned: Fen
  /** Fen left below the figure; under zero is too much. */
  readonly left: Fen
}

/**
 * Every control figure with what lines plan under it, and, with a figure of zero, what is planned under none. Money carried over is not the year's, so no
 * control figure covers it. A project that has a figure of its own does not count under that of all projects.
 */
export function compareControl(lines: readonly Line[], figures: readonly ControlFigure[]): readonly ControlLine[] {
  const planned = new Map<string, ControlFigure & { planned: Fen }>()
  for (const figure of figures) planned.set(keyOf(figure), { ...figure, planned: 0 })
  for (const line of lines) {
    if (line.flow !== 'expenditure' || line.origin !== 'this-year') continue
    const nature = natureOf(line)
    const own = { fund: line.fund, nature, project: nature === 'project' ? line.project : '', amount: 0 }
    const found = planned.get(keyOf(own)) ?? planned.get(keyOf({ ...own, project: '' }))
    if (found !== undefined) found.planned += line.amount
    else planned.set(keyOf(own), { ...own, planned: line.amount })
  }
  return [...planned.values()].map((line) => ({ ...line, left: line.amount - line.planned }))
}

/** What lines plan, as control figures: what the bureau begins with when it sets them. */
export function plannedAsControl(lines: readonly Line[]): readonly ControlFigure[] {
  return compareControl(lines, []).map(({ fund, nature, project, planned }) => ({ fund, nature, project, amount: planned }))
}

/** Control figures of several units together: what a department or the bureau compares. */
export function sumControl(all: readonly (readonly ControlLine[])[]): readonly ControlLine[] {
  const sums = new Map<string, ControlLine>()
  for (const line of all.flat()) {
    const own = { ...line, project: '' }
    const sum = sums.get(keyOf(own))
    const amount = line.amount + (sum?.amount ?? 0)
    const planned = line.planned + (sum?.planned ?? 0)
    sums.set(keyOf(own), { ...own, amount, planned, left: amount - planned })
  }
  return [...sums.values()]
}

function keyOf({ fund, nature, project }: Pick<ControlFigure, 'fund' | 'nature' | 'project'>): string {
  return JSON.stringify([fund, nature, project])
}
