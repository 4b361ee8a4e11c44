/** Quarter turns clockwise, 0 to 3. */
export type Turn = 0 | 1 | 2 | 3

/** How a page's own coordinates become those of `PdfPage`: x = xx·x + xy·y + x0, y = yx·x + yy·y + y0. Only quarter turns: no stretching. */
export interface Frame {
  readonly xx: number
  readonly xy: number
  readonly x0: number
  readonly yx: number
  readonly yy: number
  readonly y0: number
  readonly width: number
  readonly height: number
}

/** The frame of a page whose visible part is left, bottom, right, top in its own coordinates, shown with `turn` quarter turns clockwise. */
export function frameOf(left: number, bottom: number, right: number, top: number, turn: Turn): Frame {
  const across = right - left
  const up = top - bottom
  switch (turn) {
    case 0:
      return { xx: 1, xy: 0, x0: -left, yx: 0, yy: -1, y0: top, width: across, height: up }
    case 1:
      return { xx: 0, xy: 1, x0: -bottom, yx: 1, yy: 0, y0: -left, width: up, height: across }
    case 2:
      return { xx: -1, xy: 0, x0: right, yx: 0, yy: 1, y0: -bottom, width: across, height: up }
    case 3:
      return { xx: 0, xy: -1, x0: top, yx: -1, yy: 0, y0: right, width: up, height: across }
  }
}
