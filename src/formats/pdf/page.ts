/**
 * One page of a PDF as it is seen: text with positions and straight rules. All lengths are points; the origin is the upper left
 * corner of the page as a reader holds it, that is, after its rotation (/Rotate, and text set sideways throughout) has been undone.
 */
export interface PdfPage {
  /** Counted from 1. */
  readonly number: number
  readonly width: number
  readonly height: number
  readonly runs: readonly TextRun[]
  readonly rules: readonly Rule[]
  /** Share of the page that pictures cover, 0 to 1: a scan has hardly any text and covers nearly all. */
  readonly pictured: number
  /** Characters whose font says not which characters they are. */
  readonly unmapped: number
}

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number]

/** Characters on one baseline that stand close together. A space is part of a run only where it separates words of one sentence. */
export interface TextRun {
  readonly text: string
  readonly box: Box
  /** Font size, as it is seen. */
  readonly size: number
  readonly bold: boolean
  /** Left edge of every UTF-16 unit of `text`, then the right edge of the last: a run can be cut where a column ends. */
  readonly edges: readonly number[]
}

/** A straight line, whether it was drawn as a line, a thin rectangle, the border of a box or a flat curve. `thickness` in points. */
export interface Rule {
  readonly direction: 'across' | 'down'
  /** y of a rule across, x of a rule down: its middle. */
  readonly at: number
  /** Its two ends on the other axis, from < to. */
  readonly from: number
  readonly to: number
  readonly thickness: number
}
