import type { WholeCell } from './join-parts.ts'

const AMOUNT = /^[-－—]?[\d,，]+(?:\.\d+)?%?$/u
const ORDINAL = /^[（(]?[一二三四五六七八九十\d]+[)）、.．]/u
const ENDED = /[。；;]$/u
/** Where more rows than this share have texts only where the rest of a cut row would have, it may as well be a row of its own. */
const USUAL = 0.15

/**
 * The cells above and below a page break, with what it cut put together: a row whose texts go on below, and the cells that span rows on
 * both pages. `row` is the first one below.
 */
export function mendBreak(above: readonly WholeCell[], below: readonly WholeCell[], row: number): WholeCell[] {
  const hosts = new Map<string, WholeCell>()
  for (const cell of above) if (cell.row + cell.rowSpan === row) hosts.set(spot(cell), cell)
  const first = below.filter((c) => c.row === row)
  return mendRow(above, below, first, hosts, row) ?? mendSpans(above, below, first, hosts)
}

function spot(cell: WholeCell): string {
  return `${cell.column} ${cell.columnSpan}`
}

/** Both sides with a cut row as one; null where the row below is one of its own. */
function mendRow(
  above: readonly WholeCell[],
  below: readonly WholeCell[],
  first: readonly WholeCell[],
  hosts: ReadonlyMap<string, WholeCell>,
  row: number,
): WholeCell[] | null {
  const rests = new Map<WholeCell, WholeCell>()
  for (const cell of first) {
    const host = hosts.get(spot(cell))
    if (host === undefined) return null
    rests.set(host, cell)
    if (cell.text !== '' && !mayGoOn(host, cell)) return null
  }
  const written = first.filter((c) => c.text !== '')
  const left = first.filter((c) => c.text === '' && (hosts.get(spot(c))?.text ?? '') !== '')
  if (written.length === 0 || left.length === 0) return null
  if (share(above, written, row) > USUAL && !written.every((c) => c.text.length <= 3 || isTorn(hosts.get(spot(c))))) return null
  const mended = above.map((host): WholeCell => {
    const rest = rests.get(host)
    return rest === undefined ? host : { ...host, text: host.text + rest.text, rowSpan: host.rowSpan + rest.rowSpan - 1 }
  })
  return [...mended, ...below.filter((c) => c.row > row).map((c) => ({ ...c, row: c.row - 1 }))]
}

function mayGoOn(host: WholeCell, rest: WholeCell): boolean {
  if (host.text === '' || host.isFull === false || ENDED.test(host.text)) return false
  return !AMOUNT.test(host.text) && !AMOUNT.test(rest.text) && !ORDINAL.test(rest.text)
}

/** Whether a bracket is still open. */
function isTorn(cell: WholeCell | undefined): boolean {
  const text = cell?.text ?? ''
  return text.replace(/[^（(]/gu, '').length > text.replace(/[^）)]/gu, '').length
}

/** The share of rows, the last one left out, that have texts in no other columns than these. */
function share(cells: readonly WholeCell[], written: readonly WholeCell[], end: number): number {
  const columns = new Set(written.map((c) => c.column))
  const rows = new Map<number, boolean>()
  for (const cell of cells) {
    if (cell.text === '' || cell.row + cell.rowSpan === end) continue
    rows.set(cell.row, (rows.get(cell.row) ?? true) && columns.has(cell.column))
  }
  let alike = 0
  for (const isAlike of rows.values()) if (isAlike) alike++
  return alike / Math.max(1, rows.size)
}

/** Both sides with the labels at the left that span rows on both of them as one cell each. */
function mendSpans(
  above: readonly WholeCell[],
  below: readonly WholeCell[],
  first: readonly WholeCell[],
  hosts: ReadonlyMap<string, WholeCell>,
): WholeCell[] {
  const start = first.findIndex((c) => c.text !== '')
  const joints = new Map<WholeCell, WholeCell>()
  for (const cell of start > 0 ? first.slice(0, start) : first) {
    const host = hosts.get(spot(cell))
    if (start > 0) {
      // The label is on the first page, and blank on the second …
      if (cell.rowSpan < 2 || host === undefined) continue
      if (AMOUNT.test(host.text)) return [...above, ...below]
      if (host.text !== '') joints.set(host, cell)
    } else {
      // … or the other way round, where a spreadsheet sets it in the middle of all its rows.
      if (cell.rowSpan < 2 || host === undefined || host.rowSpan < 2 || host.text !== '') break
      joints.set(host, cell)
    }
  }
  if (joints.size === 0) return [...above, ...below]
  const absorbed = new Set(joints.values())
  const spanning = above.map((host): WholeCell => {
    const cell = joints.get(host)
    if (cell === undefined) return host
    const shown = host.text === '' ? cell : host
    return { ...shown, row: host.row, rowSpan: host.rowSpan + cell.rowSpan }
  })
  return [...spanning, ...below.filter((c) => !absorbed.has(c))]
}
