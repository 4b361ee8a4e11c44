import type { Box, TextRun } from './page.ts'

/** One printed character and where it stands. */
interface Letter {
  readonly text: string
  readonly box: Box
}

/** Runs whose middles differ by less than this share of their size stand on one line. */
const SAME_LINE = 0.5
/** A paragraph's box is that of its lines: a run may reach out of it by so many points. */
const SLACK = 2

/**
 * Where some words of a paragraph stand on its page: `text` is the paragraph as it was read, `span` the first and last character meant, from 1,
 * `within` the paragraph's box. Words that are broken over two lines are boxed where they begin. Null where they are not found.
 */
export function findWords(
  runs: readonly TextRun[],
  within: Box,
  text: string,
  [first, last]: readonly [number, number],
): Box | null {
  const letters = lettersOf(runs.filter((run) => isInside(run.box, within)))
  const printed = letters.map((letter) => letter.text).join('')
  const before = bare(text.slice(0, first - 1))
  const words = bare(text.slice(first - 1, last))
  if (words === '') return null
  // As a rule the paragraph is read just as it stands there; otherwise the same words are found by counting.
  const at = printed.startsWith(before + words) ? before.length : nth(printed, words, timesIn(before, words))
  const found = at < 0 ? [] : letters.slice(at, at + words.length)
  const start = found[0]
  if (start === undefined) return null
  const line = found.filter(({ box }) => box[1] < start.box[3] && box[3] > start.box[1] && box[0] >= start.box[0])
  return [
    start.box[0],
    Math.min(...line.map(({ box }) => box[1])),
    Math.max(...line.map(({ box }) => box[2])),
    Math.max(...line.map(({ box }) => box[3])),
  ]
}

/** The characters of some runs in reading order, one for each UTF-16 unit, without spaces. */
function lettersOf(runs: readonly TextRun[]): Letter[] {
  const lines: TextRun[][] = []
  for (const run of runs.toSorted((a, b) => middle(a) - middle(b))) {
    const line = lines.at(-1)
    const last = line?.at(-1)
    if (
      line !== undefined &&
      last !== undefined &&
      Math.abs(middle(run) - middle(last)) < SAME_LINE * Math.max(run.size, last.size)
    )
      line.push(run)
    else lines.push([run])
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.box[0] - b.box[0]).flatMap(unitsOf))
}

function unitsOf({ text, box, edges }: TextRun): Letter[] {
  return text.split('').flatMap((unit, i) => {
    if (bare(unit) === '') return []
    return [{ text: unit, box: [edges[i] ?? box[0], box[1], edges[i + 1] ?? box[2], box[3]] as const }]
  })
}

function middle({ box }: TextRun): number {
  return (box[1] + box[3]) / 2
}

function isInside(box: Box, [x0, y0, x1, y1]: Box): boolean {
  const y = (box[1] + box[3]) / 2
  return box[2] > x0 - SLACK && box[0] < x1 + SLACK && y > y0 - SLACK && y < y1 + SLACK
}

function bare(text: string): string {
  return text.replace(/\s+/gu, '')
}

function timesIn(text: string, words: string): number {
  return text.split(words).length - 1
}

/** Where words stand for the nth time, counted from 0; -1 where they do not. */
function nth(text: string, words: string, n: number): number {
  let at = text.indexOf(words)
  for (let i = 0; i < n && at >= 0; i++) at = text.indexOf(words, at + words.length)
  return at
}
