import type { Box, PdfPage, TextRun } from '../page.ts'
import { fieldBox, fieldsOf } from './fields.ts'
import type { FoundCell, FoundTable } from './found-table.ts'
import { joinLines } from './join-lines.ts'
import { bandOf, placeRuns } from './place-runs.ts'
import { ruleFrames } from './rule-frames.ts'
import type { Frame } from './rule-frames.ts'
import { splitColumns } from './split-columns.ts'
import { splitRows } from './split-rows.ts'
import type { RuledGrid } from './split-rows.ts'
import { middle, textLines } from './text-lines.ts'

/** How far the middle of a line may stand outside a border. */
const MARGIN = 2
/** A line with less room left than this, in font sizes, is full. */
const FULL = 1.6
/** A line of which more than this share stands beyond a rule stands on it. */
const ON_RULE = 0.22
/** A rule across that is at least this share of the page may be a table's. */
const WIDE = 0.3

/** What is drawn with rules on a page. */
export interface RuledPage {
  /** From top to bottom. */
  readonly tables: readonly FoundTable[]
  /** The text that stands in none of them. */
  readonly free: readonly TextRun[]
  /** How many wide rules across belong to no table: tables may be drawn with nothing else. */
  readonly loose: number
}

/** The tables of a page that are drawn with rules both across and down. */
export function ruledTables(page: PdfPage): RuledPage {
  const found = ruleFrames(page.rules)
  const { loose } = found
  const frames = found.frames.filter((frame) => !isStriped(frame, page.runs))
  const { inside, free } = share(frames, page.runs)
  const tables = frames.map((frame, i) => {
    const fields = fieldsOf(frame)
    placeRuns(frame, fields, inside[i] ?? [])
    return tableOf(page, splitRows(splitColumns({ xs: frame.xs, ys: frame.ys, fields })))
  })
  return { tables, free, loose: loose.filter((line) => line.to - line.from > WIDE * page.width).length }
}

/** Which runs stand in which frame. Frames are few; a run in two (a table within a table) belongs to the smaller one. */
function share(frames: readonly Frame[], runs: readonly TextRun[]): { inside: TextRun[][]; free: TextRun[] } {
  const inside: TextRun[][] = frames.map(() => [])
  const free: TextRun[] = []
  const boxes = frames.map(({ xs, ys }) => [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0] as const)
  for (const run of runs) {
    const x = (run.box[0] + run.box[2]) / 2
    const y = middle(run)
    let best: TextRun[] = free
    let area = Infinity
    boxes.forEach(([left, top, right, bottom], i) => {
      if (x < left - MARGIN || x > right + MARGIN || y < top - MARGIN || y > bottom + MARGIN) return
      const size = (right - left) * (bottom - top)
      if (size >= area) return
      best = inside[i] ?? free
      area = size
    })
    best.push(run)
  }
  return { inside, free }
}

/** Whether a frame has rules down at its sides only and several texts in most of its rows: its columns are told by the text alone. */
function isStriped({ xs, ys }: Frame, runs: readonly TextRun[]): boolean {
  const rows = ys.length - 1
  if (xs.length !== 2 || rows < 3) return false
  const texts = new Uint8Array(rows)
  const [left, right] = [xs[0] ?? 0, xs[1] ?? 0]
  for (const run of runs) {
    const y = middle(run)
    if (run.box[0] < left || run.box[2] > right || y < (ys[0] ?? 0) || y > (ys[rows] ?? 0)) continue
    const row = bandOf(ys, y)
    texts[row] = Math.min(9, (texts[row] ?? 0) + 1)
  }
  return texts.filter((n) => n > 1).length > rows / 2
}

function tableOf(page: PdfPage, { xs, ys, fields }: RuledGrid): FoundTable {
  const doubts: TextRun[] = []
  const cells = fields.map((field): FoundCell => {
    const box = fieldBox(field, xs, ys)
    for (const run of field.runs) if (isOnRule(run, box)) doubts.push(run)
    const { row, column, rowSpan, columnSpan } = field
    if (field.runs.length === 0) return { row, column, rowSpan, columnSpan, text: '', box }
    const width = box[2] - box[0]
    const lines = textLines(field.runs)
    const last = lines.at(-1)
    const isFull = last !== undefined && width - (last.box[2] - last.box[0]) < FULL * last.size
    return { row, column, rowSpan, columnSpan, text: joinLines(lines, width), box, isFull }
  })
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  const box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0] as const
  return { page, box, columns: xs, cells, ruled: true, ...(doubts.length > 0 ? { doubts } : {}) }
}

/** A text too high for its row runs over the rules above and below it. */
function isOnRule({ box }: TextRun, [, top, , bottom]: Box): boolean {
  const slack = ON_RULE * (box[3] - box[1])
  return box[1] + slack < top || box[3] - slack > bottom
}
