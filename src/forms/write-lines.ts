import type { Fact, ProcurementLine } from '../budget/account.ts'
import { narrowSlice, type Slice } from '../budget/slice.ts'
import { classesIn } from '../catalogue/classes.ts'
import { nameOf } from '../catalogue/codes.ts'
import { nodesWithMoney } from '../catalogue/inside.ts'
import type { LineForm, RowRule, Side, TableForm } from './form.ts'
import { labels } from './label.ts'
import { printOrdinal } from './print-figure.ts'

/** One line of one side: what its row is of. */
export interface Line {
  readonly label: string
  readonly code: string
  readonly slice: Slice
  readonly some: boolean
  /** Lines of several sides with one level stand in one row. */
  readonly level: string | null
  /** Where the line is one of several of the same slice: only these facts are its own. */
  readonly facts: readonly Fact[] | null
  readonly record: ProcurementLine | null
}

export interface LineTask {
  readonly form: TableForm
  readonly side: Side
  readonly year: number
  readonly facts: readonly Fact[]
  readonly records: readonly { readonly line: ProcurementLine; readonly fact: Fact }[]
  /** Whether a slice has anything to print. */
  readonly isPrinted: (slice: Slice) => boolean
}

/** The printed lines of a side from top to bottom. */
export function linesOf(task: LineTask): readonly Line[] {
  const base = narrowSlice(task.form.slice, task.side.slice)
  const lines: Line[] = []
  const count = new Ordinals()
  for (const rule of task.side.rows) {
    if (!('each' in rule)) {
      const slice = narrowSlice(base, rule.slice)
      const { optional } = rule
      if (optional !== undefined && !(optional === true ? [slice] : optional).some(task.isPrinted)) continue
      const label = `${count.next(rule)}${rule.before ?? ''}${labels(rule.label)[0] ?? ''}`
      lines.push({ label, code: '', slice, some: rule.some === true, level: rule.level ?? null, facts: null, record: null })
    } else if (rule.each === 'record') {
      for (const { line, fact } of task.records) {
        const slice = narrowSlice(base, { project: line.project })
        lines.push({ label: line.project, code: '', slice, some: false, level: null, facts: [fact], record: line })
      }
    } else if ('depth' in rule) {
      for (const code of codesOf(rule, base, task)) {
        const label = `${count.next(rule)}${nameOf(rule.each, code, task.year) ?? code}`
        const slice = narrowSlice(base, { [rule.each]: code })
        lines.push({ label, code, slice, some: false, level: null, facts: null, record: null })
      }
    }
  }
  return lines
}

/** Every code with money down to the rule's depth, each under its class; with `every`, all classes of the year. */
function codesOf(rule: Extract<RowRule, { depth: number }>, base: Slice, task: LineTask): readonly string[] {
  const codes = new Set<string>(rule.every === true ? classesIn(rule.each, task.year) : [])
  for (const code of nodesWithMoney(task.facts, base, rule.each))
    for (let level = 1; level <= rule.depth && code.length >= 1 + 2 * level; level++) codes.add(code.slice(0, 1 + 2 * level))
  return [...codes].toSorted()
}

/** Counts the ordinals of lines. A style of its own (1、 below 一、) counts anew below each line of another style. */
class Ordinals {
  #counts = new Map<string, number>()

  next(rule: Pick<LineForm, 'ordinal' | 'first'>): string {
    const { ordinal } = rule
    if (ordinal === undefined) return ''
    const n = rule.first === true ? 1 : (this.#counts.get(ordinal) ?? 0) + 1
    if (ordinal === '一、') this.#counts.clear()
    this.#counts.set(ordinal, n)
    return printOrdinal(ordinal, n)
  }
}

/**
 * The lines of all sides, zipped row by row. Lines of one level stand in one row; between two levels the shorter side is filled up
 * with nothing.
 */
export function zipLines(sides: readonly (readonly Line[])[]): readonly (readonly (Line | null)[])[] {
  const rows: (Line | null)[][] = []
  const cursors = sides.map(() => 0)
  const lineAt = (side: number, index: number): Line | undefined => sides[side]?.[index]
  for (;;) {
    const levels = sides.map((lines, s) => lines.slice(cursors[s]).find((l) => l.level !== null)?.level ?? null)
    const shared = levels.find(
      (level, s) => level !== null && sides.every((lines, t) => t === s || hasAhead(lines, cursors[t] ?? 0, level)),
    )
    const next = shared ?? null
    const ends = sides.map((lines, s) =>
      next === null ? lines.length : lines.findIndex((l, i) => i >= (cursors[s] ?? 0) && l.level === next),
    )
    const height = Math.max(...ends.map((end, s) => end - (cursors[s] ?? 0)))
    for (let i = 0; i < height; i++) {
      rows.push(sides.map((_, s) => ((cursors[s] ?? 0) + i < (ends[s] ?? 0) ? (lineAt(s, (cursors[s] ?? 0) + i) ?? null) : null)))
    }
    if (next === null) return rows
    rows.push(sides.map((_, s) => lineAt(s, ends[s] ?? 0) ?? null))
    ends.forEach((end, s) => {
      cursors[s] = end + 1
    })
  }
}

function hasAhead(lines: readonly Line[], from: number, level: string): boolean {
  return lines.some((l, i) => i >= from && l.level === level)
}
