import type { TextRun } from '../page.ts'
import type { FoundTable } from './found-table.ts'
import type { Segment } from './segments.ts'
import { middle } from './text-lines.ts'

/** How far below its table cut-off text may reach, in points. */
const REACH = 90

/**
 * Text without what a spreadsheet hid. A merged cell that a page break cuts has its text on both pages, and the part below the border of
 * the first is not seen. It is left out where it stands below a blank cell and the next page prints it again.
 */
export function withoutCutOff(
  free: readonly TextRun[],
  table: FoundTable | undefined,
  next: FoundTable | undefined,
): readonly TextRun[] {
  if (table === undefined || next === undefined) return free
  const bottom = table.box[3]
  const blanks = table.cells.filter((c) => c.text === '' && Math.abs(c.box[3] - bottom) < 1)
  if (blanks.length === 0) return free
  let printed: string | null = null
  return free.filter((run) => {
    const y = middle(run)
    if (y < bottom || y > bottom + REACH) return true
    const x = (run.box[0] + run.box[2]) / 2
    if (!blanks.some((c) => c.box[0] <= x && x <= c.box[2])) return true
    printed ??= next.cells.map((c) => c.text.replace(/\s/gu, '')).join('\n')
    return !printed.includes(run.text.replace(/\s/gu, ''))
  })
}

/**
 * Two pages on which a spreadsheet printed one long cell: each holds lines that only the other one shows. A line that stands at the foot of
 * one page and at the head of the next, like those around it and as far apart as they are, stays where it is further from the edge of the paper.
 */
export function withoutRepeats(
  before: readonly Segment[],
  next: readonly Segment[],
  height: number,
): { before: readonly Segment[]; next: readonly Segment[] } {
  const [first] = next
  const start = first === undefined ? -1 : before.findLastIndex((s) => s.text === first.text)
  const tail = start < 0 ? [] : before.slice(start)
  const shift = (tail[0]?.box[1] ?? 0) - (first?.box[1] ?? 0)
  const isSame = (s: Segment, i: number): boolean => {
    const other = next[i]
    return other !== undefined && other.text === s.text && Math.abs(s.box[1] - other.box[1] - shift) < 2
  }
  if (tail.length < 2 || shift < 0.3 * height || !tail.every(isSame)) return { before, next }
  const hidden = tail.findIndex((s, i) => height - s.box[3] < (next[i]?.box[1] ?? 0))
  const shown = hidden < 0 ? tail.length : hidden
  return { before: before.slice(0, start + shown), next: next.slice(shown) }
}
