import type { Block, Document, Table } from '../../src/document/document.ts'
import { DocumentBuilder } from '../../src/formats/document-builder.ts'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import { layOut } from '../../src/formats/pdf/layout/lay-out.ts'
import type { PdfPage, Rule, TextRun } from '../../src/formats/pdf/page.ts'

/** A run whose Chinese characters are as wide as its size and whose others are half as wide. `x` is its left edge, `y` its upper one. */
export function run(x: number, y: number, text: string, size = 10, bold = false): TextRun {
  const edges = [x]
  for (const unit of text) edges.push((edges.at(-1) ?? x) + (unit.charCodeAt(0) > 0x2000 ? size : size / 2))
  return { text, box: [x, y, edges.at(-1) ?? x, y + size], size, bold, edges }
}

export function across(y: number, from: number, to: number): Rule {
  return { direction: 'across', at: y, from, to, thickness: 0.5 }
}

export function down(x: number, from: number, to: number): Rule {
  return { direction: 'down', at: x, from, to, thickness: 0.5 }
}

/** All rules of a grid. */
export function grid(xs: readonly number[], ys: readonly number[]): Rule[] {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  const [top, bottom] = [ys[0] ?? 0, ys.at(-1) ?? 0]
  return [...ys.map((y) => across(y, left, right)), ...xs.map((x) => down(x, top, bottom))]
}

/** Runs at the upper left of the fields of a grid, row by row; blank texts are left out. */
export function fill(xs: readonly number[], ys: readonly number[], rows: readonly (readonly string[])[]): TextRun[] {
  return rows.flatMap((row, r) => row.flatMap((text, c) => (text === '' ? [] : [run((xs[c] ?? 0) + 3, (ys[r] ?? 0) + 5, text)])))
}

export function page(number: number, runs: readonly TextRun[], rules: readonly Rule[] = []): PdfPage {
  return { number, width: 595, height: 842, runs, rules, pictured: 0, unmapped: 0 }
}

export function laidOut(...pages: readonly PdfPage[]): Document {
  const builder = new DocumentBuilder('pdf', DEFAULT_LIMITS)
  layOut(pages, builder)
  return builder.finish()
}

export function tablesOf(document: Document): Table[] {
  return document.blocks.filter((b: Block): b is Table => b.kind === 'table')
}

export function textsOf(document: Document): string[] {
  return document.blocks.flatMap((b) => (b.kind === 'paragraph' ? [b.text] : []))
}

/** The texts of a table, row by row; spans of more than one as `text r2c3`. */
export function rowsOf(table: Table | undefined): string[][] {
  return Array.from({ length: table?.rows ?? 0 }, (_, i) =>
    (table?.cells ?? [])
      .filter((c) => c.row === i + 1)
      .map(({ text, rowSpan, columnSpan }) => {
        const span = `${rowSpan > 1 ? `r${rowSpan}` : ''}${columnSpan > 1 ? `c${columnSpan}` : ''}`
        return span === '' ? text : `${text} ${span}`.trim()
      }),
  )
}
