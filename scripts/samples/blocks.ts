import { printFen, type Fen } from '../../src/budget/amount.ts'
import type { Block, Cell, Document } from '../../src/document/document.ts'

/** A cell of a row that is written from left to right; cells that hang down from rows above are skipped, as in HTML. */
export type CellSpec = string | { readonly text: string; readonly across?: number; readonly down?: number }

/** What a sample is made of, before it is numbered. */
export type Piece = { readonly text: string; readonly heading?: number } | { readonly rows: readonly (readonly CellSpec[])[] }

/** An amount of money as the samples print it: 万元 with two decimals, nothing for zero. */
export function printed(amount: Fen): string {
  return amount === 0 ? '' : printFen(amount, 1_000_000, 2)
}

/** The same in running text, where zero is said. */
export function said(amount: Fen): string {
  return printFen(amount, 1_000_000, 2)
}

/** Numbers the pieces through and lays every table on its grid. */
export function documentOf(pieces: readonly Piece[], type: Document['type'] = 'html'): Document {
  let paragraphs = 0
  let tables = 0
  const blocks = pieces.map((piece): Block => {
    if ('text' in piece) {
      paragraphs++
      return { kind: 'paragraph', ...piece, place: { paragraph: paragraphs } }
    }
    tables++
    return layTable(piece.rows, tables)
  })
  return { type, blocks, problems: [] }
}

function layTable(rows: readonly (readonly CellSpec[])[], index: number): Block {
  const taken = new Set<string>()
  const cells: Cell[] = []
  let columns = 0
  rows.forEach((specs, r) => {
    let column = 1
    const row = r + 1
    for (const spec of specs) {
      const { text, across = 1, down = 1 } = typeof spec === 'string' ? { text: spec } : spec
      while (taken.has(`${row} ${column}`)) column++
      for (let i = 0; i < down; i++) for (let k = 0; k < across; k++) taken.add(`${row + i} ${column + k}`)
      cells.push({ row, column, rowSpan: down, columnSpan: across, text, place: { table: index, row, column } })
      column += across
      columns = Math.max(columns, column - 1)
    }
  })
  if (taken.size !== rows.length * columns) throw new Error(`the cells of table ${index} do not cover its grid`)
  return { kind: 'table', index, rows: rows.length, columns, cells, place: { table: index } }
}

/** The cells that begin in a row, from left to right. */
export function cellsByRow(table: Extract<Block, { kind: 'table' }>): readonly (readonly Cell[])[] {
  return Array.from({ length: table.rows }, (_, i) =>
    table.cells.filter((c) => c.row === i + 1).toSorted((a, b) => a.column - b.column),
  )
}
