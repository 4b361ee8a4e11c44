import type { Box, TextRun } from '../page.ts'
import { lineOf, textLines } from './text-lines.ts'

/** A stretch of text on one line; what stands far apart on one line are several. */
export interface Segment {
  readonly text: string
  readonly box: Box
  readonly size: number
  readonly bold: boolean
  /** Whether nothing else stands on its line. */
  readonly isAlone: boolean
  /** Width of the first word, which a line breaks before: a whole figure, or one character. */
  readonly firstWord: number
  /** The upper edge of its line. */
  readonly lineTop: number
}

/** Gaps wider than this many font sizes part what stands on one line. */
const APART = 3
/** Figures that are spread out: `121 , 393 . 52`. */
const APART_FIGURE = /(?<=\d) ([,.]) ?(?=\d)/gu
const LEADERS = /(?:[.．·…⋯‥。_]\s?){4,}/gu

/** Runs outside tables, as stretches in reading order: line by line, from the left. */
export function segmentsOf(runs: readonly TextRun[]): Segment[] {
  const segments: Segment[] = []
  for (const line of textLines(runs)) {
    const groups: TextRun[][] = []
    let end = -Infinity
    for (const run of line.runs) {
      const open = groups.at(-1)
      // The page number of a line of contents stays with it, and so do letters that are only spaced out (目 录).
      const isNear = run.box[0] - end <= APART * line.size
      const isNumber = /^\d{1,3}$/u.test(run.text) && run === line.runs.at(-1)
      const isSpaced = run.text.length === 1 && open?.at(-1)?.text.length === 1 && run.box[0] - end <= 8 * line.size
      // `部门：` and the name that fills its blank.
      const isFilled = /[:：]$/u.test(open?.at(-1)?.text ?? '') && run.box[0] - end <= 15 * line.size && !/[:：]/u.test(run.text)
      if (open !== undefined && (isNear || isNumber || isSpaced || isFilled)) open.push(run)
      else groups.push([run])
      end = Math.max(end, run.box[2])
    }
    const isAlone = groups.length === 1
    for (const group of groups) {
      const { text, box, size } = lineOf(group)
      const words = text.replace(LEADERS, ' … ').replace(APART_FIGURE, '$1').trim()
      if (words === '') continue
      const letters = group.reduce((n, r) => n + r.text.length, 0)
      const bold = group.reduce((n, r) => n + (r.bold ? r.text.length : 0), 0) > letters / 2
      segments.push({ text: words, box, size, bold, isAlone, firstWord: firstWordOf(group[0], size), lineTop: line.box[1] })
    }
  }
  return segments
}

/** What a line is not broken within: a figure, or a character with the brackets and stops that stay with it. */
const FIRST_WORD = /^[（(《“"‘〔【]*(?:[\d.,%A-Za-z]+|.)[）)》”"’〕】。，、；：！？%]*/u

function firstWordOf(run: TextRun | undefined, size: number): number {
  const word = FIRST_WORD.exec(run?.text ?? '')?.[0].length ?? 0
  if (run === undefined) return size
  return Math.max(size, (run.edges[word] ?? 0) - (run.edges[0] ?? 0))
}
