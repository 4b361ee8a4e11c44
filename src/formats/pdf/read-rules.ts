import type { Pdfium } from './engine.ts'

/** A straight piece of ink in the page's own coordinates, from one end to the other along its middle. */
export interface Stroke {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly thickness: number
}

/** A filled rectangle, or a picture, in the page's own coordinates. */
export interface Area {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** What is drawn on a page besides text. */
export interface Drawing {
  readonly strokes: readonly Stroke[]
  readonly pictures: readonly Area[]
  /** Areas filled with something else than white: white text can be seen on them. */
  readonly grounds: readonly Area[]
}

const PATH = 2
const IMAGE = 3
const SHADING = 4
const FORM = 5
const LINE_TO = 0
const BEZIER_TO = 1
const MOVE_TO = 2
/** Forms within forms, deeper than any real file goes. */
const DEEPEST = 12
/** A filled rectangle that is no wider than this is a line, in points. */
const THIN = 2.2
/** A curve or a slanted line that strays no farther than this is straight. */
const FLAT = 0.5
const WHITE = 250
/** Lines of no thickness are drawn as thin as can be. */
const HAIR = 0.1
/** More shaded areas than this are not looked at: they only tell whether white text can be seen. */
const MOST_GROUNDS = 5000
/** Paths of more pieces than this are drawings (maps, letters as outlines), not rules. */
const LONGEST_PATH = 4000

type Matrix = readonly [number, number, number, number, number, number]

const UNIT: Matrix = [1, 0, 0, 1, 0, 0]

/** Straight strokes, pictures and grounds of a page; null where the page has more than `most` objects. */
export function readDrawing(pdfium: Pdfium, page: number, most: number): Drawing | null {
  const walk = new Walk(pdfium, most)
  const { call } = pdfium
  const count = call.FPDFPage_CountObjects(page)
  for (let i = 0; i < count && !walk.full; i++) walk.object(call.FPDFPage_GetObject(page, i), UNIT, 0)
  if (walk.full) return null
  const { strokes, pictures, grounds, white } = walk
  // White lines part shaded cells; on paper they are nothing.
  const seen = white.filter(({ x0, y0, x1, y1 }) => isWithin((x0 + x1) / 2, (y0 + y1) / 2, grounds))
  return { strokes: seen.length > 0 ? strokes.concat(seen) : strokes, pictures, grounds }
}

class Walk {
  readonly strokes: Stroke[] = []
  readonly pictures: Area[] = []
  readonly grounds: Area[] = []
  readonly white: Stroke[] = []
  readonly #pdfium: Pdfium
  #left: number

  constructor(pdfium: Pdfium, most: number) {
    this.#pdfium = pdfium
    this.#left = most
  }

  get full(): boolean {
    return this.#left < 0
  }

  object(object: number, outer: Matrix, depth: number): void {
    const { call } = this.#pdfium
    if (--this.#left < 0) return
    const type = call.FPDFPageObj_GetType(object)
    if (type === PATH) this.#path(object, outer)
    else if (type === IMAGE || type === SHADING) this.#picture(object, outer, type === IMAGE)
    else if (type === FORM && depth < DEEPEST) {
      const matrix = combine(this.#matrixOf(object), outer)
      const count = call.FPDFFormObj_CountObjects(object)
      for (let i = 0; i < count && this.#left >= 0; i++) this.object(call.FPDFFormObj_GetObject(object, i), matrix, depth + 1)
    }
  }

  #matrixOf(object: number): Matrix {
    const { call, memory, scratch } = this.#pdfium
    if (call.FPDFPageObj_GetMatrix(object, scratch) === 0) return UNIT
    const at = scratch >> 2
    const view = memory.HEAPF32
    return [view[at] ?? 1, view[at + 1] ?? 0, view[at + 2] ?? 0, view[at + 3] ?? 1, view[at + 4] ?? 0, view[at + 5] ?? 0]
  }

  #picture(object: number, outer: Matrix, picture: boolean): void {
    const { call, memory, scratch } = this.#pdfium
    // Left, bottom, right, top.
    if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return
    const at = scratch >> 2
    const [left = 0, bottom = 0, right = 0, top = 0] = memory.HEAPF32.subarray(at, at + 4)
    const area = areaOf([
      apply(outer, left, bottom),
      apply(outer, right, top),
      apply(outer, left, top),
      apply(outer, right, bottom),
    ])
    if (Math.min(area.right - area.left, area.top - area.bottom) <= THIN) this.strokes.push(strokeAlong(area))
    else {
      if (picture) this.pictures.push(area)
      this.#ground(area)
    }
  }

  #path(object: number, outer: Matrix): void {
    const { call, memory, scratch } = this.#pdfium
    if (call.FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 0) return
    const filled = (memory.HEAP32[scratch >> 2] ?? 0) !== 0
    const stroked = (memory.HEAP32[(scratch + 4) >> 2] ?? 0) !== 0
    if (!filled && !stroked) return
    const segments = call.FPDFPath_CountSegments(object)
    if (segments < 2 || segments > LONGEST_PATH) return
    this.#left -= segments >> 2
    const matrix = combine(this.#matrixOf(object), outer)
    const parts = this.#partsOf(object, segments, matrix)
    if (stroked) {
      call.FPDFPageObj_GetStrokeWidth(object, scratch)
      const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
      const thickness = Math.max(HAIR, (memory.HEAPF32[scratch >> 2] ?? 0) * scale)
      const into = this.#inked(object, true) ? this.strokes : this.white
      for (const part of parts) outline(part, thickness, into)
    }
    if (filled) {
      const inked = this.#inked(object, false)
      for (const part of parts) this.#fill(part, inked, stroked)
    }
  }

