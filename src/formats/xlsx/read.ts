import type { Place } from '../../budget/place.ts'
import type { Document } from '../../document/document.ts'
import type { Zip } from '../container/zip.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { writeReference } from './reference.ts'
import { segment } from './segment.ts'
import type { VisibleSheet } from './visible-rows.ts'
import { visibleRows } from './visible-rows.ts'
import { readWorkbook } from './workbook.ts'
import { readSheet } from './worksheet.ts'

/**
 * Reads a workbook from its container. `main` is the path of its main part, usually `xl/workbook.xml`. Each sheet is divided into paragraphs and
 * tables; with several sheets, each begins with its name as a heading. Throws `Refused` where the container or its XML is broken.
 */
export function readXlsx(zip: Zip, main: string, limits: Limits): Document {
  const builder = new DocumentBuilder('xlsx', limits)
  const workbook = readWorkbook(zip, main, limits)
  const shown = workbook.sheets.filter((sheet) => !sheet.hidden)
  for (const { name } of workbook.sheets.filter((sheet) => sheet.hidden)) {
    builder.problem(
      {
        zh: `工作表“${name}”是隐藏的，没有读。若应公开，请取消隐藏。`,
        en: `Sheet "${name}" is hidden and was not read. Unhide it if it is to be published.`,
      },
      { sheet: name },
    )
  }
  for (const { name, part } of shown) {
    if (part === undefined || !zip.has(part)) {
      builder.problem({ zh: `工作表“${name}”的内容缺失。`, en: `The content of sheet "${name}" is missing.` }, { sheet: name })
      continue
    }
    const stored = readSheet(zip, part, workbook, { ...limits, cells: builder.room })
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
    if (shown.length > 1 && sheet.rows.length > 0) builder.paragraph(name, { sheet: name }, 1)
    addSegments(builder, name, sheet)
  }
  if (builder.tables === 0 && [...zip.names()].some((part) => part.startsWith('xl/media/'))) {
    builder.problem({
      zh: '工作簿里有图片而没有表格；图片里的表格没有读，请提供可编辑的原文。',
      en: 'The workbook holds pictures and no table; tables inside pictures were not read. Give the editable original.',
    })
  }
  return builder.finish()
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
