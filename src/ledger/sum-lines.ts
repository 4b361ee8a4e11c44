import type { Fen } from '../budget/amount.ts'
import { isAtOrBelow } from './at-or-below.ts'
import { natureOf } from './facts-of-lines.ts'
import type { Line } from './ledger.ts'

/** By what expenditure is added up. */
export const SUM_AXES = ['function', 'economic', 'fund', 'nature'] as const
export type SumAxis = (typeof SUM_AXES)[number]

/** Characters of a code by level: classes, groups, items. */
const LEVELS: Readonly<Record<SumAxis, readonly number[]>> = { function: [3, 5, 7], economic: [3, 5], fund: [], nature: [] }

export function isSumAxis(text: string): text is SumAxis {
  return (SUM_AXES as readonly string[]).includes(text)
}

/** The levels of an axis, the coarsest first; one where its nodes have no codes. */
export function levelsOf(axis: SumAxis): number {
  return Math.max(1, LEVELS[axis].length)
}

/** The node of a line on an axis, at a level from 1; empty where the line names none. */
export function nodeAt(line: Line, axis: SumAxis, level: number): string {
  const node = axis === 'nature' ? natureOf(line) : line[axis]
  const length = LEVELS[axis][level - 1]
  return length === undefined ? node : node.slice(0, length)
}

/** Whether a line is spent in the year: what is carried forward or allotted is not. */
export function isSpent({ flow }: Line): boolean {
  return isAtOrBelow('flow', flow, 'expenditure')
}

/** Fen spent by node of an axis, in the order of the nodes. */
export function sumByNode(lines: readonly Line[], axis: SumAxis, level: number): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const line of lines) {
    if (!isSpent(line)) continue
    const node = nodeAt(line, axis, level)
    sums.set(node, (sums.get(node) ?? 0) + line.amount)
  }
  return new Map([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Fen spent in all. */
export function spent(lines: readonly Line[]): Fen {
  return lines.reduce((sum, line) => (isSpent(line) ? sum + line.amount : sum), 0)
}
