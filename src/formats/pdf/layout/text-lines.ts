import type { Box, TextRun } from '../page.ts'

/** Runs on one baseline, from left to right. */
export interface TextLine {
  readonly runs: readonly TextRun[]
  readonly text: string
  readonly box: Box
  /** The largest font size in it. */
  readonly size: number
}

/** A gap wider than this many font sizes is a space. */
const SPACE = 0.3

/** Runs as lines from top to bottom. Runs whose middles are within a third of the larger font size of each other share a line. */
export function textLines(runs: readonly TextRun[]): TextLine[] {
  const sorted = [...runs].sort((a, b) => middle(a) - middle(b) || a.box[0] - b.box[0])
  const lines: TextLine[] = []
  let open: TextRun[] = []
  let at = 0
  let size = 0
  for (const run of sorted) {
    const y = middle(run)
    if (open.length > 0 && y - at > 0.4 * Math.max(run.size, size)) {
      lines.push(lineOf(open))
      open = []
    }
    // The line's height is that of its largest text: a small figure beside it (a footnote mark) must not move it.
    if (open.length === 0 || run.size > size) {
      at = y
      size = run.size
    }
    open.push(run)
  }
  if (open.length > 0) lines.push(lineOf(open))
  return lines
}

/** One line of runs that share a baseline. */
export function lineOf(runs: readonly TextRun[]): TextLine {
  const ordered = [...runs].sort((a, b) => a.box[0] - b.box[0])
  let text = ''
  let end = -Infinity
  for (const run of ordered) {
    if (text !== '' && run.box[0] - end > SPACE * run.size) text += ' '
    text += run.text
    end = Math.max(end, run.box[2])
  }
  return { runs: ordered, text: text.trim(), box: boxAround(ordered), size: Math.max(...ordered.map((r) => r.size)) }
}

export function boxAround(items: readonly { readonly box: Box }[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { box } of items) {
    left = Math.min(left, box[0])
    top = Math.min(top, box[1])
    right = Math.max(right, box[2])
    bottom = Math.max(bottom, box[3])
  }
  return [left, top, right, bottom]
}

export function middle(item: { readonly box: Box }): number {
  return (item.box[1] + item.box[3]) / 2
}

/** A run without what stands left of its character `from` and from its character `to` on; blanks at its ends are dropped. */
export function cutRun(run: TextRun, from: number, to: number): TextRun | null {
  let start = from
  let end = to
  while (start < end && run.text[start]?.trim() === '') start++
  while (end > start && run.text[end - 1]?.trim() === '') end--
  if (start >= end) return null
  const edges = run.edges.slice(start, end + 1)
  const box: Box = [edges[0] ?? run.box[0], run.box[1], edges.at(-1) ?? run.box[2], run.box[3]]
  return { text: run.text.slice(start, end), box, size: run.size, bold: run.bold, edges }
}
