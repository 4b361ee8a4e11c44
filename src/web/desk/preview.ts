import type { Table } from '../../document/document.ts'
import { html, type Markup } from '../markup.ts'
import { lines } from '../mark-text.ts'
import { cellRoles } from '../table-headers.ts'
import { type PrintedSpot, titleOf } from './printed-changes.ts'
import type { WholeProof } from './whole-proof.ts'

/** A part of the preview that one can go to. */
export interface PreviewPart {
  readonly id: string
  readonly title: string
}

/** The id of an element of the preview. */
export function previewId(spot: PrintedSpot): string {
  return 'block' in spot ? `v-p${spot.block}` : `v-t${spot.table}r${spot.row}c${spot.column}`
}

/** The disclosure as it will be printed: what the selected line goes into, what differs from the saved state, and what is in doubt are marked. */
export function renderPreview(proof: Pick<WholeProof, 'document' | 'findings' | 'touched' | 'traced'>): {
  readonly markup: string
  readonly parts: readonly PreviewPart[]
} {
  const classes = marksOf(proof)
  const parts: PreviewPart[] = []
  const { blocks } = proof.document
  const printed = blocks.map((block, index): Markup => {
    if (block.kind === 'table') return renderPrinted(block, titleOf(blocks, index), classes)
    const id = previewId({ block: index + 1 })
    const marks = classes.get(id)
    const classed = [block.heading === undefined ? (block.role ?? '') : 'heading', ...(marks ?? [])]
      .filter((c) => c !== '')
      .join(' ')
    if (block.heading === undefined)
      return html`<p id="${id}"${classed !== '' && html` class="${classed}"`}>${lines(block.text)}</p>`
    if (block.heading <= 2) parts.push({ id, title: block.text })
    else if (blocks[index + 1]?.kind === 'table' || blocks[index + 2]?.kind === 'table') parts.push({ id, title: block.text })
    // The page's own first heading is the unit's name.
    return html`<p id="${id}" class="${classed}" role="heading" aria-level="${Math.min(6, block.heading + 1)}">${lines(block.text)}</p>`
  })
  return { markup: html`${printed}`.markup, parts }
}

function marksOf({
  findings,
  touched,
  traced,
}: Pick<WholeProof, 'findings' | 'touched' | 'traced'>): ReadonlyMap<string, ReadonlySet<string>> {
  const classes = new Map<string, Set<string>>()
  const mark = (spot: PrintedSpot, name: string): void => {
    const id = previewId(spot)
    classes.set(id, (classes.get(id) ?? new Set()).add(name))
  }
  for (const { at } of touched) if (at !== null) mark(at, 'touched')
  for (const at of traced) mark(at, 'traced')
  for (const { severity, at } of findings) for (const spot of at) mark(spot, severity)
  return classes
}

function renderPrinted(table: Table, title: string, classes: ReadonlyMap<string, ReadonlySet<string>>): Markup {
  const { roles, headerRows } = cellRoles(table)
  const rows = Array.from({ length: table.rows }, (): Markup[] => [])
  table.cells.forEach((cell, i) => {
    const id = previewId({ table: table.index, row: cell.row, column: cell.column })
    const role = roles[i]
    const marks = [...(classes.get(id) ?? [])]
    const named = [role === 'figure' ? 'n' : '', ...marks].filter((c) => c !== '').join(' ')
    const attributes = html`${marks.length > 0 && html` id="${id}"`}${named !== '' && html` class="${named}"`}${cell.rowSpan > 1 && html` rowspan="${cell.rowSpan}"`}${cell.columnSpan > 1 && html` colspan="${cell.columnSpan}"`}`
    const text = lines(cell.text)
    const row = rows[cell.row - 1]
    if (role === 'column-header')
      row?.push(html`<th${attributes} scope="${cell.columnSpan > 1 ? 'colgroup' : 'col'}">${text}</th>`)
    else if (role === 'row-header') row?.push(html`<th${attributes} scope="row">${text}</th>`)
    else row?.push(html`<td${attributes}>${text}</td>`)
  })
  const head = table.cells.every((c) => c.row > headerRows || c.row + c.rowSpan - 1 <= headerRows) ? headerRows : 0
  const row = (cells: readonly Markup[]): Markup => html`<tr>${cells}</tr>`
  return html`<table aria-label="${title}">${head > 0 && html`<thead>${rows.slice(0, head).map(row)}</thead>`}<tbody>${rows.slice(head).map(row)}</tbody></table>`
}
