import type { Fen } from '../../budget/amount.ts'
import type { Line } from '../ledger.ts'
import { compareControl, type ControlFigure } from './control.ts'

/** What is asked for (一上), the control figure (一下) and what is planned now, of one fund for one kind of expenditure. */
export interface LevelLine {
  readonly fund: string
  readonly nature: string
  /** Name of the project; empty for what is no project's, for all projects together, and where several units are added up. */
  readonly project: string
  /** Fen; null where no first draft has been handed in. */
  readonly asked: Fen | null
  /** Fen; null where no figure has been set. */
  readonly control: Fen | null
  readonly planned: Fen
  /** Fen left below the figure; under zero is too much; null without one. */
  readonly left: Fen | null
}

/**
 * One unit's. What is planned under no figure counts as too much only once figures are set at all.
 *
 * @param asked null where no first draft has been handed in
 * @param figures in force; none where they have not been set
 */
export function levelLines(
  asked: readonly Line[] | null,
  planned: readonly Line[],
  figures: readonly ControlFigure[],
): readonly LevelLine[] {
  const lines = new Map<string, LevelLine>()
  const isSet = figures.length > 0
  const now = compareControl(planned, figures)
  const before = asked === null ? [] : compareControl(asked, figures)
  const nothing = asked === null ? null : 0
  for (const { fund, nature, project, amount, planned: fen, left } of now)
    lines.set(keyOf({ fund, nature, project }), {
      fund,
      nature,
      project,
      asked: nothing,
      control: isSet ? amount : null,
      planned: fen,
      left: isSet ? left : null,
    })
  for (const { fund, nature, project, amount, planned: fen } of before) {
    const key = keyOf({ fund, nature, project })
    const none = { fund, nature, project, asked: 0, control: isSet ? amount : null, planned: 0, left: isSet ? amount : null }
    lines.set(key, { ...(lines.get(key) ?? none), asked: fen })
  }
  return [...lines.values()]
}

/** Several units' together, by fund and kind; projects are one line. */
export function sumLevels(all: readonly (readonly LevelLine[])[]): readonly LevelLine[] {
  const sums = new Map<string, LevelLine>()
  for (const line of all.flat()) {
    const key = keyOf({ ...line, project: '' })
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? { ...line, project: '' } : { ...addLevels(sum, line), project: '' })
  }
  return [...sums.values()]
}

/** All lines as one. */
export function totalLevel(lines: readonly LevelLine[]): LevelLine {
  const none: LevelLine = { fund: '', nature: '', project: '', asked: null, control: null, planned: 0, left: null }
  return lines.reduce((sum, line) => addLevels(sum, line), none)
}

function addLevels(a: LevelLine, b: LevelLine): LevelLine {
  return {
    fund: a.fund,
    nature: a.nature,
    project: a.project,
    asked: addKnown(a.asked, b.asked),
    control: addKnown(a.control, b.control),
    planned: a.planned + b.planned,
    left: addKnown(a.left, b.left),
  }
}

function addKnown(a: Fen | null, b: Fen | null): Fen | null {
  return a === null || b === null ? (a ?? b) : a + b
}

function keyOf({ fund, nature, project }: Pick<LevelLine, 'fund' | 'nature' | 'project'>): string {
  return JSON.stringify([fund, nature, project])
}