  /** Its pieces as polygons: a curve is one edge where it is flat, and otherwise breaks the polygon. */
  #partsOf(object: number, segments: number, matrix: Matrix): Point[][] {
    const { call, memory, scratch } = this.#pdfium
    const at = scratch >> 2
    const parts: Point[][] = []
    let part: Point[] = []
    let start: Point | null = null
    const bend: Point[] = []
    for (let i = 0; i < segments; i++) {
      const segment = call.FPDFPath_GetPathSegment(object, i)
      const type = call.FPDFPathSegment_GetType(segment)
      call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
      const point = apply(matrix, memory.HEAPF32[at] ?? 0, memory.HEAPF32[at + 1] ?? 0)
      if (type === MOVE_TO) {
        start = point
        part = [point]
        parts.push(part)
      } else if (type === LINE_TO) part.push(point)
      else if (type === BEZIER_TO && bend.push(point) === 3) {
        const from = part.at(-1)
        if (from !== undefined && isFlat(from, bend)) part.push(point)
        else {
          part = [point]
          parts.push(part)
        }
        bend.length = 0
      }
      if (start !== null && call.FPDFPathSegment_GetClose(segment) !== 0) part.push(start)
    }
    return parts
  }

  #fill(points: readonly Point[], inked: boolean, stroked: boolean): void {
    if (points.length < 3) return
    const area = areaOf(points)
    if (Math.min(area.right - area.left, area.top - area.bottom) > THIN) {
      if (inked) this.#ground(area)
    } else if (!stroked && points.length <= 6) (inked ? this.strokes : this.white).push(strokeAlong(area))
  }

  #ground(area: Area): void {
    if (this.grounds.length < MOST_GROUNDS) this.grounds.push(area)
  }

  /** Whether the colour can be seen on white paper. */
  #inked(object: number, stroke: boolean): boolean {
    const { call, memory, scratch } = this.#pdfium
    const known = stroke
      ? call.FPDFPageObj_GetStrokeColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)
      : call.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12)
    if (known === 0) return true
    const at = scratch >> 2
    const view = memory.HEAPU32
    if ((view[at + 3] ?? 255) < 8) return false
    return (view[at] ?? 0) < WHITE || (view[at + 1] ?? 0) < WHITE || (view[at + 2] ?? 0) < WHITE
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The edges of a polygon as strokes; a box that is no wider than a line is one line. */
function outline(points: readonly Point[], thickness: number, into: Stroke[]): void {
  if (points.length >= 4) {
    const area = areaOf(points)
    if (Math.min(area.right - area.left, area.top - area.bottom) <= THIN) {
      into.push(strokeAlong(area, thickness))
      return
    }
  }
  for (let i = 1; i < points.length; i++) line(points[i - 1], points[i], thickness, into)
}

function line(from: Point | undefined, to: Point | undefined, thickness: number, into: Stroke[]): void {
  if (from === undefined || to === undefined) return
  const across = Math.abs(to.x - from.x)
  const up = Math.abs(to.y - from.y)
  if (Math.min(across, up) > FLAT) return
  if (thickness <= THIN || Math.max(across, up) > thickness) {
    into.push({ x0: from.x, y0: from.y, x1: to.x, y1: to.y, thickness })
    return
  }
  // A stroke that is wider than it is long is a line the other way: some programs draw rules so.
  const x = (from.x + to.x) / 2
  const y = (from.y + to.y) / 2
  const half = thickness / 2
  if (across >= up) into.push({ x0: x, y0: y - half, x1: x, y1: y + half, thickness: across })
  else into.push({ x0: x - half, y0: y, x1: x + half, y1: y, thickness: up })
}

/** The middle line of a thin area; `more` is the ink around it. */
function strokeAlong({ left, bottom, right, top }: Area, more = 0): Stroke {
  const x = (left + right) / 2
  const y = (bottom + top) / 2
  if (right - left >= top - bottom) return { x0: left, y0: y, x1: right, y1: y, thickness: top - bottom + more }
  return { x0: x, y0: bottom, x1: x, y1: top, thickness: right - left + more }
}

/** Whether a point lies in one of the areas, or a hair beside it. */
export function isWithin(x: number, y: number, areas: readonly Area[]): boolean {
  return areas.some((area) => x >= area.left - FLAT && x <= area.right + FLAT && y >= area.bottom - FLAT && y <= area.top + FLAT)
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

/** First `inner`, then `outer`. */
function combine(inner: Matrix, outer: Matrix): Matrix {
  if (outer === UNIT) return inner
  const [a, b, c, d, e, f] = inner
  const [A, B, C, D, E, F] = outer
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

function areaOf(points: readonly Point[]): Area {
  let left = Infinity
  let bottom = Infinity
  let right = -Infinity
  let top = -Infinity
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    bottom = Math.min(bottom, y)
    top = Math.max(top, y)
  }
  return { left, bottom, right, top }
}

/** Whether a curve from `from` through its three points stays beside the straight line to its end. */
function isFlat(from: Point, [first, second, end]: readonly Point[]): boolean {
  if (first === undefined || second === undefined || end === undefined) return false
  const length = Math.hypot(end.x - from.x, end.y - from.y)
  if (length === 0) return false
  return [first, second].every(
    (p) => Math.abs((end.x - from.x) * (p.y - from.y) - (end.y - from.y) * (p.x - from.x)) / length <= FLAT,
  )
}
