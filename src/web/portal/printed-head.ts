import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { say } from './portal-phrases.ts'
import type { GridColumn, PrintedGrid } from './printed-grid.ts'

/** The head of a printed table, and which of its cells head each column of figures. */
export interface PrintedHead {
  readonly rows: Markup
  /** Rows of headings; where there is one alone, `scope` says all. */
  readonly depth: number
  /** Ids of the headings over a column of a side, from the top. */
  idsOf(side: number, column: number): readonly string[]
}

/** A heading that stands over neighbouring columns, or the label of one. */
interface HeadCell {
  readonly id: string
  readonly text: string
  readonly across: number
  readonly down: number
}

/**
 * Headings as they are printed: a group above the columns that it holds together, over as many rows as the deepest path needs. Labels reach down to the
 * figures.
 *
 * @param name begins the ids, so that two tables can stand on one page
 */
export function printedHead({ sides }: PrintedGrid, name: string, language: Language): PrintedHead {
  const depth = 1 + Math.max(0, ...sides.flatMap(({ columns }) => columns.map(({ groups }) => groups.length)))
  const laid = sides.map(({ columns }, side) => headCells(columns, depth, `${name}-${side}`))
  const cellsIn = (side: number, row: number): Markup => {
    const { hasCodes = false, columns = [] } = sides[side] ?? {}
    const from = sides.length > 1 && isTitled(columns) ? 1 : 0
    const beside = hasCodes ? 2 : 1
    const down = depth > from + 1 && html` rowspan="${depth - from}"`
    const stub = html`${hasCodes && html`<th scope="col"${down}>${say(language, 'codeHead')}</th>`}<th scope="col"${down}>${say(language, 'rowHead')}</th>`
    const own = (laid[side]?.rows[row] ?? []).map((cell) => (row < from ? { ...cell, across: cell.across + beside } : cell))
    return html`${row === from && stub}${own.map((cell) => headCell(cell, depth))}`
  }
  const rows = Array.from({ length: depth }, (_, row) => html`<tr>${sides.map((_side, at) => cellsIn(at, row))}</tr>`)
  return { rows: html`${rows}`, depth, idsOf: (side, column) => laid[side]?.ids[column] ?? [] }
}

/** Whether one heading stands over all of a side, as 收入 and 支出 do in a balance: then it stands over the names of its lines as well. */
function isTitled(columns: readonly GridColumn[]): boolean {
  const [title] = columns.map(({ groups }) => groups[0])
  return title !== undefined && columns.every(({ groups }) => groups[0] === title)
}

function headCells(columns: readonly GridColumn[], depth: number, name: string) {
  const rows: HeadCell[][] = Array.from({ length: depth }, () => [])
  const ids: string[][] = columns.map(() => [])
  const isUnder = (column: number, groups: readonly string[]): boolean =>
    groups.every((group, level) => columns[column]?.groups[level] === group)
  columns.forEach(({ label, groups }, column) => {
    groups.forEach((text, level) => {
      const path = groups.slice(0, level + 1)
      // It was begun by the column before.
      if (column > 0 && isUnder(column - 1, path)) {
        const begun = rows[level]?.at(-1)
        if (begun !== undefined) ids[column]?.push(begun.id)
        return
      }
      let end = column + 1
      while (end < columns.length && isUnder(end, path)) end++
      const cell = { id: `${name}-${level}-${column}`, text, across: end - column, down: 1 }
      rows[level]?.push(cell)
      ids[column]?.push(cell.id)
    })
    const leaf = { id: `${name}-${groups.length}-${column}`, text: label, across: 1, down: depth - groups.length }
    rows[groups.length]?.push(leaf)
    ids[column]?.push(leaf.id)
  })
  return { rows, ids }
}

function headCell({ id, text, across, down }: HeadCell, depth: number): Markup {
  if (depth === 1) return html`<th scope="col">${text}</th>`
  return html`<th id="${id}" scope="${across > 1 ? 'colgroup' : 'col'}"${across > 1 && html` colspan="${across}"`}${down > 1 && html` rowspan="${down}"`}>${text}</th>`
}
