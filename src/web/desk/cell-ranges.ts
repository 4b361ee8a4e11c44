/** Cells from one corner to the other, both inclusive, counted from 0. */
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A place in the grid, counted from 0. */
export interface Spot {
  readonly row: number
  readonly column: number
}

export function rangeOf(a: Spot, b: Spot): Range {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  }
}

export function isInRange(range: Range, { row, column }: Spot): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right
}

/** Where a step leads that does not leave the grid. */
export function stepTo({ row, column }: Spot, down: number, right: number, rows: number, columns: number): Spot {
  const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))
  return { row: within(row + down, rows), column: within(column + right, columns) }
}

/** The next cell of Tab: at the end of a row the first of the next. */
export function nextTo({ row, column }: Spot, by: 1 | -1, rows: number, columns: number): Spot {
  const index = Math.max(0, Math.min(rows * columns - 1, row * columns + column + by))
  return { row: Math.floor(index / columns), column: index % columns }
}

/**
 * Where Ctrl with an arrow leads: over what is filled to its last cell, or over blanks to the next that is filled.
 * `isFilled` is asked for places inside the grid only.
 */
export function jumpTo(
  from: Spot,
  down: number,
  right: number,
  rows: number,
  columns: number,
  isFilled: (spot: Spot) => boolean,
): Spot {
  const next = (spot: Spot): Spot | null => {
    const to = { row: spot.row + down, column: spot.column + right }
    return to.row < 0 || to.column < 0 || to.row >= rows || to.column >= columns ? null : to
  }
  let at = from
  let ahead = next(at)
  const run = isFilled(from) && ahead !== null && isFilled(ahead)
  while (ahead !== null) {
    if (run && !isFilled(ahead)) return at
    at = ahead
    if (!run && isFilled(at)) return at
    ahead = next(at)
  }
  return at
}
