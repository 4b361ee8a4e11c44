import type { ClaimView, TableView } from './views.ts'

/** A printed table put together again from what was read in it: sides with their own row heads, rows in the order of print. */
export interface PrintedGrid {
  readonly sides: readonly { readonly hasCodes: boolean; readonly columns: readonly GridColumn[] }[]
  /** A row has as many cells as its sides have columns; null where the document has no figure and no blank. */
  readonly rows: readonly (readonly GridSide[])[]
}

export interface GridColumn {
  /** Its own label, as printed. */
  readonly label: string
  /** The headings that it stands under, from the top. */
  readonly groups: readonly string[]
}

export interface GridSide {
  readonly code: string
  readonly label: string
  readonly cells: readonly (ClaimView | null)[]
}

/** What stands in cells: claims with a row and a column. Sentences are no cells. */
export function cellsOf(table: TableView): ClaimView[] {
  return table.claims.filter(
    ({ place, sentence }) => sentence === undefined && place.row !== undefined && place.column !== undefined,
  )
}

/**
 * Rows by where they stand, columns by where they stand. A table with two sides (收入 beside 支出) has another row head from some column on: there a side
 * begins.
 */
export function printedGrid(table: TableView): PrintedGrid {
  const cells = cellsOf(table)
  const columns = [...new Set(cells.map(({ place }) => place.column ?? 0))].toSorted((a, b) => a - b)
  const rows = [...Map.groupBy(cells, rowKey).values()].toSorted((a, b) => order(a[0]) - order(b[0]))
  const sides: number[][] = []
  for (const column of columns) {
    const side = sides.at(-1)
    const before = side?.at(-1)
    const starts =
      before === undefined ||
      rows.some((row) => {
        const [left, right] = [before, column].map((at) => row.find(({ place }) => place.column === at))
        return left !== undefined && right !== undefined && headOf(left) !== headOf(right)
      })
    if (starts || side === undefined) sides.push([column])
    else side.push(column)
  }
  const heading = (column: number): GridColumn => {
    const named = cells.find((cell) => cell.place.column === column && cell.column !== undefined && cell.column !== '')
    return { label: named?.column ?? '', groups: named?.columnGroups ?? [] }
  }
  return {
    sides: sides.map((side) => ({
      hasCodes: cells.some(({ place, row }) => side.includes(place.column ?? 0) && (row?.code ?? '') !== ''),
      columns: side.map(heading),
    })),
    rows: rows.map((row) =>
      sides.map((side) => {
        const own = side.map((column) => row.find(({ place }) => place.column === column) ?? null)
        const first = own.find((cell) => cell !== null)
        return { code: first?.row?.code ?? '', label: first?.row?.label ?? '', cells: own }
      }),
    ),
  }
}

function rowKey({ place }: ClaimView): string {
  return `${place.table ?? 0}:${place.sheet ?? ''}:${place.row ?? 0}`
}

function order(claim: ClaimView | undefined): number {
  return (claim?.place.table ?? 0) * 100_000 + (claim?.place.row ?? 0)
}

function headOf({ row }: ClaimView): string {
  return `${row?.code ?? ''} ${row?.label ?? ''}`
}
