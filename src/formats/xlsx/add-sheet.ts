import type { Place } from '../../budget/place.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { writeReference } from './reference.ts'
import { segment } from './segment.ts'
import type { VisibleSheet } from './visible-rows.ts'
import { visibleRows } from './visible-rows.ts'
import type { Sheet } from './worksheet.ts'

/** Adds what a sheet shows as paragraphs and tables, and says what it hides. `titled`: with its name above, where there are several. */
export function addSheet(builder: DocumentBuilder, name: string, stored: Sheet, titled: boolean, limits: Limits): void {
  if (stored.dropped > 0) {
    builder.problem(
      {
        zh: `工作表“${name}”太大：超出 ${limits.cells} 个单元格的上限，有 ${stored.dropped} 个单元格未读。请拆成几个文件。`,
        en: `Sheet "${name}" is too large: beyond the limit of ${limits.cells} cells, ${stored.dropped} cells were not read. Split the file.`,
      },
      { sheet: name },
    )
  }
  const sheet = visibleRows(stored)
  reportHidden(builder, name, sheet)
  if (titled && sheet.rows.length > 0) builder.paragraph(name, { sheet: name }, 1)
  addSegments(builder, name, sheet)
}

/** Says that a whole sheet is hidden: what is not shown is not published. */
export function reportHiddenSheet(builder: DocumentBuilder, name: string): void {
  builder.problem(
    {
      zh: `工作表“${name}”是隐藏的，没有读。若应公开，请取消隐藏。`,
      en: `Sheet "${name}" is hidden and was not read. Unhide it if it is to be published.`,
    },
    { sheet: name },
  )
}

function addSegments(builder: DocumentBuilder, name: string, sheet: VisibleSheet): void {
  const placeOf = (row: number, column: number): Place => ({
    sheet: name,
    cell: writeReference(sheet.storedRow(row), sheet.storedColumn(column)),
  })
  for (const part of segment(sheet.rows)) {
    if (part.kind === 'paragraph') {
      builder.paragraph(part.cell.text, placeOf(part.cell.row, part.cell.column))
      continue
    }
    const cells = part.cells.map((cell) => ({ ...cell, place: placeOf(cell.row, cell.column) }))
    const first = cells[0]
    if (first !== undefined) builder.table(cells, first.place, { gapsAreFaults: false, placeOf, blankRows: part.blankRows })
  }
}

function reportHidden(builder: DocumentBuilder, name: string, sheet: VisibleSheet): void {
  const first = sheet.hidden[0]
  if (first === undefined) return
  const cell = writeReference(first.row, first.column)
  builder.problem(
    {
      zh: `工作表“${name}”的隐藏行或隐藏列里有 ${sheet.hidden.length} 个单元格没有读（首个：${cell}）。若应公开，请取消隐藏。`,
      en: `${sheet.hidden.length} cells in hidden rows or columns of sheet "${name}" were not read (the first: ${cell}). Unhide them if they are to be published.`,
    },
    { sheet: name, cell },
  )
}
