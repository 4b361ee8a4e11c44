import type { Rule } from '../page.ts'

/** Rules that touch one another, snapped to a grid: what a reader sees as one table. */
export interface Frame {
  /** x of every column edge and y of every row edge, ascending. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Whether a rule is drawn along the upper edge of a field; at `row * (xs.length - 1) + column`, the lower border included. */
  readonly across: Uint8Array
  /** The same for the left edge of a field; at `row * xs.length + column`, the right border included. */
  readonly down: Uint8Array
}

/** A rule, or several that continue or double one another. */
interface Line {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** Rules closer than this are one rule, drawn double or by two neighbouring cells. */
const DOUBLE = 2.2
/** Edges of one table that are closer than this are one edge: no column and no row is that narrow. */
const SNAP = 3.2
/** How far a rule may fall short of another one that it is meant to meet. */
const REACH = 4
/** Rules shorter than this are strokes of a drawing. */
const SHORTEST = 4

/** Every table drawn with rules, from top to bottom. Frames of one field (a border around a page or a text) are no tables. */
export function ruleFrames(rules: readonly Rule[]): { readonly frames: readonly Frame[]; readonly loose: readonly Line[] } {
  const across = straighten(rules.filter((r) => r.direction === 'across'))
  const down = straighten(rules.filter((r) => r.direction === 'down'))
  const frames: Frame[] = []
  const loose: Line[] = []
  for (const group of touching(across, down)) {
    const frame = group.down.length === 0 ? null : frameOf(group.across, group.down)
    if (frame === null) loose.push(...group.across)
    else frames.push(frame)
  }
  frames.sort((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0) || (a.xs[0] ?? 0) - (b.xs[0] ?? 0))
  return { frames, loose }
}

/** Rules of one direction: those on one height as one, pieces that meet joined. */
function straighten(rules: readonly Rule[]): Line[] {
  const lines: Line[] = []
  const sorted = rules.filter((r) => r.to > r.from && Number.isFinite(r.at)).sort((a, b) => a.at - b.at)
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i]?.at ?? 0
    let end = i
    let length = 0
    let moment = 0
    for (; end < sorted.length; end++) {
      const rule = sorted[end]
      if (rule === undefined || rule.at - first > DOUBLE) break
      length += rule.to - rule.from
      moment += (rule.to - rule.from) * (rule.at - first)
    }
    const at = first + moment / length
    let open: { at: number; from: number; to: number } | null = null
    for (const rule of sorted.slice(i, end).sort((a, b) => a.from - b.from)) {
      if (open !== null && rule.from - open.to <= REACH) open.to = Math.max(open.to, rule.to)
      else lines.push((open = { at, from: rule.from, to: rule.to }))
    }
    i = end
  }
  return lines.filter((l) => l.to - l.from >= SHORTEST)
}

/** Lines in groups that hang together. */
function touching(across: readonly Line[], down: readonly Line[]): { across: Line[]; down: Line[] }[] {
  const parent = Int32Array.from({ length: across.length + down.length }, (_, i) => i)
  const find = (i: number): number => {
    let root = i
    while ((parent[root] ?? root) !== root) root = parent[root] ?? root
    for (let at = i; at !== root; ) {
      const next = parent[at] ?? root
      parent[at] = root
      at = next
    }
    return root
  }
  // `across` is sorted by height, so a rule down needs to look only at those between its ends.
  down.forEach((line, d) => {
    for (let a = firstFrom(across, line.from - REACH); a < across.length; a++) {
      const other = across[a]
      if (other === undefined || other.at > line.to + REACH) break
      if (other.from - REACH <= line.at && line.at <= other.to + REACH) parent[find(across.length + d)] = find(a)
    }
  })
  const groups = new Map<number, { across: Line[]; down: Line[] }>()
  const groupOf = (i: number) => {
    const root = find(i)
    let group = groups.get(root)
    if (group === undefined) groups.set(root, (group = { across: [], down: [] }))
    return group
  }
  across.forEach((line, i) => groupOf(i).across.push(line))
  down.forEach((line, i) => groupOf(across.length + i).down.push(line))
  return [...groups.values()]
}

function firstFrom(lines: readonly Line[], at: number): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

function frameOf(across: readonly Line[], down: readonly Line[]): Frame | null {
  if (across.length < 2) return null
  const xs = withEnds(edgesOf(down), across)
  const ys = withEnds(edgesOf(across), down)
  const columns = xs.length - 1
  const rows = ys.length - 1
  if (columns < 1 || rows < 1 || columns * rows < 2) return null
  const acrossAt = new Uint8Array((rows + 1) * columns)
  const downAt = new Uint8Array(rows * (columns + 1))
  for (const line of across) cover(line, ys, xs, (y, x) => (acrossAt[y * columns + x] = 1))
  for (const line of down) cover(line, xs, ys, (x, y) => (downAt[y * (columns + 1) + x] = 1))
  // The border of a table is a border whether or not it is drawn: often both sides are left open.
  acrossAt.fill(1, 0, columns).fill(1, rows * columns)
  for (let row = 0; row < rows; row++) {
    downAt[row * (columns + 1)] = 1
    downAt[row * (columns + 1) + columns] = 1
  }
  return { xs, ys, across: acrossAt, down: downAt }
}

/** Heights of lines, those that are nearly one as one. */
function edgesOf(lines: readonly Line[]): number[] {
  const sorted = [...lines].sort((a, b) => a.at - b.at)
  const edges: number[] = []
  let first = -Infinity
  let moment = 0
  let length = 0
  const close = (): void => {
    if (length > 0) edges.push(first + moment / length)
  }
  for (const line of sorted) {
    if (line.at - first > SNAP) {
      close()
      first = line.at
      moment = 0
      length = 0
    }
    length += line.to - line.from
    moment += (line.to - line.from) * (line.at - first)
  }
  close()
  return edges
}

/** Adds the ends that at least two lines of the other direction reach beyond the outermost edges: a border that is not drawn. */
function withEnds(edges: number[], others: readonly Line[]): number[] {
  const first = edges[0] ?? Infinity
  const last = edges.at(-1) ?? -Infinity
  const before = others.filter((l) => l.from < first - 2 * SNAP).map((l) => l.from)
  const after = others.filter((l) => l.to > last + 2 * SNAP).map((l) => l.to)
  const low = middleOf(before)
  const high = middleOf(after)
  if (before.length >= 2 && low !== undefined && first - low > 2 * SNAP) edges.unshift(low)
  if (after.length >= 2 && high !== undefined && high - last > 2 * SNAP) edges.push(high)
  return edges
}

function middleOf(values: number[]): number | undefined {
  return values.sort((a, b) => a - b)[values.length >> 1]
}

/** Marks every stretch between two edges that a line covers for the most part. */
function cover(line: Line, ats: readonly number[], edges: readonly number[], mark: (at: number, stretch: number) => void): void {
  let at = 0
  let distance = Infinity
  for (let i = 0; i < ats.length; i++) {
    const d = Math.abs((ats[i] ?? 0) - line.at)
    if (d < distance) {
      at = i
      distance = d
    }
  }
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i] ?? 0
    const to = edges[i + 1] ?? 0
    if (from >= line.to) break
    const covered = Math.min(to, line.to) - Math.max(from, line.from)
    if (covered > 0.5 * (to - from)) mark(at, i)
  }
}
