import { clean } from '../clean.ts'
import type { RawCell } from '../grid.ts'
import { evenly } from './evenly.ts'

/** Spans of a header's cells over the row below it. */
export interface AlignedHeader {
  readonly spans: number[]
  /** Whether only these spans fit, or labels that repeat show them; otherwise they are a guess. */
  readonly certain: boolean
}

/** Labels with which a group of columns begins: the stub of a table, before its figures. */
const STUB = /(?:编码|代码|编号|名称|科目|类|款|项)$/u

/** Cells of the row below that stand under one segment of the header: a single blank, or a run of printed cells. */
interface Segment {
  readonly blank: boolean
  readonly labels: readonly string[]
  /** Columns of each cell below. */
  readonly widths: readonly number[]
}

/**
 * Divides the row below among the cells of a header. Each blank below is the lower half of a cell of its own (it was merged downwards), each
 * run of printed cells below sits under one cell; where there are more cells than that, runs are divided. Returns null where there are fewer.
 */
export function alignHeader(labels: readonly string[], below: readonly (RawCell | null)[]): AlignedHeader | null {
  const segments = segmentsOf(below)
  let extra = labels.length - segments.length
  if (extra < 0 || segments.length === 0) return null
  let certain = true
  const spans: number[] = []
  const runs = segments.filter((segment) => !segment.blank)
  for (const segment of segments) {
    if (segment.blank || extra === 0) {
      spans.push(sum(segment.widths))
      continue
    }
    const later = runs.slice(runs.indexOf(segment) + 1)
    const parts = 1 + Math.min(extra, segment.labels.length - 1, Math.max(wanted(segment), extra - capacity(later)))
    if (parts === 1) {
      spans.push(sum(segment.widths))
      continue
    }
    extra -= parts - 1
    const division = divide(segment, parts)
    certain &&= division.certain
    spans.push(...division.spans)
  }
  return extra === 0 ? { spans, certain } : null
}

function segmentsOf(below: readonly (RawCell | null)[]): Segment[] {
  const segments: { blank: boolean; labels: string[]; widths: number[] }[] = []
  for (const cell of below) {
    if (cell === null) return []
    const label = clean(cell.text)
    const last = segments.at(-1)
    if (label !== '' && last !== undefined && !last.blank) {
      last.labels.push(label)
      last.widths.push(cell.columnSpan)
    } else {
      segments.push({ blank: label === '', labels: [label], widths: [cell.columnSpan] })
    }
  }
  return segments
}

/** How many further cells a run would like: as many as its first label repeats, or all that are left over. */
function wanted(segment: Segment): number {
  const repeats = starts(segment).length - 1
  return repeats > 0 ? repeats : segment.labels.length - 1
}

function capacity(runs: readonly Segment[]): number {
  return runs.reduce((total, run) => total + run.labels.length - 1, 0)
}

/** Where the run's first label stands again. */
function starts(segment: Segment): number[] {
  return segment.labels.flatMap((label, i) => (label === segment.labels[0] ? [i] : []))
}

function divide(segment: Segment, parts: number): AlignedHeader {
  const n = segment.labels.length
  const repeated = starts(segment)
  let cuts: number[]
  let certain = true
  if (parts === n) {
    cuts = segment.labels.map((_, i) => i)
  } else if (repeated.length === parts) {
    cuts = repeated
  } else {
    certain = false
    const stub = segment.labels.findIndex((label) => !STUB.test(label))
    if (stub > 0 && n - stub >= parts - 1) {
      let at = stub
      cuts = [0, ...evenly(n - stub, parts - 1).map((size) => (at += size) - size)]
    } else {
      let at = 0
      cuts = evenly(n, parts).map((size) => (at += size) - size)
    }
  }
  return { spans: cuts.map((from, i) => sum(segment.widths.slice(from, cuts[i + 1] ?? n))), certain }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
