import type { Place } from '../budget/place.ts'
import type { Cell, Document, Table } from '../document/document.ts'

/** A part of the shown document: what a finding can point at. `block` counts the document's blocks from 1. */
export type Spot =
  | { readonly kind: 'cell'; readonly table: number; readonly row: number; readonly column: number }
  | { readonly kind: 'row'; readonly table: number; readonly row: number }
  | { readonly kind: 'table'; readonly table: number }
  | { readonly kind: 'paragraph'; readonly block: number }
  | { readonly kind: 'document' }

/** The spot of each place, whatever the place has: table coordinates, a sheet's cell, a paragraph number or a line. */
export type Locate = (place: Place) => Spot

/** The id of a spot's element. `prefix` tells the documents of one page apart. */
export function spotId(spot: Spot, prefix: string): string {
  switch (spot.kind) {
    case 'cell':
      return `${prefix}t${spot.table}r${spot.row}c${spot.column}`
    case 'row':
      return `${prefix}t${spot.table}r${spot.row}`
    case 'table':
      return `${prefix}t${spot.table}`
    case 'paragraph':
      return `${prefix}p${spot.block}`
    case 'document':
      return `${prefix}top`
  }
}

/** Makes the one function that matches places to what is shown of a document. A place inside a merged cell finds that cell. */
export function locator(document: Document): Locate {
  const tables = new Map<number, Table>()
  const grids = new Map<number, Map<string, Cell>>()
  const byParagraph = new Map<number, number>()
  const bySheetCell = new Map<string, Spot>()
  const byLine: { line: number; spot: Spot }[] = []
  const sheets = new Map<string, Spot>()

  const note = (place: Place, spot: Spot): void => {
    if (place.line !== undefined) byLine.push({ line: place.line, spot })
    if (place.cell !== undefined) {
      const key = `${place.sheet ?? ''}!${place.cell}`
      if (!bySheetCell.has(key)) bySheetCell.set(key, spot)
    }
    if (place.sheet !== undefined && !sheets.has(place.sheet)) sheets.set(place.sheet, spot)
  }
  for (const [index, block] of document.blocks.entries()) {
    if (block.kind === 'table') {
      tables.set(block.index, block)
      note(block.place, { kind: 'table', table: block.index })
      for (const cell of block.cells) note(cell.place, cellSpot(block, cell))
      continue
    }
    const spot: Spot = { kind: 'paragraph', block: index + 1 }
    if (block.place.paragraph !== undefined) byParagraph.set(block.place.paragraph, index + 1)
    note(block.place, spot)
  }
  byLine.sort((a, b) => a.line - b.line)

  return (place) => {
    const table = place.table === undefined ? undefined : tables.get(place.table)
    if (table !== undefined) return inTable(table, gridOf(table, grids), place)
    if (place.cell !== undefined) {
      const spot = bySheetCell.get(`${place.sheet ?? ''}!${place.cell}`)
      if (spot !== undefined) return spot
    }
    if (place.paragraph !== undefined) {
      const block = byParagraph.get(place.paragraph)
      if (block !== undefined) return { kind: 'paragraph', block }
    }
    // A paragraph or cell that runs over several lines is placed at its first.
    if (place.line !== undefined) {
      const spot = lastAtOrBefore(byLine, place.line)
      if (spot !== null) return spot
    }
    if (place.sheet !== undefined) return sheets.get(place.sheet) ?? { kind: 'document' }
    return { kind: 'document' }
  }
}

function inTable(table: Table, grid: Map<string, Cell>, place: Place): Spot {
  if (place.row === undefined) return { kind: 'table', table: table.index }
  if (place.column === undefined) return { kind: 'row', table: table.index, row: place.row }
  const cell = grid.get(`${place.row},${place.column}`)
  return cell === undefined ? { kind: 'table', table: table.index } : cellSpot(table, cell)
}

function cellSpot(table: Table, cell: Cell): Spot {
  return { kind: 'cell', table: table.index, row: cell.row, column: cell.column }
}

function gridOf(table: Table, known: Map<number, Map<string, Cell>>): Map<string, Cell> {
  const ready = known.get(table.index)
  if (ready !== undefined) return ready
  const grid = new Map<string, Cell>()
  for (const cell of table.cells) {
    const rows = Math.min(cell.rowSpan, table.rows - cell.row + 1)
    const columns = Math.min(cell.columnSpan, table.columns - cell.column + 1)
    for (let row = cell.row; row < cell.row + rows; row++) {
      for (let column = cell.column; column < cell.column + columns; column++) grid.set(`${row},${column}`, cell)
    }
  }
  known.set(table.index, grid)
  return grid
}

function lastAtOrBefore(entries: readonly { line: number; spot: Spot }[], line: number): Spot | null {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.line ?? Infinity) <= line) low = middle + 1
    else high = middle
  }
  return entries[low - 1]?.spot ?? null
}
