import type { Block, Cell, Document, Table } from '../../document/document.ts'
import { cellRoles } from '../table-headers.ts'

/** A printed cell or paragraph that reads otherwise in another version of the same disclosure. */
export interface PrintedChange {
  /** Title of the table, or the heading above the paragraph. */
  readonly title: string
  /** Words that begin the row, and the headings over the column; empty for a paragraph. */
  readonly row: string
  readonly column: string
  /** Null where the row or paragraph is not in that version. */
  readonly before: string | null
  readonly after: string | null
  /** Where it stands in the later version; null where it is gone. Table and cell, or number of the block, all from 1. */
  readonly at: PrintedSpot | null
}

export type PrintedSpot = { readonly table: number; readonly row: number; readonly column: number } | { readonly block: number }

interface Printed {
  readonly title: string
  readonly row: string
  readonly column: string
  readonly text: string
  readonly at: PrintedSpot
}

/** Every printed figure and text of a later version that differs from an earlier one, in printed order; what is gone stands at the end of its table. */
export function changesInPrint(before: Document, after: Document): readonly PrintedChange[] {
  const was = printedBy(before)
  const now = printedBy(after)
  const changes: PrintedChange[] = []
  for (const [key, { title, row, column, text, at }] of now) {
    const old = was.get(key)?.text ?? null
    if (old !== text && !(old === null && text === '')) changes.push({ title, row, column, before: old, after: text, at })
  }
  for (const [key, { title, row, column, text }] of was)
    if (!now.has(key) && text !== '') changes.push({ title, row, column, before: text, after: null, at: null })
  return changes
}

/** Cells and paragraphs by a key that is the same in both versions: title, what begins the row, column, and which of several alike. */
function printedBy(document: Document): ReadonlyMap<string, Printed> {
  const printed = new Map<string, Printed>()
  const seen = new Map<string, number>()
  const nth = (key: string): string => {
    const n = seen.get(key) ?? 0
    seen.set(key, n + 1)
    return `${key}#${n}`
  }
  let heading = ''
  for (const [index, block] of document.blocks.entries()) {
    if (block.kind === 'table') {
      for (const cell of printedCells(block, heading)) {
        const { title, row, column } = cell
        printed.set(nth(JSON.stringify([title, row, column])), cell)
      }
      continue
    }
    if (block.heading !== undefined) heading = block.text
    // The same sentence under the same heading: what stands around its figures tells it from others.
    const key = nth(JSON.stringify([heading, block.text.replace(/[\d.,]+|增加|减少|持平/gu, '')]))
    printed.set(key, { title: heading, row: '', column: '', text: block.text, at: { block: index + 1 } })
  }
  return printed
}

function printedCells(table: Table, title: string): readonly Printed[] {
  const { roles, headerRows, captionRows } = cellRoles(table)
  const rows = new Map<number, { cell: Cell; figure: boolean }[]>()
  table.cells.forEach((cell, i) => {
    const figure = roles[i] === 'figure' || cell.figure !== undefined || cell.text === ''
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), { cell, figure }])
  })
  const headings = headingsOf(table, headerRows, captionRows)
  return [...rows].flatMap(([number, cells]) => {
    if (number <= headerRows) return []
    const sorted = cells.toSorted((a, b) => a.cell.column - b.cell.column)
    return sorted.map(({ cell }, i): Printed => {
      const words = sorted.slice(0, i).flatMap((c) => (c.figure ? [] : [c.cell.text]))
      const at = { table: table.index, row: cell.row, column: cell.column }
      return { title, row: rowName(words), column: headings.get(cell.column) ?? '', text: cell.text, at }
    })
  })
}

/** What a row is called by the words before a figure: in a balance each side has names of its own, and serial numbers say nothing. */
function rowName(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  const code = words.at(-2) ?? ''
  return /^\d{3,}$/u.test(code) ? `${code} ${last}` : /^\d{1,2}$/u.test(last) ? '' : last
}

function headingsOf(table: Table, headerRows: number, captionRows: number): ReadonlyMap<number, string> {
  const headings = new Map<number, string>()
  for (const cell of table.cells) {
    if (cell.row > headerRows || cell.row <= captionRows || /^\d*$/u.test(cell.text)) continue
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
      const above = headings.get(column)
      headings.set(column, above === undefined ? cell.text : `${above} ${cell.text}`)
    }
  }
  return headings
}

/** Words for a block that has none: a table stands under the heading before it. */
export function titleOf(blocks: readonly Block[], index: number): string {
  for (let i = index; i >= 0; i--) {
    const block = blocks[i]
    if (block?.kind === 'paragraph' && block.heading !== undefined) return block.text
  }
  return ''
}
